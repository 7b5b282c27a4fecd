import { describe, expect, it, vi } from 'vitest';
import { askKubernetes, startStepped, watchKubernetes } from './scenario-rig.ts';

const deployments = '/apis/apps/v1/namespaces/lomash-wood/deployments';
const secrets = '/api/v1/namespaces/lomash-wood/secrets';
const merge = 'application/merge-patch+json';
const strategic = 'application/strategic-merge-patch+json';
const standby = 'eu-west-2';

describe('the simulated Kubernetes API', () => {
  it('shows a change in the spec before the controller has noticed it, then a rollout that takes its time', async () => {
    const running = await startStepped('lomash-wood');
    const path = `${deployments}/api-gateway`;
    const before = (await askKubernetes(running, standby, { path })).body;
    await askKubernetes(running, standby, {
      path: `${path}/scale`,
      method: 'PATCH',
      type: merge,
      body: { spec: { replicas: 3 } },
    });
    const asked = (await askKubernetes(running, standby, { path })).body;
    const generation = Number(before.metadata?.['generation']);
    expect(asked).toMatchObject({
      metadata: { generation: generation + 1 },
      spec: { replicas: 3 },
      status: { observedGeneration: generation },
    });
    running.clock.advance(15_000);
    const starting = (await askKubernetes(running, standby, { path })).body;
    expect(starting).toMatchObject({
      status: { observedGeneration: generation + 1, replicas: 3, unavailableReplicas: 3 },
    });
    running.clock.advance(30_000);
    const done = (await askKubernetes(running, standby, { path })).body;
    expect(done).toMatchObject({ status: { updatedReplicas: 3, availableReplicas: 3 } });
  });

  it('keeps pods that started with the secret of a lost region unready until they are restarted', async () => {
    const running = await startStepped('lomash-wood:dark');
    const path = `${deployments}/auth-service`;
    await askKubernetes(running, standby, {
      path: `${path}/scale`,
      method: 'PATCH',
      type: merge,
      body: { spec: { replicas: 3 } },
    });
    running.clock.advance(700_000);
    const stuck = (await askKubernetes(running, standby, { path })).body;
    expect(stuck['status']).toMatchObject({ unavailableReplicas: 3 });
    expect(JSON.stringify(stuck['status'])).toContain('ProgressDeadlineExceeded');
    const host = running.world.regions.get(standby)?.dbInstances.get('lomash-auth-prod-replica')?.host ?? '';
    const stringData = { DATABASE_URL: `postgres://u:p@${host}:5432/auth` };
    await askKubernetes(running, standby, {
      path: `${secrets}/auth-database`,
      method: 'PATCH',
      type: strategic,
      body: { stringData },
    });
    running.clock.advance(120_000);
    expect((await askKubernetes(running, standby, { path })).body['status']).toMatchObject({
      unavailableReplicas: 3,
    });
    const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-03-02T09:20:00Z' };
    await askKubernetes(running, standby, {
      path,
      method: 'PATCH',
      type: strategic,
      body: { spec: { template: { metadata: { annotations } } } },
    });
    running.clock.advance(240_000);
    expect((await askKubernetes(running, standby, { path })).body['status']).toMatchObject({
      replicas: 3,
      updatedReplicas: 3,
      availableReplicas: 3,
    });
  });

  it('never has fewer ready pods, nor more pods, than a rolling update allows', async () => {
    const running = await startStepped('lomash-wood');
    const path = `${deployments}/api-gateway`;
    const annotations = { again: 'yes' };
    await askKubernetes(running, 'eu-west-1', {
      path,
      method: 'PATCH',
      type: strategic,
      body: { spec: { template: { metadata: { annotations } } } },
    });
    const ready: number[] = [];
    const all: number[] = [];
    for (let second = 0; second < 180; second += 1) {
      running.clock.advance(1000);
      const { status } = (await askKubernetes(running, 'eu-west-1', { path })).body as {
        status: { availableReplicas: number; replicas: number };
      };
      ready.push(status.availableReplicas);
      all.push(status.replicas);
    }
    expect(Math.min(...ready)).toBe(3);
    expect(Math.max(...all)).toBe(4);
    expect(ready.at(-1)).toBe(3);
  });

  it('refuses a change that was made against an older version', async () => {
    const running = await startStepped('lomash-wood');
    const path = `${secrets}/sessions`;
    const read = (await askKubernetes(running, standby, { path })).body;
    const body = { ...read, data: { REDIS_URL: 'bmV3' } };
    expect((await askKubernetes(running, standby, { path, method: 'PUT', body })).status).toBe(200);
    const again = await askKubernetes(running, standby, {
      path,
      method: 'PUT',
      body: { ...read, data: { REDIS_URL: 'b2xk' } },
    });
    expect(again).toMatchObject({ status: 409, body: { kind: 'Status', reason: 'Conflict', code: 409 } });
  });

  it('lists in pages, by label and by field', async () => {
    const running = await startStepped('lomash-wood');
    const first = (await askKubernetes(running, standby, { path: `${deployments}?limit=4` })).body;
    expect(first).toMatchObject({ metadata: { remainingItemCount: 5 } });
    const next = String(first.metadata?.['continue']);
    expect(
      (await askKubernetes(running, standby, { path: `${deployments}?limit=9&continue=${next}` })).body.items,
    ).toHaveLength(5);
    const labelled = await askKubernetes(running, standby, {
      path: `${deployments}?labelSelector=app%20in%20(api-gateway,auth-service)`,
    });
    expect(labelled.body.items).toHaveLength(2);
    const named = await askKubernetes(running, standby, {
      path: `${deployments}?fieldSelector=metadata.name%3Dapi-gateway`,
    });
    expect(named.body.items).toHaveLength(1);
  });

  it('answers a bad token with 401, an unknown object with 404, and what is not simulated by name', async () => {
    const running = await startStepped('lomash-wood');
    expect(await askKubernetes(running, standby, { path: deployments, token: 'wrong' })).toMatchObject({
      status: 401,
      body: { reason: 'Unauthorized' },
    });
    expect(await askKubernetes(running, standby, { path: `${deployments}/none` })).toMatchObject({
      status: 404,
      body: { message: 'deployments.apps "none" not found' },
    });
    const unknown = await askKubernetes(running, standby, { path: '/apis/batch/v1/jobs' });
    expect(unknown.body['message']).toContain('/apis/batch/v1/jobs is not simulated');
  });

  it('tells who asks `kubectl auth can-i` what they may do, and shows nodes that are cordoned and the type of new secrets', async () => {
    const running = await startStepped('lomash-wood');
    const review = await askKubernetes(running, standby, {
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      method: 'POST',
      body: {
        spec: { resourceAttributes: { verb: 'patch', resource: 'deployments', subresource: 'scale' } },
      },
    });
    expect(review).toMatchObject({ status: 201, body: { status: { allowed: true } } });
    const nodes = await askKubernetes(running, standby, { path: '/api/v1/nodes' });
    const { name } = (nodes.body.items as { metadata: { name: string } }[])[0]?.metadata ?? { name: '' };
    const path = `/api/v1/nodes/${name}`;
    await askKubernetes(running, standby, {
      path,
      method: 'PATCH',
      type: merge,
      body: { spec: { unschedulable: true } },
    });
    const table = await askKubernetes(running, standby, {
      path,
      accept: 'application/json;as=Table;g=meta.k8s.io;v=v1',
    });
    expect(table.body).toMatchObject({
      rows: [{ cells: expect.arrayContaining([name, 'Ready,SchedulingDisabled']) as string[] }],
    });
    const secret = await askKubernetes(running, standby, {
      path: secrets,
      method: 'POST',
      body: { kind: 'Secret', metadata: { name: 'new' }, data: {} },
    });
    expect(secret.body).toMatchObject({ type: 'Opaque' });
  });

  it('drops the connection in a dark region, and says so in the log', async () => {
    const running = await startStepped('lomash-wood:dark');
    await expect(askKubernetes(running, 'eu-west-1', { path: deployments })).rejects.toThrow(
      /socket hang up|ECONNRESET/,
    );
    expect(running.log.entries.at(-1)).toMatchObject({
      service: 'kubernetes',
      operation: 'list deployments',
      region: 'eu-west-1',
      outcome: 'dropped',
    });
  });

  it('shows half of the nodes as not ready in a degraded region', async () => {
    const running = await startStepped('lomash-wood:degraded');
    const { body } = await askKubernetes(running, 'eu-west-1', { path: '/api/v1/nodes' });
    const ready = (body.items ?? []).filter((node) => JSON.stringify(node).includes('"KubeletReady"'));
    expect(ready).toHaveLength(1);
    expect(body.items).toHaveLength(3);
  });

  it('streams changes to a watch as the clock moves', async () => {
    const running = await startStepped('lomash-wood');
    const pods = '/api/v1/namespaces/lomash-wood/pods';
    const listed = (await askKubernetes(running, standby, { path: pods })).body;
    const since = String(listed.metadata?.['resourceVersion']);
    const scale = `${deployments}/api-gateway/scale`;
    await askKubernetes(running, standby, {
      path: scale,
      method: 'PATCH',
      type: merge,
      body: { spec: { replicas: 1 } },
    });
    const watched = watchKubernetes(
      running,
      standby,
      `${pods}?watch=true&timeoutSeconds=120&resourceVersion=${since}`,
    );
    await vi.waitUntil(() => running.log.entries.at(-1)?.operation === 'watch pods');
    running.clock.advance(130_000);
    const events = await watched;
    expect(events.map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED', 'MODIFIED']);
    expect(JSON.stringify(events.at(-1)?.object)).toContain('"type":"Ready","status":"True"');
  });
});
