import type { Plan, Step } from '../../src/plan/plan.ts';

const from = 'eu-west-1';
const to = 'eu-west-2';
const databases = ['auth', 'products', 'orders', 'appointments', 'content', 'customers', 'news', 'analytics'];
const actions = [
  ['stop-writes', 'Stop writes to', 'fence'],
  ['drain', 'Drain', 'drain'],
  ['promote', 'Promote', 'data'],
  ['scale', 'Scale the consumers of', 'capacity'],
  ['verify', 'Verify', 'verify'],
] as const;

/** A plan of as many steps as Lomash Wood has, for a service of this name, made at `observedAt` (ms since the epoch). */
export function syntheticPlan(service: string, observedAt: number): Plan {
  const steps = databases.flatMap((name) =>
    actions.map(([action, words, phase]): Step => {
      const resource = `databases/${name}`;
      return {
        ...{ id: `${resource}:${action}`, resource, kind: 'rds-instance', action, region: to, phase },
        ...{ title: `${words} ${service}-${name}-prod`, risk: 'reversible', changes: true },
        ...{ expectedMs: 60_000, timeoutMs: 600_000, params: {}, calls: [], needs: [] },
      };
    }),
  );
  return {
    ...{ schemaVersion: 1, service, only: [], objectives: {}, warnings: [], problems: [], dependencies: [] },
    goal: { from, to, operation: 'failover', mode: 'unplanned', fromCondition: 'down' },
    steps,
    assessments: {},
    estimate: { totalMs: 300_000, criticalPath: [], startMs: {} },
    observedAt,
    hash: `sha256:${'a'.repeat(64)}`,
  };
}
