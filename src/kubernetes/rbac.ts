import type { Region } from '../ids.ts';

/** One call of the Kubernetes API as steps declare it: `patch deployments/scale` on `<namespace>/<name>`, `<namespace>` or a type. */
export interface ClusterCall {
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  readonly region: Region;
}

/** One rule of a Role: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export interface RbacRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** A Role of one namespace, or a ClusterRole, as `kubectl apply` takes it. */
export interface RbacRole {
  readonly apiVersion: 'rbac.authorization.k8s.io/v1';
  readonly kind: 'Role' | 'ClusterRole';
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules: readonly RbacRule[];
}

const apiGroups: Readonly<Record<string, string>> = {
  deployments: 'apps',
  horizontalpodautoscalers: 'autoscaling',
};

/** What belongs to no namespace. */
const clusterWide = ['nodes'];

interface Asked {
  readonly verb: string;
  readonly type: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** The roles that allow exactly these calls in the clusters of one region. Verbs on lists cannot be bound to names. */
export function rbacRoles(calls: readonly ClusterCall[], name: string): readonly RbacRole[] {
  const asked = calls.filter(({ service }) => service === 'kubernetes').map(askedOf);
  const namespaces = [...new Set(asked.map(({ namespace }) => namespace))].sort((a = '', b = '') =>
    a < b ? -1 : 1,
  );
  return namespaces.map((namespace): RbacRole => {
    const rules = rulesOf(asked.filter((each) => each.namespace === namespace));
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    if (namespace === undefined) return { apiVersion, kind: 'ClusterRole', metadata: { name }, rules };
    return { apiVersion, kind: 'Role', metadata: { name, namespace }, rules };
  });
}

function askedOf({ action, resource }: ClusterCall): Asked {
  const [verb = '', type = ''] = action.split(' ');
  if (clusterWide.includes(type)) return { verb, type, namespace: undefined, name: undefined };
  const [namespace = '', name] = resource.split('/');
  return { verb, type, namespace, name: name === '*' ? undefined : name };
}

/** Types that are used in the same way share a rule, as do verbs on the same things. */
function rulesOf(asked: readonly Asked[]): readonly RbacRule[] {
  const names = new Map<string, { type: string; verb: string; names: Set<string | undefined> }>();
  for (const { type, verb, name } of asked) {
    const key = `${type} ${verb}`;
    const known = names.get(key) ?? { type, verb, names: new Set() };
    known.names.add(name);
    names.set(key, known);
  }
  const rules = new Map<string, { type: string; names: readonly string[]; verbs: string[] }>();
  for (const { type, verb, names: all } of names.values()) {
    const bound = all.has(undefined) ? [] : [...all].flatMap((name) => name ?? []).sort();
    const key = JSON.stringify([type, bound]);
    const known = rules.get(key) ?? { type, names: bound, verbs: [] };
    known.verbs.push(verb);
    rules.set(key, known);
  }
  return [...rules.values()]
    .sort((a, b) => (a.type < b.type ? -1 : 1))
    .map(({ type, names: bound, verbs }) => ({
      apiGroups: [apiGroups[type.split('/')[0] ?? ''] ?? ''],
      resources: [type],
      ...(bound.length === 0 ? {} : { resourceNames: bound }),
      verbs: verbs.sort(),
    }));
}
