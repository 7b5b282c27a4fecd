variable "bot_url" {
  description = "PUBLIC_URL of the bot. Leave it out until failover.yml on the default branch lists the topics."
  type        = string
  default     = null
}
