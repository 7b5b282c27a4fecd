import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Drills {
  readonly on: { readonly schedule: readonly { readonly cron: string }[] };
  readonly jobs: Readonly<Record<string, { readonly if?: string; readonly steps: readonly unknown[] }>>;
}

async function drills(): Promise<Drills> {
  return parse(await readFile('workflows/drill.yml', 'utf8')) as Drills;
}

/** The months of the schedule that a job waits for, 1 to 12; undefined where it is every month. */
function monthsOf({ on, jobs }: Drills, job: string): readonly number[] | undefined {
  const { cron } = on.schedule.find((each) => jobs[job]?.if?.includes(`'${each.cron}'`)) ?? expect.fail();
  const months = cron.split(' ')[3];
  return months === '*' ? undefined : months?.split(',').map(Number);
}

test('"A full regional failover test is performed annually. A partial failover test is performed semi-annually", and what changes nothing every week', async () => {
  const file = await drills();
  expect(monthsOf(file, 'over')).toHaveLength(1);
  const [first = 0, second = 0, ...others] = monthsOf(file, 'dns') ?? [];
  expect([second - first, others]).toEqual([6, []]);
  expect(monthsOf(file, 'look')).toBeUndefined();
});

test('"Results are recorded in `docs/disaster-recovery/chaos-testing.md`" by every drill that moves traffic', async () => {
  const { jobs } = await drills();
  for (const job of ['dns', 'over', 'home'])
    expect(JSON.stringify(jobs[job]?.steps)).toContain(
      '"results-file":"docs/disaster-recovery/chaos-testing.md"',
    );
});
