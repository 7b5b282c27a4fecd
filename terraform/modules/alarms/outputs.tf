output "topic_arn" {
  description = "ARN of the topic, for `incidents.alarms.topics`; other alarms of this region may name it as an action too."
  value       = aws_sns_topic.alarms.arn
}

output "alarm_arns" {
  description = "ARNs of the alarms by name."
  value       = { for name, alarm in aws_cloudwatch_metric_alarm.region : name => alarm.arn }
}
