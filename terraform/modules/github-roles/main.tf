# AWS verifies GitHub's certificate by its own list of authorities, so no thumbprint is needed.
resource "aws_iam_openid_connect_provider" "github" {
  count = var.create_oidc_provider ? 1 : 0

  url            = "https://${var.issuer}"
  client_id_list = ["sts.amazonaws.com"]
  tags           = var.tags
}

locals {
  provider_arn = var.create_oidc_provider ? aws_iam_openid_connect_provider.github[0].arn : var.oidc_provider_arn

  policies = merge([
    for operation in keys(var.roles) : {
      for index, policy in module.policies[operation].policies : "${operation}-${index + 1}" => {
        operation = operation
        document  = policy
      }
    }
  ]...)
}

module "trust" {
  source   = "../trust-policy"
  for_each = var.roles

  provider_arn   = local.provider_arn
  repository     = var.repository
  repository_ids = var.repository_ids
  environment    = each.value.environment
  subjects       = each.value.subjects
  workflow_refs  = each.value.workflow_refs
  issuer         = var.issuer
}

module "policies" {
  source   = "../policy-split"
  for_each = var.roles

  documents = each.value.policies
  most      = var.most_policies
}

resource "aws_iam_role" "operation" {
  for_each = var.roles

  name                 = "${var.name}-${each.key}"
  path                 = var.path
  description          = "region-failover: ${each.key}, for jobs of ${var.repository} in the environment ${each.value.environment}"
  assume_role_policy   = module.trust[each.key].json
  max_session_duration = each.value.max_session_seconds
  permissions_boundary = var.permissions_boundary_arn
  tags                 = var.tags

  lifecycle {
    precondition {
      condition     = var.create_oidc_provider || var.oidc_provider_arn != null
      error_message = "With create_oidc_provider = false, oidc_provider_arn must name the provider of the account."
    }
  }
}

# All inline policies of a role together may have 10,240 characters, which the way home of a larger service passes; managed ones have
# 6,144 each, and there may be several.
resource "aws_iam_policy" "part" {
  for_each = local.policies

  name        = "${var.name}-${each.key}"
  path        = var.path
  description = "region-failover: what ${each.value.operation} needs, as `region-failover iam` prints it"
  policy      = each.value.document
  tags        = var.tags
}

resource "aws_iam_role_policy_attachment" "part" {
  for_each = local.policies

  role       = aws_iam_role.operation[each.value.operation].name
  policy_arn = aws_iam_policy.part[each.key].arn
}
