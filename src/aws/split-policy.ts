import type { PolicyDocument, Statement } from './policy.ts';

/** IAM counts a managed policy's characters without its white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const managedPolicyLimit = 6144;

/**
 * The same permissions as policies of at most `limit` characters each, in the same order: statements stay whole where they fit, else
 * their resources are divided. A role may have ten managed policies attached, and twenty where AWS has raised the quota.
 */
export function splitPolicy(policy: PolicyDocument, limit = managedPolicyLimit): readonly PolicyDocument[] {
  const documents: Statement[][] = [];
  for (const statement of policy.Statement.flatMap((each) => divided(each, limit))) {
    const open = documents.at(-1);
    if (open !== undefined && sizeOf([...open, statement]) <= limit) open.push(statement);
    else documents.push([statement]);
  }
  return documents.map((Statement) => ({ ...policy, Statement }));
}

/** A statement whose resources alone are too long, as several with a part of them each. */
function divided(statement: Statement, limit: number): readonly Statement[] {
  if (sizeOf([statement]) <= limit || statement.Resource.length === 1) return [statement];
  const parts: string[][] = [[]];
  for (const resource of statement.Resource) {
    const open = parts.at(-1) ?? [];
    // Room for the number that the Sid gets.
    const fits =
      sizeOf([{ ...statement, Sid: `${statement.Sid}0000`, Resource: [...open, resource] }]) <= limit;
    if (fits || open.length === 0) open.push(resource);
    else parts.push([resource]);
  }
  return parts.map((Resource, index) => ({ ...statement, Sid: `${statement.Sid}${index + 1}`, Resource }));
}

function sizeOf(Statement: readonly Statement[]): number {
  return JSON.stringify({ Version: '2012-10-17', Statement }).length;
}
