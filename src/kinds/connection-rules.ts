import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Read } from '../plan/plan.ts';
import { addressOf, formatAddress, withAddress } from './connection-address.ts';
import type { Address } from './connection-address.ts';
import type { Observation, Outside } from './kind.ts';
import { variable } from './outside-env.ts';
import { forRegion, perRegion } from './per-region.ts';
import type { PerRegion } from './per-region.ts';

/** A key whose connection string follows the endpoint of another resource. */
export type HostRule = {
  readonly host: string;
  /** Whether the port follows too. */
  readonly port: boolean;
};

/** A key whose whole value is an output of another resource, as `<resource>.<output>`. */
export type OutputRule = { readonly from: string };

/** What the config says about one key. */
export type KeyRule = HostRule | OutputRule | { readonly value: string } | { readonly fromEnv: string };

/** The same with a literal that may differ by region. */
export type RegionalRule =
  Exclude<KeyRule, { readonly value: string }> | { readonly value: PerRegion<string> };

/** What is known of one key: hosts are no secrets, values are never kept. */
export type SeenKey =
  | { readonly state: 'host'; readonly address: Address }
  /** Under an output rule: what it is, as a hash, and in words where it is nothing but an address or a port. */
  | { readonly state: 'whole'; readonly hash: string; readonly plain?: string }
  /** missing: no such key. opaque: no host in it. unset: no such environment variable. */
  | { readonly state: 'equal' | 'different' | 'missing' | 'opaque' | 'unset' };

/** What is known of the named keys of a secret. */
export type SeenKeys = Readonly<Record<string, SeenKey>>;

const hostRule = z.strictObject({
  host: z
    .string()
    .min(1)
    .describe('The resource whose endpoint replaces the host in the connection string that is there.'),
  port: z.boolean().default(true).describe('Whether its port replaces the port that is there as well.'),
});

const envRule = z.strictObject({
  fromEnv: z
    .string()
    .regex(/^[A-Za-z_]\w*$/)
    .describe('The environment variable of the run that holds the value.'),
});

/** The schema of a rule whose literal is the same in every region. */
export const keyRule: z.ZodType<Exclude<KeyRule, OutputRule>> = z.union([
  hostRule,
  z.strictObject({
    value: z.string().describe('The value itself. Not for secrets: the config is not the place for them.'),
  }),
  envRule,
]);

/** The schema of a rule that may take the output of another resource, or a literal by region. */
export const regionalRule: z.ZodType<RegionalRule> = z.union([
  hostRule,
  z.strictObject({
    from: z
      .string()
      .regex(/^.+\.\w+$/, 'must be `<resource>.<output>`')
      .describe('The output of another resource that becomes the value, such as `database.endpoint`.'),
  }),
  z.strictObject({
    value: perRegion(z.string()).describe(
      'The value itself, for all regions or by active region. Not for secrets: the config is not the place for them.',
    ),
  }),
  envRule,
]);

/** The rules that apply in a region; a literal that names other regions only leaves its key alone here. */
export function rulesIn(
  rules: Readonly<Record<string, RegionalRule>>,
  region: Region,
): Readonly<Record<string, KeyRule>> {
  return Object.fromEntries(
    Object.entries(rules).flatMap(([key, rule]): [string, KeyRule][] => {
      if (!('value' in rule)) return [[key, rule]];
      const value = forRegion(rule.value, region);
      return value === undefined ? [] : [[key, { value }]];
    }),
  );
}

/** SHA-256 of a value in hexadecimal, which may be kept where the value may not. */
export function hashOfValue(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

/** Reads one key down to what may be shown. */
function seenKey(value: string | undefined, rule: KeyRule, outside: Outside): SeenKey {
  if ('host' in rule) {
    if (value === undefined) return { state: 'missing' };
    const address = addressOf(value);
    return address === undefined ? { state: 'opaque' } : { state: 'host', address };
  }
  if ('from' in rule) return value === undefined ? { state: 'different' } : wholeKey(value);
  const wanted = 'value' in rule ? rule.value : variable(outside, rule.fromEnv);
  if (wanted === undefined) return { state: 'unset' };
  return { state: value === wanted ? 'equal' : 'different' };
}

function wholeKey(value: string): SeenKey {
  const address = addressOf(value);
  const bare = (address !== undefined && formatAddress(address) === value) || /^\d{1,5}$/.test(value);
  return { state: 'whole', hash: hashOfValue(value), ...(bare ? { plain: value } : {}) };
}

/** Reads the named keys down to what may be shown. */
export function seenKeysOf(
  values: ReadonlyMap<string, string>,
  rules: Readonly<Record<string, KeyRule>>,
  outside: Outside,
): SeenKeys {
  return Object.fromEntries(
    Object.entries(rules).map(([key, rule]) => [key, seenKey(values.get(key), rule, outside)]),
  );
}

/** What a key is to hold; undefined where that cannot be told, or its present value holds no host to replace. */
export function newValue(
  rule: KeyRule,
  value: string | undefined,
  { inputs, outside }: { readonly inputs: Readonly<Record<string, string>>; readonly outside: Outside },
): string | undefined {
  if ('value' in rule) return rule.value;
  if ('fromEnv' in rule) return variable(outside, rule.fromEnv);
  if ('from' in rule) return inputs[rule.from];
  const host = inputs[`${rule.host}.endpoint`];
  if (host === undefined || value === undefined) return undefined;
  const port = rule.port ? inputs[`${rule.host}.port`] : undefined;
  return withAddress(value, port === undefined ? { host } : { host, port });
}

/** Whether one key is as its rule wants it. */
export interface Verdict {
  readonly key: string;
  /** Undefined where the resource it refers to is not known here. */
  readonly ok: boolean | undefined;
  readonly found: string;
}

/** Compares what was seen with the rules. */
export function judgeKeys(
  rules: Readonly<Record<string, KeyRule>>,
  seen: SeenKeys | undefined,
  inputs: Observation['inputs'],
): readonly Verdict[] {
  return Object.entries(rules).map(([key, rule]) => {
    const at = seen?.[key] ?? { state: 'missing' as const };
    switch (at.state) {
      case 'host': {
        const ok = 'host' in rule ? leadsTo(at.address, rule, inputs) : false;
        return { key, ok, found: formatAddress(at.address) };
      }
      case 'whole': {
        const wanted = 'from' in rule ? inputs?.[rule.from] : undefined;
        const ok = wanted === undefined ? undefined : hashOfValue(wanted) === at.hash;
        return { key, ok, found: at.plain ?? 'a value' };
      }
      default:
        return { key, ok: at.state === 'equal', found: at.state };
    }
  });
}

/** Compares what was seen with addresses that are known beforehand. */
export function judgeHosts(
  hosts: Readonly<Record<string, Address>>,
  seen: SeenKeys | undefined,
): readonly Verdict[] {
  return Object.entries(hosts).map(([key, address]) => {
    const at = seen?.[key];
    const found = at?.state === 'host' ? formatAddress(at.address) : (at?.state ?? 'missing');
    return { key, ok: found === formatAddress(address), found };
  });
}

/** Whether an address is the one of the resource that the rule names; undefined where that is not known. */
export function leadsTo(
  address: Address,
  rule: HostRule,
  inputs: Observation['inputs'],
): boolean | undefined {
  const host = inputs?.[`${rule.host}.endpoint`];
  if (host === undefined) return undefined;
  const port = rule.port ? inputs?.[`${rule.host}.port`] : undefined;
  const portFits = port === undefined || address.port === undefined || port === address.port;
  return portFits && address.host.toLowerCase() === host.toLowerCase();
}

/** What a rule takes from other resources. */
export function readsOfRule(rule: RegionalRule, region: Region): readonly Read[] {
  if ('from' in rule) {
    const dot = rule.from.lastIndexOf('.');
    return [{ resource: rule.from.slice(0, dot), output: rule.from.slice(dot + 1), region }];
  }
  if (!('host' in rule)) return [];
  const outputs = rule.port ? ['endpoint', 'port'] : ['endpoint'];
  return outputs.map((output) => ({ resource: rule.host, output, region }));
}

/** The resources and outputs that rules refer to, as `<resource>.<output>`. */
export function referencesOfRules(rules: Readonly<Record<string, RegionalRule>>): readonly string[] {
  return Object.values(rules).flatMap((rule) =>
    readsOfRule(rule, '').map(({ resource, output }) => `${resource}.${output}`),
  );
}

/** What keeps keys from being set; `label` is where they are, such as `secret shop/db in eu-west-2`. */
export function problemsOfKeys(
  rules: Readonly<Record<string, KeyRule>>,
  seen: SeenKeys,
  { label, ...where }: { readonly label: string; readonly resource: string; readonly region: Region },
): readonly Problem[] {
  return Object.keys(rules).flatMap((key): Problem[] => {
    const state = seen[key]?.state ?? 'missing';
    if (state === 'missing')
      return [{ ...where, code: 'RESOURCE_MISSING', message: `The ${label} has no key ${key}.` }];
    if (state === 'opaque') {
      const message = `${key} in ${label} holds no single host that could be replaced.`;
      const expected = 'a URL with one host, host:port, or a host name';
      return [{ ...where, code: 'RESOURCE_NOT_READY', message, expected }];
    }
    if (state !== 'unset') return [];
    const message = `The environment variable for ${key} of ${label} is not set.`;
    const fix = 'Set the variable that `fromEnv` names, then plan again.';
    return [{ ...where, code: 'RESOURCE_NOT_READY', message, fix }];
  });
}
