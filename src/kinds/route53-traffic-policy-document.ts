import * as z from 'zod';
import type { Region } from '../ids.ts';
import type { Goal } from '../plan/plan.ts';
import { stableJson } from '../plan/stable-json.ts';

const reference = z.looseObject({
  EndpointReference: z.string().optional(),
  Weight: z.union([z.string(), z.number()]).optional(),
});

const rule = z.looseObject({
  RuleType: z.string(),
  Items: z.array(reference).optional(),
  Regions: z.array(reference).optional(),
  Primary: reference.optional(),
  Secondary: reference.optional(),
});

const document = z.looseObject({
  Endpoints: z.record(z.string(), z.looseObject({ Value: z.string().optional() })).default({}),
  Rules: z.record(z.string(), rule).default({}),
});

/** The parts of a policy document that decide where traffic goes: https://docs.aws.amazon.com/Route53/latest/APIReference/api-policies-traffic-policy-document-format.html */
export type PolicyDocument = z.infer<typeof document>;

type Rule = z.infer<typeof rule>;

/** What stands for a region: the id of its endpoint in the document, and where that leads when the region is well. */
export interface PolicyEndpoint {
  readonly endpoint: string;
  readonly value: string;
}

/** What is wanted of a document: `percent` of the weighted traffic goes to `to`. */
export interface PolicyWish {
  readonly endpoints: Readonly<Record<Region, PolicyEndpoint>>;
  readonly goal: Goal;
  readonly percent: number;
}

/** Reads a document; undefined when it is none. */
export function readDocument(text: string): PolicyDocument | undefined {
  try {
    return document.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The document as text, the same for documents that say the same in another order. */
export function documentText(value: PolicyDocument): string {
  return stableJson(value);
}

/** The document that leads traffic as it is wanted. Endpoints keep their ids and rules their references, so that there is a way back. */
export function documentFor(found: PolicyDocument, wish: PolicyWish): PolicyDocument {
  const { endpoints, goal } = wish;
  const [to, from] = [endpoints[goal.to], endpoints[goal.from]];
  if (to === undefined || from === undefined) return found;
  const rules = Object.values(found.Rules);
  // What has no weights is led away by its endpoint. A failback leaves the other region its own, and a planned pair swaps.
  const led = rules.some(
    (each) =>
      each.RuleType !== 'weighted' &&
      !(each.RuleType === 'failover' && goal.mode === 'planned') &&
      refers(each, from.endpoint),
  );
  const values: Readonly<Record<string, string>> = {
    [to.endpoint]: to.value,
    ...(led && goal.operation !== 'failback' ? { [from.endpoint]: to.value } : {}),
  };
  const Endpoints = Object.fromEntries(
    Object.entries(found.Endpoints).map(([id, endpoint]) => {
      const value = values[id];
      return [
        id,
        value === undefined || sameName(endpoint.Value, value) ? endpoint : { ...endpoint, Value: value },
      ];
    }),
  );
  const Rules = Object.fromEntries(
    Object.entries(found.Rules).map(([id, each]) => [id, changed(each, { to, from, wish })]),
  );
  return { ...found, Endpoints, Rules };
}

/** How much of the weighted traffic goes to `to`, in percent; undefined when no rule has weights for both regions. */
export function shareIn(
  found: PolicyDocument,
  { endpoints, goal }: Omit<PolicyWish, 'percent'>,
): number | undefined {
  const weightOf = (region: Region): number | undefined => {
    const items = Object.values(found.Rules).flatMap(({ RuleType, Items = [] }) =>
      RuleType === 'weighted' ? Items : [],
    );
    const item = items.find(({ EndpointReference: id }) => id === endpoints[region]?.endpoint);
    return item === undefined ? undefined : Number(item.Weight ?? 0);
  };
  const [to, from] = [weightOf(goal.to), weightOf(goal.from)];
  if (to === undefined || from === undefined) return undefined;
  return to + from === 0 ? 0 : (100 * to) / (to + from);
}

interface Change {
  readonly to: PolicyEndpoint;
  readonly from: PolicyEndpoint;
  readonly wish: PolicyWish;
}

function changed(found: Rule, { to, from, wish }: Change): Rule {
  const { goal, percent } = wish;
  const { Primary, Secondary } = found;
  if (found.RuleType === 'failover' && goal.mode === 'planned') {
    const swaps =
      Primary?.EndpointReference === from.endpoint && Secondary?.EndpointReference === to.endpoint;
    return swaps ? { ...found, Primary: Secondary, Secondary: Primary } : found;
  }
  if (found.RuleType !== 'weighted' || !refers(found, to.endpoint)) return found;
  const weights: Readonly<Record<string, number>> = {
    [to.endpoint]: percent,
    [from.endpoint]: 100 - percent,
  };
  const Items = (found.Items ?? []).map((item) => {
    const weight = weights[item.EndpointReference ?? ''];
    return weight === undefined ? item : { ...item, Weight: String(weight) };
  });
  return { ...found, Items };
}

function refers({ Items = [], Regions = [], Primary, Secondary }: Rule, endpoint: string): boolean {
  return [...Items, ...Regions, Primary, Secondary].some((each) => each?.EndpointReference === endpoint);
}

function sameName(one: string | undefined, other: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/\.$/, '');
  return one !== undefined && plain(one) === plain(other);
}
