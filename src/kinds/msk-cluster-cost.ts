import type { Resource } from '../config/config.ts';
import type { Region } from '../ids.ts';
import { nothingThere } from '../plan/holding.ts';
import type { Holding, Sight } from '../plan/holding.ts';
import type { KafkaCluster } from './msk-cluster-calls.ts';

const storage = 'storage of the brokers';

/** What an MSK cluster costs in a region that stands by. The config does not say how large it is. */
export function kafkaHoldings(
  { regional }: Resource,
  region: Region,
  sight?: Sight<KafkaCluster>,
): readonly Holding[] {
  if (regional[region] === undefined) return [];
  if (sight !== undefined && sight.value === undefined) return [nothingThere];
  const { type, brokers, storageGiB } = sight?.value?.size ?? {};
  return [
    type === undefined || brokers === undefined
      ? { what: 'brokers', missing: 'their number and type' }
      : { what: `brokers, ${type}`, item: `msk/${type}`, quantity: brokers },
    storageGiB === undefined || brokers === undefined
      ? { what: storage, missing: 'how large it is' }
      : { what: storage, item: 'msk/storage', quantity: storageGiB * brokers },
  ];
}
