import type { Answer } from './answers.ts';
import type { JsonObject } from './json.ts';
import type { ResourceType } from './resources.ts';
import { apiVersionOf, resourceTypes } from './resources.ts';

/** Answers what a client asks to find its way: versions, groups, resource lists; undefined for any other path. */
export function discover(path: string, kubernetesVersion: string): Answer | undefined {
  if (path === '/version') return { status: 200, body: versionInfo(kubernetesVersion) };
  if (path === '/healthz' || path === '/readyz' || path === '/livez') return { status: 200, body: 'ok' };
  if (path === '/api')
    return { status: 200, body: { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] } };
  if (path === '/apis')
    return { status: 200, body: { kind: 'APIGroupList', apiVersion: 'v1', groups: groups() } };
  const list = resourceTypes.filter(
    (type) => path === (type.group === '' ? '/api/v1' : `/apis/${apiVersionOf(type)}`),
  );
  const first = list[0];
  if (!first) return undefined;
  const resources = list.flatMap((type) => [
    entry(type, type.plural),
    ...type.subresources.map((sub) => entry(type, `${type.plural}/${sub}`)),
  ]);
  return {
    status: 200,
    body: { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: apiVersionOf(first), resources },
  };
}

/** The OpenAPI v2 document in protobuf with nothing but its version: enough for `kubectl apply` to skip client-side validation. */
export const openApiDocument = Buffer.from('\n\u00032.0', 'latin1');

function groups(): JsonObject[] {
  return [...new Set(resourceTypes.filter((type) => type.group !== '').map(apiVersionOf))].map(
    (groupVersion) => {
      const [name = '', version = ''] = groupVersion.split('/');
      return { name, versions: [{ groupVersion, version }], preferredVersion: { groupVersion, version } };
    },
  );
}

function entry(type: ResourceType, name: string): JsonObject {
  const scale = name.endsWith('/scale');
  return {
    name,
    singularName: name === type.plural ? type.singular : '',
    namespaced: type.namespaced,
    kind: scale ? 'Scale' : type.kind,
    ...(scale ? { group: 'autoscaling', version: 'v1' } : {}),
    verbs:
      name === type.plural
        ? ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']
        : ['get', 'patch', 'update'],
    ...(name === type.plural
      ? {
          shortNames: type.shortNames,
          categories: ['pods', 'services', 'deployments', 'replicasets'].includes(name) ? ['all'] : [],
        }
      : {}),
  };
}

function versionInfo(gitVersion: string): JsonObject {
  const [, major = '1', minor = '31'] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return {
    major,
    minor,
    gitVersion,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '',
    goVersion: '',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}
