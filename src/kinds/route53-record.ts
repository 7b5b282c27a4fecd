import * as z from 'zod';
import type { Problem } from '../errors.ts';
import { regionPattern } from '../ids.ts';
import type { Assessment, Goal, Note, StepDraft } from '../plan/plan.ts';
import { lookCalls, possibleCalls } from './record-calls.ts';
import {
  describeRecord,
  recordsAsBefore,
  recordsAsWanted,
  restoreRecords,
  upsertRecords,
} from './record-change.ts';
import { assessDrill, checkStands, dnsStands, drillSteps, resetCheck, setCheck } from './record-drill.ts';
import { dnsActions, lookAtRecords } from './record-look.ts';
import type { DnsRecord, RecordSpec, RecordValue } from './record-look.ts';
import { zoneIdPattern } from './record-lookup.ts';
import { leadsTo } from './record-shape.ts';
import type { RecordTarget } from './record-shape.ts';
import { hasFailedOver, planned, protectSteps, recordSteps, ttlOf, wishOf } from './record-steps.ts';
import { isSwitched, leadsBySelf, standbyChange, switchedAway } from './record-switched.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, Observation, Settled } from './kind.ts';
import { judgeHold } from './traffic-stages.ts';

const spec = z.strictObject({
  zone: z
    .string()
    .min(2)
    .describe('The hosted zone: its id (better: one call less in an emergency), or its name.'),
  name: z.string().min(1).describe('The full name of the record, such as api.example.com.'),
  type: z.enum(['A', 'AAAA', 'CNAME']).default('A').describe('The type of the record.'),
  ttl: z
    .int()
    .min(1)
    .max(172_800)
    .default(60)
    .describe('Seconds that resolvers may keep it, where a record with values is made anew.'),
  style: z
    .enum(['auto', 'simple', 'failover', 'weighted', 'latency'])
    .default('auto')
    .describe('The routing policy that the records must have; `auto` takes what is there.'),
  pin: z
    .boolean()
    .default(true)
    .describe(
      'Failover pairs: in an unplanned failover lead both records to the new region, so that DNS cannot flip back to old data.',
    ),
  switched: z
    .array(z.string().regex(regionPattern, 'must be the name of an AWS region'))
    .optional()
    .describe(
      'Failover pairs: regions that a `route53-switch` leads the name to. A failover there leaves the records alone, so that it does not need Route 53; a reprotect makes up for that.',
    ),
});

const regional: z.ZodType<RecordTarget> = z.union([
  z.strictObject({
    alias: z
      .strictObject({
        dnsName: z.string().min(1).describe('DNS name of the load balancer.'),
        hostedZoneId: z
          .string()
          .regex(zoneIdPattern)
          .describe('Zone id of the load balancer, not of the record.'),
      })
      .describe('An alias to a name of AWS, such as a load balancer.'),
    evaluateTargetHealth: z
      .boolean()
      .optional()
      .describe('Whether Route 53 asks the load balancer for its health; as it is now where absent.'),
  }),
  z.strictObject({
    values: z.array(z.string().min(1)).min(1).describe('Plain values: addresses, or a name for CNAME.'),
  }),
]);

/** Leads a DNS name to the region being activated. */
export const route53Record = defineKind<RecordSpec, RecordTarget, RecordValue>({
  name: 'route53-record',
  role: 'traffic',
  summary: 'Leads a public name to the region being activated by changing its records in Route 53.',
  notes: [
    'Changing records needs the control plane of Route 53, which is in us-east-1. Where that must not matter, use `route53-switch`.',
    'A failover pair stays a pair, since Route 53 refuses a simple record beside it. In an unplanned failover both records are led to the new region (`pin`): whatever a health check says then, nobody is sent back to data that has been left behind when the old region returns. Failing back leads PRIMARY home again, with the health check that it kept.',
    'In a planned switchover PRIMARY and SECONDARY swap their targets together with their health checks, so that PRIMARY is not judged by the health of the region that was left. A PRIMARY without a health check gets EvaluateTargetHealth.',
    'With `pin: false` a pair that Route 53 has failed over by itself is left alone, and DNS flips back as soon as the old region looks healthy.',
    'Weighted records: the new region gets 100, the old one 0, others stay. Route 53 still answers with a record of weight 0 when every other record is unhealthy.',
    'Where traffic moves in stages, weights move it: a simple record or a pair becomes weighted with the first stage, and is itself again after the last, with its health checks. Say `style: failover` or `style: simple`, so that a failback that was given up half way is finished in that style.',
    'After each stage traffic is held for the bake time, and for no less than the TTL and the minute that Route 53 takes to tell all its name servers. A guard that fails takes the stage back.',
    'Latency records, for services that are active in all regions: the record of a lost region is led to the new one, and led home again by a failback, which leaves the other regions alone. Traffic does not move in stages there. With `switched` a failover leaves the records alone: their health check takes the region out by the object of a `route53-switch`, until a failback.',
    'A reprotect makes a pinned pair a pair again, with the region that stands by as SECONDARY.',
    'A drill of type dns disables and inverts the health check of the region that is left, waits until the name servers answer with the other one, then puts it back, waits again, and for the TTL, before anything that was started for it is stopped. Disabled alone, as many runbooks have it, a health check counts as healthy and nothing moves.',
    'With `switched` a failover to such a region makes no call to Route 53, and is not refused where Route 53 cannot be reached: its control plane is in us-east-1, which may be the very region that is lost. The pair is led there by the object of a `route53-switch`. A reprotect leads the records there as well, waits until no resolver knows better, and then the switch, given `records`, takes its object away. A failback in stages follows that.',
    'The change is one batch: all records or none. Resolvers may keep the old answer for the TTL.',
    'A change is made when Route 53 lists the records as they are wanted. Whether every name server has them yet (`GetChange`: INSYNC) is not asked: only the answer to the change has its id, and a run that was killed before it heard that answer could never ask. It takes a minute at most. Stages hold for that minute as well, and an `http-check` with `dns: true` asks a name server what it answers.',
  ],
  example: `kind: route53-record
zone: Z0123456789ABCDEFGHIJ
name: api.example.com
type: A
eu-west-1: { alias: { dnsName: api-1.eu-west-1.elb.amazonaws.com, hostedZoneId: Z32O12XQLNTSW2 } }
eu-west-2: { alias: { dnsName: api-2.eu-west-2.elb.amazonaws.com, hostedZoneId: ZHURV8PSTC4K8 } }
`,
  spec,
  regional,
  regionalNeeded: 'every',
  places: ['global'],
  batch: ({ spec: { zone } }) => zone,
  observe: (resources, _place, context) => lookAtRecords(resources, context),
  reads: (resource) => lookCalls(resource),
  changes: (resource, goal) => (isSwitched(resource, goal) ? [] : possibleCalls(resource, goal)),
  assess,
  steps: (resource, observation, goal) =>
    isSwitched(resource, goal) ? [] : drafts(resource, observation, { goal, draft: recordSteps }),
  protect: (resource, observation, goal) => drafts(resource, observation, { goal, draft: protectSteps }),
  protected: verifyProtected,
  drill: (resource, observation, goal) => drafts(resource, observation, { goal, draft: drillSteps }),
  apply: (step, context) => (isOnCheck(step) ? setCheck(step, context) : upsertRecords(step, context)),
  undo: (step, context) => (isOnCheck(step) ? resetCheck(step, context) : restoreRecords(step, context)),
  inCode: () => '`aws_route53_record`: it leads elsewhere now, and an apply would lead traffic back.',
  settled: (step, observation, now): Settled => {
    if (!step.changes && !dnsActions.includes(step.action)) return judgeHold(step, observation, now);
    return judged(observation, (value) => {
      if (dnsActions.includes(step.action)) return dnsStands(step, value);
      return isOnCheck(step) ? checkStands(step, value, 'wanted') : recordsAsWanted(step, value.records);
    });
  },
  undone: (step, observation): Settled =>
    judged(observation, (value) =>
      isOnCheck(step) ? checkStands(step, value, 'was') : recordsAsBefore(step, value.records),
    ),
  verify,
  outputNames: ['leads'],
  outputs: (resource, observation, region) => {
    const value = valueIn(observation, 'global');
    return { leads: value === undefined ? undefined : leadsBySelf(resource, value, region) };
  },
});

interface Drafting {
  readonly goal: Goal;
  readonly draft: (resource: DnsRecord, value: RecordValue, goal: Goal) => readonly StepDraft[];
}

function drafts(
  resource: DnsRecord,
  observation: Observation<RecordValue>,
  { goal, draft }: Drafting,
): readonly StepDraft[] {
  const value = valueIn(observation, 'global');
  return value === undefined ? [] : draft(resource, value, goal);
}

function judged(observation: Observation<RecordValue>, judge: (value: RecordValue) => Settled): Settled {
  const seen = seenIn(observation, 'global');
  if (seen.state === 'seen') return judge(seen.value);
  const why = seen.state === 'failed' ? seen.problem.message : 'the zone is not there';
  return { state: 'pending', note: `Route 53 cannot be read: ${why}` };
}

/** A drill changes health checks, everything else changes records. */
function isOnCheck({ params }: Pick<StepDraft, 'params'>): boolean {
  return 'check' in params;
}

function assess(resource: DnsRecord, observation: Observation<RecordValue>, goal: Goal): Assessment {
  const { name, zone } = resource.spec;
  const seen = seenIn(observation, 'global');
  const blocked = (problem: Problem): Assessment => ({
    state: 'blocked',
    summary: `${name} cannot be changed`,
    problems: [{ resource: resource.id, ...problem }],
  });
  if (isSwitched(resource, goal))
    return { state: 'done', summary: `${name} is led to ${goal.to} by its switch; its records stay` };
  if (seen.state === 'failed') return blocked(seen.problem);
  if (seen.state === 'absent')
    return blocked({ code: 'RESOURCE_MISSING', message: `There is no public hosted zone ${zone}.` });
  if (goal.operation === 'drill') {
    return goal.drill === 'dns'
      ? assessDrill(resource, seen.value, goal)
      : { state: 'done', summary: `${name} is left alone` };
  }
  const held = switchedAway(resource, seen.value, goal);
  if (held !== undefined) return blocked(held);
  const change =
    goal.operation === 'reprotect'
      ? standbyChange(resource, { wish: wishOf(resource), records: seen.value.records }, goal)
      : planned(resource, seen.value, goal);
  if (change.state === 'impossible')
    return blocked({
      code: 'RESOURCE_NOT_READY',
      message: `${name} cannot be led to ${goal.to}: ${change.why}.`,
    });
  if (change.state === 'done') return { state: 'done', summary: `${name} leads to ${goal.to}` };
  return {
    state: 'ready',
    summary: `${name}: ${change.summary}`,
    notes: notesOn(resource, seen.value, goal),
  };
}

/** Above this, in seconds, the time that resolvers keep the former answer is the longest part of a failover. */
const longTtl = 300;

function notesOn(resource: DnsRecord, value: RecordValue, goal: Goal): readonly Note[] {
  const { name, pin } = resource.spec;
  const notes: Note[] = [];
  const ttl = ttlOf(value.records);
  if (ttl > longTtl)
    notes.push({
      level: 'warning',
      message: `Resolvers may keep the former answer of ${name} for ${ttl} s; lower the TTL well before it matters`,
    });
  if (goal.stages !== undefined && value.records.some(({ Region }) => Region !== undefined))
    notes.push({
      level: 'warning',
      message: `${name} has latency records, which cannot be weighed: its traffic moves at once, not in stages`,
    });
  if (goal.operation !== 'reprotect' && hasFailedOver(resource, value, goal)) {
    const back = pin
      ? 'pinning it keeps DNS from flipping back'
      : `DNS flips back when ${goal.from} looks healthy again`;
    notes.push({
      level: pin ? 'info' : 'warning',
      message: `Route 53 has failed ${name} over to ${goal.to} by itself; ${back}`,
    });
  }
  return notes;
}

function verify(resource: DnsRecord, observation: Observation<RecordValue>, goal: Goal): readonly Check[] {
  // A drill pins nothing: what led to a region before it leads there afterwards.
  const asked: Goal = goal.operation === 'drill' ? { ...goal, mode: 'planned' } : goal;
  const value = valueIn(observation, 'global');
  const switched = isSwitched(resource, goal);
  // The failover must not need Route 53, nor must the proof of it: what DNS answers is asked by a check.
  if (switched && value === undefined) return [];
  const leads =
    value !== undefined &&
    (planned(resource, value, asked).state === 'done' || staysBeside(resource, value, goal));
  return [
    {
      name: `${resource.spec.name} leads to ${goal.to}`,
      ok: leads || (switched && value !== undefined && hasFailedOver(resource, value, goal)),
      expected: `records that lead to ${goal.to}`,
      found: foundIn(observation),
    },
  ];
}

/** Latency records answer for every region: one that stands by may go on doing so beside the active one. */
function staysBeside({ regional: targets }: DnsRecord, { records }: RecordValue, goal: Goal): boolean {
  const own = records.find(({ Region }) => Region === goal.to);
  return goal.operation === 'reprotect' && own !== undefined && leadsTo(own, targets[goal.to]);
}

function verifyProtected(
  resource: DnsRecord,
  observation: Observation<RecordValue>,
  goal: Goal,
): readonly Check[] {
  const value = valueIn(observation, 'global');
  const { name } = resource.spec;
  return [
    {
      name: `${name} leads to ${goal.to}, with ${goal.from} behind it`,
      ok:
        value !== undefined &&
        standbyChange(resource, { wish: wishOf(resource), records: value.records }, goal).state === 'done',
      expected: 'no pair that leads to one region alone',
      found: foundIn(observation),
    },
  ];
}

function foundIn(observation: Observation<RecordValue>): string {
  const seen = seenIn(observation, 'global');
  if (seen.state === 'failed') return seen.problem.message;
  const records = valueIn(observation, 'global')?.records ?? [];
  return records.map(describeRecord).join('; ') || 'no record';
}
