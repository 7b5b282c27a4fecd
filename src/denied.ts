import type { CallFacts, ErrorFacts } from './error-facts.ts';

/** What was refused, and what to type so that it no longer is. */
export interface Denial {
  readonly message: string;
  readonly fix: string;
}

/** Names of errors about the keys themselves: no policy mends them. */
const badKeys = [
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
];

/** Operations of S3 whose permission has another name: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const permissions: Readonly<Record<string, string>> = {
  's3:HeadBucket': 's3:ListBucket',
  's3:HeadObject': 's3:GetObject',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:GetBucketReplication': 's3:GetReplicationConfiguration',
};

function permissionFor({ service, operation }: CallFacts): string {
  const name = `${service}:${operation}`;
  return permissions[name] ?? name;
}

/**
 * Reads AWS's sentence `User: <arn> is not authorized to perform: <action> on resource: <arn> because <why>`, of which
 * some services leave the tail out (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
 */
function awsDenial(facts: ErrorFacts): Denial {
  const { message, call, name } = facts;
  const said = /not authorized to perform:?\s+([a-z0-9-]+:\w+)/i.exec(message)?.[1];
  const named = /on (?:the )?resource:?\s+"?(arn:[^\s",]+|\*)/i.exec(message)?.[1]?.replace(/[.;]$/, '');
  // A refusal without a body, as of a HEAD, says nothing: then the call itself tells what it was about.
  const resource = named ?? (said === undefined ? call?.resource : undefined);
  const action = said ?? (call && resource !== undefined ? permissionFor(call) : undefined);
  const what = action ?? (call ? permissionFor(call) : 'the call');
  const where = resource ? ` on ${resource}` : '';
  const sentence = `AWS does not allow ${what}${where}: ${message || name}`;

  if (badKeys.includes(name)) {
    return {
      message: `AWS does not accept the credentials: ${message || name}`,
      fix: 'Sign in again, and check that the keys belong to this account and partition; then `resume`.',
    };
  }
  if (what === 'sts:AssumeRoleWithWebIdentity') {
    return {
      message: sentence,
      fix: "Correct the role's trust policy: its principal must be the OIDC provider, and its conditions on `sub` and `aud` must match this job (repository, environment or branch, audience sts.amazonaws.com).",
    };
  }
  const explicit = /explicit deny in an? ([\w -]+? policy|permissions boundary)/i.exec(message)?.[1];
  if (explicit !== undefined)
    return {
      message: sentence,
      fix: `Remove the explicit deny of ${what} from the ${explicit}; an allow elsewhere does not override it.`,
    };
  if (action === undefined)
    return { message: sentence, fix: `Allow ${what} to the role of this run, then \`retry\` the step.` };
  const layer = /because no ([\w -]+?) allows/i.exec(message)?.[1] ?? 'identity-based policy';
  const statement = JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource ?? '*' });
  if (layer === 'session policy')
    return {
      message: sentence,
      fix: `The session was cut further than its role. In the Action, the input \`session-policy: false\` leaves it whole; a session of your own needs ${statement} in its policy.`,
    };
  return { message: sentence, fix: `Add to the ${layer} of the role of this run: ${statement}` };
}

/** Reads Kubernetes' sentence `User "u" cannot patch resource "deployments" in API group "apps" in the namespace "shop"`. */
function kubernetesDenial({ message, status }: ErrorFacts): Denial {
  if (status === 401) {
    return {
      message: `The cluster does not accept the credentials: ${message}`,
      fix: 'Give the role of this run an access entry in the cluster (or a line in aws-auth), or sign in again.',
    };
  }
  const match = /cannot (\w+) resource "([^"]+)" in API group "([^"]*)"(?: in the namespace "([^"]+)")?/.exec(
    message,
  );
  const [, verb, resource, group, namespace] = match ?? [];
  if (verb === undefined || resource === undefined || group === undefined) {
    return {
      message: `The cluster does not allow the call: ${message}`,
      fix: 'Allow it by a Role and a RoleBinding.',
    };
  }
  const rule = JSON.stringify({ apiGroups: [group], resources: [resource], verbs: [verb] });
  const place = namespace === undefined ? 'a ClusterRole' : `a Role in namespace ${namespace}`;
  return {
    message: `The cluster does not allow to ${verb} ${resource}: ${message}`,
    fix: `Add to ${place} bound to this user: ${rule}`,
  };
}

/** Names the permission that is missing and the statement that grants it. */
export function explainDenial(facts: ErrorFacts): Denial {
  return facts.kubernetes ? kubernetesDenial(facts) : awsDenial(facts);
}
