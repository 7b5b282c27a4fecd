locals {
  # arn:PARTITION:sns:REGION:ACCOUNT:NAME
  partition = split(":", aws_sns_topic.alarms.arn)[1]
  region    = split(":", aws_sns_topic.alarms.arn)[3]
  account   = split(":", aws_sns_topic.alarms.arn)[4]
}

# Version 2 is signed with SHA-256; version 1, which is the default, with SHA-1. The bot verifies both.
resource "aws_sns_topic" "alarms" {
  name              = var.name
  signature_version = 2
  kms_master_key_id = var.kms_key_arn
  tags              = var.tags
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AlarmsOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alarms.arn
      Condition = {
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:cloudwatch:${local.region}:${local.account}:alarm:*" }
        StringEquals = { "aws:SourceAccount" = local.account }
      }
    }]
  })
}

# The bot confirms by itself what failover.yml lists, and reads the signature, which a raw delivery has not.
resource "aws_sns_topic_subscription" "bot" {
  count = var.bot_url == null ? 0 : 1

  topic_arn                       = aws_sns_topic.alarms.arn
  protocol                        = "https"
  endpoint                        = "${var.bot_url}/alarms/sns"
  endpoint_auto_confirms          = true
  confirmation_timeout_in_minutes = 5
  raw_message_delivery            = false
}

# The bot wants to hear of the end of an alarm as well: until then its region is not proposed again.
resource "aws_cloudwatch_metric_alarm" "region" {
  for_each = var.alarms

  alarm_name                = "${var.name}-${each.key}"
  alarm_description         = each.value.description
  namespace                 = each.value.namespace
  metric_name               = each.value.metric_name
  dimensions                = each.value.dimensions
  statistic                 = each.value.statistic
  extended_statistic        = each.value.extended_statistic
  period                    = each.value.period_seconds
  evaluation_periods        = each.value.evaluation_periods
  datapoints_to_alarm       = each.value.datapoints_to_alarm
  comparison_operator       = each.value.comparison_operator
  threshold                 = each.value.threshold
  treat_missing_data        = each.value.treat_missing_data
  alarm_actions             = [aws_sns_topic.alarms.arn]
  ok_actions                = [aws_sns_topic.alarms.arn]
  insufficient_data_actions = [aws_sns_topic.alarms.arn]
  tags                      = var.tags
}
