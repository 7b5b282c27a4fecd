variable "bucket" {
  description = "Name of the bucket that keeps leases and journals: `witness.bucket` in failover.yml."
  type        = string
}

variable "only_principals" {
  description = "ARNs, with wildcards where wanted, of the roles that alone may read and write runs. All that IAM allows where empty."
  type        = list(string)
  default     = []
}

variable "restrict" {
  description = "Whether only_principals are enforced by the policy of the bucket."
  type        = bool
  default     = false
}

variable "journal_days" {
  description = "After how many days the runs are deleted; null keeps them for good."
  type        = number
  default     = null

  validation {
    condition     = var.journal_days == null ? true : var.journal_days >= 30
    error_message = "Keep runs for 30 days at least: one that has stopped may still have to be resumed or aborted."
  }
}

variable "noncurrent_days" {
  description = "For how many days versions are kept that were replaced or deleted, such as those of a lease."
  type        = number
  default     = 90
}

variable "object_lock_days" {
  description = "For how many days nobody can delete a version; null is without object lock. It can only be set when the bucket is made."
  type        = number
  default     = null
}

variable "object_lock_mode" {
  description = "GOVERNANCE, which a special permission may lift, or COMPLIANCE, which nobody may."
  type        = string
  default     = "GOVERNANCE"

  validation {
    condition     = contains(["GOVERNANCE", "COMPLIANCE"], var.object_lock_mode)
    error_message = "The mode is GOVERNANCE or COMPLIANCE."
  }
}

variable "kms_key_arn" {
  description = "ARN of a KMS key of the witness region to encrypt with; S3's own keys where null."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that is made."
  type        = map(string)
  default     = {}
}
