import type { HealthCheck } from './global-resources.ts';
import type { World } from './world.ts';

/** What the checkers see at this moment, before `Inverted`, in Route 53's words. */
export interface Observation {
  healthy: boolean;
  words: string;
}

/** The status DNS decides by: disabled counts as healthy, and `Inverted` turns either round. */
export function isHealthy(check: HealthCheck): boolean {
  const seen = check.config.Disabled === true || check.healthy;
  return check.config.Inverted === true ? !seen : seen;
}

/** Looks once, as a checker would: at an object's public URL, at a website, or at the checks a calculated one combines. */
export function observeHealthCheck(world: World, check: HealthCheck): Observation {
  const { Type, FullyQualifiedDomainName: host, IPAddress, ResourcePath } = check.config;
  if (Type === 'CALCULATED') return observeChildren(world, check);
  if (Type === 'RECOVERY_CONTROL') return observeRoutingControl(world, check);
  if (Type === 'CLOUDWATCH_METRIC') return { healthy: true, words: 'Success: OK' };
  const status = statusOf(world, host ?? IPAddress ?? '', ResourcePath ?? '/');
  if (status === undefined)
    return {
      healthy: false,
      words: 'Failure: Connection timed out. The endpoint or the internet connection is down.',
    };
  const words =
    status < 400 ? `Success: HTTP Status Code ${status}, OK` : `Failure: HTTP Status Code ${status}`;
  return { healthy: status < 400, words };
}

/** Brings every health check up to a moment; a status changes after interval times threshold of the opposite. */
export function evaluateHealthChecks(world: World, at: number): void {
  for (const check of world.healthChecks.values()) evaluate(world, check, at);
}

function evaluate(world: World, check: HealthCheck, at: number): void {
  const seen = observeHealthCheck(world, check);
  // Nobody polls a routing control or other checks: a health check on them follows within seconds.
  if (check.config.Type === 'RECOVERY_CONTROL' || check.config.Type === 'CALCULATED')
    check.healthy = seen.healthy;
  const delayMs = (check.config.RequestInterval ?? 30) * 1000 * (check.config.FailureThreshold ?? 3);
  // The world moves in jumps, so a change that fell due during a jump is made before the new look counts.
  if (check.changingSince !== undefined && at - check.changingSince >= delayMs) {
    check.healthy = !check.healthy;
    check.changingSince = undefined;
  }
  check.lastObservation = seen.words;
  check.lastCheckedAt = at;
  if (seen.healthy === check.healthy) check.changingSince = undefined;
  else check.changingSince ??= at;
}

function statusOf(world: World, host: string, path: string): number | undefined {
  const bucketHost = /^(?<bucket>.+)\.s3[.-](?<region>[a-z]{2}-[a-z-]+-\d)\.amazonaws\.com$/.exec(
    host,
  )?.groups;
  if (bucketHost) return objectStatus(world, bucketHost['bucket'] ?? '', path);
  return world.probe?.(host, path)?.status;
}

function objectStatus(world: World, name: string, path: string): number | undefined {
  const bucket = world.buckets.get(name);
  if (!bucket) return 404;
  if (world.regions.get(bucket.region)?.condition === 'dark') return undefined;
  if (!bucket.publicRead) return 403;
  // Without the permission to list, an absent object and a forbidden one look alike; public readers rarely have it.
  return bucket.objects.has(decodeURIComponent(path.replace(/^\//, ''))) ? 200 : 403;
}

function observeRoutingControl(world: World, check: HealthCheck): Observation {
  const state = world.traffic.routingControls.get(check.config.RoutingControlArn ?? '')?.state ?? 'Off';
  return { healthy: state === 'On', words: `Routing control is ${state}` };
}

function observeChildren(world: World, check: HealthCheck): Observation {
  const children = (check.config.ChildHealthChecks ?? []).map((id) => world.healthChecks.get(id));
  const healthy = children.filter((child) => child && isHealthy(child)).length;
  const needed = check.config.HealthThreshold ?? children.length;
  const words = `${healthy} of ${children.length} child health checks are healthy, ${needed} needed`;
  return { healthy: healthy >= needed, words };
}
