import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorised } from '../../../bot/approvals/authorised.ts';
import { isLive } from '../../../bot/incidents/dispatches.ts';
import { isEnded, type Incident, type IncidentState } from '../../../bot/incidents/incident.ts';
import type { IncidentSignal } from '../../../bot/incidents/signal.ts';
import { transition } from '../../../bot/incidents/transition.ts';
import { isSamePerson } from '../../../bot/people/distinct.ts';
import {
  asks,
  begin,
  declared,
  dispatched,
  failedProgress,
  githubRun,
  hashA,
  hashB,
  jobEnded,
  minute,
  nadia,
  omar,
  planned,
  play,
  priya,
  quinn,
  rechecked,
  runEnded,
  said,
  stepFailedEvent,
  t0,
  upTo,
  yes,
} from './rig.ts';

const people = [
  nadia,
  omar,
  priya,
  quinn,
  { key: 'github:nadia', name: 'n', github: 'NADIA' },
  { key: 'github:zed', name: 'z', github: 'zed' },
];
const person = fc.constantFrom(...people);
const operation = fc.constantFrom(
  'lomash-wood-1.1',
  'lomash-wood-1.2',
  'lomash-wood-1.3',
  'lomash-wood-1.4',
  'nobody.1',
);
const hash = fc.constantFrom(hashA, hashB);
const runNumber = fc.constantFrom(4711, 4712, 900);
const member = fc.boolean();
const progress = fc.constantFrom(failedProgress(), failedProgress('done'));

/** Every type of signal, with values that hit and values that miss. */
const anySignal: fc.Arbitrary<IncidentSignal> = fc
  .oneof(
    fc.tuple(hash, operation).map(([plan, op]) => planned(plan, op)),
    fc
      .tuple(person, member, hash)
      .map(([by, isMember, planHash]) => ({ ...yes(by, { member: isMember }), planHash }) as IncidentSignal),
    fc.subarray(people).map((members) => rechecked(...members)),
    fc
      .tuple(person, member)
      .map(([by, isMember]): IncidentSignal => ({ type: 'reject', at: t0, by, member: isMember })),
    person.map((by): IncidentSignal => ({ type: 'break-glass', at: t0, by, reason: 'now' })),
    fc.tuple(person, member).map(([by, isMember]): IncidentSignal => ({
      type: 'abort',
      at: t0,
      by,
      reason: 'r',
      member: isMember,
    })),
    fc
      .tuple(person, fc.constantFrom('retry', 'skip'))
      .map(([by, type]) => ({ type, at: t0, by, step: 'db:promote', reason: 'r', member: true })),
    fc
      .tuple(person, fc.constantFrom('own', 'resume'))
      .map(([by, type]) => ({ type, at: t0, by, member: true })),
    fc.tuple(operation, runNumber).map(([op, run]) => dispatched(op, run)),
    operation.map((op): IncidentSignal => ({ type: 'dispatch-unclear', at: t0, operation: op })),
    operation.map((op): IncidentSignal => ({
      type: 'dispatch-refused',
      at: t0,
      operation: op,
      reason: '403',
    })),
    fc.tuple(runNumber, fc.constantFrom(1, 2)).map(([run, attempt]): IncidentSignal => ({
      type: 'gate-asked',
      at: t0,
      githubRun: run,
      attempt,
      environment: 'failover',
      callbackUrl: `cb${run}`,
    })),
    fc
      .tuple(operation, hash, fc.constantFrom('q1', 'q2', 'q3'))
      .map(([op, planHash, id]) => asks(begin({ planHash }), { operation: op, id })),
    fc.tuple(operation, fc.constantFrom('p1', 's1')).map(([op, id]): IncidentSignal => ({
      ...{ type: 'question', at: t0, id, operation: op },
      question:
        id === 'p1'
          ? { type: 'point-of-no-return', step: 'db:promote' }
          : {
              type: 'step-failed',
              step: 'db:promote',
              blocks: [],
              problem: { code: 'STEP_BROKEN', message: 'm' },
            },
    })),
    fc
      .tuple(operation, runNumber, progress, fc.integer({ min: 1, max: 4 }))
      .chain(([op, run, view, seq]) =>
        fc
          .constantFrom(
            runEnded(seq, 'done'),
            runEnded(seq, 'stopped'),
            { ...stepFailedEvent, seq },
            jobEnded(seq, 'done'),
            jobEnded(seq, 'refused'),
          )
          .map((event) => said(event, { progress: view, operation: op, run })),
      ),
    runNumber.map((run): IncidentSignal => ({
      type: 'job-over',
      at: t0,
      githubRun: run,
      conclusion: 'failure',
    })),
    fc
      .tuple(operation, runNumber)
      .map(([op, run]): IncidentSignal => ({ type: 'heard', at: t0, operation: op, githubRun: run })),
    fc.constant<IncidentSignal>({ type: 'posted', at: t0, places: { issue: { number: 1, url: 'u' } } }),
    fc.constant<IncidentSignal>({ type: 'tick', at: t0 }),
  )
  .chain((signal) => fc.integer({ min: 0, max: 45 }).map((at) => ({ ...signal, at: t0 + at * minute })));

/** Approved, changed, and approved anew. */
const changed: readonly IncidentSignal[] = [
  ...upTo.starting,
  planned(hashB, 'lomash-wood-1.2'),
  ...[omar, priya].map((by): IncidentSignal => ({
    type: 'approve',
    at: t0,
    by,
    via: 'github',
    member: true,
  })),
  rechecked(omar, priya),
];

/** Long stories that mostly go well, with anything in between. */
const stories = fc
  .tuple(
    fc.constantFrom<readonly IncidentSignal[]>([], upTo.awaiting, upTo.starting, upTo.running, changed),
    fc.array(anySignal, { maxLength: 25 }),
  )
  .map(([start, rest]) => [...start, ...rest]);
const beginnings = fc.constantFrom(declared(), declared({ origin: 'workflow', run: githubRun }));

function expectSound(before: Incident, signal: IncidentSignal, started: Set<string>): Incident {
  const { incident, effects } = transition(before, signal);
  const { requester, approvals } = incident;
  for (const { by, via, planHash } of approvals) {
    expect(planHash).toBe(incident.plan?.hash);
    if (via !== 'break-glass' && requester !== undefined) expect(isSamePerson(by, requester)).toBe(false);
  }
  for (const effect of effects) {
    if (effect.type !== 'dispatch') continue;
    expect(started.has(effect.dispatch.operation)).toBe(false);
    started.add(effect.dispatch.operation);
  }
  const open = incident.dispatches.filter((one) => one.command === 'failover' && isLive(one));
  expect(open.length).toBeLessThanOrEqual(1);
  if (isEnded(before)) expect(incident.state).toBe(before.state);
  const entered = (state: IncidentState): boolean => incident.state === state && before.state !== state;
  if (entered('starting')) expect(authorised(incident, signal.at)).toBe(true);
  if (entered('running') && before.state !== 'stopped')
    expect(['starting', 'awaiting-approval']).toContain(before.state);
  if (entered('running') && before.state === 'awaiting-approval')
    expect(authorised(incident, signal.at)).toBe(true);
  return incident;
}

describe('any sequence of signals', () => {
  it('keeps the requester out, dispatches an operation once, and starts only what is approved', () => {
    fc.assert(
      fc.property(beginnings, stories, (start, signals) => {
        const started = new Set<string>(start.dispatches.map(({ operation: known }) => known));
        signals.reduce((incident, signal) => expectSound(incident, signal, started), start);
      }),
      { numRuns: 800 },
    );
  });

  it('comes to the same when each is delivered twice', () => {
    fc.assert(
      fc.property(beginnings, stories, (start, signals) => {
        const once = play(start, ...signals);
        const twice = play(start, ...signals.flatMap((signal) => [signal, signal]));
        expect(twice.incident.state).toBe(once.incident.state);
        expect(twice.incident.approvals).toEqual(once.incident.approvals);
        expect(twice.incident.dispatches.map((one) => one.operation)).toEqual(
          once.incident.dispatches.map((one) => one.operation),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('never changes what it was given, and survives being stored', () => {
    fc.assert(
      fc.property(stories, (signals) => {
        signals.reduce((incident, signal) => {
          const before = JSON.stringify(incident);
          const next = transition(incident, signal).incident;
          expect(JSON.stringify(incident)).toBe(before);
          expect(transition(JSON.parse(before) as Incident, signal).incident).toEqual(next);
          return next;
        }, declared());
      }),
      { numRuns: 200 },
    );
  });
});
