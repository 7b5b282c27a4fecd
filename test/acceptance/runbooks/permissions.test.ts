import { afterEach, expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/registry.ts';
import { permissionsFor } from '../../../src/operations/iam-service.ts';
import { attachPolicy, detachPolicies } from '../../../src/simulator/iam-policy.ts';
import { examples, legsOf, openQuick } from './examples.ts';
import type { RunbookService, Wish } from './runbook-service.ts';

const operator = 'arn:aws:iam::111122223333:user/operator';
const opened: RunbookService[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((service) => service.close()));
});

/** Makes one leg of a journey with what `iam` prints for it and nothing else, and says what was refused. */
async function travel({ running, config, events, run }: RunbookService, wish: Wish) {
  const { from, to, operation } = wish;
  const { policy } = permissionsFor(config, kinds, { from, to, operation, mode: 'auto', only: [] });
  detachPolicies(running.world, operator);
  attachPolicy(running.world, operator, policy);
  const before = events.length;
  const { result, problems } = await run(wish);
  const said = JSON.stringify(events.slice(before)).match(/does not allow [^"]+/g) ?? [];
  return { operation, result, refused: [...problems.map(({ message }) => message), ...said] };
}

it.each(examples)(
  'what `iam` prints for $name is enough for a drill, the way there, and the way home',
  { timeout: 120_000 },
  async (example) => {
    const service = await openQuick(example);
    opened.push(service);
    const drill: Wish = { from: example.home, to: example.standby, operation: 'drill' };
    for (const wish of [drill, ...legsOf(example)])
      expect(await travel(service, wish)).toEqual({ operation: wish.operation, result: 'done', refused: [] });
  },
);
