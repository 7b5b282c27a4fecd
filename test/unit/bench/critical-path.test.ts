import { describe, expect, it } from 'vitest';
import { criticalPathMs } from '../../../tools/bench/critical-path.ts';
import { draft, toyPlan } from '../report/sample-plan.ts';

describe('the critical path of a plan', () => {
  const plan = toyPlan([
    { id: 'database', drafts: [draft('promote', { phase: 'data' })] },
    { id: 'nodes', drafts: [draft('scale', { phase: 'capacity' })] },
    { id: 'service', drafts: [draft('start', { phase: 'compute' })] },
    { id: 'dns', drafts: [draft('switch', { phase: 'traffic' })] },
  ]);
  const took = (durations: Readonly<Record<string, number>>) => (step: string) => durations[step] ?? 0;

  it('is the longer of two chains side by side, with what waits for both', () => {
    const longDatabase = {
      'database:promote': 300,
      'nodes:scale': 100,
      'service:start': 50,
      'dns:switch': 7,
    };
    expect(criticalPathMs(plan, took(longDatabase))).toBe(307);
    expect(criticalPathMs(plan, took({ ...longDatabase, 'nodes:scale': 290 }))).toBe(347);
  });

  it('is nothing where no step takes time', () => {
    expect(criticalPathMs(plan, () => 0)).toBe(0);
  });
});
