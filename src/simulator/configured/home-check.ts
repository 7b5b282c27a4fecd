import { addBucket, addHealthCheck } from '../builders.ts';
import { listAt, objectAt, textAt } from '../kubernetes/json.ts';
import type { DescribedResource } from './described-service.ts';
import { entranceOf } from './entrances.ts';
import { countMade, resourcesOf, textOf } from './making.ts';
import type { Making } from './making.ts';

const fast = { Type: 'HTTPS', Port: 443, RequestInterval: 10, FailureThreshold: 3 } as const;

/** Makes the buckets of the switches, and the inverted health checks that watch for their objects. */
export function makeSwitches(making: Making): void {
  const { world, service, home } = making;
  for (const resource of resourcesOf(making, 'route53-switch')) {
    for (const region of service.regions) {
      const name = textAt(resource.regional[region], 'bucket');
      // A checker asks without a signature.
      if (name !== '' && !world.buckets.has(name)) addBucket(world, { name, region, publicRead: true });
    }
    const region = service.regions.find((each) => each !== home && resource.regional[each] !== undefined);
    if (region === undefined) continue;
    const { bucket, key } = objectAt(resource.regional[region]);
    addHealthCheck(
      world,
      {
        ...fast,
        FullyQualifiedDomainName: `${textOf(bucket) ?? ''}.s3.${region}.amazonaws.com`,
        ResourcePath: `/${textOf(key) ?? ''}`,
        Inverted: true,
      },
      { ...idOf(resource), callerReference: `${resource.id}-stop` },
    );
    countMade(making, 'DNS switch/DNS switches');
  }
}

function idOf({ spec }: DescribedResource): { id?: string } {
  const id = textOf(spec['healthCheck']);
  return id === undefined ? {} : { id };
}

/** Gives the id of a health check of home for a record: home counts as healthy while it answers, and while no switch that moves the record says stop. */
export function addHomeCheck(making: Making, record: DescribedResource): string {
  const { world } = making;
  const reference = `${record.id}-home`;
  const endpoint = addHealthCheck(
    world,
    {
      ...fast,
      FullyQualifiedDomainName: entranceOf(making, making.home)?.dnsName ?? '',
      ResourcePath: healthPath(making),
    },
    { callerReference: reference },
  );
  const stop = resourcesOf(making, 'route53-switch').find((each) => moves(making, each, record));
  const watched = [...world.healthChecks.values()].find(
    ({ callerReference }) => callerReference === `${stop?.id ?? ''}-stop`,
  );
  if (watched === undefined) return endpoint.id;
  return addHealthCheck(
    world,
    { Type: 'CALCULATED', ChildHealthChecks: [endpoint.id, watched.id], HealthThreshold: 2 },
    { callerReference: `${reference}-and-not-stopped` },
  ).id;
}

function moves(
  { service }: Making,
  { spec, regional }: DescribedResource,
  { id, spec: record }: DescribedResource,
): boolean {
  const switched = listAt(record, 'switched');
  return (
    spec['records'] === id ||
    service.regions.some((each) => regional[each] !== undefined && switched.includes(each))
  );
}

/** Where the service is asked for its health: what a check expects a good answer of, else the top. */
function healthPath(making: Making): string {
  const [check] = resourcesOf(making, 'http-check', 'region').filter(({ kind, spec }) => {
    const status = objectAt(spec, 'expect')['status'];
    return (
      URL.canParse(textAt(spec, 'url')) && (kind === 'region' || (typeof status === 'number' && status < 400))
    );
  });
  return check === undefined ? '/' : new URL(textAt(check.spec, 'url')).pathname;
}
