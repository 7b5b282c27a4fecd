import type { Cluster } from '../kubernetes/cluster.ts';
import { findObject } from '../kubernetes/cluster.ts';
import { listAt, numberAt, objectAt, textAt } from '../kubernetes/json.ts';
import { addDeployment, addNamespace, addSecret } from '../scenarios/scenario.ts';
import { clusterKey } from './cluster-ref.ts';
import type { DescribedResource } from './described-service.ts';
import { countMade, resourcesOf, textOf } from './making.ts';
import type { Making } from './making.ts';
import { settingAtHome } from './settings.ts';

/** One deployment of a cluster, with the replicas it has in either role. */
interface PlannedDeployment {
  readonly namespace: string;
  readonly name: string;
  readonly active: number;
  readonly standby: number;
}

/** One key of a Kubernetes secret that holds the address of a database. */
export interface DatabaseKey {
  readonly namespace: string;
  readonly secret: string;
  readonly key: string;
  /** The id of the database. */
  readonly database: string;
}

/** The deployments that the config wants in a cluster, each once. */
export function deploymentsOf(making: Making, cluster: string): readonly PlannedDeployment[] {
  const [region = ''] = cluster.split('/');
  const planned = resourcesOf(making, 'kubernetes-deployment')
    .filter(({ spec }) => clusterKey(making, spec['cluster'], region) === cluster)
    .flatMap((resource) =>
      deploymentNames(making, resource).map((name): PlannedDeployment => {
        const { spec } = resource;
        const active = numberAt(
          spec,
          ['replicas', 'active'],
          numberAt(spec, ['replicas', 'active', name], 1),
        );
        return {
          ...{ namespace: textAt(spec, 'namespace'), name, active },
          standby: numberAt(spec, ['replicas', 'standby']),
        };
      }),
    );
  return [...new Map(planned.map((each) => [`${each.namespace}/${each.name}`, each])).values()];
}

/** The names that a block says, or made-up ones where it means every deployment of a namespace. */
function deploymentNames({ service }: Making, { spec }: DescribedResource): readonly string[] {
  const names = listAt(spec, 'names').flatMap((name) => textOf(name) ?? []);
  if (names.length > 0) return names;
  return [`${service.service}-api`, `${service.service}-worker`];
}

/** The keys of secrets in a cluster that lead to a database of one of these kinds. */
export function databaseKeys(
  making: Making,
  cluster: string,
  ...kinds: readonly string[]
): readonly DatabaseKey[] {
  const databases = new Set(resourcesOf(making, ...kinds).map(({ id }) => id));
  return secretsOf(making, cluster).flatMap(({ spec }) =>
    Object.entries(objectAt(spec, 'keys')).flatMap(([key, rule]) => {
      const database = textAt(rule, 'host');
      if (!databases.has(database)) return [];
      return [{ namespace: textAt(spec, 'namespace'), secret: textAt(spec, 'name'), key, database }];
    }),
  );
}

function secretsOf(making: Making, cluster: string): readonly DescribedResource[] {
  const [region = ''] = cluster.split('/');
  return resourcesOf(making, 'kubernetes-secret').filter(
    ({ spec }) => clusterKey(making, spec['cluster'], region) === cluster,
  );
}

/** Puts namespaces, secrets and deployments into a new cluster; both regions' secrets name what is at home, as a failover finds them. */
export function fillCluster(making: Making, cluster: Cluster): void {
  const key = `${cluster.region}/${cluster.name}`;
  const secrets = secretsOf(making, key);
  const deployments = deploymentsOf(making, key);
  const namespaces = [...secrets.map(({ spec }) => textAt(spec, 'namespace'))];
  for (const namespace of new Set([...namespaces, ...deployments.map((each) => each.namespace)]))
    if (namespace !== 'default') addNamespace(cluster, namespace);
  for (const { spec } of secrets) putSecret(making, cluster, spec);
  // Pods wait for an instance that they can reach; an Aurora cluster they are taken to reach wherever it is.
  const keys = databaseKeys(making, key, 'rds-instance');
  for (const { namespace, name, active, standby } of deployments) {
    const used = keyFor(
      name,
      keys.filter((each) => each.namespace === namespace),
    );
    addDeployment(cluster, {
      ...{ namespace, name, replicas: cluster.region === making.home ? active : standby },
      ...(used === undefined ? {} : { database: { secret: used.secret, key: used.key } }),
    });
  }
  if (cluster.region !== making.home) return;
  countMade(making, 'deployment/deployments', deployments.length);
  countMade(making, 'Kubernetes secret/Kubernetes secrets', new Set(secrets.map(({ id }) => id)).size);
}

function putSecret(making: Making, cluster: Cluster, spec: DescribedResource['spec']): void {
  const names = { namespace: textAt(spec, 'namespace'), name: textAt(spec, 'name') };
  const before = findObject(cluster, 'secrets', `${names.namespace}/${names.name}`);
  const kept = Object.entries(objectAt(before, 'data')).map(([key, value]): [string, string] => [
    key,
    Buffer.from(textAt(value), 'base64').toString(),
  ]);
  const rules = Object.entries(objectAt(spec, 'keys'));
  const texts = rules.map(([key, rule]): [string, string] => [key, settingAtHome(making, rule)]);
  addSecret(cluster, names, Object.fromEntries([...kept, ...texts]));
}

/**
 * The database that a deployment is taken to use: the only one of its namespace, else the one whose secret begins as the deployment does
 * (`orders-database` for `order-service`), else none that its pods would wait for.
 */
function keyFor(deployment: string, keys: readonly DatabaseKey[]): DatabaseKey | undefined {
  if (keys.length <= 1) return keys[0];
  const common = ({ secret }: DatabaseKey) => {
    let length = 0;
    while (length < secret.length && secret[length] === deployment[length]) length += 1;
    return length;
  };
  const [best] = [...keys].sort((one, other) => common(other) - common(one));
  return best !== undefined && common(best) >= 4 ? best : undefined;
}
