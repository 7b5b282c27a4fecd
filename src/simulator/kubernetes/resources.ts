/** A kind of object the API serves. */
export interface ResourceType {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  shortNames: string[];
  namespaced: boolean;
  subresources: string[];
}

/** Everything the simulated clusters know, in the order of discovery. */
export const resourceTypes: readonly ResourceType[] = [
  resource('', 'v1', { kind: 'Namespace', plural: 'namespaces', shortNames: ['ns'], namespaced: false }),
  resource('', 'v1', { kind: 'Node', plural: 'nodes', shortNames: ['no'], namespaced: false }),
  resource('', 'v1', { kind: 'Pod', plural: 'pods', shortNames: ['po'] }),
  resource('', 'v1', { kind: 'Secret', plural: 'secrets' }),
  resource('', 'v1', { kind: 'ConfigMap', plural: 'configmaps', shortNames: ['cm'] }),
  resource('', 'v1', { kind: 'Service', plural: 'services', shortNames: ['svc'] }),
  resource('apps', 'v1', {
    kind: 'Deployment',
    plural: 'deployments',
    shortNames: ['deploy'],
    subresources: ['scale', 'status'],
  }),
  resource('apps', 'v1', { kind: 'ReplicaSet', plural: 'replicasets', shortNames: ['rs'] }),
  resource('autoscaling', 'v2', {
    kind: 'HorizontalPodAutoscaler',
    plural: 'horizontalpodautoscalers',
    shortNames: ['hpa'],
  }),
];

/** The `apiVersion` of a resource's objects: `v1`, `apps/v1`. */
export function apiVersionOf(type: Pick<ResourceType, 'group' | 'version'>): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`;
}

/** The group-qualified name that error messages use: `deployments.apps`. */
export function qualifiedName(type: ResourceType): string {
  return type.group === '' ? type.plural : `${type.plural}.${type.group}`;
}

/** The type with this plural name; throws on a name that is not in the table, which is a bug of the caller. */
export function resourceType(plural: string): ResourceType {
  const found = resourceTypes.find((type) => type.plural === plural);
  if (!found) throw new Error(`no such resource type: ${plural}`);
  return found;
}

type Details = Pick<ResourceType, 'plural'> &
  Partial<Pick<ResourceType, 'shortNames' | 'namespaced' | 'subresources'>>;

function resource(
  group: string,
  version: string,
  { kind, ...details }: Details & { kind: string },
): ResourceType {
  return {
    group,
    version,
    kind,
    singular: kind.toLowerCase(),
    shortNames: [],
    namespaced: true,
    subresources: [],
    ...details,
  };
}
