import { addParameter, addSecret, addSecretReplica } from '../application-builders.ts';
import { cacheHost } from '../builders.ts';
import { isObject, objectAt, textAt } from '../kubernetes/json.ts';
import type { Json, JsonObject } from '../kubernetes/json.ts';
import { regionOf } from '../world.ts';
import { clusterIdIn, instanceIn } from './databases.ts';
import type { DescribedResource } from './described-service.ts';
import { countMade, inRegion, textOf } from './making.ts';
import type { Making } from './making.ts';

/** The address of a store in a region, as its kind's output `endpoint` has it; undefined for what has none. */
function endpointOf(
  { world }: Making,
  resource: DescribedResource,
  region: string,
): { host: string; port: number; scheme: string } | undefined {
  const { kind, regional, spec } = resource;
  const { dbInstances, dbClusters } = regionOf(world, region);
  const postgres = { port: 5432, scheme: 'postgres' };
  const redis = { port: 6379, scheme: 'redis' };
  switch (kind) {
    case 'rds-instance':
      return { ...postgres, host: dbInstances.get(instanceIn(resource, region))?.host ?? '' };
    case 'aurora-global':
      return { ...postgres, host: dbClusters.get(clusterIdIn(resource, region))?.host ?? '' };
    case 'elasticache-cluster': {
      const id = textAt(regional[region]).toLowerCase();
      const grouped = spec['replicationGroup'] === true;
      return { ...redis, host: cacheHost(world, grouped ? `${id}.primary` : id, region) };
    }
    case 'elasticache-global': {
      const id = textAt(regional[region], 'group').toLowerCase();
      return { ...redis, host: cacheHost(world, `${id}.primary`, region) };
    }
    default:
      return undefined;
  }
}

function resourceById({ service }: Making, id: string): DescribedResource | undefined {
  return service.resources.find((resource) => resource.id === id);
}

/** What a setting holds while home is active: a rule of the config says what it follows. */
export function settingAtHome(making: Making, rule: Json | undefined): string {
  const { home } = making;
  if (!isObject(rule)) return '';
  const literal = inRegion(making, rule['value'], home);
  if (typeof literal === 'string') return literal;
  if ('host' in rule) {
    const followed = resourceById(making, textAt(rule, 'host'));
    const endpoint = followed && endpointOf(making, followed, home);
    return endpoint === undefined
      ? 'https://app:simulated@service.internal:443/'
      : `${endpoint.scheme}://app:simulated@${endpoint.host}:${endpoint.port}/app`;
  }
  return outputAtHome(making, textAt(rule, 'from'));
}

/** The output of another resource, as `<resource>.<output>`. */
function outputAtHome(making: Making, reference: string): string {
  const { world, home } = making;
  const dot = reference.lastIndexOf('.');
  const followed = dot < 0 ? undefined : resourceById(making, reference.slice(0, dot));
  if (followed === undefined) return 'simulated';
  const output = reference.slice(dot + 1);
  const endpoint = endpointOf(making, followed, home);
  const global = world.globalClusters.get(textAt(followed.spec, 'globalCluster').toLowerCase());
  const outputs: Readonly<Record<string, string | undefined>> = {
    endpoint: endpoint?.host,
    port: endpoint?.port.toString(),
    globalEndpoint: global?.host,
    readerEndpoint: regionOf(world, home).dbClusters.get(clusterIdIn(followed, home))?.readerHost,
    bucket: textOf(followed.regional[home]),
  };
  return outputs[output] ?? 'simulated';
}

/** Makes a secret of Secrets Manager: replicated from home, or one of its own in each region. */
export function makeSecret(making: Making, resource: DescribedResource): void {
  const { world, home, service } = making;
  const { spec, regional } = resource;
  const value = secretValue(making, spec);
  const given = (region: string) => textAt(regional[region]);
  const kmsKey = (region: string) => textOf(inRegion(making, spec['kmsKey'], region));
  const regions = service.regions.filter((region) => given(region) !== '');
  if (spec['replicated'] === true) {
    const primary = addSecret(world, {
      ...namesOf(given(home)),
      region: home,
      value,
      kmsKeyId: kmsKey(home),
    });
    for (const region of regions.filter((each) => each !== home)) {
      const replica = addSecretReplica(world, primary, region);
      for (const copy of [replica, ...primary.replicas.filter((each) => each.region === region)])
        copy.kmsKeyId = kmsKey(region);
    }
  } else for (const region of regions) addSecret(world, { ...namesOf(given(region)), region, value });
  countMade(making, 'secret of Secrets Manager/secrets of Secrets Manager');
}

function secretValue(making: Making, { connection, keys }: JsonObject): string {
  if (connection !== undefined) return settingAtHome(making, connection);
  const rules = Object.entries(objectAt(keys));
  return JSON.stringify(Object.fromEntries(rules.map(([key, rule]) => [key, settingAtHome(making, rule)])));
}

/** A secret by its name or its ARN, which ends in a hyphen and six characters that are no part of the name. */
function namesOf(given: string): { name: string; arn?: string } {
  const [, name] = /^arn:.+:secret:(.+)-\w{6}$/.exec(given) ?? [];
  return name === undefined ? { name: given } : { name, arn: given };
}

/** Makes parameters in every region, with what they hold while home is active. */
export function makeParameters(making: Making, { spec }: DescribedResource): void {
  const { world, service } = making;
  const entries = Object.entries(objectAt(spec, 'parameters'));
  for (const [name, rule] of entries)
    for (const region of service.regions)
      addParameter(world, { name, region, value: settingAtHome(making, rule) });
  countMade(making, 'parameter/parameters', entries.length);
}
