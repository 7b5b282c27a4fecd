output "role_arns" {
  description = "ARNs of the roles by operation: values of the variables FAILOVER_PLAN_ROLE, FAILOVER_ROLE and so on in GitHub."
  value       = module.roles.role_arns
}

output "subjects" {
  description = "The OIDC subjects that each role trusts; a token that is refused has another one."
  value       = module.roles.subjects
}

output "oidc_provider_arn" {
  description = "ARN of the OIDC provider that the roles trust."
  value       = module.roles.oidc_provider_arn
}

output "policy_sizes" {
  description = "Characters of each managed policy by operation; IAM allows 6,144."
  value       = module.roles.policy_sizes
}

output "witness_bucket" {
  description = "Name of the witness bucket: `witness.bucket` of failover.yml."
  value       = one(module.witness[*].bucket)
}

output "stop_switch" {
  description = "What a route53-switch in failover.yml needs, the health check for a primary record that is made elsewhere, and the address to try the switch with."
  value = one([
    for switch in module.stop_switch : {
      health_check_id         = switch.health_check_id
      primary_health_check_id = switch.primary_health_check_id
      bucket                  = switch.bucket
      key                     = switch.key
      url                     = switch.url
    }
  ])
}

output "alarm_topics" {
  description = "ARNs of the topics that the alarms tell: `incidents.alarms.topics` of failover.yml."
  value       = concat(module.alarms_home[*].topic_arn, module.alarms_standby[*].topic_arn)
}

output "bot_notify_policy_arn" {
  description = "ARN of the policy for the role or user of the bot; null without bot_notify_topics."
  value       = one(aws_iam_policy.bot_notify[*].arn)
}
