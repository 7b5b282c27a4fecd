output "role_arns" {
  description = "ARNs of the roles by operation: values of the variables FAILOVER_PLAN_ROLE, FAILOVER_ROLE and so on in GitHub."
  value       = { for operation, role in aws_iam_role.operation : operation => role.arn }
}

output "oidc_provider_arn" {
  description = "ARN of the OIDC provider that the roles trust."
  value       = local.provider_arn
}

output "subjects" {
  description = "The OIDC subjects that each role trusts."
  value       = { for operation in keys(var.roles) : operation => module.trust[operation].subjects }
}

output "policy_sizes" {
  description = "Characters of each managed policy by operation; IAM allows 6,144."
  value       = { for operation in keys(var.roles) : operation => module.policies[operation].sizes }
}
