import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { regionOf } from '../../../src/simulator/world.ts';
import type { RunbookService } from './runbook-service.ts';

/** The regions of matbakh. */
export const [home, standby] = ['eu-central-1', 'eu-west-1'] as const;
/** The hosted zone of matbakh.app. */
export const zone = 'Z09MATBAKH0000000001';
/** The functions that take from queues. */
export const workers = ['matbakh-order-worker', 'matbakh-notification-worker'] as const;

/** The records of the public name. */
export function recordsOf({ running }: RunbookService): readonly ResourceRecordSet[] {
  return (running.world.hostedZones.get(zone)?.records ?? []).filter(
    ({ Name }) => Name === 'api.matbakh.app.',
  );
}

/** What the parameters of a region hold. */
export function parametersIn({ running }: RunbookService, region: string): Readonly<Record<string, string>> {
  const { parameters } = regionOf(running.world, region);
  return Object.fromEntries(
    [...parameters].map(([name, { versions }]) => [name, versions.at(-1)?.value ?? '']),
  );
}

/** The connection strings that the functions of a region read. */
export function connectionsIn({ running }: RunbookService, region: string): Readonly<Record<string, string>> {
  const found = regionOf(running.world, region).secrets.get('matbakh/prod/connections');
  const current = found?.versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.value ?? '{}';
  return JSON.parse(current) as Record<string, string>;
}

/** Which clusters accept writes, by region: the split brain is more than one. */
export function writersIn({ running }: RunbookService): readonly string[] {
  return [home, standby].filter((region) =>
    [...regionOf(running.world, region).dbClusters.values()].some(({ writable }) => writable),
  );
}

/** Which workers take from their queues, by region. */
export function consumersIn({ running }: RunbookService): readonly string[] {
  return [home, standby].filter((region) =>
    workers.some((name) => {
      const worker = regionOf(running.world, region).functions.get(name);
      return worker?.reserved !== 0 && worker?.mappings.some(({ state }) => state === 'Enabled') === true;
    }),
  );
}
