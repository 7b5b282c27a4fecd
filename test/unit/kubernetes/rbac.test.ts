import { expect, it } from 'vitest';
import { rbacRoles } from '../../../src/kubernetes/rbac.ts';

const call = (action: string, resource: string) => ({
  service: 'kubernetes',
  action,
  resource,
  region: 'eu-west-2',
});

it('binds what can be bound to names, leaves lists unbound, and keeps nodes in a ClusterRole', () => {
  const calls = [
    call('list nodes', 'nodes'),
    call('list deployments', 'shop'),
    call('patch deployments/scale', 'shop/orders'),
    call('get deployments/scale', 'shop/orders'),
    call('get secrets', 'shop/database'),
    { service: 'rds', action: 'PromoteReadReplica', resource: '*', region: 'eu-west-2' },
  ];
  const [shop, nodes, ...more] = rbacRoles(calls, 'failover');
  expect(more).toEqual([]);
  expect(shop).toMatchObject({ kind: 'Role', metadata: { name: 'failover', namespace: 'shop' } });
  expect(shop?.rules).toEqual([
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] },
    {
      apiGroups: ['apps'],
      resources: ['deployments/scale'],
      resourceNames: ['orders'],
      verbs: ['get', 'patch'],
    },
    { apiGroups: [''], resources: ['secrets'], resourceNames: ['database'], verbs: ['get'] },
  ]);
  expect(nodes).toMatchObject({
    kind: 'ClusterRole',
    rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['list'] }],
  });
});

it('leaves a verb unbound where the names are not known beforehand', () => {
  const [role] = rbacRoles(
    [call('patch deployments/scale', 'shop/*'), call('patch deployments/scale', 'shop/orders')],
    'failover',
  );
  expect(role?.rules).toEqual([{ apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['patch'] }]);
});
