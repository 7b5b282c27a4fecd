import type { ReplicationConfiguration, ReplicationRule } from '@aws-sdk/client-s3';
import type { Json, Region } from '../ids.ts';
import { stableJson } from '../plan/stable-json.ts';
import type { Step } from '../plan/plan.ts';
import { seenIn } from './kind.ts';
import type { Applied, ApplyContext, Observation, Settled } from './kind.ts';
import { replicationOf } from './s3-replication.ts';
import type { BucketLook } from './s3-replication.ts';
import { syncBuckets } from './s3-sync.ts';
import { textParam } from './step-params.ts';

/** Ends the id of a rule that leads the right way while what was written before it is not copied yet: the bucket itself remembers. */
export const UNSYNCED = '-unsynced';

/** Makes the rule, or copies what was written before it and then takes the mark off the rule. */
export async function protectBucket(step: Step, context: ApplyContext): Promise<Applied> {
  return step.action === 'replicate-back' ? addRule(step, context) : syncBack(step, context);
}

async function addRule(step: Step, context: ApplyContext): Promise<Applied> {
  const bucket = textParam(step, 'bucket');
  const rule = ruleParam(step, 'rule');
  const changed = await changeRules({ bucket, region: step.region, step }, context, (rules) => {
    if (rules.some((each) => isReached(each, rule))) return rules;
    const others = rules.filter(({ ID = '' }) => withoutMark(ID) !== withoutMark(rule?.ID ?? ''));
    // S3 refuses two rules of one priority.
    const priority = 1 + Math.max(0, ...others.map(({ Priority }) => Priority ?? 0));
    const taken = others.some(({ Priority }) => Priority === rule?.Priority);
    return rule === undefined ? rules : [...others, { ...rule, ...(taken ? { Priority: priority } : {}) }];
  });
  return { note: changed ? `${bucket} has the rule ${rule?.ID ?? ''}.` : `${bucket} has that rule already.` };
}

async function syncBack(step: Step, context: ApplyContext): Promise<Applied> {
  const where = { bucket: textParam(step, 'source'), region: textParam(step, 'sourceRegion'), step };
  const current = await replicationOf(where.bucket, where.region, context);
  const id = textParam(step, 'rule');
  if ((current?.Rules ?? []).some(({ ID }) => ID === id))
    return { note: `${where.bucket} is copied already.` };
  const { copied, bytes, same, newer } = await syncBuckets(step, context);
  await changeRules(where, context, (rules) => renamed(rules, `${id}${UNSYNCED}`, id));
  const kept = newer === 0 ? '' : `, ${newer} newer ones left alone`;
  return {
    note: `${copied} objects copied, ${same} were there${kept}.`,
    evidence: { copied, bytes, same, newer },
  };
}

/** Puts the former rule back, or the mark on the rule; copied objects stay. */
export async function unprotectBucket(step: Step, context: ApplyContext): Promise<Applied> {
  if (step.action === 'sync-back') {
    const where = { bucket: textParam(step, 'source'), region: textParam(step, 'sourceRegion'), step };
    const id = textParam(step, 'rule');
    await changeRules(where, context, (rules) => renamed(rules, id, `${id}${UNSYNCED}`));
    return { note: 'What was copied stays.' };
  }
  const bucket = textParam(step, 'bucket');
  const [rule, former] = [ruleParam(step, 'rule'), ruleParam(step, 'former')];
  await changeRules({ bucket, region: step.region, step }, context, (rules) => {
    if (former !== undefined && rules.some((each) => same(each, former))) return rules;
    const others = rules.filter(({ ID = '' }) => withoutMark(ID) !== withoutMark(rule?.ID ?? ''));
    if (former === undefined && others.length === rules.length) return rules;
    return former === undefined ? others : [...others, former];
  });
  return { note: `The replication rules of ${bucket} are as they were.` };
}

/** Changes the rules of a bucket as they are at this moment; tells whether anything had to be changed. */
async function changeRules(
  { bucket, region, step }: { bucket: string; region: Region; step: Step },
  context: ApplyContext,
  change: (rules: readonly ReplicationRule[]) => readonly ReplicationRule[],
): Promise<boolean> {
  const current = await replicationOf(bucket, region, context);
  const rules = current?.Rules ?? [];
  const wanted = change(rules);
  if (same(rules, wanted)) return false;
  const s3 = await context.outside.aws.s3(region);
  const options = { signal: context.signal };
  if (wanted.length === 0) {
    await s3.deleteBucketReplication({ Bucket: bucket }, options);
    return true;
  }
  const configuration: ReplicationConfiguration = {
    Role: current?.Role ?? textParam(step, 'role'),
    Rules: [...wanted],
  };
  await s3.putBucketReplication({ Bucket: bucket, ReplicationConfiguration: configuration }, options);
  return true;
}

function renamed(rules: readonly ReplicationRule[], from: string, to: string): readonly ReplicationRule[] {
  return rules.map((rule) => (rule.ID === from ? { ...rule, ID: to } : rule));
}

/** Whether the rule leads the right way, or everything before it is copied: judged by the rules of the source bucket. */
export function standbySettled(step: Step, observation: Observation<BucketLook>): Settled {
  const region = step.action === 'sync-back' ? textParam(step, 'sourceRegion') : step.region;
  const seen = seenIn(observation, region);
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  const rules = seen.state === 'seen' ? (seen.value.rules ?? []) : [];
  if (step.action === 'sync-back') {
    const id = textParam(step, 'rule');
    const done = rules.some(({ ID }) => ID === id);
    return done
      ? { state: 'done', note: 'everything is copied', evidence: { rule: id } }
      : { state: 'not-begun', note: 'not everything is copied yet' };
  }
  const rule = rules.find((each) => isReached(each, ruleParam(step, 'rule')));
  return rule === undefined
    ? { state: 'not-begun', note: 'the rule is not there yet' }
    : { state: 'done', note: `replicates by the rule ${rule.ID ?? ''}`, evidence: { rule: rule.ID ?? '' } };
}

/** Whether a rule is the wanted one, with or without its mark, whatever priority it was given. */
function isReached(rule: ReplicationRule, wanted: ReplicationRule | undefined): boolean {
  if (wanted === undefined || withoutMark(rule.ID ?? '') !== withoutMark(wanted.ID ?? '')) return false;
  return rule.Status === 'Enabled' && same(rule.Destination ?? null, wanted.Destination ?? null);
}

function withoutMark(id: string): string {
  return id.endsWith(UNSYNCED) ? id.slice(0, -UNSYNCED.length) : id;
}

function same(one: unknown, other: unknown): boolean {
  return stableJson(plain(one)) === stableJson(plain(other));
}

/** As JSON, without what is undefined; rules hold texts and numbers only. */
export function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json;
}

/** The cast is sound: the steps of this kind get their rules from this file alone. */
function ruleParam({ params }: Step, name: string): ReplicationRule | undefined {
  return (params[name] ?? undefined) as ReplicationRule | undefined;
}
