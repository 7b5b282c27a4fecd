import { describe, expect, it } from 'vitest';
import { supportCase } from '../../src/kinds/support-case.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, run, stepOf } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const resource = resourceOf(supportCase, supportCase.example);

describe('a support case', () => {
  it('is opened once for a run, with its id in the subject', async () => {
    const wire = await awsWire(() => undefined);
    try {
      const observation = await look(supportCase, resource, { wire, goal });
      const [step] = supportCase.steps(resource, observation, goal).map((draft) => stepOf(draft, resource));
      expect(step).toMatchObject({ optional: true, phase: 'announce' });
      expect(step?.skip).toBeUndefined();
      await supportCase.apply?.(step ?? expect.fail(), contextOf(wire, goal));
      const again = await supportCase.apply?.(step ?? expect.fail(), contextOf(wire, goal));
      expect(again?.note).toContain('open already');
      const created = wire.log.entries.filter(({ operation }) => operation === 'CreateCase');
      expect(created).toHaveLength(1);
      expect(JSON.stringify([...wire.world.supportCases.values()])).toContain(run);
    } finally {
      await wire.close();
    }
  });

  it('is skipped, and says why, where the support plan has no API', () => {
    const observation = {
      at: 0,
      places: { global: { state: 'seen', value: { subscribed: false } } },
    } as const;
    expect(supportCase.assess(resource, observation, goal).notes?.[0]?.message).toContain('Business');
    expect(supportCase.steps(resource, observation, goal)[0]?.skip).toContain('Business');
  });
});
