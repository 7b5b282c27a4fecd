output "bucket" {
  description = "Name of the bucket, for `witness.bucket`."
  value       = aws_s3_bucket.witness.bucket
}

output "arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.witness.arn
}
