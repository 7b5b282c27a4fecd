import { describe, expect, it } from 'vitest';
import type { IncidentSignal } from '../../../bot/incidents/signal.ts';
import { silentJob } from '../../../bot/incidents/silence.ts';
import {
  asks,
  begin,
  declared,
  failedProgress,
  jobEnded,
  minute,
  nadia,
  omar,
  only,
  play,
  quinn,
  run,
  runEnded,
  said,
  stepFailedEvent,
  stories,
  t0,
  upTo,
} from './rig.ts';

const failed = said(stepFailedEvent, { progress: failedProgress() });
const question: IncidentSignal = {
  ...{ type: 'question', at: t0 + 6 * minute, id: 'q2', operation: 'lomash-wood-1.2' },
  question: {
    type: 'step-failed',
    step: 'db:promote',
    problem:
      stepFailedEvent.type === 'step-failed' ? stepFailedEvent.problem : { code: 'STEP_BROKEN', message: '' },
    blocks: [],
  },
};
const retry: IncidentSignal = {
  type: 'retry',
  at: t0 + 7 * minute,
  by: omar,
  member: true,
  step: 'db:promote',
};
const abort: IncidentSignal = { type: 'abort', at: t0 + 7 * minute, by: nadia, reason: 'enough' };
const stopped = [...upTo.running, failed, said(runEnded(2, 'stopped'), { progress: failedProgress() })];

describe('a failed step', () => {
  it('is told to the channel, and its question is answered once', () => {
    const played = play(declared(), ...upTo.running, failed, question);
    expect(only(played, 'story').find(({ story }) => story.about === 'step-failed')?.story.broadcast).toBe(
      true,
    );
    const skip: IncidentSignal = { ...retry, type: 'skip', reason: 'by hand' };
    const answered = play(played.incident, retry, skip, question);
    expect(answered.verdicts.at(-1)).toEqual({ ok: true, answer: { type: 'retry', actor: 'Omar' } });
    expect(answered.verdicts[1]).toMatchObject({
      ok: true,
      say: expect.stringContaining('already') as string,
    });
    expect(only(answered, 'dispatch')).toEqual([]);
  });

  it('may be answered by approvers, owner and requester only', () => {
    const open = play(declared(), ...upTo.running, failed, question).incident;
    expect(play(open, { ...retry, by: quinn, member: false }).verdicts).toMatchObject([
      { ok: false, code: 'NOT_ALLOWED' },
    ]);
    expect(play(open, { ...retry, by: nadia, member: false }).verdicts).toMatchObject([{ ok: true }]);
    const unknown = play(open, { ...retry, step: 'no:such' });
    expect(unknown.verdicts).toMatchObject([{ ok: false, code: 'UNKNOWN_STEP' }]);
  });

  it('is retried by one job, however often it is pressed, when the run has stopped', () => {
    const played = play(declared(), ...stopped, retry, retry);
    const jobs = only(played, 'dispatch').filter(({ dispatch }) => dispatch.command === 'retry');
    expect(jobs.map(({ dispatch }) => [dispatch.operation, dispatch.step])).toEqual([
      ['lomash-wood-1.3', 'db:promote'],
    ]);
    const job = { operation: 'lomash-wood-1.3', id: 'q9' };
    const wrong = play(played.incident, asks(begin({ step: 'other:step' }), job));
    expect(wrong.verdicts).toMatchObject([{ answer: { type: 'refuse' } }]);
    const right = play(played.incident, asks(begin({ step: 'db:promote', run }), job));
    expect(right.verdicts).toEqual([{ ok: true, answer: { type: 'proceed' } }]);
    expect(right.incident.state).toBe('running');
    const twice = play(right.incident, asks(begin({ step: 'db:promote', run }), { ...job, id: 'q10' }));
    expect(twice.verdicts).toMatchObject([{ answer: { type: 'refuse' } }]);
  });
});

describe('an event that comes again', () => {
  it('does not turn the checklist back', () => {
    const newer = said({ ...stepFailedEvent, seq: 2 }, { progress: failedProgress('done') });
    const played = play(declared(), ...upTo.running, newer, failed);
    expect(played.incident.progress?.steps[0]?.status).toBe('done');
  });
});

describe('an abort', () => {
  it('ends what has not begun, and is refused to strangers', () => {
    const played = play(declared(), ...upTo.starting, abort);
    expect(played.incident.state).toBe('aborted');
    expect(only(played, 'cancel')).toHaveLength(1);
    const stranger = play(declared(), { ...abort, by: quinn });
    expect(stranger.verdicts).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });

  it('answers the open question, or else becomes a job of its own', () => {
    const asked = play(declared(), ...upTo.running, failed, question, abort, question);
    expect(asked.verdicts.at(-1)).toMatchObject({ answer: { type: 'abort', actor: 'Nadia' } });
    expect(only(play(asked.incident, abort), 'dispatch')).toEqual([]);
    const told = play(declared(), ...upTo.running, abort, abort);
    expect(only(told, 'dispatch').filter(({ dispatch }) => dispatch.command === 'abort')).toHaveLength(1);
    expect(told.incident.state).toBe('running');
  });
});

describe('the end of a run', () => {
  it('closes the incident once, and takes the report that comes after it', () => {
    const done = said(runEnded(2, 'done'), { progress: failedProgress('done') });
    const last = said(jobEnded(3, 'done', { report: '# Report' }));
    const played = play(declared(), ...upTo.running, done, done, last, last);
    expect(played.incident).toMatchObject({ state: 'done', report: '# Report' });
    expect(stories(played).filter((about) => about === 'ended')).toHaveLength(1);
    expect(only(played, 'cancel')).toHaveLength(0);
  });

  it('waits for an operator when it stopped', () => {
    const played = play(declared(), ...stopped, said(jobEnded(3, 'stopped')));
    expect(played.incident.state).toBe('stopped');
    expect(stories(played).filter((about) => about === 'stopped')).toHaveLength(1);
  });

  it('is an end as well when the job is refused before it begins', () => {
    expect(play(declared(), ...upTo.starting, said(jobEnded(1, 'refused'))).incident.state).toBe('refused');
    expect(play(declared(), ...upTo.starting, said(jobEnded(1, 'failed'))).incident.state).toBe('failed');
  });

  it('is not brought about by a run that was never let begin', () => {
    const played = play(
      declared(),
      ...upTo.awaiting,
      said(runEnded(1, 'done'), { operation: 'lomash-wood-1.1' }),
    );
    expect(played.incident.state).toBe('awaiting-approval');
    expect(stories(played)).toContain('warning');
  });
});

describe('a job that falls silent', () => {
  it('is called stale after 90 s, once, and not while it shows that it lives', () => {
    const at = (ms: number): IncidentSignal => ({ type: 'tick', at: t0 + 4 * minute + ms });
    const played = play(declared(), ...upTo.running, at(89_000), at(90_000), at(95_000));
    const keys = new Set(
      only(played, 'story')
        .filter(({ story }) => story.about === 'job-lost')
        .map(({ key }) => key),
    );
    expect(keys.size).toBe(1);
    expect(silentJob(played.incident, t0 + 4 * minute + 89_000)).toBeUndefined();
    expect(silentJob(played.incident, t0 + 4 * minute + 90_000)?.sinceMs).toBe(90_000);
    const heard: IncidentSignal = {
      type: 'heard',
      at: t0 + 5 * minute,
      operation: 'lomash-wood-1.2',
      githubRun: 4711,
    };
    expect(silentJob(play(played.incident, heard).incident, t0 + 6 * minute)).toBeUndefined();
  });

  it('leaves a run that can be resumed, and comes back when it speaks again', () => {
    const over: IncidentSignal = {
      type: 'job-over',
      at: t0 + 9 * minute,
      githubRun: 4711,
      conclusion: 'failure',
    };
    const lost = play(declared(), ...upTo.running, failed, over, over);
    expect(lost.incident.state).toBe('stopped');
    expect(stories(lost).filter((about) => about === 'job-lost')).toHaveLength(1);
    const resume: IncidentSignal = { type: 'resume', at: t0 + 10 * minute, by: nadia };
    expect(only(play(lost.incident, resume), 'dispatch')).toMatchObject([
      { dispatch: { command: 'resume' } },
    ]);
    const late = said(runEnded(2, 'done'), { progress: failedProgress('done') });
    expect(play(lost.incident, late).incident.state).toBe('done');
  });

  it('that has planned while the bot was away is followed by another one, once', () => {
    const over = (number: number, conclusion = 'success'): IncidentSignal[] => [
      { type: 'dispatched', at: t0, operation: `lomash-wood-1.${number}`, githubRun: number, url: 'u' },
      { type: 'job-over', at: t0, githubRun: number, conclusion },
    ];
    const again = play(declared(), ...over(1));
    expect(again.incident.state).toBe('planning');
    expect(only(again, 'dispatch')).toMatchObject([
      { dispatch: { command: 'plan', operation: 'lomash-wood-1.2' } },
    ]);
    expect(stories(again)).toEqual(['dispatched', 'warning']);
    const twice = play(declared(), ...over(1), ...over(2));
    expect(twice.incident).toMatchObject({
      state: 'failed',
      endReason: expect.stringContaining('without a plan') as string,
    });
    expect(play(declared(), ...over(1, 'failure')).incident.state).toBe('failed');
  });
});

describe('a dispatch', () => {
  it('that is refused ends what has not begun', () => {
    const no: IncidentSignal = {
      type: 'dispatch-refused',
      at: t0,
      operation: 'lomash-wood-1.1',
      reason: '403',
    };
    const played = play(declared(), no);
    expect(played.incident).toMatchObject({
      state: 'failed',
      endReason: 'GitHub did not start the job: 403',
    });
  });

  it('whose run turns up after the end is cancelled', () => {
    const played = play(declared(), abort, {
      type: 'dispatched',
      at: t0,
      operation: 'lomash-wood-1.1',
      githubRun: 7,
      url: 'u',
    });
    expect(only(played, 'cancel').map(({ githubRun }) => githubRun)).toEqual([7]);
  });
});
