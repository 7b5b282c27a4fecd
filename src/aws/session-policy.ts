import type { PolicyDocument, Statement } from './policy.ts';

/** What STS takes as an inline session policy, in characters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const limit = 2048;

/** A policy in as few characters as possible. */
export interface SessionPolicy {
  /** Minified JSON, for the `Policy` of an AssumeRole call. */
  readonly policy: string;
  /** In characters. */
  readonly size: number;
  /** How far it allows the same as the policy it is made from: `nothing` means that it does not fit, and none is to be sent. */
  readonly keeps: 'resources' | 'prefixes' | 'actions' | 'nothing';
}

/**
 * The same policy for a session: exact where that fits, else with each service's resources widened to what they have in common, else
 * with every resource. Beside it stands the use of keys through AWS services. Widening gives nothing away: a session may do only what its
 * role's own policy allows as well.
 */
export function sessionPolicy({ Statement: statements }: PolicyDocument, maxSize = limit): SessionPolicy {
  const merged = merge(statements.map(plain));
  const forms = [
    { keeps: 'resources' as const, policy: minified(merged) },
    { keeps: 'prefixes' as const, policy: minified(merge(merged.map(prefixed))) },
    { keeps: 'actions' as const, policy: minified(merge(merged.map(everywhere))) },
  ];
  const fitting = forms.find(({ policy }) => policy.length <= maxSize);
  const chosen = fitting ?? { keeps: 'nothing' as const, policy: '' };
  return { ...chosen, size: chosen.policy.length };
}

interface Loose {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: Statement['Condition'];
}

function plain({ Action, Resource, Condition }: Statement): Loose {
  return {
    actions: Action,
    resources: Resource,
    ...(Condition === undefined ? {} : { condition: Condition }),
  };
}

function prefixed(statement: Loose): Loose {
  const { actions, resources } = statement;
  return resources.includes('*') ? everywhere(statement) : { actions, resources: [commonPrefix(resources)] };
}

function everywhere({ actions }: Loose): Loose {
  return { actions, resources: ['*'] };
}

/** The longest beginning that all have in common, and `*` where one of them goes on. */
function commonPrefix(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) while (!text.startsWith(first.slice(0, length))) length -= 1;
  const whole = texts.every((text) => text.length === length);
  return whole ? first : `${first.slice(0, length).replace(/\*+$/, '')}*`;
}

/** Statements about the same resources become one, then those of the same actions, as far as their conditions agree. */
function merge(statements: readonly Loose[]): readonly Loose[] {
  const byResources = mergeBy(statements, ({ resources }) => resources);
  return mergeBy(byResources, ({ actions }) => actions);
}

function mergeBy(
  statements: readonly Loose[],
  what: (statement: Loose) => readonly string[],
): readonly Loose[] {
  const found = new Map<string, Loose>();
  for (const statement of statements) {
    const key = JSON.stringify([what(statement), statement.condition]);
    const known = found.get(key);
    found.set(key, {
      ...statement,
      actions: union(known?.actions, statement.actions),
      resources: union(known?.resources, statement.resources),
    });
  }
  return [...found.values()];
}

function union(known: readonly string[] = [], more: readonly string[]): readonly string[] {
  return [...new Set([...known, ...more])].sort();
}

/**
 * Services use the keys of what is encrypted in the name of whoever calls them, so that a session may do nothing with an encrypted bucket,
 * secret or replica unless it may this, whatever its role allows (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html).
 */
const keysOfServices: Loose = {
  actions: ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
  resources: ['*'],
  condition: { StringLike: { 'kms:ViaService': '*' } },
};

function minified(statements: readonly Loose[]): string {
  const single = (list: readonly string[]) => (list.length === 1 ? list[0] : list);
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [...statements, keysOfServices].map(({ actions, resources, condition }) => ({
      Effect: 'Allow',
      Action: single(actions),
      Resource: single(resources),
      Condition: condition,
    })),
  });
}
