import { addGlobalTable, addKafkaCluster, addReplicator } from '../store-builders.ts';
import { isObject, numberAt, textAt } from '../kubernetes/json.ts';
import type { DescribedResource } from './described-service.ts';
import { countMade, inRegion } from './making.ts';
import type { Making } from './making.ts';

/** Makes a global table with a replica in every region, written to at home. */
export function makeTable(making: Making, { spec }: DescribedResource): void {
  const { world, service, home } = making;
  const capacity = inRegion(making, spec['capacity'], home);
  const provisioned = isObject(capacity)
    ? {
        billing: 'PROVISIONED' as const,
        readUnits: numberAt(capacity, ['read'], 10),
        writeUnits: numberAt(capacity, ['write'], 10),
      }
    : {};
  addGlobalTable(world, service.regions, { name: textAt(spec, 'table'), ...provisioned });
  countMade(making, 'table/tables');
}

/** Makes an MSK cluster in each region that the config names, and the replicators that copy what home receives. */
export function makeKafka(making: Making, { regional }: DescribedResource): void {
  const { world, service, home } = making;
  const clusters = service.regions.flatMap((region) => {
    const name = textAt(regional[region], 'cluster');
    return name === '' ? [] : [addKafkaCluster(world, { name: nameOf(name), region, ...arnOf(name) })];
  });
  const source = clusters.find(({ region }) => region === home);
  for (const target of clusters) {
    const name = textAt(regional[target.region], 'replicator');
    if (source !== undefined && source !== target && name !== '')
      addReplicator(world, nameOf(name), { source, target });
  }
  countMade(making, 'Kafka cluster/Kafka clusters');
}

function nameOf(given: string): string {
  return given.startsWith('arn:') ? (given.split('/')[1] ?? given) : given;
}

function arnOf(given: string): { arn?: string } {
  return given.startsWith('arn:') ? { arn: given } : {};
}
