import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/kinds/kind.ts';
import { kubernetesDeployment } from '../../src/kinds/kubernetes-deployment.ts';
import { kubernetesSecret } from '../../src/kinds/kubernetes-secret.ts';
import type { Goal, Step } from '../../src/plan/plan.ts';
import { regionOf } from '../../src/simulator/world.ts';
import { resourceOf } from './resource.ts';
import { contextOf, look, scenarioWire, stepOf } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const rest = { current: true, wanted: 0, pods: 0, updated: 0, available: 0, restarted: null };
const full = { current: true, wanted: 3, pods: 3, updated: 3, available: 3, restarted: null };
const seen = (deployments: object, autoscalers: object = {}) =>
  ({ state: 'seen', value: { deployments, autoscalers } }) as const;
const dark = {
  state: 'failed',
  reachable: false,
  problem: { code: 'UNREACHABLE', message: 'no answer from eu-west-1' },
} as const;
const block = (more = '') => `kind: kubernetes-deployment
cluster: c
namespace: n
replicas: { active: 3 }
${more}`;
const named = resourceOf(kubernetesDeployment, block('names: [api]'));
const all = resourceOf(kubernetesDeployment, block('all: true'));
const at = (from: Observation['places'][string], to: Observation['places'][string]): Observation => ({
  at: 0,
  places: { 'eu-west-1': from, 'eu-west-2': to },
});
const stepsOf = (resource: typeof named, observation: Observation, wanted: Goal = goal): readonly Step[] =>
  kubernetesDeployment.steps(resource, observation, wanted).map((draft) => stepOf(draft, resource));

describe('scaling deployments', () => {
  it.each([
    ['a deployment that is missing', named, seen({ other: rest })],
    ['a namespace without deployments', all, seen({})],
    ['a region that does not answer', named, dark],
  ])('is blocked by %s', (_what, resource, to) => {
    const assessment = kubernetesDeployment.assess(resource, at(seen({ api: full }), to), goal);
    expect(assessment.state).toBe('blocked');
    expect(assessment.problems).toHaveLength(1);
  });

  it('tries to fence a dark region once, briefly, and goes on without', () => {
    const [fence] = stepsOf(named, at(dark, seen({ api: rest })));
    expect(fence).toMatchObject({ action: 'fence(api)', optional: true, timeoutMs: 20_000, phase: 'fence' });
    const settled = kubernetesDeployment.settled(fence ?? expect.fail(), at(dark, dark), 0);
    expect(settled).toMatchObject({ state: 'pending', evidence: { fence: 'Unfenced' } });
  });

  it('must fence in a planned switchover', () => {
    const [fence] = stepsOf(named, at(seen({ api: full }), seen({ api: rest })), {
      ...goal,
      mode: 'planned',
      fromCondition: 'up',
    });
    expect(fence?.optional).toBe(false);
  });

  it.each([
    [full, 'not-begun', 'Unfenced'],
    [{ ...full, wanted: 0 }, 'pending', 'Unfenced'],
    [{ ...rest, current: false }, 'pending', 'Unfenced'],
    [rest, 'done', 'Fenced'],
  ])('calls a region fenced only when the last pod is gone (%#)', (deployment, state, fence) => {
    const [step] = stepsOf(named, at(seen({ api: full }), seen({ api: rest })));
    const after = at(seen({ api: deployment }), seen({ api: rest }));
    expect(kubernetesDeployment.settled(step ?? expect.fail(), after, 0)).toMatchObject({
      state,
      evidence: { fence },
    });
  });

  it.each([
    ['nothing asked for yet', rest, 'not-begun'],
    ['a controller that has not looked', { ...full, current: false }, 'pending'],
    ['pods that are not ready', { ...full, available: 2 }, 'pending'],
    ['pods of the old template', { ...full, updated: 2 }, 'pending'],
    [
      'a rollout that has failed',
      { ...full, available: 0, failure: 'ProgressDeadlineExceeded: x' },
      'broken',
    ],
    ['everything ready', full, 'done'],
  ])('judges %s', (_what, deployment, state) => {
    const step = stepsOf(named, at(dark, seen({ api: rest }))).find(({ action }) => action === 'scale(api)');
    const after = at(dark, seen({ api: deployment }));
    expect(kubernetesDeployment.settled(step ?? expect.fail(), after, 0).state).toBe(state);
  });

  it('never scales down what has more replicas than it needs', () => {
    const more = { ...full, wanted: 9, pods: 9, updated: 9, available: 9 };
    expect(stepsOf(named, at(dark, seen({ api: more }))).map(({ action }) => action)).toEqual([
      'fence(api)',
      'restart(api)',
    ]);
  });

  it('does nothing when it is done already', () => {
    const reached = at(seen({ api: rest }), seen({ api: full }));
    expect(stepsOf(named, reached)).toEqual([]);
    expect(kubernetesDeployment.assess(named, reached, goal).state).toBe('done');
  });

  it('warns of an autoscaler that is to be kept, and takes its minimum for enough', () => {
    const two = { ...full, wanted: 2, pods: 2, updated: 2, available: 2 };
    const scalers = { api: { name: 'api-scaler', min: 2, max: 8 } };
    const keeping = resourceOf(kubernetesDeployment, block('names: [api]\nautoscaler: keep'));
    const observation = at(seen({ api: rest }), seen({ api: two }, scalers));
    expect(kubernetesDeployment.assess(keeping, observation, goal).state).toBe('done');
    const before = at(dark, seen({ api: rest }, scalers));
    expect(
      kubernetesDeployment
        .assess(keeping, before, goal)
        .notes?.map(({ message }) => message)
        .join(),
    ).toContain('HorizontalPodAutoscaler');
  });

  it('lifts the limits of an autoscaler before it scales up, and keeps in mind what they were', () => {
    const scalers = { api: { name: 'api-scaler', min: 1, max: 2 } };
    const steps = stepsOf(named, at(dark, seen({ api: rest }, scalers)));
    expect(steps.map(({ action }) => action)).toEqual(['fence(api)', 'raise(api)', 'scale(api)']);
    expect(steps[1]).toMatchObject({
      optional: true,
      params: { autoscaler: 'api-scaler', wanted: { min: 3, max: 3, mark: '1-2' } },
    });
    expect(steps[2]).toMatchObject({ after: ['raise(api)'], params: { enough: 3 } });
  });

  it('says what the scheduler says, and to scale the node group first, when pods find no room', () => {
    const step = stepsOf(named, at(dark, seen({ api: rest }))).find(({ action }) => action === 'scale(api)');
    const said = '0/2 nodes are available: 2 Too many pods.';
    const judge = (failure: object) => {
      const value = {
        deployments: { api: { ...full, available: 1, ...failure } },
        autoscalers: {},
        unschedulable: { api: said },
      };
      return kubernetesDeployment.settled(step ?? expect.fail(), at(dark, { state: 'seen', value }), 0);
    };
    expect(judge({})).toMatchObject({ state: 'pending', note: expect.stringContaining(said) as string });
    expect(judge({ failure: 'ProgressDeadlineExceeded: x' })).toMatchObject({
      state: 'broken',
      problem: {
        found: expect.stringContaining(said) as string,
        fix: expect.stringContaining('Scale the node group') as string,
      },
    });
  });

  it('lets the region that was left stand by, and both autoscalers have their own limits again', () => {
    const raised = { api: { name: 'api-scaler', min: 3, max: 8, mark: '1-8' } };
    const observation = at(seen({ api: full }, raised), seen({ api: full }, raised));
    const protect: Goal = { ...goal, operation: 'reprotect', mode: 'planned', fromCondition: 'up' };
    const steps = kubernetesDeployment.protect?.(named, observation, protect) ?? [];
    expect(steps.map(({ action }) => action)).toEqual([
      'restore(eu-west-1/api)',
      'restore(eu-west-2/api)',
      'stand-by(api)',
    ]);
    expect(steps[0]?.params['wanted']).toEqual({ min: 1, max: 8, mark: null });
    expect(kubernetesDeployment.protected?.(named, observation, protect)).toMatchObject([{ ok: false }]);
  });

  it('does not scale a standby against its autoscaler', () => {
    const warm = resourceOf(
      kubernetesDeployment,
      'kind: kubernetes-deployment\ncluster: c\nnamespace: n\nall: true\nreplicas: { active: 3, standby: 1 }',
    );
    const protect: Goal = { ...goal, operation: 'reprotect', mode: 'planned', fromCondition: 'up' };
    const actions = (min: number) =>
      kubernetesDeployment
        .protect?.(
          warm,
          at(seen({ api: full }, { api: { name: 'a', min, max: 9 } }), seen({ api: full })),
          protect,
        )
        .map(({ action }) => action);
    expect(actions(2)).toEqual([]);
    expect(actions(1)).toEqual(['stand-by(api)']);
  });

  it('fences a warm standby like any other, since pods at rest write as well', () => {
    const warm = resourceOf(
      kubernetesDeployment,
      'kind: kubernetes-deployment\ncluster: c\nnamespace: n\nall: true\nreplicas: { active: 3, standby: 1 }',
    );
    const observation = at(seen({ api: full }), seen({ api: rest }));
    const [fence] = kubernetesDeployment.steps(warm, observation, { ...goal, mode: 'planned' });
    expect(fence).toMatchObject({ action: 'fence(api)', params: { replicas: 0, former: full.wanted } });
  });

  it('fails verification when `all` finds nothing', () => {
    expect(kubernetesDeployment.verify(all, at(dark, dark), goal)).toMatchObject([{ ok: false }]);
  });
});

describe('pods that no node has room for', () => {
  it('are noticed while the step waits for them', async () => {
    const wire = await scenarioWire('lomash-wood');
    try {
      for (const group of regionOf(wire.world, 'eu-west-2')
        .clusters.get('lomash-wood')
        ?.nodegroups.values() ?? [])
        group.nodes = 0;
      const gateway = resourceOf(
        kubernetesDeployment,
        'kind: kubernetes-deployment\ncluster: lomash-wood\nnamespace: lomash-wood\nnames: [api-gateway]\nreplicas: { active: 1 }\nfence: false',
      );
      const before = await look(kubernetesDeployment, gateway, { wire, goal });
      const [step] = stepsOf(gateway, before);
      await kubernetesDeployment.apply?.(step ?? expect.fail(), contextOf(wire, goal));
      wire.advance(5_000);
      const after = await look(kubernetesDeployment, gateway, { wire, goal });
      expect(kubernetesDeployment.settled(step ?? expect.fail(), after, wire.now())).toEqual({
        state: 'pending',
        note: '0 of 1 pods are ready; no node has room: no nodes available to schedule pods',
      });
    } finally {
      await wire.close();
    }
  });
});

describe('pointing a secret at another region', () => {
  const secret = resourceOf(
    kubernetesSecret,
    'kind: kubernetes-secret\ncluster: lomash-wood\nnamespace: lomash-wood\nname: auth-database\nkeys: { DATABASE_URL: { host: databases/auth } }',
  );
  const inputs = { 'databases/auth.endpoint': 'new.example.com', 'databases/auth.port': '5432' };

  it('shows no user or password, whatever it returns', async () => {
    const wire = await scenarioWire('lomash-wood');
    try {
      const before = await look(kubernetesSecret, secret, { wire, goal });
      const steps = kubernetesSecret.steps(secret, before, goal).map((draft) => stepOf(draft, secret));
      const applied = await kubernetesSecret.apply?.(
        steps[0] ?? expect.fail(),
        contextOf(wire, goal, inputs),
      );
      const after = await look(kubernetesSecret, secret, { wire, goal });
      const told = [
        before,
        steps,
        applied,
        after,
        kubernetesSecret.assess(secret, before, goal),
        kubernetesSecret.verify(secret, after, goal),
      ];
      expect(JSON.stringify(told)).toContain('new.example.com');
      expect(JSON.stringify(told)).not.toContain('simulated@');
      expect(JSON.stringify(told)).not.toContain('postgres:');
      expect(kubernetesSecret.settled(steps[0] ?? expect.fail(), { ...after, inputs }, 0).state).toBe('done');
      expect(kubernetesSecret.settled(steps[0] ?? expect.fail(), { ...before, inputs }, 0).state).toBe(
        'not-begun',
      );
    } finally {
      await wire.close();
    }
  });

  it.each([
    [{ state: 'missing' }, 'RESOURCE_MISSING'],
    [{ state: 'opaque' }, 'RESOURCE_NOT_READY'],
  ])('is blocked by a key that is %o', (key, code) => {
    const observation = at({ state: 'absent' }, { state: 'seen', value: { DATABASE_URL: key } });
    expect(kubernetesSecret.assess(secret, observation, goal).problems?.[0]?.code).toBe(code);
  });

  it('names what it needs of the other resource', () => {
    expect(kubernetesSecret.references?.(secret)).toEqual(['databases/auth.endpoint', 'databases/auth.port']);
  });
});
