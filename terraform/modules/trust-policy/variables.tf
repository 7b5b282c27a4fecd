variable "provider_arn" {
  description = "ARN of the OIDC provider that is trusted."
  type        = string
}

variable "repository" {
  description = "The repository whose jobs may assume the role, as OWNER/NAME."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.repository))
    error_message = "A repository is OWNER/NAME, such as acme/shop, without wildcards."
  }
}

variable "repository_ids" {
  description = "Ids of the owner and the repository, for repositories whose OIDC subject has them: those created, renamed or moved since 15 July 2026."
  type = object({
    owner      = number
    repository = number
  })
  default = null
}

variable "environment" {
  description = "The environment of GitHub that the job must run in."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]*$", var.environment))
    error_message = "An environment is named by letters, digits, dots, underscores and hyphens, without wildcards."
  }
}

variable "subjects" {
  description = "OIDC subjects in place of the one that follows from repository and environment, for repositories with a subject of their own."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for subject in var.subjects : can(regex("^[^*?]+$", subject))])
    error_message = "A subject is compared letter by letter, without wildcards."
  }
}

variable "workflow_refs" {
  description = "Values of the claim job_workflow_ref of which the job must have one, such as acme/shop/.github/workflows/failover.yml@refs/heads/main."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for ref in var.workflow_refs : can(regex("^[^*?@]+@refs/heads/[^*?]+$", ref))])
    error_message = "A workflow is OWNER/NAME/.github/workflows/FILE@refs/heads/BRANCH, without wildcards."
  }
}

variable "issuer" {
  description = "Host and path of the OIDC issuer; GitHub Enterprise Server has HOST/_services/token."
  type        = string
  default     = "token.actions.githubusercontent.com"
}

variable "audience" {
  description = "The audience that the Action asks its token for."
  type        = string
  default     = "sts.amazonaws.com"
}
