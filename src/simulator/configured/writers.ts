import { findObject } from '../kubernetes/cluster.ts';
import { objectAt, textAt } from '../kubernetes/json.ts';
import type { Json } from '../kubernetes/json.ts';
import { isReady, podsOf } from '../kubernetes/pods.ts';
import { regionOf } from '../world.ts';
import { ownDatabaseHost, writableHosts } from './databases.ts';
import type { DescribedResource } from './described-service.ts';
import { resourcesOf } from './making.ts';
import type { Making } from './making.ts';
import { databaseKeys } from './workloads.ts';

const databaseKinds = ['rds-instance', 'aurora-global'] as const;

/** Where one part of a region looks for a database now. */
type Lookup = () => readonly string[];

/** Makes the question whether a region can write now: whether every database accepts writes at each address at which the region looks for it. */
export function writersOf(making: Making, region: string): () => boolean {
  const databases = resourcesOf(making, ...databaseKinds);
  const lookups = lookupsIn(making, region);
  return () => {
    const writable = writableHosts(making);
    return databases.every((database) => {
      const told = (lookups.get(database.id) ?? []).flatMap((look) => look());
      const hosts = told.length > 0 ? told : [ownDatabaseHost(making, database, region)];
      return hosts.every((host) => writable.has(host));
    });
  };
}

/** Lookups by the id of the database that is looked for. */
function lookupsIn(making: Making, region: string): ReadonlyMap<string, readonly Lookup[]> {
  const found = new Map<string, Lookup[]>();
  const add = (database: string, look: Lookup) => {
    found.set(database, [...(found.get(database) ?? []), look]);
  };
  addPods(making, region, add);
  for (const secret of resourcesOf(making, 'secrets-manager')) {
    const value = () => currentValue(making, secret, region);
    const whole = followed(secret.spec['connection']);
    if (whole !== '') add(whole, () => hostOf(value()));
    for (const [key, rule] of Object.entries(objectAt(secret.spec, 'keys')))
      if (followed(rule) !== '') add(followed(rule), () => hostOf(textAt(JSON.parse(value()) as Json, key)));
  }
  return found;
}

/** Pods have what the secret said when they started; a secret that no deployment is taken to read counts by itself. */
function addPods(making: Making, region: string, add: (database: string, look: Lookup) => void): void {
  for (const [name, cluster] of making.clusters) {
    if (cluster.region !== region) continue;
    const users = new Map<string, string[]>();
    for (const [deployment, { database }] of cluster.workloads) {
      if (database === undefined) continue;
      const used = `${deployment.split('/')[0] ?? ''}/${database.secret}`;
      users.set(used, [...(users.get(used) ?? []), deployment]);
    }
    for (const { namespace, secret, key, database } of databaseKeys(making, name, ...databaseKinds)) {
      const path = `${namespace}/${secret}`;
      const readers = (users.get(path) ?? []).filter(
        (deployment) => cluster.workloads.get(deployment)?.database?.key === key,
      );
      for (const deployment of readers)
        add(database, () =>
          podsOf(cluster, deployment).flatMap(([, pod]) =>
            !pod.leaving && isReady(cluster, pod) ? (pod.databaseHost ?? []) : [],
          ),
        );
      if (readers.length > 0) continue;
      add(database, () => {
        const data = textAt(findObject(cluster, 'secrets', path), 'data', key);
        return hostOf(Buffer.from(data, 'base64').toString());
      });
    }
  }
}

function followed(rule: Json | undefined): string {
  return textAt(rule, 'host');
}

function currentValue({ world }: Making, { regional }: DescribedResource, region: string): string {
  const given = textAt(regional[region]);
  const { secrets } = regionOf(world, region);
  const secret = secrets.get(given) ?? [...secrets.values()].find(({ arn }) => arn === given);
  return secret?.versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.value ?? '{}';
}

function hostOf(text: string): readonly string[] {
  return URL.canParse(text) ? [new URL(text).hostname] : [];
}
