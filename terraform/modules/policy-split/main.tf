locals {
  parsed = [for document in var.documents : try(jsondecode(document).policy, jsondecode(document))]

  # What several operations need, such as looking, is said once. As text, because statements differ in their shape.
  texts      = distinct(flatten([for policy in local.parsed : [for statement in policy.Statement : jsonencode(statement)]]))
  statements = [for text in local.texts : jsondecode(text)]
  sids       = [for statement in local.statements : try(statement.Sid, "")]

  # A Sid may stand only once in a policy, and two operations may say different things under one.
  named = [
    for index, statement in local.statements : jsonencode(merge(statement, {
      Sid = local.sids[index] != "" && length([for sid in local.sids : sid if sid == local.sids[index]]) == 1 ? local.sids[index] : "${local.sids[index]}N${index + 1}"
    }))
  ]

  empty   = length(jsonencode({ Version = "2012-10-17", Statement = [] }))
  sizes   = [for text in local.named : length(text) + 1]
  largest = max(1, local.sizes...)

  # A statement goes to the policy in which its beginning lies, and may reach beyond by its own length: no policy can become longer
  # than `limit`, and their order stays that of the documents.
  room   = max(1, var.limit - local.empty - local.largest)
  starts = [for index in range(length(local.sizes)) : sum(concat([0], slice(local.sizes, 0, index)))]
  parts  = distinct([for start in local.starts : floor(start / local.room)])

  policies = [
    for part in local.parts : "{\"Version\":\"2012-10-17\",\"Statement\":[${join(",", [
      for index, text in local.named : text if floor(local.starts[index] / local.room) == part
    ])}]}"
  ]
}
