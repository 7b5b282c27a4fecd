import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../bot/commands/context.ts';
import type { Reply } from '../../../bot/commands/reply.ts';
import { runButton, runCommand, runSubmission } from '../../../bot/commands/run-command.ts';
import type { Request } from '../../../bot/incidents/incident.ts';
import type { Purpose } from '../../../bot/incidents/purpose.ts';
import type { RunSummary } from '../../../src/events.ts';
import { openRig } from '../incidents/bot-rig.ts';
import {
  asks,
  begin,
  declaration,
  dispatched,
  failedProgress,
  forPurpose,
  omar,
  planned,
  priya,
  rechecked,
  runEnded,
  said,
  t0,
  yes,
} from '../incidents/rig.ts';

let bot: Awaited<ReturnType<typeof openRig>>;
let deliveries = 0;
beforeEach(async () => {
  bot = await openRig();
});
afterEach(async () => {
  await bot.stop();
});

function context(platform: 'slack' | 'github' = 'slack'): CommandContext {
  deliveries += 1;
  return {
    ...{ service: bot.service, store: bot.store, services: bot.services, now: t0 },
    who: { platform, id: platform === 'slack' ? 'UNADIA' : 'nadia', name: 'nadia', team: 'T1' },
    delivery: `next-${deliveries}`,
    membership: () => Promise.resolve({ state: 'member' }),
  };
}

const type = (text: string, platform?: 'slack' | 'github') => runCommand(context(platform), text);

function textOf(reply: Reply): string {
  if (reply.type !== 'message') return JSON.stringify(reply);
  return reply.lines.map((line) => line.map((part) => Object.values(part)[0]).join('')).join(' | ');
}

/** An incident that came to this end, from eu-west-1 to eu-west-2 where nothing else is said. */
async function past(purpose: Purpose, result: RunSummary['result'] = 'done', other: Partial<Request> = {}) {
  deliveries += 1;
  const wish = { ...declaration({ purpose, dedupe: `past-${deliveries}` }), ...other };
  const made = await bot.service.declare(wish);
  if (!made.ok) throw new Error(made.say);
  const { id } = made.incident;
  const { from, to } = wish;
  const job = `${id}.2`;
  const over = runEnded(1, result);
  const progress = {
    ...failedProgress('done'),
    ...(over.type === 'run-ended' ? { summary: over.summary } : {}),
  };
  const signals = [
    ...[planned(undefined, `${id}.1`), yes(omar), yes(priya), rechecked(omar, priya), dispatched(job)],
    asks(begin({ from, to }), { operation: job }),
    said(over, { operation: job, progress }),
  ];
  for (const signal of forPurpose(purpose, signals)) await bot.service.signal(id, signal);
  return id;
}

const request = async (id: string) => (await bot.store.readIncident(id))?.request;

describe('after a failover', () => {
  it('reprotect knows which region is active, and which is to stand by', async () => {
    await past('failover');
    expect(textOf(await type('reprotect lomash-wood "eu-west-1 is back"'))).toContain('is declared');
    expect(await request('lomash-wood-2')).toEqual({
      ...{ purpose: 'reprotect', service: 'lomash-wood', from: 'eu-west-1', to: 'eu-west-2' },
      ...{ mode: 'planned', only: [], reason: 'eu-west-1 is back' },
    });
  });

  it('the buttons under its end ask for the reason only', async () => {
    const incident = await past('failover');
    expect(await runButton(context(), 'reprotect', { incident })).toMatchObject({
      modal: {
        ...{ kind: 'declare', purpose: 'reprotect', missing: ['reason'] },
        prefilled: { service: 'lomash-wood', from: 'eu-west-1', to: 'eu-west-2' },
      },
    });
    expect(await runButton(context(), 'failback', { incident })).toMatchObject({
      modal: { purpose: 'failback', missing: ['reason'], prefilled: { from: 'eu-west-2', to: 'eu-west-1' } },
    });
  });

  it('what comes back with the form is declared as what it was for, and planned', async () => {
    await past('failover');
    const values = { service: 'lomash-wood', from: 'eu-west-1', to: 'eu-west-2', reason: 'back' } as const;
    await runSubmission(context(), {
      kind: 'declare',
      purpose: 'reprotect',
      values: { ...values, mode: 'unplanned' },
    });
    expect(await request('lomash-wood-2')).toMatchObject({ purpose: 'reprotect', mode: 'planned' });
  });

  it('a drill practises on the region that is active now', async () => {
    await past('failover');
    await type('drill dns lomash-wood "half-yearly"');
    expect(await request('lomash-wood-2')).toMatchObject({
      ...{ purpose: 'drill', from: 'eu-west-2', to: 'eu-west-1', mode: 'planned', reason: 'half-yearly' },
    });
  });

  it('a reprotect or a drill, even one that went wrong, moves nothing', async () => {
    await past('failover');
    await past('reprotect', 'aborted');
    await past('drill', 'aborted', { from: 'eu-west-2', to: 'eu-west-1' });
    await type('failback lomash-wood "home"');
    expect(await request('lomash-wood-4')).toMatchObject({ from: 'eu-west-2', to: 'eu-west-1' });
  });
});

describe('where nobody can know which region is active', () => {
  it('reprotect asks, in a form or in words', async () => {
    expect(await type('reprotect lomash-wood "back"')).toMatchObject({
      type: 'modal',
      modal: { purpose: 'reprotect', missing: ['from', 'to'] },
    });
    expect(textOf(await type('reprotect lomash-wood "back"', 'github'))).toContain(
      'Usage: /failover reprotect FROM TO SERVICE "reason"',
    );
  });

  it('so it does after a failover that was aborted', async () => {
    await past('failover', 'aborted');
    expect(await type('reprotect lomash-wood "back"')).toMatchObject({ modal: { missing: ['from', 'to'] } });
  });

  it('takes the regions that are typed, standby first', async () => {
    await type('reprotect eu-west-1 eu-west-2 lomash-wood "back"');
    expect(await request('lomash-wood-1')).toMatchObject({ from: 'eu-west-1', to: 'eu-west-2' });
  });

  it('asks rather than to go against the one region that is typed', async () => {
    await past('failover');
    expect(await type('reprotect us-east-1 lomash-wood "back"')).toMatchObject({
      modal: { missing: ['from', 'to'] },
    });
  });

  it('a drill practises on home', async () => {
    await type('drill lomash-wood "half-yearly"');
    expect(await request('lomash-wood-1')).toMatchObject({ from: 'eu-west-1', to: 'eu-west-2' });
  });
});

describe('at home', () => {
  it('there is no way home to go, unless somebody knows better', async () => {
    await past('failover');
    await past('failback', 'done', { from: 'eu-west-2', to: 'eu-west-1' });
    const said = textOf(await type('failback lomash-wood "home"'));
    expect(said).toContain('eu-west-1 is home, and active since lomash-wood-2');
    expect(said).toContain('Nothing has been started');
    await type('failback eu-west-2 eu-west-1 lomash-wood "moved by hand"');
    expect(await request('lomash-wood-3')).toMatchObject({ purpose: 'failback', from: 'eu-west-2' });
  });
});

describe('a drill of another type', () => {
  it.each(['health-check', 'failover-simulation', 'data-consistency', 'performance'])(
    '%s is started elsewhere, since it changes nothing',
    async (name) => {
      const said = textOf(await type(`drill --type ${name} lomash-wood "x"`));
      expect(said).toContain(`region-failover drill --type ${name}`);
      expect(said).toContain('drill.yml');
      expect(await bot.store.listIncidents({ limit: 1 })).toEqual([]);
    },
  );

  it.each(['capacity', 'dns capacity', 'dsn'])('%j is none, and starts nothing', async (words) => {
    const said = textOf(await type(`drill ${words}`));
    expect(said).toContain('No drill and no service has this name');
    expect(said).toContain('data-consistency');
    expect(await bot.store.listIncidents({ limit: 1 })).toEqual([]);
  });

  it('full is a failover and a failback', async () => {
    expect(textOf(await type('drill full lomash-wood "yearly"'))).toContain('/failover failback');
    expect(await bot.store.listIncidents({ limit: 1 })).toEqual([]);
  });
});

describe('looking', () => {
  it('says what an incident is for, and tells an RTO only of what recovers', async () => {
    await past('failover');
    await past('reprotect');
    await type('drill lomash-wood "half-yearly"');
    expect(textOf(await type('status'))).toContain('drill eu-west-2 to eu-west-1');
    const lines = textOf(await type('history lomash-wood')).split(' | ');
    expect(lines.find((line) => line.includes('failover eu-west-1'))).toContain('RTO');
    expect(lines.find((line) => line.includes('reprotect'))).not.toContain('RTO');
  });
});
