import { approvalsSchema, incidentsSchema } from '../../../src/config/incidents-schema.ts';
import type { BeginQuestion, SentEvent } from '../../../src/job-protocol.ts';
import type { RunSummary } from '../../../src/events.ts';
import type { Incident, PlanSummary, Policy, Progress } from '../../../bot/incidents/incident.ts';
import { newIncident } from '../../../bot/incidents/new-incident.ts';
import type { IncidentSignal, Verdict } from '../../../bot/incidents/signal.ts';
import { transition } from '../../../bot/incidents/transition.ts';
import type { IncidentEffect } from '../../../bot/incidents/effect.ts';
import type { Person } from '../../../bot/people/person.ts';
import { operationOf, type Purpose } from '../../../bot/incidents/purpose.ts';
import type { Declaration, WorkflowRun } from '../../../bot/ports.ts';

export const minute = 60_000;
/** When every incident of these tests is declared. */
export const t0 = 1_800_000_000_000;

export const nadia: Person = { key: 'person:Nadia', name: 'Nadia', slack: 'UNADIA', github: 'nadia' };
export const omar: Person = { key: 'person:Omar', name: 'Omar', slack: 'UOMAR', github: 'omar' };
export const priya: Person = { key: 'person:Priya', name: 'Priya', slack: 'UPRIYA', github: 'priya' };
export const quinn: Person = { key: 'slack:T1/UQUINN', name: 'Quinn', slack: 'UQUINN' };

export const policy: Policy = {
  approvals: approvalsSchema.parse({
    required: 2,
    slackGroup: 'S0614TZR7',
    pointOfNoReturn: 1,
    breakGlass: { people: ['Nadia', 'Priya'], within: '20m' },
  }),
  incidents: incidentsSchema.parse({ channel: 'C024BE7LR', notify: [{ slack: 'C0OTHER11' }] }),
  people: [
    { name: 'Nadia', slack: 'UNADIA', github: 'nadia' },
    { name: 'Omar', slack: 'UOMAR', github: 'omar' },
    { name: 'Priya', slack: 'UPRIYA', github: 'priya' },
  ],
};

export const source: Incident['source'] = {
  ...{ owner: 'lomash', repo: 'wood', repositoryId: 1, branch: 'main', commit: 'c'.repeat(40) },
  ...{ configPath: 'failover.yml', configDigest: `sha256:${'d'.repeat(64)}` },
  workflowPath: '.github/workflows/failover.yml',
};

export const hashA = `sha256:${'a'.repeat(64)}`;
export const hashB = `sha256:${'b'.repeat(64)}`;

export function planOf(hash: string, other: Partial<PlanSummary> = {}): PlanSummary {
  return {
    ...{ hash, mode: 'unplanned', plannedAt: t0, expectedMs: 600_000, warnings: [], problems: [] },
    steps: [
      { id: 'db:promote', title: 'Promote db', region: 'eu-west-2', group: 'db:promote', expectedMs: 1 },
    ],
    pointOfNoReturn: 'db:promote',
    ...other,
  };
}

export function declaration(other: Partial<Declaration> = {}): Declaration {
  return {
    ...{ purpose: 'failover', origin: 'slack', service: 'lomash-wood', from: 'eu-west-1', to: 'eu-west-2' },
    ...{ mode: 'auto', only: [], reason: 'the region is dark', requester: nadia, dedupe: 'd1' },
    ...other,
  };
}

export const githubRun: WorkflowRun = {
  ...{ id: 900, attempt: 1, name: 'failover to eu-west-2', url: 'https://github.test/runs/900' },
  ...{ status: 'waiting', headSha: 'c'.repeat(40), branch: 'main', path: source.workflowPath },
  ...{ event: 'workflow_dispatch', actor: 'nadia' },
};

/** An incident as it is right after its declaration. */
export function declared(other: Partial<Declaration> = {}, rules: Policy = policy): Incident {
  return newIncident('lomash-wood-1', { declaration: declaration(other), source, policy: rules, at: t0 })
    .incident;
}

/** What `begin` asks when all is as it was approved. */
export function begin(other: Partial<BeginQuestion> = {}): BeginQuestion {
  return {
    ...{
      type: 'begin',
      run: 'fo-20270115-080000-7f3a',
      from: 'eu-west-1',
      to: 'eu-west-2',
      mode: 'unplanned',
      only: [],
      reason: 'dark',
    },
    ...{ planHash: hashA, configDigest: source.configDigest },
    ...other,
  };
}

/** An incident that signals happen to, and everything that came of them. */
export interface Played {
  readonly incident: Incident;
  readonly effects: readonly IncidentEffect[];
  readonly verdicts: readonly Verdict[];
  readonly actions: readonly string[];
}

/** Lets signals happen one after the other. */
export function play(incident: Incident, ...signals: readonly IncidentSignal[]): Played {
  return signals.reduce<Played>(
    (before, signal) => {
      const next = transition(before.incident, signal);
      return {
        incident: next.incident,
        effects: [...before.effects, ...next.effects],
        verdicts: [...before.verdicts, next.verdict],
        actions: [...before.actions, ...next.audit.map(({ action }) => action)],
      };
    },
    { incident, effects: [], verdicts: [], actions: [] },
  );
}

/** The same signals, where the plan is one for this purpose. */
export function forPurpose(purpose: Purpose, signals: readonly IncidentSignal[]): readonly IncidentSignal[] {
  return signals.map((signal) =>
    signal.type === 'planned'
      ? { ...signal, plan: { ...signal.plan, operation: operationOf(purpose) } }
      : signal,
  );
}

export function planned(hash = hashA, operation = 'lomash-wood-1.1'): IncidentSignal {
  return { type: 'planned', at: t0 + minute, operation, plan: planOf(hash) };
}

export function yes(
  by: Person,
  other: { readonly member?: boolean; readonly at?: number } = {},
): IncidentSignal {
  const { member = true, at = t0 + 2 * minute } = other;
  return { type: 'approve', at, by, via: 'slack', member, planHash: hashA };
}

export function rechecked(...people: readonly Person[]): IncidentSignal {
  return { type: 'rechecked', at: t0 + 3 * minute, members: people.map(({ key }) => key) };
}

export function asks(
  question: BeginQuestion,
  other: { readonly operation?: string; readonly id?: string; readonly at?: number } = {},
): IncidentSignal {
  const { operation = 'lomash-wood-1.2', id = 'q1', at = t0 + 4 * minute } = other;
  return { type: 'question', at, id, operation, question };
}

export function dispatched(operation = 'lomash-wood-1.2', run = 4711): IncidentSignal {
  return {
    type: 'dispatched',
    at: t0 + 3 * minute,
    operation,
    githubRun: run,
    url: `https://github.test/runs/${run}`,
  };
}

export function said(
  event: SentEvent,
  other: { readonly progress?: Progress; readonly operation?: string; readonly run?: number } = {},
): IncidentSignal {
  const { progress, operation = 'lomash-wood-1.2', run = 4711 } = other;
  return {
    ...{
      type: 'job-event',
      at: t0 + 5 * minute,
      operation,
      githubRun: run,
      event,
      job: `1/${run}.1/failover`,
    },
    ...(progress === undefined ? {} : { progress }),
  };
}

export const run = 'fo-20270115-080000-7f3a';

export function runEnded(seq: number, result: RunSummary['result']): SentEvent {
  const summary: RunSummary = {
    ...{ run, service: 'lomash-wood', result, declaredAt: t0, endedAt: t0 + 20 * minute, rtoMs: 18 * minute },
    ...{ rpo: undefined, expectedMs: 1, unfenced: [], problems: [], warnings: [] },
    counts: { done: 1, skipped: 0, failed: result === 'stopped' ? 1 : 0, pending: 0, undone: 0 },
  };
  return { type: 'run-ended', summary, seq, at: t0 + 20 * minute, run };
}

export function jobEnded(
  seq: number,
  result: 'done' | 'refused' | 'failed' | 'stopped',
  other: Partial<Extract<SentEvent, { type: 'job-ended' }>> = {},
): SentEvent {
  const reasonCode = result === 'done' ? ('OK' as const) : ('DENIED' as const);
  return {
    type: 'job-ended',
    result,
    reasonCode,
    problems: [],
    warnings: [],
    seq,
    at: t0 + 21 * minute,
    ...other,
  };
}

export function failedProgress(status: Progress['steps'][number]['status'] = 'failed'): Progress {
  return {
    ...{ run, declaredAt: t0, status: 'running', warnings: [], lastEventAt: t0 },
    steps: [
      {
        id: 'db:promote',
        title: 'Promote db',
        region: 'eu-west-2',
        group: 'db:promote',
        status,
        expectedMs: 1,
      },
    ],
  };
}

export const stepFailedEvent: SentEvent = {
  ...{ type: 'step-failed', step: 'db:promote', optional: false, blocks: [], seq: 1, at: t0, run },
  problem: { code: 'STEP_BROKEN', message: 'The promotion has failed.' },
};

/** Up to the plan; to both approvals; to the dispatch; to the yes for the job. */
export const upTo = {
  awaiting: [planned()],
  starting: [planned(), yes(omar), yes(priya), rechecked(omar, priya), dispatched()],
  running: [planned(), yes(omar), yes(priya), rechecked(omar, priya), dispatched(), asks(begin())],
} as const satisfies Record<string, readonly IncidentSignal[]>;

/** The effects of one type. */
export function only<Type extends IncidentEffect['type']>(
  { effects }: Pick<Played, 'effects'>,
  type: Type,
): readonly Extract<IncidentEffect, { readonly type: Type }>[] {
  return effects.filter(
    (effect): effect is Extract<IncidentEffect, { readonly type: Type }> => effect.type === type,
  );
}

/** What the stories are about, in their order. */
export function stories(played: Pick<Played, 'effects'>): readonly string[] {
  return only(played, 'story').map(({ story }) => story.about);
}
