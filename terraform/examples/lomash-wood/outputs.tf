output "github_variables" {
  description = "Variables of the repository in GitHub."
  value = {
    FAILOVER_PLAN_ROLE     = module.region_failover.role_arns["plan"]
    FAILOVER_DRILL_ROLE    = module.region_failover.role_arns["drill"]
    FAILOVER_ROLE          = module.region_failover.role_arns["failover"]
    FAILOVER_FAILBACK_ROLE = module.region_failover.role_arns["failback"]
  }
}

output "alarm_topics" {
  description = "For incidents.alarms.topics in failover.yml."
  value       = module.region_failover.alarm_topics
}

output "stop_switch" {
  description = "For a route53-switch in failover.yml."
  value       = module.region_failover.stop_switch
}
