# What Lomash Wood (docs/examples/lomash-wood) needs of AWS for region-failover itself: roles, witness bucket, switch, alarms.
# First: ./write-policies.sh

terraform {
  required_version = ">= 1.5.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.99.0, < 7.0.0"
    }
  }

  # Neither the state nor its lock may lie in a region that can be lost. A backend is chosen by `terraform init -backend-config=...`:
  # backend "s3" { region = "eu-central-1" }
}

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "home"
  region = "eu-west-1"
}

provider "aws" {
  alias  = "standby"
  region = "eu-west-2"
}

locals {
  # The policies that `region-failover iam` has printed, by the role that they are for.
  policies = {
    for operation in ["plan", "failover", "failback", "drill"] : operation => [
      for name in sort(fileset("${path.module}/policies/${operation}", "*.json")) : file("${path.module}/policies/${operation}/${name}")
    ]
  }
}

module "region_failover" {
  source = "../.."

  providers = {
    aws         = aws
    aws.home    = aws.home
    aws.standby = aws.standby
    aws.witness = aws
  }

  name       = "lomash-wood"
  repository = "lomash-wood/shop"

  roles = {
    plan = {
      environment = "failover-plan"
      policies    = local.policies.plan
    }
    drill = {
      environment = "failover-plan"
      policies    = local.policies.drill
    }
    failover = {
      environment = "failover"
      policies    = local.policies.failover
    }
    failback = {
      environment = "failover"
      policies    = local.policies.failback
    }
  }

  witness = {
    bucket          = "lomash-witness"
    restrict        = true
    also_principals = ["arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_OnCall_*"]
    journal_days    = 1095
  }

  stop_switch = {
    bucket = "lomash-wood-switch-eu-west-2"
    key    = "stop-eu-west-1"
    records = [{
      zone_id = "Z08LOMASHWOOD0000001"
      name    = "api.lomashwood.com"
      primary = {
        alias = { dns_name = "lomash-api-eu-west-1-947485169.eu-west-1.elb.amazonaws.com", zone_id = "Z32O12XQLTSW2" }
      }
      secondary = {
        alias = { dns_name = "lomash-api-eu-west-2-1859657977.eu-west-2.elb.amazonaws.com", zone_id = "ZHURV8PSTC4K8" }
      }
    }]
  }

  alarms = {
    home = {
      no-healthy-target = {
        description         = "No target of the load balancer answers"
        namespace           = "AWS/ApplicationELB"
        metric_name         = "HealthyHostCount"
        dimensions          = { LoadBalancer = "app/lomash-api-eu-west-1/50dc6c495c0c9188", TargetGroup = "targetgroup/api/73e2d6bc24d8a067" }
        statistic           = "Maximum"
        comparison_operator = "LessThanThreshold"
        threshold           = 1
        treat_missing_data  = "breaching"
      }
      server-errors = {
        description        = "Many requests fail"
        namespace          = "AWS/ApplicationELB"
        metric_name        = "HTTPCode_Target_5XX_Count"
        dimensions         = { LoadBalancer = "app/lomash-api-eu-west-1/50dc6c495c0c9188" }
        statistic          = "Sum"
        threshold          = 100
        treat_missing_data = "notBreaching"
      }
    }
  }

  bot_url = var.bot_url

  tags = { service = "lomash-wood", managed-by = "terraform" }
}
