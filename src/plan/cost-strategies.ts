import type { Strategy } from './holding.ts';

/** What each strategy is, with its price in time or in safety, in the order in which they are shown. */
export const strategies: ReadonlyMap<Strategy, string> = new Map([
  ['idle-compute', 'No nodes or tasks at rest: a failover waits until they run, and needs free capacity.'],
  [
    'small-database',
    'The smallest instance (db.t3.medium) at rest: it must keep up with replication. A failover makes it larger where `class.active` of an `rds-instance` says so, which takes its time; else it is done by hand after the promotion.',
  ],
  ['single-zone', 'One zone at rest: the second one is added after a promotion.'],
  [
    'snapshots',
    'Snapshots copied over instead of a replica: what was written since the last one is lost, and they are restored by hand: a failover of this program needs a replica. Their storage is not counted.',
  ],
  ['serverless-database', 'Aurora Serverless v2, which shrinks to its minimum while it stands by.'],
  ['no-cache', 'No cache at rest: it is created in a failover, empty.'],
  ['replicated-cache', 'The cache is a replica: it costs the same at rest as in use, and is warm.'],
  ['reserved', 'Instances reserved for a year, nothing upfront: paid whether they run or not.'],
  [
    'scheduled-scaling',
    'Tasks scaled down to the least that autoscaling allows, on a schedule: the saving is for the hours in which it is so.',
  ],
  [
    'provisioned-concurrency',
    'No provisioned concurrency at rest: first calls after a failover are slow until it is back.',
  ],
  ['storage-tiering', 'S3 Intelligent-Tiering: what nobody reads becomes cheaper by itself.'],
  ['pay-per-object', 'Cross-region replication is paid for by the object and the byte, as they come.'],
  ['one-load-balancer', 'One load balancer for all services of a region.'],
  ['edge-cache', 'What CloudFront answers itself costs nothing behind it.'],
  ['fixed-health-checks', 'Health checks have a fixed price a month, however often they are used.'],
]);
