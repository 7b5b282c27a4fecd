import { afterEach, expect, it } from 'vitest';
import { called, startActionWorld, type ActionWorld } from './action-world.ts';
import { cleanUp, type JobResult } from './job-runner.ts';
import { effectsOf } from './lomash-wood.ts';

const worlds: ActionWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

/** Cancels a failover in the middle of its promotions, goes on with it in another job, and shows that nothing was done twice. */
async function cancelled(
  signals: readonly NodeJS.Signals[],
): Promise<{ readonly first: JobResult; readonly second: JobResult }> {
  const world = await startActionWorld('dark');
  worlds.push(world);
  const inputs = { command: 'failover', to: 'eu-west-2', only: 'databases', reason: 'cancelled on purpose' };
  let sent: Promise<void> | undefined;
  const first = await world.run(inputs, {
    onProgram: (child) => {
      sent = called(world, { operation: 'PromoteReadReplica', times: 8, child }).then(() => {
        for (const signal of signals) child.kill(signal);
      });
    },
  });
  await sent;
  const second = await world.run({ command: 'resume', to: 'eu-west-2' });
  await Promise.all([cleanUp(first), cleanUp(second)]);
  const promotions = Object.entries(effectsOf(world.world)).filter(([name]) =>
    name.includes('PromoteReadReplica'),
  );
  expect(promotions.map(([, times]) => times)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  return { first, second };
}

it('halts at SIGINT, says so, and another job goes on with the run', async () => {
  const { first, second } = await cancelled(['SIGINT']);
  expect(first.exit).toBe(4);
  expect(first.outputs).toMatchObject({ result: 'stopped', reason_code: 'INTERRUPTED' });
  expect(first.summary).toContain('Interrupted');
  expect(second.outputs).toMatchObject({ result: 'done', run_id: first.outputs['run_id'] });
  expect(second.log).not.toContain('waiting for it to expire');
});

it('ends at once at the SIGTERM that follows, with outputs and the last state in the summary', async () => {
  const { first, second } = await cancelled(['SIGINT', 'SIGTERM']);
  expect(first.exit).toBe(4);
  const { run_id } = first.outputs;
  expect(first.outputs).toMatchObject({ result: 'stopped', reason_code: 'INTERRUPTED' });
  expect(second.outputs).toMatchObject({ result: 'done', run_id });
});

it('leaves a journal that another job finishes when it is killed', async () => {
  const { first, second } = await cancelled(['SIGKILL']);
  expect(first.exit).toBeUndefined();
  expect(first.summary).toContain('databases/orders');
  expect(second.outputs).toMatchObject({ result: 'done' });
});
