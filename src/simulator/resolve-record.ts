import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { dnsName } from './builders.ts';
import { isHealthy } from './health-checks.ts';
import type { HostedZone } from './global-resources.ts';
import type { LoadBalancer } from './regional-resources.ts';
import type { World } from './world.ts';

/** What DNS answers: addresses or names, and the load balancer and region behind them where there is one. */
export interface Resolution {
  answers: string[];
  ttlSeconds: number;
  target?: string;
  region?: string;
  setIdentifier?: string;
}

/** The asked type; `roll` in [0, 1) picks among weights, `clientRegion` is where a latency record is asked from. */
export interface RecordQuery {
  type: string;
  roll?: number;
  clientRegion?: string;
}

/** Answers a DNS question the way Route 53 would now; undefined where there is no such record. */
export function resolveRecord(
  world: World,
  name: string,
  query: string | RecordQuery,
): Resolution | undefined {
  world.settle();
  return resolve(world, {
    name: dnsName(name),
    depth: 0,
    ...(typeof query === 'string' ? { type: query } : query),
  });
}

/** Finds a load balancer by its DNS name, with or without `dualstack.` and the final dot. */
export function loadBalancerByName(world: World, name: string): LoadBalancer | undefined {
  const wanted = dnsName(name).replace(/^dualstack\./, '');
  return loadBalancers(world).find((candidate) => dnsName(candidate.dnsName) === wanted);
}

/** Whether a load balancer answers: its region is up and a target of it is healthy. */
function isLoadBalancerHealthy(world: World, loadBalancer: LoadBalancer): boolean {
  if (world.regions.get(loadBalancer.region)?.condition === 'dark') return false;
  if (world.targetHealth) return world.targetHealth(loadBalancer) === 'healthy';
  return loadBalancer.targets.some((target) => target.health === 'healthy');
}

type Question = RecordQuery & { name: string; depth: number };

const MAX_DEPTH = 8;

function resolve(world: World, question: Question): Resolution | undefined {
  const zone = zoneOf(world, question.name);
  if (!zone || question.depth > MAX_DEPTH) return undefined;
  const named = zone.records.filter((record) => record.Name === question.name);
  const candidates = named.filter((record) => record.Type === question.type);
  const chosen = choose(world, candidates, question);
  if (chosen) return answer(world, chosen, question);
  const cname = choose(
    world,
    named.filter((record) => record.Type === 'CNAME'),
    question,
  );
  return cname && follow(world, cname, question);
}

function zoneOf(world: World, name: string): HostedZone | undefined {
  const zones = [...world.hostedZones.values()].filter(
    (zone) => name === zone.name || name.endsWith(`.${zone.name}`),
  );
  return zones.sort((a, b) => b.name.length - a.name.length)[0];
}

function choose(
  world: World,
  records: ResourceRecordSet[],
  question: Question,
): ResourceRecordSet | undefined {
  const healthy = records.filter((record) => recordHealthy(world, record, question.depth));
  const primary = records.find((record) => record.Failover === 'PRIMARY');
  const secondary = records.find((record) => record.Failover === 'SECONDARY');
  if (primary ?? secondary) {
    // With nothing healthy Route 53 answers with the primary.
    return [primary, secondary].find((record) => record && healthy.includes(record)) ?? primary ?? secondary;
  }
  const usable = healthy.length > 0 ? healthy : records;
  if (usable.some((record) => record.Weight !== undefined)) return byWeight(usable, question.roll ?? 0);
  return usable.find((record) => record.Region === question.clientRegion) ?? usable[0];
}

function byWeight(records: ResourceRecordSet[], roll: number): ResourceRecordSet | undefined {
  const total = records.reduce((sum, record) => sum + (record.Weight ?? 0), 0);
  if (total === 0) return records[Math.floor(roll * records.length)];
  let remaining = roll * total;
  return records.find((record) => (remaining -= record.Weight ?? 0) < 0);
}

function recordHealthy(world: World, record: ResourceRecordSet, depth: number): boolean {
  const check = record.HealthCheckId === undefined ? undefined : world.healthChecks.get(record.HealthCheckId);
  if (check && !isHealthy(check)) return false;
  const alias = record.AliasTarget;
  if (!alias?.EvaluateTargetHealth) return true;
  const loadBalancer = loadBalancerByName(world, alias.DNSName ?? '');
  if (loadBalancer) return isLoadBalancerHealthy(world, loadBalancer);
  const target = dnsName(alias.DNSName ?? '');
  if (depth >= MAX_DEPTH) return false;
  const records = zoneOf(world, target)?.records.filter(
    (other) => other.Name === target && other.Type === record.Type,
  );
  return (records ?? []).some((other) => recordHealthy(world, other, depth + 1));
}

function answer(world: World, record: ResourceRecordSet, question: Question): Resolution | undefined {
  const label = record.SetIdentifier === undefined ? {} : { setIdentifier: record.SetIdentifier };
  const alias = record.AliasTarget?.DNSName;
  if (alias !== undefined) {
    const loadBalancer = loadBalancerByName(world, alias);
    if (loadBalancer) return { ...behind(loadBalancer), ttlSeconds: 60, ...label };
    const found = resolve(world, { ...question, name: dnsName(alias), depth: question.depth + 1 });
    return found && { ...found, ...label };
  }
  const answers = (record.ResourceRecords ?? []).flatMap((entry) => entry.Value ?? []);
  const loadBalancer = loadBalancers(world).find((candidate) =>
    candidate.addresses.includes(answers[0] ?? ''),
  );
  const target = loadBalancer ? { target: loadBalancer.dnsName, region: loadBalancer.region } : {};
  return { answers, ttlSeconds: record.TTL ?? 300, ...target, ...label };
}

function follow(world: World, cname: ResourceRecordSet, question: Question): Resolution | undefined {
  const label = cname.SetIdentifier === undefined ? {} : { setIdentifier: cname.SetIdentifier };
  const name = cname.ResourceRecords?.[0]?.Value ?? cname.AliasTarget?.DNSName ?? '';
  const loadBalancer = loadBalancerByName(world, name);
  const found = loadBalancer
    ? { ...behind(loadBalancer), ttlSeconds: 60 }
    : resolve(world, { ...question, name: dnsName(name), depth: question.depth + 1 });
  return found && { ...found, ttlSeconds: cname.TTL ?? found.ttlSeconds, ...label };
}

function behind(loadBalancer: LoadBalancer): Pick<Resolution, 'answers' | 'target' | 'region'> {
  return { answers: loadBalancer.addresses, target: loadBalancer.dnsName, region: loadBalancer.region };
}

function loadBalancers(world: World): LoadBalancer[] {
  return [...world.regions.values()].flatMap((region) => [...region.loadBalancers.values()]);
}
