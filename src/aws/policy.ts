import type { Region } from '../ids.ts';

/** One call that has to be allowed; `resource` is an ARN, in which `*` stands for anything, or `*` alone. */
export interface NeededCall {
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  /** The region whose endpoint is called. */
  readonly region: Region;
  /** A condition key that has this value in the call; `*` in it stands for anything. */
  readonly condition?: { readonly key: string; readonly value: string };
}

/** Calls that are needed for one purpose, which begins the Sid of their statements: a verb, and a noun in place of the service's. */
export interface CallGroup {
  readonly purpose: string;
  readonly noun?: string;
  readonly calls: readonly NeededCall[];
}

/** One Allow of an IAM policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

/** All of it has to hold: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
type Conditions = Readonly<Partial<Record<'StringEquals' | 'StringLike', Readonly<Record<string, string>>>>>;

/** An identity-based IAM policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** What is no business of IAM: neighbours of AWS, and the one call that every principal may always make. */
const notInIam = ['kubernetes', 'http', 'sql'];
const alwaysAllowed = 'sts:GetCallerIdentity';

/** Services with one endpoint for the whole world: a region in their Sid or their condition would only mislead. */
const globalServices = ['iam', 'route53', 'support'];

/** What people call what a service keeps, for Sids. */
const words: Readonly<Record<string, string>> = {
  cloudwatch: 'Metrics',
  eks: 'Clusters',
  elasticache: 'Caches',
  iam: 'Roles',
  rds: 'Databases',
  route53: 'Dns',
  s3: 'Buckets',
  support: 'Support',
};

/**
 * The policy that allows exactly these calls: no action with a wildcard, a resource `*` only where the API has no resource-level
 * permission, and that one bound to its region. A call that an earlier group allows already is not repeated. Pure and stable.
 */
export function policyFor(
  groups: readonly CallGroup[],
  { account }: { readonly account?: string | undefined } = {},
): PolicyDocument {
  const allowed: NeededCall[] = [];
  const statements = groups.flatMap(({ purpose, noun, calls }) => {
    const needed = calls
      .filter(
        ({ service, action }) => !notInIam.includes(service) && `${service}:${action}` !== alwaysAllowed,
      )
      .map((call) => ({ ...call, resource: withAccount(call.resource, account) }))
      .filter((call) => !allowed.some((earlier) => allows(earlier, call)));
    allowed.push(...needed);
    return statementsOf(needed, (service) => `${purpose}${noun ?? words[service] ?? pascal(service)}`);
  });
  return { Version: '2012-10-17', Statement: statements };
}

/** ARNs of services whose resources have an account name this one where they name none. */
function withAccount(resource: string, account: string | undefined): string {
  const [prefix, partition, service, region, owner, ...rest] = resource.split(':');
  if (account === undefined || owner !== '*') return resource;
  return [prefix, partition, service, region, account, ...rest].join(':');
}

function allows(wide: NeededCall, narrow: NeededCall): boolean {
  const same =
    wide.service === narrow.service &&
    wide.action === narrow.action &&
    endpointOf(wide) === endpointOf(narrow) &&
    (wide.condition === undefined || isSameCondition(wide, narrow));
  return same && covers(wide.resource, narrow.resource);
}

/** One endpoint serves all regions of a global service. */
function endpointOf({ service, region }: NeededCall): string {
  return globalServices.includes(service) ? '' : region;
}

function isSameCondition({ condition: one }: NeededCall, { condition: other }: NeededCall): boolean {
  return one?.key === other?.key && one?.value === other?.value;
}

/** Whether every ARN that `narrow` matches is matched by `wide`. */
function covers(wide: string, narrow: string): boolean {
  const parts = wide.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(narrow);
}

/** One statement for all actions of a service in a region that need the same resources. */
function statementsOf(
  calls: readonly NeededCall[],
  nameOf: (service: string) => string,
): readonly Statement[] {
  const byAction = groupBy(calls, (call) =>
    JSON.stringify([call.service, endpointOf(call), call.action, call.condition]),
  );
  const sets = [...byAction.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ first, resources: widest(same.map(({ resource }) => resource)) }];
  });
  const alike = groupBy(sets, ({ first, resources }) =>
    JSON.stringify([first.service, endpointOf(first), first.condition, resources]),
  );
  const statements = [...alike.values()].flatMap((members) => {
    const actions = members.map(({ first }) => `${first.service}:${first.action}`).sort();
    const [one] = members;
    if (one === undefined) return [];
    const { first, resources } = one;
    const place = globalServices.includes(first.service) ? '' : pascal(first.region);
    return [
      {
        name: `${nameOf(first.service)}${place}`,
        first,
        resources,
        actions,
      },
    ];
  });
  const named = groupBy(statements, ({ name }) => name);
  return statements
    .map(({ name, first, resources, actions }): Statement => {
      const alone = named.get(name)?.length === 1;
      const suffix = alone ? '' : actions.map((action) => action.split(':')[1]).join('');
      const condition = conditionOf(first, resources);
      return {
        Sid: `${name}${suffix}`,
        Effect: 'Allow',
        Action: actions,
        Resource: resources,
        ...(condition === undefined ? {} : { Condition: condition }),
      };
    })
    .sort((a, b) => (a.Sid < b.Sid ? -1 : 1));
}

/** The condition of the call itself, and its region where no ARN names that. */
function conditionOf(
  { service, region, condition }: NeededCall,
  resources: readonly string[],
): Conditions | undefined {
  const isBound = resources.includes('*') && !globalServices.includes(service);
  const isLike = condition?.value.includes('*') === true;
  const own = condition === undefined ? {} : { [condition.key]: condition.value };
  const equals = {
    ...(isBound ? { 'aws:RequestedRegion': region } : {}),
    ...(isLike ? {} : own),
  };
  if (!isBound && condition === undefined) return undefined;
  return {
    ...(Object.keys(equals).length === 0 ? {} : { StringEquals: equals }),
    ...(isLike ? { StringLike: own } : {}),
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Sorted, each once, without those that another one covers. */
function widest(resources: readonly string[]): readonly string[] {
  const unique = [...new Set(resources)].sort();
  return unique.filter((each) => !unique.some((other) => other !== each && covers(other, each)));
}

function pascal(text: string): string {
  return text.replace(/(?:^|[^a-zA-Z0-9]+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
