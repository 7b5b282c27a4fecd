import { describe, expect, it } from 'vitest';
import type { IncidentSignal } from '../../../bot/incidents/signal.ts';
import {
  asks,
  begin,
  declared,
  dispatched,
  forPurpose,
  githubRun,
  hashA,
  omar,
  only,
  planned,
  play,
  priya,
  rechecked,
  t0,
  upTo,
  yes,
} from './rig.ts';

describe('a run that was started straight from GitHub', () => {
  const external = () =>
    declared({
      origin: 'workflow',
      run: {
        id: 900,
        attempt: 1,
        name: 'x',
        url: 'u',
        status: 'waiting',
        headSha: 'c',
        branch: 'main',
        path: 'p',
        event: 'workflow_dispatch',
        actor: 'nadia',
      },
    });
  const gate = (attempt = 1, filesSame = true): IncidentSignal => ({
    ...{
      type: 'gate-asked',
      at: t0,
      githubRun: 900,
      attempt,
      environment: 'failover',
      callbackUrl: 'https://x/cb',
    },
    filesSame,
  });
  const own = planned(hashA, 'lomash-wood-1.2');

  it('waits for the same approvals, and is let go without another dispatch', () => {
    const waiting = play(external(), gate(), own, yes(omar));
    expect(only(waiting, 'review')).toHaveLength(0);
    const approved = play(waiting.incident, yes(priya), rechecked(omar, priya));
    expect(only(approved, 'review')).toMatchObject([{ state: 'approved' }]);
    expect(only(approved, 'dispatch')).toHaveLength(0);
    const begun = play(approved.incident, asks(begin(), { operation: 'lomash-wood-1.1' }));
    expect(begun.verdicts).toEqual([{ ok: true, answer: { type: 'proceed' } }]);
  });

  it('is held at its question where there is no gate, and answered the moment it is approved', () => {
    const question = asks(begin(), { operation: 'lomash-wood-1.1' });
    const held = play(external(), question, own, question, yes(omar), yes(priya));
    expect(held.verdicts.every((verdict) => verdict.ok && verdict.answer === undefined)).toBe(true);
    const answered = play(held.incident, rechecked(omar, priya), question);
    expect(answered.verdicts.at(-1)).toEqual({ ok: true, answer: { type: 'proceed' } });
    expect(answered.incident.state).toBe('running');
  });

  it('is rejected as a re-run, with changed files, and when the incident ends', () => {
    expect(only(play(external(), gate(2)), 'review')).toMatchObject([{ state: 'rejected' }]);
    expect(only(play(external(), gate(1, false)), 'review')).toMatchObject([{ state: 'rejected' }]);
    const no: IncidentSignal = { type: 'reject', at: t0, by: omar, member: true };
    expect(only(play(external(), gate(), own, no), 'review')).toMatchObject([{ state: 'rejected' }]);
  });

  it('is of the command that was chosen there', () => {
    const { incident } = play(declared({ purpose: 'reprotect', origin: 'workflow', run: githubRun }));
    expect(incident.dispatches.map(({ command }) => command)).toEqual(['reprotect', 'plan']);
  });

  it('ends the incident when it is cancelled in GitHub', () => {
    const over: IncidentSignal = { type: 'job-over', at: t0, githubRun: 900, conclusion: 'cancelled' };
    expect(play(external(), own, over).incident.state).toBe('aborted');
  });
});

describe('a job that asks whether it may begin', () => {
  it('may, when exactly that was approved; asked again it hears the same', () => {
    const played = play(declared(), ...upTo.running, asks(begin()));
    expect(played.verdicts.slice(-2)).toEqual([
      { ok: true, answer: { type: 'proceed' } },
      { ok: true, answer: { type: 'proceed' } },
    ]);
    expect(played.incident.state).toBe('running');
  });

  it.each<[string, Parameters<typeof begin>[0]]>([
    ['another region to leave', { from: 'eu-west-3' }],
    ['another region to activate', { to: 'eu-west-3' }],
    ['another mode', { mode: 'planned' }],
    ['a selection', { only: ['databases'] }],
    ['another config file', { configDigest: `sha256:${'e'.repeat(64)}` }],
  ])('is refused with %s', (_what, other) => {
    const played = play(declared(), ...upTo.starting, asks(begin(other)));
    expect(played.verdicts.at(-1)).toMatchObject({ ok: true, answer: { type: 'refuse' } });
    expect(played.incident.state).toBe('starting');
    expect(played.actions.at(-1)).toBe('refused');
  });

  it('is refused as a plan, as a stranger, as a re-run, and a second time', () => {
    const answers = (signal: IncidentSignal) => play(declared(), ...upTo.starting, signal).verdicts.at(-1);
    expect(answers(asks(begin(), { operation: 'lomash-wood-1.1' }))).toMatchObject({
      answer: { type: 'refuse' },
    });
    expect(answers(asks(begin(), { operation: 'lomash-wood-9.9' }))).toMatchObject({ ok: false });
    expect(answers({ ...asks(begin()), attempt: 2 } as IncidentSignal)).toMatchObject({
      code: 'OLD_ATTEMPT',
    });
    const twice = play(declared(), ...upTo.running, asks(begin(), { id: 'another' }));
    expect(twice.verdicts.at(-1)).toMatchObject({ answer: { type: 'refuse' } });
  });

  it.each(['failback', 'reprotect', 'drill'] as const)(
    'is let begin as a %s, and as nothing else',
    (purpose) => {
      const { incident } = play(declared({ purpose }), ...forPurpose(purpose, upTo.starting));
      const as = (command: string) => play(incident, { ...asks(begin()), command } as IncidentSignal);
      expect(as('failover').verdicts).toMatchObject([{ ok: true, answer: { type: 'refuse' } }]);
      expect(as(purpose).verdicts).toEqual([{ ok: true, answer: { type: 'proceed' } }]);
      expect(as(purpose).incident.state).toBe('running');
    },
  );

  it('ends the incident when a job plans something else than was asked for', () => {
    const ended = play(declared({ purpose: 'reprotect' }), planned());
    expect(ended.incident).toMatchObject({ state: 'refused' });
    expect(ended.incident.endReason).toContain('planned a failover, where a reprotect was asked for');
    const later = play(
      declared({ purpose: 'drill' }),
      ...forPurpose('drill', upTo.starting),
      planned(hashA.replaceAll('a', 'c'), 'lomash-wood-1.2'),
    );
    expect(later.incident).toMatchObject({ state: 'refused' });
  });

  it('is not let begin before the approvals are complete', () => {
    const early = play(declared(), ...upTo.awaiting, yes(omar), dispatched(), asks(begin()));
    expect(early.verdicts.at(-1)).toMatchObject({ ok: false });
    expect(early.incident.state).toBe('awaiting-approval');
  });
});
