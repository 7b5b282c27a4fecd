import { addDbCluster, addGlobalCluster } from '../aurora-builders.ts';
import type { DbCluster } from '../aurora-resources.ts';
import { addDbInstance, addReplica } from '../builders.ts';
import { at, textAt } from '../kubernetes/json.ts';
import { regionOf } from '../world.ts';
import type { DescribedResource } from './described-service.ts';
import { countMade, textOf } from './making.ts';
import type { Making } from './making.ts';

/** RDS keeps identifiers in lower case, however they were written. */
function nameIn({ regional }: DescribedResource, region: string, field: string): string {
  return textAt(regional[region], field).toLowerCase();
}

/** The identifier of the instance of an `rds-instance` in a region, or ''. */
export function instanceIn(resource: DescribedResource, region: string): string {
  return nameIn(resource, region, 'instance');
}

/** Makes the instance of home and its replicas elsewhere. */
export function makeInstances(making: Making, resource: DescribedResource): void {
  const { world, home, service } = making;
  const { spec, regional } = resource;
  const classIn = (region: string, role: 'active' | 'standby') =>
    textOf(at(spec, 'class', role)) ?? textOf(at(regional[region], 'class')) ?? 'db.r6g.large';
  const source = addDbInstance(world, {
    ...{ identifier: instanceIn(resource, home), region: home },
    ...{ instanceClass: classIn(home, 'active'), multiAz: spec['multiAz'] === true },
  });
  for (const region of service.regions.filter((each) => each !== home && regional[each] !== undefined))
    addReplica(world, source, {
      ...{ identifier: instanceIn(resource, region), region, instanceClass: classIn(region, 'standby') },
      // As RDS makes a replica in another region: a promotion turns backups on.
      backupRetentionDays: 0,
    });
  countMade(making, 'database/databases');
}

/** The identifier of the cluster of an `aurora-global` in a region, or ''. */
export function clusterIdIn(resource: DescribedResource, region: string): string {
  return nameIn(resource, region, 'cluster');
}

/** Makes the global database with its writer at home. */
export function makeGlobalDatabase(making: Making, resource: DescribedResource): void {
  const { world, home, service } = making;
  const [writer, ...readers] = service.regions
    .filter((region) => resource.regional[region] !== undefined)
    .sort((one, other) => Number(other === home) - Number(one === home))
    .map((region) => addMember(making, resource, region));
  if (writer === undefined) return;
  const name = textAt(resource.spec, 'globalCluster').toLowerCase();
  addGlobalCluster(world, name, [writer, ...readers]);
  countMade(making, 'global database/global databases');
}

function addMember({ world }: Making, resource: DescribedResource, region: string): DbCluster {
  const instanceClass = textOf(at(resource.regional[region], 'class')) ?? 'db.r6g.large';
  const serverless = instanceClass === 'db.serverless' ? { serverless: { min: 0.5, max: 16 } } : {};
  const identifier = clusterIdIn(resource, region);
  return addDbCluster(world, { identifier, region, ...serverless }, { class: instanceClass });
}

/** The addresses at which writes are accepted now; those of a region that is dark lead nowhere. */
export function writableHosts({ world }: Making): ReadonlySet<string> {
  const open = [...world.regions.values()]
    .filter(({ condition }) => condition !== 'dark')
    .flatMap(({ dbInstances, dbClusters }) => [...dbInstances.values(), ...dbClusters.values()])
    .filter(({ writable, status }) => writable && status === 'available');
  const arns = new Set(open.map(({ arn }) => arn));
  const globals = [...world.globalClusters.values()].filter(({ members }) =>
    members.some(({ arn, writer }) => writer && arns.has(arn)),
  );
  return new Set([...open, ...globals].map(({ host }) => host));
}

/** The address under which the application of a region has a database that nothing in the config leads it to. */
export function ownDatabaseHost({ world }: Making, resource: DescribedResource, region: string): string {
  if (resource.kind === 'aurora-global') {
    const name = textAt(resource.spec, 'globalCluster').toLowerCase();
    return world.globalClusters.get(name)?.host ?? '';
  }
  return regionOf(world, region).dbInstances.get(instanceIn(resource, region))?.host ?? '';
}
