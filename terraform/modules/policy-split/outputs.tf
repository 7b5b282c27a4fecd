output "policies" {
  description = "The same statements in as many policies as their length needs, each as JSON."
  value       = local.policies

  precondition {
    condition     = local.largest * 2 <= var.limit
    error_message = "One statement alone is ${local.largest} characters long, too long to be put together with others: print the policy for fewer resources with --only."
  }

  precondition {
    condition     = length(local.policies) <= var.most
    error_message = "${length(local.policies)} policies are needed and ${var.most} may be attached: give the operations roles of their own, print policies with --only or --mode, or raise the quota and `most`."
  }
}

output "sizes" {
  description = "How many characters each of the policies has."
  value       = [for policy in local.policies : length(policy)]
}
