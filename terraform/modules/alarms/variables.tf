variable "name" {
  description = "Name of the topic, and what the names of the alarms begin with."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,100}$", var.name))
    error_message = "A name has 1 to 100 letters, digits, underscores and hyphens."
  }
}

variable "bot_url" {
  description = "PUBLIC_URL of the bot, https and without a path; null makes the topic without a subscription."
  type        = string
  default     = null

  validation {
    condition     = var.bot_url == null ? true : can(regex("^https://[^/?#]+$", var.bot_url))
    error_message = "The address of the bot is https and has no path, such as https://failover.example.com."
  }
}

variable "alarms" {
  description = "Alarms about this region, by name: a metric, how it is taken together, and when it is out of bounds."
  type = map(object({
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
  }))
  default = {}

  validation {
    condition     = alltrue([for alarm in values(var.alarms) : (alarm.statistic == null) != (alarm.extended_statistic == null)])
    error_message = "An alarm has either statistic, such as Sum, or extended_statistic, such as p99."
  }

  validation {
    condition = alltrue([
      for alarm in values(var.alarms) :
      contains(["GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanOrEqualToThreshold", "LessThanThreshold"], alarm.comparison_operator)
    ])
    error_message = "comparison_operator is GreaterThanOrEqualToThreshold, GreaterThanThreshold, LessThanOrEqualToThreshold or LessThanThreshold."
  }

  validation {
    condition     = alltrue([for alarm in values(var.alarms) : contains(["missing", "ignore", "breaching", "notBreaching"], alarm.treat_missing_data)])
    error_message = "treat_missing_data is missing, ignore, breaching or notBreaching."
  }
}

variable "kms_key_arn" {
  description = "ARN of a KMS key of this region to encrypt the topic with; its own policy must let CloudWatch use it. Not encrypted at rest where null."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
