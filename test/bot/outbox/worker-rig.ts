import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Story } from '../../../bot/incidents/effect.ts';
import type { Dispatch, Incident } from '../../../bot/incidents/incident.ts';
import { createIncidentService } from '../../../bot/incidents/service.ts';
import type { CarryContext } from '../../../bot/outbox/carry-out.ts';
import { createWorker, type Worker } from '../../../bot/outbox/worker.ts';
import type { DispatchOutcome, Membership, WorkflowRun } from '../../../bot/ports.ts';
import { openStore } from '../../../bot/store/open-store.ts';
import type { Change, Store } from '../../../bot/store/store.ts';
import { steppedClock, type SteppedClock } from '../../../src/simulator/clock.ts';
import { anIncident, stored } from '../store/an-incident.ts';

/** What a port does when it is called: nothing unless a test says otherwise. */
export interface Behaviour {
  headline: (incident: Incident) => Promise<void>;
  story: (incident: Incident, story: Story) => Promise<void>;
  announce: (channel: string) => Promise<void>;
  comment: () => Promise<void>;
  issue: () => Promise<void>;
  dispatch: () => Promise<DispatchOutcome>;
  findDispatched: () => Promise<WorkflowRun | undefined>;
  notify: (target: number) => Promise<void>;
  slackMembership: (user: string) => Promise<Membership>;
  review: () => Promise<void>;
}

/** A call of a port: its time in ms after the start, its name, and what tells it from others. */
export interface Call {
  readonly at: number;
  readonly name: string;
  readonly about: string;
}

/** A worker on a real store, with ports that write down their calls. */
export interface Rig {
  readonly clock: SteppedClock;
  readonly store: Store;
  readonly calls: Call[];
  readonly behaviour: Behaviour;
  readonly worker: Worker;
  /** One more worker on the same store and ports, as a second bot or the next start has it. Not started. */
  another(): Worker;
  /** Stores an incident with effects, and wakes the worker. */
  declare(service: string, effects: Change<unknown>['effects'], other?: Partial<Incident>): Promise<Incident>;
  /** Adds effects, and changes the incident. */
  add(id: string, effects: Change<unknown>['effects'], other?: Partial<Incident>): Promise<void>;
  incident(id: string): Promise<Incident>;
  /** Lets time pass in small steps, with everything that follows from each. */
  pass(ms: number): Promise<void>;
  named(name: string): Call[];
}

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const start = 1_000_000;

/** A started worker whose clock stands still until a test moves it. */
export async function workerRig(): Promise<Rig> {
  const clock = steppedClock(start);
  const store = await openStore({ file: ':memory:', clock });
  await store.migrate();
  const calls: Call[] = [];
  const behaviour = idle();
  const context = { store, clock, ...ports(calls, behaviour, clock) };
  const log = pino({ level: 'silent' });
  const workers: Worker[] = [];
  const another = (): Worker => {
    const made = createWorker({
      ...context,
      service: createIncidentService({
        store,
        clock,
        github: { services: () => Promise.resolve([]) },
        wake: () => {
          worker.wake();
        },
      }),
      log,
      random: () => 1,
    });
    workers.push(made);
    return made;
  };
  const worker = another();
  worker.start();
  onTestFinished(async () => {
    const stopped = Promise.all(workers.map((each) => each.stop()));
    clock.advance(0);
    await stopped;
    await store.close();
  });
  const incident = async (id: string): Promise<Incident> => {
    const found = await store.readIncident(id);
    if (found === undefined) throw new Error(`there is no ${id}`);
    return found;
  };
  return {
    clock,
    store,
    calls,
    behaviour,
    worker,
    another,
    incident,
    named: (name) => calls.filter((call) => call.name === name),
    declare: async (service, effects, other = {}) => {
      const made = await store.createIncident({ service, dedupe: service }, (id) =>
        stored(anIncident(id, { declaredAt: start, ...other }), { effects }),
      );
      worker.wake();
      return made.incident;
    },
    add: async (id, effects, other = {}) => {
      await store.changeIncident(id, (before) => stored({ ...before, ...other }, { effects }));
      worker.wake();
    },
    pass: async (ms) => {
      await settle();
      for (let passed = 0; passed < ms; passed += 250) {
        clock.advance(Math.min(250, ms - passed));
        await settle();
      }
    },
  };
}

function idle(): Behaviour {
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    headline: nothing,
    story: nothing,
    announce: nothing,
    comment: nothing,
    issue: nothing,
    notify: nothing,
    review: nothing,
    dispatch: () =>
      Promise.resolve({ state: 'dispatched', githubRun: 4711, url: 'https://github.test/runs/4711' }),
    findDispatched: () => Promise.resolve(undefined),
    slackMembership: () => Promise.resolve({ state: 'member' }),
  };
}

function ports(
  calls: Call[],
  behaviour: Behaviour,
  clock: SteppedClock,
): Pick<CarryContext, 'slack' | 'github' | 'notify' | 'page'> {
  const note = (name: string, about: string): void => {
    calls.push({ at: clock.now() - start, name, about });
  };
  return {
    slack: {
      headline: async (incident) => {
        note('headline', `${incident.id} ${incident.state}`);
        await behaviour.headline(incident);
        return incident.places.slack ?? { channel: 'C024BE7LR', ts: '1.1' };
      },
      story: async (incident, story) => {
        note('story', story.about);
        await behaviour.story(incident, story);
      },
      announce: async (channel) => {
        note('announce', channel);
        await behaviour.announce(channel);
      },
      membership: async (_group, person) => await behaviour.slackMembership(person.slack ?? ''),
    },
    github: {
      services: () => Promise.resolve([]),
      dispatch: async (_incident, dispatch: Dispatch) => {
        note('dispatch', dispatch.operation);
        return await behaviour.dispatch();
      },
      findDispatched: async (_incident, operation) => {
        note('find', operation);
        return await behaviour.findDispatched();
      },
      readRun: () => Promise.resolve(undefined),
      sameFiles: () => Promise.resolve(true),
      review: async ({ state }) => {
        note('review', state);
        await behaviour.review();
      },
      cancel: (_source, run) => {
        note('cancel', String(run));
        return Promise.resolve();
      },
      issue: async (incident) => {
        note('issue', incident.state);
        await behaviour.issue();
        return { number: 7, url: 'https://github.test/issues/7' };
      },
      comment: async (_incident, story) => {
        note('comment', story.about);
        await behaviour.comment();
      },
      reviewItem: () => Promise.resolve(),
      membership: () => Promise.resolve({ state: 'unknown', why: 'not asked' }),
    },
    notify: {
      notify: async (_incident, { target }) => {
        note('notify', String(target));
        await behaviour.notify(target);
      },
    },
    page: {
      notify: (incident) => {
        note('page', incident);
      },
    },
  };
}

/** A line of the story as an effect. */
export function storyEffect(about: Story['about'], key: string): Change<unknown>['effects'][number] {
  const story: Story = { about, at: start, facts: {}, broadcast: false };
  return { type: 'story', key, payload: { type: 'story', key, story } };
}

/** A job to start, as an effect; and as the incident has it. */
export function dispatchEffect(operation: string): {
  readonly dispatch: Dispatch;
  readonly effect: Change<unknown>['effects'][number];
} {
  const dispatch: Dispatch = { operation, command: 'plan', state: 'asked', at: start };
  return {
    dispatch,
    effect: { type: 'dispatch', key: operation, payload: { type: 'dispatch', key: operation, dispatch } },
  };
}

/** An effect without a key. */
export function coalesced(type: 'headline' | 'issue' | 'page'): Change<unknown>['effects'][number] {
  return { type, payload: { type } };
}
