import { setTimeout as delay } from 'node:timers/promises';
import type { JobEvent } from '../../src/job-protocol.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { BotStage, StageService } from './bot-stage.ts';
import { people } from './bot-stage.ts';
import { eventually } from './eventually.ts';
import { waitsAtBest, type Arrival, type EditLimits } from './edit-floor.ts';
import { spreadOf, type Spread } from './percentile.ts';
import { jobOf, inTime, type SyntheticJob } from './synthetic-job.ts';
import { syntheticPlan } from './synthetic-plan.ts';

/** An incident whose job is under way. */
export interface RunningIncident {
  readonly id: string;
  readonly service: StageService;
  readonly plan: Plan;
  readonly job: SyntheticJob;
  /** How many marks its job has sent. */
  marks: number;
}

/** How long events took to be seen in Slack, in ms from their acceptance to the edit that shows them. */
export interface EditFigures {
  readonly incidents: number;
  readonly events: number;
  /** How many of them no edit has shown in time. */
  readonly unshown: number;
  readonly edits: number;
  /** How many edits Slack has refused with 429. */
  readonly refused: number;
  readonly shown: Spread;
  /** The same events with an editor that costs no time itself, within the limits of Slack. */
  readonly atBest: Spread;
}

/** How much the jobs say: one event each `everyMs`, `times` times. */
export interface EventLoad {
  readonly everyMs: number;
  readonly times: number;
}

/**
 * chat.update is tier 3: at most 50 calls in any minute, for all messages together (https://docs.slack.dev/apis/web-api/rate-limits), here
 * evenly spaced. The bot edits one message at most every 2.5 s, so that people can read it.
 */
const limits: EditLimits = { messageMs: 2_500, allMs: 1_200 };
const shownWithinMs = 60_000;
const from = 'eu-west-1';
const to = 'eu-west-2';

/** Declares an incident, plans, approves and begins it, as people and jobs do. Throws when one of them is refused. */
export async function startIncident(stage: BotStage, service: StageService): Promise<RunningIncident> {
  const { slack } = stage;
  const { name, channel } = service;
  const id = `${name}-1`;
  const plan = syntheticPlan(name, Date.now());
  await slack.as(people.requester).command(`/failover ${from} ${to} ${name} "bench"`, channel);
  const planning = await jobOf(stage, { service, operation: `${id}.1`, command: 'plan' });
  await planning.send({ type: 'planned', plan });
  await slack.as(people.approver).command(`/failover approve ${id}`, channel);
  const job = await jobOf(stage, { service, operation: `${id}.2`, command: 'failover' });
  await job.begin(plan.hash);
  const now = Date.now();
  await job.send({
    ...{ type: 'run-started', plan, reason: 'bench', actor: 'bench', resumed: false },
    declaredAt: now,
  });
  await job.send({ type: 'step-started', step: firstStep(plan), attempt: 1 });
  await inTime(`the headline of ${id}`, () => slack.messages(channel)[0]);
  return { id, service, plan, job, marks: 0 };
}

/** Lets the jobs of these incidents speak side by side, and waits until everything they said can be read. */
export async function measureEdits(
  { slack }: BotStage,
  incidents: readonly RunningIncident[],
  { everyMs, times }: EventLoad,
): Promise<EditFigures> {
  const seen = new Map<string, { readonly mark: number; readonly at: number }[]>();
  const refusedBefore = slack.log.count('chat.update', 'ratelimited');
  let edits = 0;
  const stop = slack.onChange(({ kind, channel, ts }) => {
    const message = kind === 'message' && channel !== undefined ? slack.messages(channel)[0] : undefined;
    if (message === undefined || message.ts !== ts || channel === undefined) return;
    edits += 1;
    const mark = markIn(message.blocks);
    if (mark !== undefined)
      seen.set(channel, [...(seen.get(channel) ?? []), { mark, at: performance.now() }]);
  });
  try {
    const accepted = await Promise.all(
      incidents.map(async (incident, index) => {
        await delay((everyMs * index) / incidents.length);
        return await speak(incident, { everyMs, times });
      }),
    );
    const isShown = ({ service, marks }: RunningIncident): boolean =>
      (seen.get(service.channel)?.at(-1)?.mark ?? 0) >= marks;
    await eventually(() => incidents.every(isShown) || undefined, shownWithinMs);
    const events = accepted.flat();
    const waits = events.flatMap(({ message, mark, atMs }) => {
      const edit = seen.get(message)?.find((one) => one.mark >= mark);
      return edit === undefined ? [] : [Math.max(0, edit.at - atMs)];
    });
    return {
      ...{ incidents: incidents.length, events: events.length, unshown: events.length - waits.length, edits },
      refused: slack.log.count('chat.update', 'ratelimited') - refusedBefore,
      ...{ shown: spreadOf(waits), atBest: spreadOf(waitsAtBest(events, limits)) },
    };
  } finally {
    stop();
  }
}

/** Ends the runs, and waits until everybody can read it. */
export async function endIncidents(
  { slack }: BotStage,
  incidents: readonly RunningIncident[],
): Promise<void> {
  await Promise.all(
    incidents.map(async ({ id, plan, job, service }) => {
      await job.send(endOf(`${id}.2`, plan));
      await job.send({ type: 'job-ended', result: 'done', reasonCode: 'OK', problems: [], warnings: [] });
      const blocks = () => JSON.stringify(slack.messages(service.channel)[0]?.blocks ?? []);
      await inTime(`the end of ${id}`, () => blocks().includes('*Done.*') || undefined);
    }),
  );
}

interface Accepted extends Arrival {
  readonly mark: number;
}

async function speak(incident: RunningIncident, { everyMs, times }: EventLoad): Promise<Accepted[]> {
  const startedAt = performance.now();
  const accepted: Accepted[] = [];
  for (let count = 0; count < times; count += 1) {
    await delay(Math.max(0, startedAt + count * everyMs - performance.now()));
    incident.marks += 1;
    const mark = incident.marks;
    await incident.job.send({
      type: 'step-waiting',
      step: firstStep(incident.plan),
      note: `mark ${mark} of the bench`,
    });
    accepted.push({ message: incident.service.channel, mark, atMs: performance.now() });
  }
  return accepted;
}

function markIn(blocks: unknown): number | undefined {
  const [, digits] = /mark (\d+) of the bench/.exec(JSON.stringify(blocks)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function firstStep(plan: Plan): string {
  return plan.steps[0]?.id ?? '';
}

function endOf(run: string, plan: Plan): JobEvent {
  const endedAt = Date.now();
  return {
    type: 'run-ended',
    summary: {
      ...{ run, service: plan.service, result: 'done', declaredAt: plan.observedAt, endedAt },
      ...{ rtoMs: endedAt - plan.observedAt, rpo: undefined, expectedMs: plan.estimate.totalMs },
      counts: { done: plan.steps.length, skipped: 0, failed: 0, pending: 0, undone: 0 },
      ...{ unfenced: [], problems: [], warnings: [] },
    },
  };
}
