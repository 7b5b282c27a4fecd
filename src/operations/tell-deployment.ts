import { createHash } from 'node:crypto';
import type { Resource } from '../config/config.ts';
import type { Host } from '../engine/host.ts';
import type { RunEvent, RunSummary } from '../events.ts';
import type { Json, Region, StepId } from '../ids.ts';
import type { ApplyContext } from '../kinds/kind.ts';
import type { DeployMoment, DeploymentNews } from '../plan/deploy-request.ts';
import type { Goal, Plan, Step } from '../plan/plan.ts';
import type { Session } from './session.ts';

/** How long the end of a run may be held up by telling people that it went badly, in ms of the machine's clock. */
const tellTimeoutMs = 15_000;

/** Listens to a run; where it is a deployment that goes badly, whoever the config names is told. */
export interface Herald {
  /** The same host, listened to. */
  readonly host: Host;
  /** Tells what is left to tell, and waits until it is told. Gives who could not be told, as sentences; never throws. */
  ended(summary: RunSummary): Promise<readonly string[]>;
}

/** What of the config tells people of a deployment in this region. */
export function heraldsIn(
  { config, registry }: Pick<Session, 'config' | 'registry'>,
  region: Region,
): readonly Resource[] {
  const goal = deploymentIn(region);
  return config.resources.filter((resource) => {
    const kind = registry.get(resource.kind);
    return kind?.announces?.(resource, unseen, { goal, moment: 'failed' }) !== undefined;
  });
}

/** The goal of a deployment in this region. */
export function deploymentIn(region: Region): Goal {
  return { operation: 'deploy', from: region, to: region, mode: 'planned', fromCondition: 'up' };
}

const unseen = { at: 0, places: {} };

interface Heard {
  readonly plan: Plan;
  readonly reason: string;
  readonly run: string;
}

interface Outcome extends Required<Pick<DeploymentNews, 'outcome' | 'found'>> {
  readonly moment: Exclude<DeployMoment, 'begin' | 'end'>;
}

/**
 * A deployment that was taken back by itself is told at that moment, since the run may wait for a person long after; one that has stopped
 * otherwise, or was given up, when it ends. Nothing of it is a step, so nothing of it can hold up or fail the deployment.
 */
export function heraldOf(session: Session, host: Host): Herald {
  let heard: Heard | undefined;
  let failed: { readonly step: StepId; readonly message: string } | undefined;
  let isTold = false;
  const telling: Promise<readonly string[]>[] = [];
  const tell = (outcome: Outcome): void => {
    if (heard === undefined) return;
    isTold = true;
    telling.push(tellAll(session, { heard, outcome, count: telling.length }));
  };
  const listen = (event: RunEvent): void => {
    if (heard === undefined) return;
    if (event.type === 'step-failed' && !event.optional) {
      failed = { step: event.step, message: event.problem.message };
      isTold = false;
    }
    // What is taken back from now on is taken back because a person wants it.
    if (event.type === 'aborting') failed = undefined;
    const back = failed === undefined ? undefined : takenBack(event, heard.plan, failed.step);
    if (back !== undefined) tell({ moment: 'failed', outcome: back, found: failed?.message ?? '' });
  };
  return {
    host: {
      emit: (event) => {
        host.emit(event);
        if (event.type === 'run-started' && event.plan.goal.operation === 'deploy')
          heard = { plan: event.plan, reason: event.reason, run: event.run };
        else listen(event);
      },
      ask: (request, signal) => host.ask(request, signal),
    },
    ended: async ({ result, counts, problems }) => {
      const found = problems[0]?.message ?? '';
      if (result === 'aborted') tell({ moment: 'aborted', outcome: 'was given up', found });
      if (result === 'stopped' && !isTold)
        tell({
          moment: 'failed',
          outcome: counts.undone > 0 ? 'was taken back' : 'has stopped',
          found,
        });
      return (await Promise.all(telling)).flat();
    },
  };
}

/** How a deployment was taken back by this event, because the step that watches over it has failed. */
function takenBack(event: RunEvent, { steps }: Plan, watcher: StepId): string | undefined {
  if (event.type !== 'step-undone' && event.type !== 'step-undo-failed') return undefined;
  const { resource, retreats } = steps.find(({ id }) => id === watcher) ?? {};
  if (retreats === undefined || event.step !== `${resource ?? ''}:${retreats}`) return undefined;
  return event.type === 'step-undone' ? 'was taken back' : 'could not be taken back';
}

interface Telling {
  readonly heard: Heard;
  readonly outcome: Outcome;
  /** Which one of this process it is: a retry that goes badly too is told again. */
  readonly count: number;
}

async function tellAll(session: Session, telling: Telling): Promise<readonly string[]> {
  const all = session.config.resources.map((resource) => tellOne(session, resource, telling));
  return (await Promise.all(all)).flat();
}

async function tellOne(
  { registry, looking, clock }: Session,
  resource: Resource,
  { heard: { plan, reason, run }, outcome, count }: Telling,
): Promise<readonly string[]> {
  const kind = registry.get(resource.kind);
  const { goal } = plan;
  const { moment } = outcome;
  const draft = kind?.announces?.(resource, unseen, { goal, moment });
  if (draft === undefined || kind?.apply === undefined) return [];
  const step: Step = {
    ...draft,
    params: { ...draft.params, ...outcome, what: whatOf(plan) },
    ...{ id: `${resource.id}:${draft.action}`, resource: resource.id, kind: resource.kind, needs: [] },
  };
  const token = createHash('sha256')
    .update(`${run}/${resource.id}/${outcome.outcome}/${count}`)
    .digest('hex');
  const context: ApplyContext = {
    ...{ outside: looking.outside, now: clock.now(), signal: AbortSignal.timeout(tellTimeoutMs) },
    ...{ run, reason, goal, inputs: {}, token: token.slice(0, 32) },
  };
  try {
    await clock.during(kind.apply(step, context));
    return [];
  } catch (error) {
    const { problem } = looking.classify(error, { resource: resource.id, region: goal.to });
    return [`${resource.id} could not be told that the deployment ${outcome.outcome}: ${problem.message}`];
  }
}

/** What is deployed, from the steps that tell it; the title of what is done where nobody is told beforehand. */
function whatOf({ steps, goal }: Plan): Json {
  const told = steps.find(({ params }) => typeof params['what'] === 'string');
  return told?.params['what'] ?? steps.find(({ phase }) => phase === 'compute')?.title ?? goal.to;
}
