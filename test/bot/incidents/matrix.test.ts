import { describe, expect, it } from 'vitest';
import type { Incident, IncidentState } from '../../../bot/incidents/incident.ts';
import type { IncidentSignal } from '../../../bot/incidents/signal.ts';
import { operations, type Operation } from '../../../src/plan/plan.ts';
import {
  declared,
  failedProgress,
  forPurpose,
  hashB,
  minute,
  nadia,
  omar,
  planned,
  play,
  priya,
  rechecked,
  runEnded,
  said,
  stepFailedEvent,
  t0,
  upTo,
  yes,
} from './rig.ts';

const at = t0 + 5 * minute;
const abort: IncidentSignal = { type: 'abort', at, by: nadia, reason: 'r' };
const no: IncidentSignal = { type: 'reject', at, by: omar, member: true };
const stop = [
  said(stepFailedEvent, { progress: failedProgress() }),
  said(runEnded(2, 'stopped'), { progress: failedProgress() }),
];

/** An incident in every state but those that look like another one. */
function statesOf(
  purpose: Operation,
): Readonly<Record<Exclude<IncidentState, 'failed' | 'refused'>, Incident>> {
  const after = (...signals: readonly IncidentSignal[]): Incident =>
    play(declared({ purpose }), ...forPurpose(purpose, signals)).incident;
  return {
    planning: after(),
    'awaiting-approval': after(...upTo.awaiting),
    starting: after(...upTo.starting),
    running: after(...upTo.running),
    stopped: after(...upTo.running, ...stop),
    done: after(...upTo.running, said(runEnded(1, 'done'))),
    aborted: after(abort),
    rejected: after(...upTo.awaiting, no),
    expired: after(...upTo.awaiting, { type: 'tick', at: t0 + 99 * minute }),
  };
}

const signals: Readonly<Record<string, IncidentSignal>> = {
  approve: yes(omar, { at }),
  reject: no,
  'break-glass': { type: 'break-glass', at, by: priya, reason: 'r' },
  own: { type: 'own', at, by: omar, member: true },
  abort,
  retry: { type: 'retry', at, by: nadia, step: 'db:promote' },
  resume: { type: 'resume', at, by: nadia },
  rechecked: rechecked(omar, priya),
  'another plan': planned(hashB, 'lomash-wood-1.1'),
  'job-over': { type: 'job-over', at, githubRun: 4711, conclusion: 'failure' },
  'run done': said(runEnded(9, 'done')),
  tick: { type: 'tick', at },
};

/** Rows are signals, columns the states above: the state afterwards, `=` where it stays, or why it is refused. */
const expected: Readonly<Record<string, readonly string[]>> = {
  //              planning            awaiting            starting             running      stopped      done        aborted     rejected    expired
  approve: ['NOT_READY', '=', 'NOT_READY', 'NOT_READY', 'NOT_READY', ...ended('NOT_OPEN')],
  reject: ['rejected', 'rejected', 'rejected', 'NOT_READY', 'NOT_READY', ...ended('NOT_OPEN')],
  'break-glass': ['=', 'starting', 'NOT_READY', 'NOT_READY', 'NOT_READY', ...ended('NOT_OPEN')],
  own: ['=', '=', '=', '=', '=', ...ended('NOT_OPEN')],
  abort: ['aborted', 'aborted', 'aborted', '=', '=', ...ended('NOT_OPEN')],
  retry: ['NOT_READY', 'NOT_READY', 'NOT_READY', 'NOT_READY', '=', ...ended('NOT_OPEN')],
  resume: ['NOT_READY', 'NOT_READY', 'NOT_READY', 'NOT_READY', '=', ...ended('NOT_OPEN')],
  rechecked: ['=', '=', '=', '=', '=', ...ended('=')],
  'another plan': ['awaiting-approval', '=', 'awaiting-approval', '=', '=', ...ended('=')],
  'job-over': ['=', '=', 'failed', 'stopped', '=', ...ended('=')],
  'run done': ['=', '=', 'done', 'done', 'done', ...ended('=')],
  tick: ['=', '=', '=', '=', '=', ...ended('=')],
};

function ended(same: string): readonly string[] {
  return [same, same, same, same];
}

describe.each(operations)('every signal in every state of a %s', (purpose) => {
  const states = statesOf(purpose);
  const rows = Object.entries(signals).flatMap(([name, signal]) =>
    Object.entries(states).map(([state, incident], column) => ({
      ...{ name, state, incident, signal },
      after: expected[name]?.[column] ?? 'is missing from the table',
    })),
  );

  it.each(rows)('$name when $state: $after', ({ incident, signal, after }) => {
    const played = play(incident, ...forPurpose(purpose, [signal]));
    const [verdict] = played.verdicts;
    const state = played.incident.state === incident.state ? '=' : played.incident.state;
    expect(verdict?.ok === false ? verdict.code : state).toBe(after);
    if (verdict?.ok === false) expect(played.actions).toEqual(['refused']);
  });

  it('is in the state that the table says, with a job of its own command', () => {
    for (const [state, incident] of Object.entries(states)) expect(incident.state).toBe(state);
    expect(states.starting.dispatches.map(({ command }) => command)).toEqual(['plan', purpose]);
  });
});
