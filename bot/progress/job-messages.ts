import * as z from 'zod';
import { errorDefinitions, exitCodes } from '../../src/errors.ts';
import { regionPattern } from '../../src/ids.ts';
import type { EventBatch, QuestionMessage } from '../../src/job-protocol.ts';
import { operations } from '../../src/plan/plan.ts';

/*
 * What a job may send. A job has proved what it is, not that it is well: what the bot reads is checked field by field, and what it does
 * not know is carried along, so that a newer Action can say more.
 */

const word = z.string().min(1).max(300);
const text = z.string().max(20_000);
const ms = z.number();
const count = z.int().min(0);
const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const region = z.string().regex(regionPattern);
const code = z.string().refine((value) => Object.hasOwn(errorDefinitions, value), 'is no known error code');

const problem = z.looseObject({ code, message: text, fix: text.optional() });

const lag = z.looseObject({ ms: ms.optional(), source: text });

const step = z.looseObject({
  id: word,
  title: text,
  region: word,
  resource: word,
  kind: word,
  phase: word,
  risk: z.enum(['none', 'reversible', 'lossy', 'irreversible']),
  expectedMs: ms,
  needs: z.array(z.looseObject({})).max(5000),
  skip: text.optional(),
  optional: z.boolean().optional(),
});

const plan = z.looseObject({
  schemaVersion: z.literal(1),
  service: word,
  goal: z.looseObject({
    from: region,
    to: region,
    // An older Action plans nothing else.
    operation: z.enum(operations).default('failover'),
    mode: z.enum(['planned', 'unplanned']),
    fromCondition: z.enum(['up', 'degraded', 'down']),
  }),
  only: z.array(word).max(5000),
  objectives: z.looseObject({ rtoMs: ms.optional(), rpoMs: ms.optional() }),
  steps: z.array(step).max(5000),
  assessments: z.record(z.string(), z.looseObject({ state: z.string(), lag: lag.optional() })),
  estimate: z.looseObject({
    totalMs: ms,
    criticalPath: z.array(word),
    startMs: z.record(z.string(), ms),
  }),
  pointOfNoReturn: word.optional(),
  warnings: z.array(text).max(5000),
  problems: z.array(problem).max(5000),
  observedAt: ms,
  hash,
});

const summary = z.looseObject({
  run: word,
  service: word,
  result: z.enum(['done', 'stopped', 'halted', 'aborted']),
  declaredAt: ms,
  endedAt: ms,
  rtoMs: ms.optional(),
  rpo: z.looseObject({ ms, known: z.boolean(), source: text }).optional(),
  resources: z
    .array(
      z.looseObject({
        resource: word,
        rtoMs: ms.optional(),
        rtoObjectiveMs: ms.optional(),
        lostMs: ms.optional(),
        rpoObjectiveMs: ms.optional(),
      }),
    )
    .max(5000)
    .optional(),
  expectedMs: ms,
  counts: z.looseObject({ done: count, skipped: count, failed: count, pending: count, undone: count }),
  unfenced: z.array(word),
  problems: z.array(problem),
  warnings: z.array(text),
});

const eventBodies = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('run-started'),
    plan,
    reason: text,
    actor: text,
    resumed: z.boolean(),
    declaredAt: ms,
  }),
  z.looseObject({ type: z.literal('step-started'), step: word, attempt: count }),
  z.looseObject({ type: z.literal('step-waiting'), step: word, note: text }),
  z.looseObject({ type: z.literal('step-retrying'), step: word, problem, inMs: ms }),
  z.looseObject({ type: z.literal('step-done'), step: word, tookMs: ms, note: text.optional() }),
  z.looseObject({
    type: z.literal('step-failed'),
    step: word,
    problem,
    optional: z.boolean(),
    blocks: z.array(word).max(5000),
  }),
  z.looseObject({ type: z.literal('step-skipped'), step: word, reason: text }),
  z.looseObject({ type: z.literal('step-undone'), step: word, note: text.optional() }),
  z.looseObject({ type: z.literal('step-undo-failed'), step: word, problem }),
  z.looseObject({ type: z.literal('aborting'), actor: text, reason: text, undo: z.boolean() }),
  z.looseObject({ type: z.literal('warning'), message: text }),
  z.looseObject({ type: z.literal('run-ended'), summary }),
  z.looseObject({ type: z.literal('planned'), plan }),
  z.looseObject({
    type: z.literal('job-ended'),
    result: z.enum(Object.keys(exitCodes)),
    reasonCode: z.union([z.literal('OK'), code]),
    planHash: z.string().optional(),
    problems: z.array(problem),
    warnings: z.array(text),
    report: z.string().max(1_000_000).optional(),
  }),
]);

const event = z.looseObject({ seq: z.int().min(1), at: ms, run: word.optional() }).and(eventBodies);

const header = {
  schemaVersion: z.literal(1),
  service: word,
  command: word,
  operation: word.optional(),
};

const batch = z.looseObject({ ...header, events: z.array(event).max(1000) });

const question = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('begin'),
    from: region,
    to: region,
    mode: z.enum(['planned', 'unplanned']),
    only: z.array(word).max(5000),
    reason: z.string().max(2000),
    planHash: hash,
    configDigest: hash,
    commit: z
      .string()
      .regex(/^[0-9a-f]{40,64}$/)
      .optional(),
    run: word,
    step: word.optional(),
  }),
  z.looseObject({ type: z.literal('step-failed'), step: word, problem, blocks: z.array(word).max(5000) }),
  z.looseObject({ type: z.literal('point-of-no-return'), step: word }),
]);

const message = z.looseObject({ ...header, id: word, run: word.optional(), question });

/** A message, or what is wrong with it in one line. */
export type Read<Message> = { readonly message: Message } | { readonly problem: string };

/** Reads the body of `/v1/events`. */
export function readBatch(body: unknown): Read<EventBatch> {
  const read = batch.safeParse(body);
  // The schema names what the bot reads; the rest of a plan is carried as the Action made it, which no narrower type could say.
  return read.success ? { message: read.data as unknown as EventBatch } : { problem: firstOf(read.error) };
}

/** Reads the body of `/v1/questions`. */
export function readQuestion(body: unknown): Read<QuestionMessage> {
  const read = message.safeParse(body);
  // As above.
  return read.success
    ? { message: read.data as unknown as QuestionMessage }
    : { problem: firstOf(read.error) };
}

function firstOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const place = issue?.path.join('.') ?? '';
  return `${place === '' ? 'the body' : place}: ${issue?.message ?? 'is not as it should be'}`;
}
