import { expect, it } from 'vitest';
import { lookOnce, looksFor, type Looking } from '../../../src/engine/observe.ts';
import type { Kind, Outside } from '../../../src/kinds/kind.ts';
import { virtualClock } from '../../../src/simulator/clock.ts';
import { startMs, toyConfig } from '../../rig/rig.ts';
import { makeProcess, toyKind } from '../../rig/toy-kind.ts';
import { classifyToy, toyWorld } from '../../rig/toy-world.ts';

/** One look of a kind whose calls heed no signal: they end when the test says so. */
function deafLook() {
  let end: (error: Error) => void = () => undefined;
  const deaf: Kind = {
    ...toyKind(toyWorld(), makeProcess()),
    observe: async () =>
      await new Promise((_, reject) => {
        end = reject;
      }),
  };
  const { resources } = toyConfig({ cluster: { steps: [] } });
  const registry = new Map([[resources[0]?.kind ?? '', deaf]]);
  const looking: Looking = {
    ...{ registry, clock: virtualClock(startMs), classify: classifyToy, lookTimeoutMs: 60_000 },
    outside: {} as Outside, // Toys reach nothing outside.
  };
  const [look] = looksFor(resources, registry, { regions: ['eu-west-2'] });
  if (look === undefined) throw new Error('There is nothing to look at.');
  return {
    look: async (signal: AbortSignal) => await lookOnce(look, looking, signal),
    end: () => {
      end(new Error('too late'));
    },
  };
}

it('a look that heeds no signal is left behind when the run is interrupted, whatever becomes of it', async () => {
  const { look, end } = deafLook();
  const controller = new AbortController();
  const looked = look(controller.signal);
  controller.abort(new Error('interrupted'));
  expect((await looked).failure).toBeDefined();
  end();
});

it('a look is not waited for where the run was interrupted before it', async () => {
  const { look } = deafLook();
  expect((await look(AbortSignal.abort())).failure).toBeDefined();
});
