import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { fail } from '../errors.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { DeployMoment } from '../plan/deploy-request.ts';
import type { Assessment, Call, Goal, Step, StepDraft } from '../plan/plan.ts';
import { announcementIn } from './announcement.ts';
import { defineKind, seenIn } from './kind.ts';
import type { ApplyContext, Applied, Observation, ObserveContext } from './kind.ts';
import { deploymentsField, momentsField, phaseOf, tells } from './moments.ts';
import { textParam } from './step-params.ts';

const topicArn = z
  .string()
  .regex(
    /^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,251}(\.fifo)?$/,
    'must be the ARN of an SNS topic, such as `arn:aws:sns:eu-west-2:111122223333:failover`',
  );

const spec = z.strictObject({
  when: momentsField,
  deployments: deploymentsField,
});

type Spec = z.output<typeof spec>;
type Topic = Resource<Spec, string>;

interface Value {
  readonly exists: boolean;
}

/** Tells the subscribers of an SNS topic. */
export const sns = defineKind<Spec, string, Value>({
  name: 'sns',
  role: 'notification',
  summary: 'Tells the subscribers of an SNS topic when a run begins and when its checks have passed.',
  notes: [
    'It publishes to the topic under the name of the region that is activated, so that nothing depends on the lost one. The topic under another region stays silent in that run.',
    'The message is a few sentences. Its attributes `state` (`begin`, `end`, of a deployment also `failed`, `aborted`), `operation`, `mode`, `from`, `to` and `run` are for filter policies.',
    'The run goes on without it: a failure is a warning. A run that is interrupted at that moment may publish twice; a FIFO topic drops the copy.',
  ],
  example: `kind: sns
eu-west-1: arn:aws:sns:eu-west-1:111122223333:failover
eu-west-2: arn:aws:sns:eu-west-2:111122223333:failover
`,
  spec,
  regional: topicArn.describe('The ARN of the topic; its own region may be another one.'),
  regionalNeeded: 'some',
  places: ['regions'],
  observe,
  reads: (resource, place) => callsOn(resource, place, ['GetTopicAttributes']),
  changes: (resource, { to }) => callsOn(resource, to, ['Publish']),
  assess: (resource, observation, { to }) => assess(resource, observation, to),
  steps: (resource, _observation, goal) =>
    resource.regional[goal.to] === undefined
      ? []
      : resource.spec.when.map((moment) => publishStep(resource, goal, moment)),
  announces: (resource, _observation, { goal, moment }) =>
    resource.regional[goal.to] !== undefined && tells(resource.spec, moment)
      ? publishStep(resource, goal, moment)
      : undefined,
  apply: publish,
  settled: () => ({ state: 'unobservable' }),
  verify: () => [],
});

/** The topic of a place is looked at in its own region; one that is not there is a finding, not an absence of the resource. */
async function observe(resources: readonly Topic[], place: Region, { outside, signal }: ObserveContext) {
  const looks = resources.map(async ({ id, regional: topics }): Promise<[ResourceId, Value][]> => {
    const arn = topics[place];
    if (arn === undefined) return [];
    const api = await outside.aws.sns(regionOf(arn));
    try {
      await api.getTopicAttributes({ TopicArn: arn }, { signal });
      return [[id, { exists: true }]];
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundException') return [[id, { exists: false }]];
      throw error;
    }
  });
  return new Map((await Promise.all(looks)).flat());
}

function assess(resource: Topic, observation: Observation<Value>, to: Region): Assessment {
  const arn = resource.regional[to];
  const seen = seenIn(observation, to);
  const warn = (message: string): Assessment => ({
    state: 'ready',
    summary: 'nobody can be told',
    notes: [{ level: 'warning', message }],
  });
  if (arn === undefined) return { state: 'ready', summary: `no topic for ${to}: nobody is told` };
  if (seen.state === 'failed') return warn(`The topic cannot be looked at: ${seen.problem.message}`);
  if (seen.state === 'seen' && !seen.value.exists) return warn(`The topic ${arn} does not exist.`);
  return { state: 'ready', summary: `${nameOf(arn)} will be told` };
}

function publishStep(resource: Topic, { to }: Goal, moment: DeployMoment): StepDraft {
  const arn = resource.regional[to] ?? '';
  return {
    action: moment,
    title: `Tell the subscribers of ${nameOf(arn)}`,
    region: to,
    phase: phaseOf(moment),
    risk: 'none',
    changes: true,
    expectedMs: 1_000,
    timeoutMs: 60_000,
    params: { topic: arn, moment },
    calls: callsOn(resource, to, ['Publish']),
    after: [],
    optional: true,
    repeat: 'safe',
  };
}

async function publish(step: Step, context: ApplyContext): Promise<Applied> {
  const { outside, signal, token, run } = context;
  const arn = textParam(step, 'topic');
  const { title, text, facts } = announcementIn(step, context);
  const api = await outside.aws.sns(regionOf(arn));
  const attributes = Object.entries(facts).map(([name, StringValue]) => [
    name,
    { DataType: 'String', StringValue },
  ]);
  const { MessageId } = await api.publish(
    {
      TopicArn: arn,
      Subject: title.slice(0, 100),
      Message: text,
      MessageAttributes: Object.fromEntries(attributes) as Record<
        string,
        { DataType: string; StringValue: string }
      >,
      ...(arn.endsWith('.fifo') ? { MessageGroupId: run, MessageDeduplicationId: token } : {}),
    },
    { signal },
  );
  if (MessageId === undefined)
    throw fail({ code: 'UNEXPECTED', message: `SNS has not said whether it took the message to ${arn}.` });
  return { note: `published to ${nameOf(arn)}`, evidence: { topic: arn, message: MessageId } };
}

function callsOn({ regional: topics }: Topic, place: Region, actions: readonly string[]): readonly Call[] {
  const arn = topics[place];
  if (arn === undefined) return [];
  return actions.map((action) => ({
    service: 'sns',
    action,
    resource: arn,
    region: regionOf(arn),
    plane: action === 'Publish' ? 'data' : 'control',
  }));
}

function regionOf(arn: string): Region {
  return arn.split(':')[3] ?? '';
}

function nameOf(arn: string): string {
  return `${arn.split(':').at(-1) ?? arn} in ${regionOf(arn)}`;
}
