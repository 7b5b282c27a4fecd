output "json" {
  description = "The trust policy as JSON."
  value       = jsonencode(local.document)
}

output "subjects" {
  description = "The OIDC subjects that are trusted."
  value       = local.subjects
}
