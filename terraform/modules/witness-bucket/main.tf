locals {
  # Where region-failover keeps everything of its own in a witness bucket.
  prefix = "region-failover/"

  only_encrypted = [{
    Sid       = "OnlyTls"
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:*"
    Resource  = [aws_s3_bucket.witness.arn, "${aws_s3_bucket.witness.arn}/*"]
    Condition = { Bool = { "aws:SecureTransport" = ["false"] } }
  }]

  # Objects only: who manages the bucket itself can still mend this policy.
  only_roles = [{
    Sid       = "OnlyTheRolesOfRuns"
    Effect    = "Deny"
    Principal = "*"
    Action = [
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:PutObject",
    ]
    Resource  = ["${aws_s3_bucket.witness.arn}/${local.prefix}*"]
    Condition = { ArnNotLike = { "aws:PrincipalArn" = var.only_principals } }
  }]
}

resource "aws_s3_bucket" "witness" {
  bucket              = var.bucket
  object_lock_enabled = var.object_lock_days != null
  tags                = var.tags

  lifecycle {
    # Without it nobody knows which run holds the lease, or what a run that was cut off has done.
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "witness" {
  bucket = aws_s3_bucket.witness.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_ownership_controls" "witness" {
  bucket = aws_s3_bucket.witness.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "witness" {
  bucket = aws_s3_bucket.witness.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "witness" {
  bucket = aws_s3_bucket.witness.id

  rule {
    bucket_key_enabled = var.kms_key_arn != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_policy" "witness" {
  bucket = aws_s3_bucket.witness.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.only_encrypted, [for statement in local.only_roles : statement if var.restrict])
  })

  # S3 judges a policy by the block that is there at that moment.
  depends_on = [aws_s3_bucket_public_access_block.witness]

  lifecycle {
    precondition {
      condition     = !var.restrict || length(var.only_principals) > 0
      error_message = "With restrict = true, only_principals must name somebody, or nobody could run anything."
    }
  }
}

resource "aws_s3_bucket_object_lock_configuration" "witness" {
  count = var.object_lock_days == null ? 0 : 1

  bucket = aws_s3_bucket.witness.id

  rule {
    default_retention {
      mode = var.object_lock_mode
      days = var.object_lock_days
    }
  }

  depends_on = [aws_s3_bucket_versioning.witness]
}

resource "aws_s3_bucket_lifecycle_configuration" "witness" {
  bucket = aws_s3_bucket.witness.id

  rule {
    id     = "replaced-versions"
    status = "Enabled"

    filter {
      prefix = local.prefix
    }

    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_days
    }

    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  # A run and its place in the list of its service begin together, so they go together.
  dynamic "rule" {
    for_each = var.journal_days == null ? [] : ["runs", "services"]

    content {
      id     = "old-${rule.value}"
      status = "Enabled"

      filter {
        prefix = "${local.prefix}${rule.value}/"
      }

      expiration {
        days = var.journal_days
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.witness]
}
