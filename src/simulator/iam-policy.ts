import type { Authorization, AuthorizationRequest, World } from './world.ts';

/** One statement of a policy, as far as identity-based policies go; a list may be written as a single text. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A policy document: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

const attached = new WeakMap<World, Map<string, Policy[]>>();

/**
 * Gives a principal (its ARN, the ARN of a role for all its sessions, or an access key's id) a policy. From then on it may do what
 * its policies allow and nothing else; a principal without any may do everything, as an administrator. Throws on what is not understood.
 */
export function attachPolicy(world: World, principal: string, policy: Policy): void {
  const policies = enforcePolicies(world);
  policies.set(principal, [...(policies.get(principal) ?? []), checked(policy)]);
}

/** Takes all policies from a principal, which makes it an administrator again. */
export function detachPolicies(world: World, principal: string): void {
  enforcePolicies(world).delete(principal);
}

/** From now on policies and the session policies of assumed roles decide; what was asked before them is asked still. */
export function enforcePolicies(world: World): Map<string, Policy[]> {
  const known = attached.get(world);
  if (known !== undefined) return known;
  const policies = new Map<string, Policy[]>();
  attached.set(world, policies);
  const before = world.authorize;
  world.authorize = (request) => {
    const verdict = before?.(request) ?? { allowed: true };
    return verdict.allowed ? decide(policies, request) : verdict;
  };
  return policies;
}

/** The order is AWS's: an explicit deny, then what allows. Every layer that exists has to allow the call. */
function decide(
  policies: ReadonlyMap<string, readonly Policy[]>,
  request: AuthorizationRequest,
): Authorization {
  // The one call that needs no permission and that no policy can forbid.
  if (request.action === 'sts:GetCallerIdentity') return { allowed: true };
  const own = [...policies].flatMap(([principal, list]) => (isMeant(principal, request) ? list : []));
  const session = request.accessKey?.sessionPolicy;
  const layers = [
    ...(own.length === 0 ? [] : [{ name: 'identity-based', policies: own }]),
    ...(session === undefined
      ? []
      : [{ name: 'session', policies: [checked(JSON.parse(session) as Policy)] }]),
  ];
  for (const { name, policies: list } of layers) {
    if (list.some((policy) => says('Deny', policy, request)))
      return {
        allowed: false,
        because: `with an explicit deny in ${name === 'session' ? 'a' : 'an'} ${name} policy`,
      };
  }
  const missing = layers.find(({ policies: list }) => !list.some((policy) => says('Allow', policy, request)));
  if (missing === undefined) return { allowed: true };
  return { allowed: false, because: `no ${missing.name} policy allows the ${request.action} action` };
}

/** `arn:aws:sts::1:assumed-role/name/session` is a session of `arn:aws:iam::1:role/name`. */
function isMeant(principal: string, request: AuthorizationRequest): boolean {
  if (principal === request.principal || principal === request.accessKey?.id) return true;
  const role = /^(arn:[^:]+):iam:(:\d+):role\/(?:.*\/)?([^/]+)$/.exec(principal);
  return role !== null && request.principal.startsWith(`${role[1]}:sts:${role[2]}:assumed-role/${role[3]}/`);
}

function says(effect: 'Allow' | 'Deny', policy: Policy, request: AuthorizationRequest): boolean {
  return policy.Statement.some(
    ({ Effect, Action, Resource, Condition = {} }) =>
      Effect === effect &&
      listOf(Action).some((pattern) => isLike(pattern.toLowerCase(), request.action.toLowerCase())) &&
      listOf(Resource).some((pattern) => isLike(pattern, request.resource)) &&
      Object.entries(Condition).every(([operator, keys]) =>
        Object.entries(keys).every(([key, wanted]) => holds(operator, listOf(wanted), keyOf(key, request))),
      ),
  );
}

/** Whether a text matches a pattern in which `*` stands for any characters and `?` for one. */
function isLike(pattern: string, text: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 's').test(text);
}

/** A key that the request does not carry is undefined, which only the negated operators and `IfExists` take for a match. */
function keyOf(key: string, { region, principal, keys = {} }: AuthorizationRequest): string | undefined {
  const known = { 'aws:RequestedRegion': region, 'aws:PrincipalArn': principal, ...keys };
  // The names of keys are the same in any case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
  return Object.entries(known).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

const operators: Readonly<Record<string, (wanted: readonly string[], found: string) => boolean>> = {
  StringEquals: (wanted, found) => wanted.includes(found),
  StringNotEquals: (wanted, found) => !wanted.includes(found),
  StringLike: (wanted, found) => wanted.some((pattern) => isLike(pattern, found)),
  StringNotLike: (wanted, found) => !wanted.some((pattern) => isLike(pattern, found)),
};

interface Operator {
  readonly name: string;
  readonly ifExists: boolean;
  readonly quantifier: string | undefined;
}

function operatorOf(written: string): Operator {
  const match = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(written);
  return { name: match?.[2] ?? written, ifExists: match?.[3] !== undefined, quantifier: match?.[1] };
}

/** All keys here have one value, so the quantifiers only differ where a key is absent. */
function holds(written: string, wanted: readonly string[], found: string | undefined): boolean {
  const { name, ifExists, quantifier } = operatorOf(written);
  if (found === undefined) return ifExists || quantifier === 'ForAllValues' || name.includes('Not');
  return operators[name]?.(wanted, found) ?? false;
}

/** A policy that is understood wholly; otherwise a test would prove something else than it says. */
function checked(policy: Policy): Policy {
  const { Version } = policy as { readonly Version: string };
  if (Version !== '2012-10-17') throw new Error(`The policy version ${Version} is not simulated.`);
  const sids = policy.Statement.flatMap(({ Sid }) => Sid ?? []);
  const bad = sids.find((sid, index) => !/^[A-Za-z0-9]+$/.test(sid) || sids.indexOf(sid) !== index);
  if (bad !== undefined) throw new Error(`The Sid ${bad} is not unique, or not of letters and digits.`);
  for (const statement of policy.Statement) {
    const known = ['Sid', 'Effect', 'Action', 'Resource', 'Condition'];
    const field = Object.keys(statement).find((name) => !known.includes(name));
    if (field !== undefined) throw new Error(`${field} in a policy is not simulated.`);
    const operator = Object.keys(statement.Condition ?? {}).find(
      (name) => operators[operatorOf(name).name] === undefined,
    );
    if (operator !== undefined) throw new Error(`The condition ${operator} is not simulated.`);
  }
  return policy;
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
