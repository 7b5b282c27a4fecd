variable "name" {
  description = "The service, in the names of everything that is made: `service` of failover.yml does well."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9-]{1,27}$", var.name))
    error_message = "A name has 1 to 27 small letters, digits and hyphens."
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

variable "roles" {
  description = "The roles by the operation that they are for: the environment whose jobs may assume them, and the policies that `region-failover iam` prints, as JSON."
  type = map(object({
    environment         = string
    policies            = list(string)
    subjects            = optional(list(string), [])
    workflow_refs       = optional(list(string), [])
    max_session_seconds = optional(number, 3600)
  }))
}

variable "permissions_boundary_arn" {
  description = "ARN of a policy that bounds what every role may do, whatever its own policies allow."
  type        = string
  default     = null
}

variable "most_policies" {
  description = "Managed policies that may be attached to a role: 10, unless your account's quota is higher."
  type        = number
  default     = 10
}

variable "witness" {
  description = "The bucket for leases and journals, in the region of the provider aws.witness; the fields are those of modules/witness-bucket. With restrict, only the roles of this module and also_principals may use it."
  type = object({
    bucket           = string
    restrict         = optional(bool, false)
    also_principals  = optional(list(string), [])
    journal_days     = optional(number)
    noncurrent_days  = optional(number, 90)
    object_lock_days = optional(number)
    object_lock_mode = optional(string, "GOVERNANCE")
    kms_key_arn      = optional(string)
  })
  default = null
}

variable "stop_switch" {
  description = "The switch that moves DNS by an object in the standby region; the fields are those of modules/stop-switch. No switch where null."
  type = object({
    bucket             = string
    key                = optional(string, "take-over")
    fast               = optional(bool, true)
    failure_threshold  = optional(number, 3)
    also_health_checks = optional(list(string), [])
    records = optional(list(object({
      zone_id = string
      name    = string
      type    = optional(string, "A")
      ttl     = optional(number, 60)
      primary = object({
        set_identifier = optional(string, "primary")
        alias          = optional(object({ dns_name = string, zone_id = string }))
        values         = optional(list(string))
      })
      secondary = object({
        set_identifier = optional(string, "secondary")
        alias          = optional(object({ dns_name = string, zone_id = string }))
        values         = optional(list(string))
      })
    })), [])
  })
  default = null
}

variable "alarms" {
  description = "Alarms about the two regions, which the bot hears; the fields of each are those of modules/alarms. No topics where null."
  type = object({
    home = optional(map(object({
      description         = optional(string)
      namespace           = string
      metric_name         = string
      dimensions          = optional(map(string), {})
      statistic           = optional(string)
      extended_statistic  = optional(string)
      period_seconds      = optional(number, 60)
      evaluation_periods  = optional(number, 3)
      datapoints_to_alarm = optional(number)
      comparison_operator = optional(string, "GreaterThanThreshold")
      threshold           = number
      treat_missing_data  = optional(string, "missing")
    })), {})
    standby = optional(map(object({
      description         = optional(string)
      namespace           = string
      metric_name         = string
      dimensions          = optional(map(string), {})
      statistic           = optional(string)
      extended_statistic  = optional(string)
      period_seconds      = optional(number, 60)
      evaluation_periods  = optional(number, 3)
      datapoints_to_alarm = optional(number)
      comparison_operator = optional(string, "GreaterThanThreshold")
      threshold           = number
      treat_missing_data  = optional(string, "missing")
    })), {})
    home_kms_key_arn    = optional(string)
    standby_kms_key_arn = optional(string)
  })
  default = null
}

variable "bot_url" {
  description = "PUBLIC_URL of the bot, which the topics of the alarms are subscribed to; null until failover.yml on the default branch lists them."
  type        = string
  default     = null
}

variable "bot_notify_topics" {
  description = "ARNs of the SNS topics under incidents.notify: a policy is made that lets the bot publish to them."
  type        = list(string)
  default     = []
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
