variable "bucket" {
  description = "Name of the bucket of the switch, in the region that takes over: `bucket` of a route53-switch. It holds this one object and nothing else."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "The name has 3 to 63 small letters, digits and hyphens; a dot would not fit the certificate of S3."
  }
}

variable "key" {
  description = "The object that moves traffic while it is there: `key` of a route53-switch."
  type        = string
  default     = "take-over"

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$", var.key))
    error_message = "The key has letters, digits, dots, underscores, hyphens and slashes, and begins with no slash."
  }
}

variable "fast" {
  description = "Whether the health checkers look every 10 seconds, which costs more, in place of 30."
  type        = bool
  default     = true
}

variable "failure_threshold" {
  description = "How many looks in a row must agree before the health check changes."
  type        = number
  default     = 3

  validation {
    condition     = var.failure_threshold >= 1 && var.failure_threshold <= 10
    error_message = "Route 53 takes 1 to 10."
  }
}

variable "also_health_checks" {
  description = "Ids of health checks that must be healthy besides for the primary record to be; DNS then also leaves it by itself."
  type        = list(string)
  default     = []
}

variable "records" {
  description = "Failover pairs whose primary record the switch moves: an alias or values on each side. Empty where the records are made elsewhere."
  type = list(object({
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
  }))
  default = []

  validation {
    condition = alltrue(flatten([
      for record in var.records : [for side in [record.primary, record.secondary] : (side.alias == null) != (side.values == null)]
    ]))
    error_message = "Each side of a pair has either alias or values."
  }
}

variable "name" {
  description = "What the health check is called in the console."
  type        = string
  default     = "region-failover-switch"
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
