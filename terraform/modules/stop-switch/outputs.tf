output "health_check_id" {
  description = "Id of the inverted health check: `healthCheck` of a route53-switch."
  value       = aws_route53_health_check.switch.id
}

output "primary_health_check_id" {
  description = "Id of the health check for the primary record: the same, or the one that adds also_health_checks to it."
  value       = local.primary_check
}

output "bucket" {
  description = "Name of the bucket: `bucket` of a route53-switch."
  value       = aws_s3_bucket.switch.bucket
}

output "key" {
  description = "The object: `key` of a route53-switch."
  value       = var.key
}

output "url" {
  description = "What the health checkers ask for. It must answer 200 while the object is there, and 403 or 404 while it is not."
  value       = "https://${aws_s3_bucket.switch.bucket_regional_domain_name}/${var.key}"
}
