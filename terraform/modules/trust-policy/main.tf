locals {
  owner = split("/", var.repository)[0]
  name  = split("/", var.repository)[1]

  # Names can be given to somebody else once they are free, ids cannot: where the subject has ids, the form without them is not trusted.
  repository = var.repository_ids == null ? var.repository : "${local.owner}@${var.repository_ids.owner}/${local.name}@${var.repository_ids.repository}"
  subjects   = length(var.subjects) > 0 ? var.subjects : ["repo:${local.repository}:environment:${var.environment}"]

  claims = merge(
    {
      "${var.issuer}:aud" = [var.audience]
      "${var.issuer}:sub" = local.subjects
    },
    length(var.workflow_refs) == 0 ? {} : { "${var.issuer}:job_workflow_ref" = var.workflow_refs },
  )

  document = {
    Version = "2012-10-17"
    Statement = [{
      Sid       = "JobsOfThisEnvironment"
      Effect    = "Allow"
      Principal = { Federated = var.provider_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = { StringEquals = local.claims }
    }]
  }
}
