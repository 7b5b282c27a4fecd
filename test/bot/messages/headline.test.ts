import type { KnownBlock } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../bot/incidents/incident.ts';
import { headline } from '../../../bot/messages/headline.ts';
import { storyMessage } from '../../../bot/messages/story.ts';
import { anIncident, declaredAt, omar, type Making } from './incidents.ts';

const shown = { now: declaredAt + 250_000, page: 'https://failover.lomash.example/runs/x?token=1' };

function textOf(blocks: readonly KnownBlock[]): string {
  return blocks
    .flatMap((block) => {
      if (block.type === 'header') return [block.text.text];
      if (block.type === 'section') return [block.text?.text ?? ''];
      if (block.type === 'context') return block.elements.map((one) => ('text' in one ? one.text : ''));
      return [];
    })
    .join('\n');
}

function buttonsOf(blocks: readonly KnownBlock[]) {
  return blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .flatMap((one) => (one.type === 'button' ? [one] : []));
}

function at(making: Making, now = shown.now, change: Partial<Incident> = {}) {
  const { blocks, text, metadata } = headline({ ...anIncident(making), ...change }, { ...shown, now }, 31);
  return { text: textOf(blocks), fallback: text, metadata, buttons: buttonsOf(blocks), blocks };
}

/** One resource that was too slow, one that was in time and does not know what it lost. */
const objectives = [
  { resource: 'cache', rtoMs: 60_000, rtoObjectiveMs: 120_000, rpoObjectiveMs: 5000 },
  { resource: 'orders', rtoMs: 300_000, rtoObjectiveMs: 120_000 },
];

describe('the headline', () => {
  it('says at the end how single resources have kept their own objectives, and names those that did not', () => {
    const { text } = at({ state: 'done', objectives });
    expect(text).toContain('Objectives of single resources: 1 met, 1 missed, 1 not measured');
    expect(text).toMatch(/❌ `orders` took 5\smin of 2\smin: missed/);
    expect(text).not.toContain('`cache`');
    const everyOne = Array.from({ length: 40 }, (_, index) =>
      objectives.map((each) => ({ ...each, resource: `${each.resource}-${index}` })),
    ).flat();
    const many = at({ state: 'done', objectives: everyOne });
    expect(many.text).toContain('… and 35 more: see the report');
    expect(at({ state: 'done' }).text).not.toContain('single resources');
    const story = storyMessage(
      anIncident({ state: 'done', objectives }),
      { about: 'ended', at: 0, broadcast: true, facts: {} },
      { shown, item: 4 },
    );
    expect(JSON.stringify(story)).toContain('1 met, 1 missed, 1 not measured');
  });

  it('declares regions, reason, owner and ETA, and shows the clock that runs', () => {
    const { text } = at({ state: 'awaiting-approval' });
    expect(text).toContain('Failover of lomash-wood: eu-west-1 → eu-west-2');
    expect(text).toContain('*Reason:* eu-west-1 does not answer since 10:40');
    expect(text).toContain('*Owner:* Nadia');
    expect(text).toContain('*ETA:* about 12 min from the start');
    expect(text).toContain('*RTO 04:10 of 30:00*');
  });

  it('shows the plan, what would be lost, warnings, and who has approved until when', () => {
    const { text } = at({ state: 'awaiting-approval' });
    expect(text).toContain('*Plan* `a1b2c3d4a1b2` · 12 steps · about 12 min');
    expect(text).toContain('*Data that would be lost:* up to 4 s (ReplicaLag of lomash-orders-prod-replica)');
    expect(text).toContain('*Point of no return:* `databases/item-0:promote`');
    expect(text).toContain('The standby of analytics is 4 s behind.');
    expect(text).toContain('*1 of 2 approvals* · expires in 27 min');
    expect(text).toMatch(/✅ Omar in Slack/);
  });

  it('counts only approvals of the plan that is shown, and never the requester', () => {
    const old = { by: omar, via: 'slack' as const, at: 0, planHash: 'sha256:another' };
    expect(at({ state: 'awaiting-approval' }, shown.now, { approvals: [old] }).text).toContain(
      '*0 of 2 approvals*',
    );
  });

  it.each([
    ['planning', ['own', 'abort', 'open-report']],
    ['awaiting-approval', ['approve', 'reject', 'own', 'break-glass', 'abort', 'open-report']],
    ['starting', ['own', 'abort', 'open-report']],
    ['running', ['own', 'abort', 'open-report']],
    ['stopped', ['retry', 'skip', 'retry', 'skip', 'retry', 'skip', 'own', 'abort', 'open-report']],
    ['done', ['reprotect', 'failback', 'open-report']],
    ['rejected', ['open-report']],
  ] as const)('that is %s has the buttons a person would press now', (state, names) => {
    expect(at({ state }).buttons.map((button) => button.action_id)).toEqual(names);
  });

  it('binds the approval to the plan that is seen, and asks before what cannot be taken back lightly', () => {
    const { buttons } = at({ state: 'awaiting-approval' });
    const approve = buttons.find((button) => button.action_id === 'approve');
    expect(JSON.parse(approve?.value ?? '')).toEqual({
      incident: 'lomash-wood-12',
      hash: `sha256:${'a1b2c3d4'.repeat(8)}`,
    });
    expect(approve?.style).toBe('primary');
    for (const name of ['approve', 'reject', 'abort'])
      expect(buttons.find((button) => button.action_id === name)?.confirm).toBeDefined();
    expect(buttons.find((button) => button.action_id === 'abort')?.style).toBe('danger');
  });

  it('offers no approval of a plan that has problems', () => {
    const incident = anIncident({ state: 'awaiting-approval' });
    if (incident.plan === undefined) throw new Error('without a plan');
    const plan = { ...incident.plan, problems: [{ code: 'PLAN_BLOCKED' as const, message: 'No replica.' }] };
    const { buttons, text } = at({ state: 'awaiting-approval' }, shown.now, { plan });
    expect(buttons.map((button) => button.action_id)).not.toContain('approve');
    expect(text).toContain('*PLAN_BLOCKED*: No replica.');
  });

  it('names what is running and what has failed in full, and counts the rest', () => {
    const { text, buttons } = at({ state: 'stopped' });
    expect(text).toContain(
      '❌ *Promote lomash-item-1-prod-replica* in `eu-west-2` (`databases/item-1:promote`)',
    );
    expect(text).toContain('*RESOURCE_NOT_READY*: The instance item-1 is backing-up.');
    expect(text).toContain('What to do: Wait until it is available, then plan again.');
    expect(text).toContain('❌ `databases/*:promote` 2/4');
    expect(JSON.parse(buttons[0]?.value ?? '')).toEqual({
      incident: 'lomash-wood-12',
      step: 'databases/item-1:promote',
    });
  });

  it('says that it is stale when nothing is heard of the job', () => {
    expect(at({ state: 'running' }, declaredAt + 200_000).text).not.toContain('No news');
    expect(at({ state: 'running' }, declaredAt + 250_000).text).toContain(
      '*No news from the job* for 2 min 10 s',
    );
  });

  it('ends with both objectives, and with the clock that has stopped', () => {
    const { text } = at({ state: 'done' }, declaredAt + 9_000_000);
    expect(text).toContain('*RTO 24:10 of 30:00* · objective met');
    expect(text).toContain('*RPO at most 4 s of 30 s* · objective met');
    const late = at({ state: 'done' }, declaredAt, {
      policy: { ...anIncident({ state: 'done' }).policy, rtoMs: 600_000 },
    });
    expect(late.text).toContain('*RTO 24:10 of 10:00* · objective missed');
  });

  it('asks for the second approval at the point of no return', () => {
    const question = { type: 'point-of-no-return', step: 'databases/orders:promote' } as const;
    const asked = { id: 'q', operation: 'lomash-wood-12.2', at: declaredAt, question, approvals: [] };
    const { text, buttons } = at({ state: 'running' }, shown.now, { questions: [asked] });
    expect(text).toContain('*The point of no return is next.* After `databases/orders:promote`');
    expect(text).toContain('*0 of 1 approvals*');
    expect(buttons.slice(0, 2).map((button) => button.action_id)).toEqual(['approve', 'reject']);
  });

  it('carries ids alone to be found again by', () => {
    expect(at({ state: 'running' }).metadata).toEqual({
      event_type: 'region_failover',
      event_payload: { incident: 'lomash-wood-12', item: 31 },
    });
  });

  it('says in a notification what matters', () => {
    expect(at({ state: 'awaiting-approval' }).fallback).toBe(
      'Failover of lomash-wood: eu-west-1 → eu-west-2. Waiting for approval (1 of 2 approvals)',
    );
  });

  it.each([
    [
      'reprotect',
      'Reprotect of lomash-wood: eu-west-1 stands by behind eu-west-2',
      ['failback', 'open-report'],
    ],
    ['drill', 'DNS drill of lomash-wood: eu-west-1 → eu-west-2 and back', ['open-report']],
  ] as const)(
    'of a %s has approvals, but no clock and no data that could be lost',
    (purpose, title, afterwards) => {
      const waiting = at({ state: 'awaiting-approval', purpose });
      expect(waiting.text).toContain(title);
      expect(waiting.text).toContain('*1 of 2 approvals*');
      expect(waiting.buttons.map((button) => button.action_id)).toContain('approve');
      const done = at({ state: 'done', purpose });
      expect(`${waiting.text}${done.text}`).not.toMatch(/RTO|RPO|lost/);
      expect(done.buttons.map((button) => button.action_id)).toEqual(afterwards);
    },
  );

  it.each([
    ['failover', 'eu-west-2 is active.'],
    ['failback', 'eu-west-2 is active.'],
    ['reprotect', 'eu-west-1 stands by behind eu-west-2.'],
    ['drill', 'Practised; eu-west-1 is active as before.'],
  ] as const)('of a %s that is done says: %s', (purpose, words) => {
    expect(at({ state: 'done', purpose }).text).toContain(`*Done.* ${words}`);
  });

  it.each([
    ['failover', []],
    ['reprotect', []],
    ['failback', ['reprotect']],
  ] as const)('of a %s to home offers no way home', (purpose, next) => {
    const policy = { ...anIncident({ state: 'done' }).policy, home: 'eu-west-2' };
    const names = at({ state: 'done', purpose }, shown.now, { policy }).buttons.map(
      (button) => button.action_id,
    );
    expect(names).not.toContain('failback');
    expect(names).toEqual(expect.arrayContaining([...next]));
  });

  it('shows no clock, approvals or buttons for a mere plan', () => {
    const request = { ...anIncident({ state: 'done' }).request, purpose: 'plan' as const };
    const { text, buttons } = at({ state: 'done', statuses: [] }, shown.now, { request });
    expect(text).not.toMatch(/RTO|approvals/);
    expect(buttons.map((button) => button.action_id)).toEqual(['open-report']);
  });
});

describe('the story', () => {
  const story = (about: Parameters<typeof storyMessage>[1]['about'], facts: Record<string, string>) =>
    textOf(
      storyMessage(
        anIncident({ state: 'running' }),
        { about, at: 0, facts, broadcast: true },
        { shown, item: 4 },
      ).blocks,
    );

  it('calls the approvers, and only when they must decide', () => {
    expect(story('planned', {})).toContain('<!subteam^S0614TZR7>');
    expect(story('question', { step: 'a:b' })).toContain('<!subteam^S0614TZR7>');
    expect(story('approved', { name: 'Omar' })).not.toContain('<!subteam');
  });

  it('tells who did what and why', () => {
    expect(story('approved', { name: 'Omar', count: '1', required: '2' })).toContain(
      '✅ *Omar* approved plan `a1b2c3d4a1b2`: 1 of 2.',
    );
    expect(
      story('answered', { name: 'Omar', answer: 'skip', step: 'a:b', reason: 'done by hand' }),
    ).toContain('💬 *Omar* answered: skip it (`a:b`). Reason: done by hand.');
    expect(story('membership-lost', { names: 'Omar, Ida' })).toContain('*Omar, Ida*');
  });

  it('tells groups of steps and failures as one line each', () => {
    expect(story('step-done', { step: 'databases/*:promote', steps: '8', took: '4 min' })).toContain(
      '✅ `databases/*:promote` · 8 steps · 4 min',
    );
    const failed = story('step-failed', {
      step: 'a:b',
      blocks: '3',
      code: 'DENIED',
      problem: 'No.',
      fix: 'Grant it',
    });
    expect(failed).toContain('❌ *A step has failed:* `a:b`; 3 more cannot start because of it.');
    expect(failed).toContain('DENIED: No.\nWhat to do: Grant it.');
    expect(story('step-failed', { step: 'a:b', optional: 'yes' })).toContain('The run goes on without it.');
  });

  it('names the job whose start is unclear', () => {
    expect(story('dispatch-unclear', { job: 'plan' })).toContain('whether the job for plan was started');
  });

  it('prints the command for a terminal, whole or not at all', () => {
    expect(story('dispatch-unclear', { command: "region-failover plan --reason 'a & b'" })).toContain(
      "`region-failover plan --reason 'a &amp; b'`",
    );
    const long = `region-failover plan ${'--only x '.repeat(100)}`;
    expect(story('dispatch-unclear', { command: long })).not.toContain('--only');
  });

  it('leads from the channel to the buttons', () => {
    expect(story('stopped', {})).toContain(
      '<https://lomash.slack.com/archives/C024BE7LR/p12|Headline with the buttons>',
    );
  });
});
