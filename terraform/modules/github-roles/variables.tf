variable "name" {
  description = "What the names of the roles and policies begin with."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-]{1,43}$", var.name))
    error_message = "A name has 1 to 43 letters, digits and hyphens."
  }
}

variable "repository" {
  description = "The repository whose jobs assume the roles, as OWNER/NAME."
  type        = string
}

variable "repository_ids" {
  description = "Ids of the owner and the repository, where the OIDC subject has them: repositories created, renamed or moved since 15 July 2026."
  type = object({
    owner      = number
    repository = number
  })
  default = null
}

variable "create_oidc_provider" {
  description = "Whether to make the OIDC provider of GitHub; an account can have it only once."
  type        = bool
  default     = true
}

variable "oidc_provider_arn" {
  description = "ARN of the OIDC provider that the account has already, with create_oidc_provider = false."
  type        = string
  default     = null
}

variable "issuer" {
  description = "Host and path of the OIDC issuer; GitHub Enterprise Server has HOST/_services/token."
  type        = string
  default     = "token.actions.githubusercontent.com"
}

variable "roles" {
  description = "The roles by the operation that they are for: the environment whose jobs may assume them, and the policies that `region-failover iam` prints, as JSON."
  type = map(object({
    environment         = string
    policies            = list(string)
    subjects            = optional(list(string), [])
    workflow_refs       = optional(list(string), [])
    max_session_seconds = optional(number, 3600)
  }))

  validation {
    condition     = alltrue([for operation in keys(var.roles) : can(regex("^[a-z][a-z0-9-]{0,19}$", operation))])
    error_message = "An operation is named by 1 to 20 small letters, digits and hyphens, such as failover: a role may have 64 characters."
  }

  validation {
    condition     = alltrue([for role in values(var.roles) : length(role.policies) > 0])
    error_message = "A role without policies can do nothing: print one with `region-failover iam`."
  }

  validation {
    condition     = alltrue([for role in values(var.roles) : role.max_session_seconds >= 3600 && role.max_session_seconds <= 43200])
    error_message = "A session may last 3600 to 43200 seconds."
  }
}

variable "permissions_boundary_arn" {
  description = "ARN of a policy that bounds what every role may do, whatever its own policies allow."
  type        = string
  default     = null
}

variable "path" {
  description = "The path of roles and policies in IAM."
  type        = string
  default     = "/"
}

variable "most_policies" {
  description = "Managed policies that may be attached to a role: 10, unless your account's quota is higher."
  type        = number
  default     = 10
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
