module "roles" {
  source = "./modules/github-roles"

  name                     = "region-failover-${var.name}"
  repository               = var.repository
  repository_ids           = var.repository_ids
  create_oidc_provider     = var.create_oidc_provider
  oidc_provider_arn        = var.oidc_provider_arn
  roles                    = var.roles
  permissions_boundary_arn = var.permissions_boundary_arn
  most_policies            = var.most_policies
  tags                     = var.tags
}

module "witness" {
  source = "./modules/witness-bucket"
  count  = var.witness == null ? 0 : 1

  providers = {
    aws = aws.witness
  }

  bucket           = var.witness.bucket
  restrict         = var.witness.restrict
  only_principals  = concat(values(module.roles.role_arns), var.witness.also_principals)
  journal_days     = var.witness.journal_days
  noncurrent_days  = var.witness.noncurrent_days
  object_lock_days = var.witness.object_lock_days
  object_lock_mode = var.witness.object_lock_mode
  kms_key_arn      = var.witness.kms_key_arn
  tags             = var.tags
}

module "stop_switch" {
  source = "./modules/stop-switch"
  count  = var.stop_switch == null ? 0 : 1

  # The switch lies where it is needed: in the region that takes over, never in the one that may be lost.
  providers = {
    aws = aws.standby
  }

  bucket             = var.stop_switch.bucket
  key                = var.stop_switch.key
  fast               = var.stop_switch.fast
  failure_threshold  = var.stop_switch.failure_threshold
  also_health_checks = var.stop_switch.also_health_checks
  records            = var.stop_switch.records
  name               = "${var.name}-switch"
  tags               = var.tags
}

# An alarm speaks for the region that it stands in, and reaches topics of that region only: hence one of each on both sides.
module "alarms_home" {
  source = "./modules/alarms"
  count  = var.alarms == null ? 0 : 1

  providers = {
    aws = aws.home
  }

  name        = "${var.name}-region-alarms"
  bot_url     = var.bot_url
  alarms      = var.alarms.home
  kms_key_arn = var.alarms.home_kms_key_arn
  tags        = var.tags
}

module "alarms_standby" {
  source = "./modules/alarms"
  count  = var.alarms == null ? 0 : 1

  providers = {
    aws = aws.standby
  }

  name        = "${var.name}-region-alarms"
  bot_url     = var.bot_url
  alarms      = var.alarms.standby
  kms_key_arn = var.alarms.standby_kms_key_arn
  tags        = var.tags
}

# All that the bot ever needs of AWS.
resource "aws_iam_policy" "bot_notify" {
  count = length(var.bot_notify_topics) == 0 ? 0 : 1

  name        = "region-failover-${var.name}-bot-notify"
  description = "region-failover: lets the bot tell the topics of incidents.notify"
  tags        = var.tags
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "TellStakeholders"
      Effect   = "Allow"
      Action   = "sns:Publish"
      Resource = var.bot_notify_topics
    }]
  })
}
