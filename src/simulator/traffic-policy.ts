import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { dnsName } from './builders.ts';
import { loadBalancerByName } from './resolve-record.ts';
import type { PolicyInstance } from './traffic-state.ts';
import type { World } from './world.ts';

interface Reference {
  EndpointReference?: string;
  RuleReference?: string;
  EvaluateTargetHealth?: string | boolean;
  HealthCheck?: string;
  Weight?: string | number;
  Region?: string;
}

interface Rule {
  RuleType: string;
  Items?: Reference[];
  Regions?: Reference[];
  Primary?: Reference;
  Secondary?: Reference;
}

/** A policy document, as far as it is understood here: https://docs.aws.amazon.com/Route53/latest/APIReference/api-policies-traffic-policy-document-format.html */
export interface PolicyDocument {
  AWSPolicyFormatVersion: string;
  RecordType: string;
  StartRule?: string;
  StartEndpoint?: string;
  Endpoints?: Record<string, { Type?: string; Value?: string; Region?: string }>;
  Rules?: Record<string, Rule>;
}

/** What is wrong with a document; undefined when nothing is. */
export function problemOfDocument(text: string): string | undefined {
  let document: Partial<PolicyDocument>;
  try {
    document = JSON.parse(text) as Partial<PolicyDocument>;
  } catch {
    return 'The document is not valid JSON.';
  }
  const { AWSPolicyFormatVersion: format, RecordType, StartRule, StartEndpoint } = document;
  if (format !== '2015-10-01' && format !== '2023-05-09') return 'AWSPolicyFormatVersion is not known.';
  if (RecordType === undefined) return 'RecordType is missing.';
  if (StartRule === undefined && StartEndpoint === undefined)
    return 'Either StartRule or StartEndpoint is needed.';
  const { Endpoints = {}, Rules = {} } = document;
  if (StartRule !== undefined && Rules[StartRule] === undefined) return `There is no rule ${StartRule}.`;
  const lost = Object.values(Rules)
    .flatMap(referencesOf)
    .find(
      ({ EndpointReference: endpoint, RuleReference: rule }) =>
        (endpoint === undefined || Endpoints[endpoint] === undefined) &&
        (rule === undefined || Rules[rule] === undefined),
    );
  if (lost) return `There is no endpoint or rule ${lost.EndpointReference ?? lost.RuleReference ?? ''}.`;
  return undefined;
}

/** Puts the records of an instance's present version into its zone, in place of those of the version before. */
export function makePolicyRecords(world: World, instance: PolicyInstance): void {
  const zone = world.hostedZones.get(instance.zoneId);
  const policy = world.traffic.policies
    .get(instance.policyId)
    ?.find(({ version }) => version === instance.version);
  if (!zone || !policy) return;
  const document = JSON.parse(policy.document) as PolicyDocument;
  const kept = zone.records.filter((record) => record.TrafficPolicyInstanceId !== instance.id);
  const making: Making = { world, instance, document, zoneId: zone.id };
  const name = dnsName(instance.name);
  const made =
    document.StartRule === undefined
      ? [recordFor(making, name, { EndpointReference: document.StartEndpoint ?? '' })]
      : recordsOfRule(making, name, document.StartRule);
  zone.records = [...kept, ...made];
}

interface Making {
  world: World;
  instance: PolicyInstance;
  document: PolicyDocument;
  zoneId: string;
}

function referencesOf(rule: Rule): Reference[] {
  const { Items = [], Regions = [], Primary, Secondary } = rule;
  return [...Items, ...Regions, ...(Primary ? [Primary] : []), ...(Secondary ? [Secondary] : [])];
}

/** A rule below another one gets a name of its own that the upper one's records are aliases to. */
function recordsOfRule(making: Making, name: string, ruleId: string): ResourceRecordSet[] {
  const rule = making.document.Rules?.[ruleId];
  if (!rule) return [];
  return referencesOf(rule).flatMap((reference, index) => {
    const below = reference.RuleReference;
    const own: ResourceRecordSet = {
      ...recordFor(making, name, reference),
      SetIdentifier: `${ruleId}-${index}`,
      ...routing(rule, reference),
      ...(reference.HealthCheck === undefined ? {} : { HealthCheckId: reference.HealthCheck }),
    };
    if (below === undefined) return [own];
    const lower = dnsName(`_${making.instance.id}-${below}.${making.instance.name}`);
    const alias = { HostedZoneId: making.zoneId, DNSName: lower, EvaluateTargetHealth: true };
    return [{ ...own, AliasTarget: alias }, ...recordsOfRule(making, lower, below)];
  });
}

function routing(rule: Rule, reference: Reference): Partial<ResourceRecordSet> {
  if (rule.RuleType === 'weighted') return { Weight: Number(reference.Weight ?? 0) };
  if (rule.RuleType === 'failover') return { Failover: reference === rule.Primary ? 'PRIMARY' : 'SECONDARY' };
  // The document's text is the region's name; the SDK's type is the list of them.
  return { Region: reference.Region as NonNullable<ResourceRecordSet['Region']> };
}

function recordFor(
  { world, instance, document }: Making,
  name: string,
  { EndpointReference: id, EvaluateTargetHealth: evaluate }: Reference,
): ResourceRecordSet {
  const endpoint = document.Endpoints?.[id ?? ''];
  const base: ResourceRecordSet = {
    Name: name,
    // A document says a record type that Route 53 has checked when the version was made.
    Type: instance.type as NonNullable<ResourceRecordSet['Type']>,
    TrafficPolicyInstanceId: instance.id,
  };
  if (endpoint === undefined) return base;
  const value = endpoint.Value ?? '';
  if (endpoint.Type === undefined || endpoint.Type === 'value')
    return { ...base, TTL: instance.ttl, ResourceRecords: [{ Value: value }] };
  const HostedZoneId = loadBalancerByName(world, value)?.hostedZoneId ?? 'Z2FDTNDATAQYW2';
  const EvaluateTargetHealth = String(evaluate) === 'true';
  return { ...base, AliasTarget: { HostedZoneId, DNSName: dnsName(value), EvaluateTargetHealth } };
}
