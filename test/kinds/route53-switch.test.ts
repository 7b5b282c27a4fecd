import { expect, it } from 'vitest';
import type { Observation } from '../../src/kinds/kind.ts';
import { route53Switch } from '../../src/kinds/route53-switch.ts';
import type { Switch, SwitchValue } from '../../src/kinds/route53-switch-spec.ts';
import type { Goal } from '../../src/plan/plan.ts';

const goal: Goal = {
  ...{ from: 'eu-west-1', to: 'eu-west-2', operation: 'failover', mode: 'unplanned', fromCondition: 'down' },
};
const stop: Switch = {
  ...{ id: 'stop', group: 'stop', kind: 'route53-switch', after: [] },
  spec: { healthCheck: 'hc-1' },
  regional: { 'eu-west-2': { bucket: 'example-stop', key: 'eu-west-1' } },
};
const watches = 'example-stop.s3.eu-west-2.amazonaws.com/eu-west-1';
const seen = (
  check?: { inverted: boolean; disabled: boolean },
  present = false,
): Observation<SwitchValue> => ({
  at: 0,
  places: {
    'eu-west-2': { state: 'seen', value: { type: 'object', present } },
    ...(check === undefined
      ? {}
      : { global: { state: 'seen', value: { type: 'check', watches, ...check } } }),
  },
});

it.each([
  [{ inverted: false, disabled: false }, 'not inverted'],
  [{ inverted: true, disabled: true }, 'disabled'],
])('does not call itself ready where the health check would not follow: %j', (check, why) => {
  const assessment = route53Switch.assess(stop, seen(check), goal);
  expect(assessment).toMatchObject({
    state: 'blocked',
    problems: [{ code: 'RESOURCE_NOT_READY', message: expect.stringContaining(why) as string }],
  });
});

it('is ready where it follows, where it cannot be seen, and done once the object is there', () => {
  const sound = { inverted: true, disabled: false };
  expect(route53Switch.assess(stop, seen(sound), goal).state).toBe('ready');
  expect(route53Switch.assess(stop, seen(), goal).state).toBe('ready');
  expect(route53Switch.assess(stop, seen({ inverted: false, disabled: false }, true), goal).state).toBe(
    'done',
  );
});
