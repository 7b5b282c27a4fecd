import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../bot/commands/context.ts';
import type { Reply, Submission } from '../../../bot/commands/reply.ts';
import { runButton, runCommand, runSubmission } from '../../../bot/commands/run-command.ts';
import { commandTable } from '../../../bot/commands/table.ts';
import { commandNames } from '../../../bot/commands/command-names.ts';
import type { Account } from '../../../bot/people/resolve-person.ts';
import { Later, type Membership } from '../../../bot/ports.ts';
import { openRig } from '../incidents/bot-rig.ts';
import {
  asks,
  begin,
  dispatched,
  failedProgress,
  hashA,
  hashB,
  omar,
  planned,
  priya,
  rechecked,
  runEnded,
  said,
  stepFailedEvent,
  t0,
  yes,
} from '../incidents/rig.ts';

let bot: Awaited<ReturnType<typeof openRig>>;
let deliveries = 0;
beforeEach(async () => {
  bot = await openRig(['lomash-wood', 'union-eyes']);
});
afterEach(async () => {
  await bot.stop();
});

const slack = (id: string): Account => ({ platform: 'slack', id, name: id.toLowerCase(), team: 'T1' });
const members = ['UOMAR', 'UPRIYA', 'UZED'];

function as(who: Account, other: Partial<CommandContext> = {}): CommandContext {
  deliveries += 1;
  return {
    ...{
      service: bot.service,
      store: bot.store,
      services: bot.services,
      who,
      now: t0,
      delivery: `d${deliveries}`,
    },
    membership: (_policy, person): Promise<Membership> =>
      Promise.resolve(
        person.slack === 'UGUEST'
          ? { state: 'guest', why: 'you are a guest' }
          : members.includes(person.slack ?? '')
            ? { state: 'member' }
            : { state: 'not-a-member', why: 'not in the group' },
      ),
    ...other,
  };
}

const nadia = slack('UNADIA');
const type = async (text: string, who = nadia) => await runCommand(as(who), text);

function textOf(reply: Reply): string {
  if (reply.type !== 'message') return reply.type;
  const words = reply.lines.map((line) =>
    line
      .map((segment) =>
        'text' in segment
          ? segment.text
          : 'bold' in segment
            ? segment.bold
            : 'code' in segment
              ? segment.code
              : segment.link,
      )
      .join(''),
  );
  return `${reply.ok ? 'ok' : 'no'}: ${words.join(' | ')}`;
}
const say = async (text: string, who = nadia) => textOf(await type(text, who));
const state = async () => (await bot.store.readIncident('lomash-wood-1'))?.state;
const declareIt = () => type('eu-west-1 eu-west-2 lomash-wood "the region is dark"');

async function toStopped(): Promise<void> {
  const all = [planned(), yes(omar), yes(priya), rechecked(omar, priya), dispatched(), asks(begin())];
  const end = [
    said(stepFailedEvent, { progress: failedProgress() }),
    said(runEnded(2, 'stopped'), { progress: failedProgress() }),
  ];
  for (const signal of [...all, ...end]) await bot.service.signal('lomash-wood-1', signal);
}

describe('the table', () => {
  it('has every command once, and help for each', async () => {
    expect(commandTable.map(({ name }) => name).sort()).toEqual([...commandNames].sort());
    for (const { name, usage } of commandTable) expect(await say(`help ${name}`)).toContain(usage);
    expect(await say('help')).toContain('/failover approve');
  });

  it('has every command in its help', async () => {
    const help = await say('help');
    for (const { usage } of commandTable) expect(help).toContain(usage);
  });
});

describe('declaring', () => {
  it('takes service and reason from the words', async () => {
    expect(await say('eu-west-1 eu-west-2 lomash-wood the region is dark')).toContain(
      'lomash-wood-1 is declared',
    );
    const incident = await bot.store.readIncident('lomash-wood-1');
    expect(incident?.request).toMatchObject({
      from: 'eu-west-1',
      to: 'eu-west-2',
      reason: 'the region is dark',
    });
    expect(incident?.requester?.key).toBe('person:Nadia');
  });

  it('opens a modal for what is missing, with what is known filled in', async () => {
    expect(await type('eu-west-1 eu-west-2')).toMatchObject({
      type: 'modal',
      modal: {
        kind: 'declare',
        missing: ['service', 'reason'],
        prefilled: { from: 'eu-west-1', to: 'eu-west-2' },
      },
    });
    expect(await bot.store.listIncidents({ limit: 1 })).toEqual([]);
  });

  it('says in GitHub what is missing', async () => {
    const reply = await type('eu-west-1 eu-west-2', { platform: 'github', id: 'nadia', name: 'nadia' });
    expect(textOf(reply)).toMatch(/^no: Missing: service, reason.*Usage/);
  });

  it.each([
    ['eu-west-1 eu-west-2 lomash-wod "dark"', 'Did you mean lomash-wood?'],
    ['eu-west-1 eu-west-21 lomash-wood "dark"', 'Did you mean eu-west-2?'],
    ['eu-west-1 eu-west-1 lomash-wood "dark"', 'are the same; name two'],
    ['eu-west-1 eu-west-2 broken "dark"', 'cannot be used'],
    ['aprove', 'Did you mean /failover approve?'],
  ])('answers %j with help, and starts nothing', async (text, help) => {
    expect(await say(text)).toContain(help);
    expect(await bot.store.listIncidents({ limit: 1 })).toEqual([]);
  });

  it('is not for guests', async () => {
    expect(await say('eu-west-1 eu-west-2 lomash-wood "dark"', slack('UGUEST'))).toContain(
      'Guests cannot declare',
    );
    const [line] = await bot.store.readAudit({ limit: 1 });
    expect(line).toMatchObject({ action: 'refused', details: { signal: 'declare', code: 'NOT_ALLOWED' } });
    expect(await bot.store.listIncidents({ limit: 1 })).toEqual([]);
  });

  it('checks a modal field by field', async () => {
    const submit = async (values: Submission['values']) =>
      await runSubmission(as(nadia), { kind: 'declare', values });
    const good = { service: 'lomash-wood', from: 'eu-west-1', to: 'eu-west-2', reason: 'dark\n<!channel>' };
    expect(await submit({ ...good, reason: ' ' })).toEqual({
      type: 'invalid',
      errors: { reason: 'Say why.' },
    });
    expect(await submit({ ...good, to: 'eu-west-1' })).toMatchObject({
      type: 'invalid',
      errors: { to: expect.any(String) as string },
    });
    expect(await submit({ ...good, from: 'mars' })).toMatchObject({
      type: 'invalid',
      errors: { from: expect.any(String) as string },
    });
    expect(await submit(good)).toMatchObject({ type: 'message', ok: true });
    expect((await bot.store.readIncident('lomash-wood-1'))?.request.reason).toBe('dark <!channel>');
  });

  it('goes home with failback, planned', async () => {
    expect(await say('failback lomash-wood "all is well again"')).toContain('is declared');
    expect((await bot.store.readIncident('lomash-wood-1'))?.request).toMatchObject({
      ...{ purpose: 'failback', from: 'eu-west-2', to: 'eu-west-1', mode: 'planned' },
    });
  });
});

describe('deciding', () => {
  it('goes by who somebody is, wherever they act', async () => {
    await declareIt();
    await bot.service.signal('lomash-wood-1', planned());
    expect(await say('approve', nadia)).toContain('somebody else');
    expect(await say('approve', { platform: 'github', id: 'NADIA', name: 'other' })).toContain(
      'somebody else',
    );
    expect(await say('approve', slack('UNOBODY'))).toContain('not an approver');
    expect(await say('approve', slack('UOMAR'))).toContain('1 more approval is needed');
    expect(await say('lomash-wood-1 approve', slack('UPRIYA'))).toContain('Starting');
  });

  it('binds a button to the plan that was seen', async () => {
    await declareIt();
    await bot.service.signal('lomash-wood-1', planned());
    const press = async (hash: string) =>
      textOf(await runButton(as(slack('UOMAR')), 'approve', { incident: 'lomash-wood-1', hash }));
    expect(await press(hashB)).toContain('The plan has changed');
    expect(await press(hashA)).toContain('Your approval counts');
  });

  it('asks which one when several are open, and takes that of the thread', async () => {
    await declareIt();
    await type('eu-west-1 eu-west-2 union-eyes "dark as well"');
    expect(await say('reject', slack('UOMAR'))).toMatch(/Which one\?.*union-eyes-1/);
    const here = await bot.store.readIncident('lomash-wood-1');
    const reply = await runCommand(
      as(slack('UOMAR'), here === undefined ? {} : { incident: here }),
      'reject',
    );
    expect(textOf(reply)).toContain('Rejected');
    expect(await state()).toBe('rejected');
  });

  it('asks for the reason of a break-glass, which is only for its list', async () => {
    await declareIt();
    await bot.service.signal('lomash-wood-1', planned());
    expect(await type('break-glass')).toMatchObject({ type: 'modal', modal: { kind: 'break-glass' } });
    expect(await say('break-glass "alone"', slack('UOMAR'))).toContain('not on the break-glass list');
    const submission: Submission = {
      kind: 'break-glass',
      incident: 'lomash-wood-1',
      values: { reason: 'alone' },
    };
    expect(textOf(await runSubmission(as(nadia), submission))).toContain('Break-glass');
    expect(await state()).toBe('starting');
  });
});

describe('steering', () => {
  it('retries the only failed step without being told which', async () => {
    await declareIt();
    await toStopped();
    expect(await say('retry', slack('UNOBODY'))).toContain('Only an approver');
    expect(await say('retry', slack('UOMAR'))).toContain('started to retry');
    const incident = await bot.store.readIncident('lomash-wood-1');
    expect(incident?.dispatches.at(-1)).toMatchObject({ command: 'retry', step: 'db:promote' });
  });

  it('asks why a step is skipped', async () => {
    await declareIt();
    await toStopped();
    expect(await type('skip db:promote')).toMatchObject({
      modal: { kind: 'skip', step: 'db:promote', title: 'Promote db' },
    });
    expect(await say('skip db:promote "done by hand"')).toContain('started to skip');
  });

  it('aborts for the one who asked, in words of theirs', async () => {
    await declareIt();
    expect(await say('abort false alarm')).toContain('Aborted');
    expect((await bot.store.readIncident('lomash-wood-1'))?.endReason).toBe('Nadia aborted it: false alarm');
  });
});

describe('looking', () => {
  it('lists what is open, one in full, and what has been', async () => {
    expect(await say('status')).toContain('No incident is open');
    await declareIt();
    await toStopped();
    expect(await say('status')).toMatch(/lomash-wood-1 stopped eu-west-1 to eu-west-2/);
    expect(await say('status lomash-wood-1')).toContain('Failed: db:promote');
    expect(await say('history')).toContain('the region is dark');
    expect(await say('history lomash-wood-1')).toContain('approve by Omar');
  });
});

describe('a platform that does not answer', () => {
  it('is said, with what to do', async () => {
    const services = () => Promise.reject(new Later('GitHub is away'));
    expect(textOf(await runCommand(as(nadia, { services }), 'eu-west-1 eu-west-2 shop "x"'))).toMatch(
      /^no: That cannot be done just now: GitHub is away/,
    );
  });
});
