terraform {
  required_version = ">= 1.5.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.99.0, < 7.0.0"

      # `aws` itself is for IAM, which has no region.
      configuration_aliases = [aws.home, aws.standby, aws.witness]
    }
  }
}
