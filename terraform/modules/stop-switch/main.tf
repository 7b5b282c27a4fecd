# Standby takes over primary: while the object is absent the primary record is healthy, because the check is inverted; once it is there
# the record is not. https://aws.amazon.com/blogs/networking-and-content-delivery/creating-disaster-recovery-mechanisms-using-amazon-route-53/
resource "aws_s3_bucket" "switch" {
  bucket = var.bucket
  tags   = var.tags

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_ownership_controls" "switch" {
  bucket = aws_s3_bucket.switch.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# The health checkers bring no credentials, so this one object is for everybody: by the policy below and by nothing else.
resource "aws_s3_bucket_public_access_block" "switch" {
  bucket = aws_s3_bucket.switch.id

  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = false
  restrict_public_buckets = false
}

# What is encrypted with a key of KMS cannot be read without credentials.
resource "aws_s3_bucket_server_side_encryption_configuration" "switch" {
  bucket = aws_s3_bucket.switch.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_policy" "switch" {
  bucket = aws_s3_bucket.switch.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "HealthCheckers"
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource  = "${aws_s3_bucket.switch.arn}/${var.key}"
      },
      {
        Sid       = "OnlyTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.switch.arn, "${aws_s3_bucket.switch.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = ["false"] } }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.switch]
}

resource "aws_route53_health_check" "switch" {
  type               = "HTTPS"
  fqdn               = aws_s3_bucket.switch.bucket_regional_domain_name
  port               = 443
  resource_path      = "/${var.key}"
  request_interval   = var.fast ? 10 : 30
  failure_threshold  = var.failure_threshold
  invert_healthcheck = true
  enable_sni         = true
  tags               = merge(var.tags, { Name = var.name })

  lifecycle {
    # A drill disables and inverts it, and puts it back; meanwhile nobody else may.
    ignore_changes = [disabled, invert_healthcheck]
  }
}

resource "aws_route53_health_check" "all" {
  count = length(var.also_health_checks) == 0 ? 0 : 1

  type                   = "CALCULATED"
  child_healthchecks     = concat([aws_route53_health_check.switch.id], var.also_health_checks)
  child_health_threshold = length(var.also_health_checks) + 1
  tags                   = merge(var.tags, { Name = "${var.name}-and-others" })

  lifecycle {
    ignore_changes = [disabled, invert_healthcheck]
  }
}

locals {
  primary_check = length(var.also_health_checks) == 0 ? aws_route53_health_check.switch.id : aws_route53_health_check.all[0].id
  pairs         = { for record in var.records : "${record.name} ${record.type}" => record }
}

# A failover, a reprotect and the stages of a failback change where these records lead, and what kind of pair they are. Terraform makes
# them once and leaves them alone.
resource "aws_route53_record" "primary" {
  for_each = local.pairs

  zone_id         = each.value.zone_id
  name            = each.value.name
  type            = each.value.type
  ttl             = each.value.primary.alias == null ? each.value.ttl : null
  records         = each.value.primary.values
  set_identifier  = each.value.primary.set_identifier
  health_check_id = local.primary_check

  failover_routing_policy {
    type = "PRIMARY"
  }

  dynamic "alias" {
    for_each = each.value.primary.alias == null ? [] : [each.value.primary.alias]

    content {
      name                   = alias.value.dns_name
      zone_id                = alias.value.zone_id
      evaluate_target_health = true
    }
  }

  lifecycle {
    ignore_changes = [alias, failover_routing_policy, health_check_id, records, ttl, weighted_routing_policy]
  }
}

resource "aws_route53_record" "secondary" {
  for_each = local.pairs

  zone_id        = each.value.zone_id
  name           = each.value.name
  type           = each.value.type
  ttl            = each.value.secondary.alias == null ? each.value.ttl : null
  records        = each.value.secondary.values
  set_identifier = each.value.secondary.set_identifier

  failover_routing_policy {
    type = "SECONDARY"
  }

  dynamic "alias" {
    for_each = each.value.secondary.alias == null ? [] : [each.value.secondary.alias]

    content {
      name                   = alias.value.dns_name
      zone_id                = alias.value.zone_id
      evaluate_target_health = true
    }
  }

  lifecycle {
    ignore_changes = [alias, failover_routing_policy, health_check_id, records, ttl, weighted_routing_policy]
  }
}
