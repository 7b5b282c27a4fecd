import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../bot/incidents/incident.ts';
import type { IncidentSignal } from '../../../bot/incidents/signal.ts';
import {
  asks,
  begin,
  declared,
  hashA,
  hashB,
  jobEnded,
  minute,
  nadia,
  omar,
  only,
  planned,
  planOf,
  play,
  policy,
  priya,
  quinn,
  rechecked,
  said,
  stories,
  t0,
  upTo,
  yes,
} from './rig.ts';

function codeAfter(
  before: readonly IncidentSignal[],
  signal: IncidentSignal,
  incident: Incident = declared(),
): string {
  const verdict = play(incident, ...before, signal).verdicts.at(-1);
  return verdict?.ok === false ? verdict.code : 'ok';
}

const breakGlass = (by = nadia, at = t0 + 2 * minute): IncidentSignal => ({
  ...{ type: 'break-glass', at, by, reason: 'nobody answers' },
});

describe('approvals', () => {
  it('starts one job after as many distinct people as the policy wants, looked up once more', () => {
    const played = play(declared(), ...upTo.awaiting, yes(omar), yes(priya));
    expect(played.incident.state).toBe('awaiting-approval');
    expect(only(played, 'dispatch')).toHaveLength(0);
    expect(only(played, 'recheck')).toHaveLength(1);
    const started = play(played.incident, rechecked(omar, priya));
    expect(started.incident.state).toBe('starting');
    expect(only(started, 'dispatch').map(({ dispatch }) => [dispatch.operation, dispatch.command])).toEqual([
      ['lomash-wood-1.2', 'failover'],
    ]);
  });

  it.each<[string, string, IncidentSignal]>([
    ['the requester', 'OWN_REQUEST', yes(nadia)],
    [
      'the requester by another account of theirs',
      'OWN_REQUEST',
      yes({ key: 'github:nadia', name: 'n', github: 'Nadia' }),
    ],
    ['somebody who is no member', 'NOT_AN_APPROVER', yes(quinn, { member: false })],
    ['somebody who approved already', 'ALREADY_APPROVED', yes(omar)],
    ['a GitHub account that may be anybody', 'NOT_PROVABLY_DISTINCT', yes({ key: 'slack:T1/UX', name: 'x' })],
    ['somebody who is too late', 'EXPIRED', yes(priya, { at: t0 + 31 * minute })],
    ['somebody who saw another plan', 'PLAN_CHANGED', { ...yes(priya), planHash: hashB } as IncidentSignal],
  ])('does not count %s', (_who, code, signal) => {
    expect(codeAfter([...upTo.awaiting, yes(omar)], signal)).toBe(code);
  });

  it('audits a refusal', () => {
    expect(play(declared(), ...upTo.awaiting, yes(nadia)).actions.at(-1)).toBe('refused');
  });

  it('takes back the approval of somebody who has left the group', () => {
    const played = play(declared(), ...upTo.awaiting, yes(omar), yes(priya), rechecked(priya));
    expect(played.incident.state).toBe('awaiting-approval');
    expect(played.incident.approvals.map(({ by }) => by.name)).toEqual(['Priya']);
    expect(stories(played)).toContain('membership-lost');
    const again = play(played.incident, yes(quinn), rechecked(priya, quinn));
    expect(again.incident.state).toBe('starting');
  });

  it('does not take an old answer about members for the newest one', () => {
    const played = play(declared(), ...upTo.awaiting, yes(omar), yes(priya), rechecked(priya), yes(quinn));
    const old = { ...rechecked(priya), asked: [omar.key, priya.key] } as IncidentSignal;
    const after = play(played.incident, old);
    expect(after.incident.state).toBe('awaiting-approval');
    expect(after.incident.approvals).toHaveLength(2);
  });

  it('ends with one no, and calls off what was about to start', () => {
    const no: IncidentSignal = { type: 'reject', at: t0 + 3 * minute, by: quinn, member: true };
    const played = play(declared(), ...upTo.starting, no);
    expect(played.incident.state).toBe('rejected');
    expect(only(played, 'cancel').map((effect) => effect.githubRun)).toEqual([4711]);
    const late = play(played.incident, asks(begin()));
    expect(late.verdicts).toMatchObject([{ ok: false, code: 'NOT_OPEN' }]);
    expect(codeAfter(upTo.awaiting, { ...no, member: false })).toBe('NOT_AN_APPROVER');
  });

  it('voids approvals when the plan has changed, and never runs the old one', () => {
    const played = play(declared(), ...upTo.starting, planned(hashB, 'lomash-wood-1.2'));
    expect(played.incident).toMatchObject({
      state: 'awaiting-approval',
      approvals: [],
      plan: { hash: hashB },
    });
    expect(stories(played)).toContain('approvals-void');
    const refused = play(played.incident, asks(begin({ planHash: hashB })));
    expect(refused.verdicts).toMatchObject([{ ok: true, answer: { type: 'refuse' } }]);
    expect(refused.incident.state).toBe('awaiting-approval');
  });

  it('refuses a job that was called off, even once its own plan is approved', () => {
    const yesToB = (by: typeof omar): IncidentSignal => ({
      ...{ type: 'approve', at: t0 + 2 * minute, by, via: 'slack', member: true, planHash: hashB },
    });
    const played = play(
      declared(),
      ...[...upTo.starting, planned(hashB, 'lomash-wood-1.2'), yesToB(omar), yesToB(priya)],
      ...[rechecked(omar, priya), asks(begin({ planHash: hashB }))],
    );
    expect(played.verdicts.at(-1)).toMatchObject({ ok: true, answer: { type: 'refuse' } });
    expect(only(played, 'cancel').map(({ githubRun }) => githubRun)).toEqual([4711]);
    const right = play(
      played.incident,
      asks(begin({ planHash: hashB }), { operation: 'lomash-wood-1.3', id: 'q3' }),
    );
    expect(right.verdicts).toEqual([{ ok: true, answer: { type: 'proceed' } }]);
  });

  it('plans again when a job says that its plan is another one', () => {
    const other = play(declared(), ...upTo.starting, asks(begin({ planHash: hashB })));
    expect(other.verdicts.at(-1)).toMatchObject({ answer: { type: 'refuse' } });
    expect(other.incident).toMatchObject({ state: 'planning', approvals: [] });
    expect(only(other, 'dispatch').map(({ dispatch }) => dispatch.command)).toEqual(['failover', 'plan']);
    const changed = jobEnded(1, 'refused', { reasonCode: 'PLAN_CHANGED' });
    expect(play(declared(), ...upTo.starting, said(changed)).incident.state).toBe('planning');
  });

  it('does not take the plan of an earlier look for the one it waits for', () => {
    const again = play(declared(), ...upTo.starting, asks(begin({ planHash: hashB })), planned(hashA));
    expect(again.incident.state).toBe('planning');
    expect(play(again.incident, planned(hashB, 'lomash-wood-1.3')).incident.state).toBe('awaiting-approval');
  });

  it('expires, also when the job was started and has not begun in time', () => {
    const tick = (at: number): IncidentSignal => ({ type: 'tick', at });
    const waiting = play(declared(), ...upTo.awaiting, tick(t0 + 30 * minute));
    expect(waiting.incident.state).toBe('awaiting-approval');
    expect(play(waiting.incident, tick(t0 + 31 * minute)).incident.state).toBe('expired');
    const late = play(declared(), ...upTo.starting, tick(t0 + 31 * minute));
    expect(late.incident.state).toBe('expired');
    expect(only(late, 'cancel')).toHaveLength(1);
    const begins = play(declared(), ...upTo.starting, asks(begin(), { at: t0 + 32 * minute }));
    expect(begins.verdicts.at(-1)).toMatchObject({ answer: { type: 'refuse' } });
  });

  it('never starts a plan that has problems', () => {
    const plan = planOf(hashA, { problems: [{ code: 'REPLICA_MISSING', message: 'No replica.' }] });
    const played = play(declared(), { type: 'planned', at: t0, operation: 'lomash-wood-1.1', plan });
    expect(played.incident).toMatchObject({
      state: 'refused',
      endReason: expect.stringContaining('No replica.') as string,
    });
  });
});

describe('break-glass', () => {
  it('starts at once, loudly, for those on its list only', () => {
    const played = play(declared(), ...upTo.awaiting, breakGlass());
    expect(played.incident.state).toBe('starting');
    expect(only(played, 'review-item')).toHaveLength(1);
    const told = only(played, 'story').find(({ story }) => story.about === 'break-glass');
    expect(told?.story.broadcast).toBe(true);
    expect(codeAfter(upTo.awaiting, breakGlass(omar))).toBe('NOT_ALLOWED');
    expect(codeAfter(upTo.awaiting, breakGlass({ ...quinn, key: 'github:nadia', name: 'Nadia' }))).toBe(
      'NOT_ALLOWED',
    );
  });

  it('holds for a plan that is still being made', () => {
    const played = play(declared(), breakGlass(nadia, t0 + 1), planned(), asks(begin()));
    expect(played.incident.state).toBe('running');
  });

  it('may be used only for the time of the policy', () => {
    const played = play(declared(), ...upTo.awaiting, breakGlass());
    const late = play(played.incident, asks(begin(), { at: t0 + 23 * minute }));
    expect(late.verdicts).toMatchObject([{ answer: { type: 'refuse' } }]);
    expect(play(played.incident, { type: 'tick', at: t0 + 23 * minute }).incident.state).toBe('expired');
  });

  it('does not hold for another plan than the one it was used for', () => {
    const played = play(declared(), ...upTo.awaiting, breakGlass(), planned(hashB, 'lomash-wood-1.2'));
    expect(played.incident).toMatchObject({ state: 'awaiting-approval', approvals: [] });
  });
});

describe('the point of no return', () => {
  const asked: IncidentSignal = {
    ...{ type: 'question', at: t0 + 6 * minute, id: 'q2', operation: 'lomash-wood-1.2' },
    question: { type: 'point-of-no-return', step: 'db:promote' },
  };

  it('waits for a second approval, which the same people may give and the requester may not', () => {
    const open = play(declared(), ...upTo.running, asked);
    expect(open.verdicts.at(-1)).toEqual({ ok: true });
    expect(codeAfter([], yes(nadia), open.incident)).toBe('OWN_REQUEST');
    const given = play(open.incident, yes(omar), asked);
    expect(given.verdicts.at(-1)).toEqual({ ok: true, answer: { type: 'proceed' } });
  });

  it('is declined by one no, and by silence', () => {
    const open = play(declared(), ...upTo.running, asked);
    const no: IncidentSignal = {
      type: 'reject',
      at: t0 + 7 * minute,
      by: omar,
      member: true,
      reason: 'wait',
    };
    expect(play(open.incident, no, asked).verdicts.at(-1)).toEqual({
      ok: true,
      answer: { type: 'abort', actor: 'Omar', reason: 'wait' },
    });
    const silent = play(open.incident, { type: 'tick', at: t0 + 36 * minute }, asked);
    expect(silent.verdicts.at(-1)).toMatchObject({ answer: { type: 'abort', actor: 'bot' } });
  });

  it('is not asked where the policy wants nobody', () => {
    const rules = { ...policy, approvals: { ...policy.approvals, pointOfNoReturn: 0 } };
    const played = play(declared({}, rules), ...upTo.running, asked);
    expect(played.verdicts.at(-1)).toEqual({ ok: true, answer: { type: 'proceed' } });
  });
});
