variable "documents" {
  description = "IAM policies as JSON, as `region-failover iam` prints them, with --json or without."
  type        = list(string)

  validation {
    condition     = alltrue([for document in var.documents : can(jsondecode(document).Statement) || can(jsondecode(document).policy.Statement)])
    error_message = "Each document is what `region-failover iam` prints: a policy with a Statement."
  }
}

variable "limit" {
  description = "Characters that one policy may have; IAM allows a managed policy 6,144, white space not counted."
  type        = number
  default     = 6144
}

variable "most" {
  description = "Policies that there may be; IAM attaches 10 managed policies to a role unless that quota is raised."
  type        = number
  default     = 10
}
