import type {
  Incident,
  IncidentState,
  PlanSummary,
  Progress,
  ProgressStep,
} from '../../../bot/incidents/incident.ts';
import type { Purpose } from '../../../bot/incidents/purpose.ts';
import type { Person } from '../../../bot/people/person.ts';
import type { RunSummary } from '../../../src/events.ts';
import type { ShownStatus } from '../../../src/report/checklist-view.ts';
import type { Phase } from '../../../src/plan/plan.ts';

/** 21 November 2026, 10:42 UTC, in ms. */
export const declaredAt = Date.UTC(2026, 10, 21, 10, 42);

/** What somebody typed, where a test does not say otherwise. */
const plainReason = 'eu-west-1 does not answer since 10:40';

const nadia: Person = { key: 'person:Nadia', name: 'Nadia', slack: 'UNADIA', github: 'nadia' };
export const omar: Person = { key: 'person:Omar', name: 'Omar', slack: 'UOMAR' };

/** What an incident of a test is made of. */
export interface Making {
  readonly state: IncidentState;
  readonly steps?: number;
  /** Stands wherever people, servers or a config may have written something. */
  readonly text?: string;
  readonly statuses?: readonly ShownStatus[];
  /** A failover where absent. */
  readonly purpose?: Purpose;
  /** How resources have kept objectives of their own; none has any where absent. */
  readonly objectives?: RunSummary['resources'];
}

const shapes: readonly { group: string; title: string; phase: Phase; expectedMs: number }[] = [
  {
    group: 'databases/*:promote',
    title: 'Promote lomash-*-prod-replica',
    phase: 'data',
    expectedMs: 240_000,
  },
  {
    group: 'secrets:write(*)',
    title: 'Write the connection of * into its secret',
    phase: 'config',
    expectedMs: 5000,
  },
  { group: 'services:scale(*)', title: 'Scale * to 3 pods', phase: 'compute', expectedMs: 90_000 },
];

/** Steps in three groups and two that stand alone, with these states in turn. */
function steps(count: number, statuses: readonly ShownStatus[], text?: string): ProgressStep[] {
  return Array.from({ length: count }, (_, index): ProgressStep => {
    const shape = shapes[Math.floor((index * shapes.length) / count)] ?? shapes[0];
    const status = statuses[index % statuses.length] ?? 'pending';
    const name = `item-${index}`;
    const since =
      status === 'pending' || status === 'blocked' ? {} : { since: declaredAt + 60_000 + index * 1000 };
    const took = ['done', 'failed', 'warned'].includes(status) ? { tookMs: 42_000 } : {};
    const failed = ['failed', 'warned', 'retrying', 'undo-failed'].includes(status);
    return {
      id: (shape?.group ?? '*').replace('*', text ?? name),
      title: (shape?.title ?? '*').replace('*', text ?? name),
      group: text === undefined ? (shape?.group ?? '') : `${shape?.group ?? ''}${text}`,
      phase: shape?.phase ?? 'data',
      region: text ?? 'eu-west-2',
      expectedMs: shape?.expectedMs ?? 1000,
      status,
      ...since,
      ...took,
      ...(status === 'running' ? { note: text ?? 'waits until the replica is writable' } : {}),
      ...(failed
        ? {
            problem: {
              code: 'RESOURCE_NOT_READY' as const,
              message: text ?? `The instance ${name} is backing-up.`,
              expected: text ?? 'available',
              found: text ?? 'backing-up',
              ...(text === undefined ? {} : { fix: text }),
            },
          }
        : {}),
    };
  });
}

function planOf(count: number, text?: string): PlanSummary {
  return {
    hash: `sha256:${'a1b2c3d4'.repeat(8)}`,
    mode: 'unplanned',
    plannedAt: declaredAt + 30_000,
    expectedMs: 12 * 60_000,
    steps: steps(count, ['pending'], text),
    loss: { ms: 4000, known: true, source: text ?? 'ReplicaLag of lomash-orders-prod-replica' },
    pointOfNoReturn: text ?? 'databases/item-0:promote',
    warnings:
      text === undefined
        ? ['The standby of analytics is 4 s behind.']
        : Array.from({ length: 40 }, (_, index) => `${text} ${index}`),
    problems: [],
  };
}

const running: readonly ShownStatus[] = ['done', 'done', 'done', 'running', 'pending'];

const statusesOf: Readonly<Partial<Record<IncidentState, readonly ShownStatus[]>>> = {
  running,
  stopped: ['done', 'failed', 'blocked', 'warned', 'uncertain'],
  done: ['done', 'skipped'],
  failed: ['done', 'failed', 'undo-failed', 'pending'],
  aborted: ['undone', 'done', 'pending'],
};

/** With hostile text many resources have missed objectives of their own. */
function objectivesOf({ objectives, text }: Making): Pick<RunSummary, 'resources'> {
  if (objectives !== undefined) return { resources: objectives };
  if (text === undefined) return {};
  const missed = { resource: text, rtoMs: 90_000, rtoObjectiveMs: 60_000, rpoObjectiveMs: 1000 };
  return { resources: Array.from({ length: 30 }, () => missed) };
}

const runOfIncident = 'fo-20261121-104300-7f3a';

function progressOf(making: Making, statuses: readonly ShownStatus[]): Progress {
  const { state, text } = making;
  const shown = steps(making.steps ?? 12, statuses, text);
  const ended = state === 'done' || state === 'failed' || state === 'aborted';
  return {
    run: runOfIncident,
    declaredAt,
    status:
      state === 'done'
        ? 'done'
        : state === 'aborted'
          ? 'aborted'
          : state === 'running'
            ? 'running'
            : 'stopped',
    steps: shown,
    warnings: text === undefined ? [] : [text],
    lastEventAt: declaredAt + 120_000,
    ...(ended
      ? {
          summary: {
            run: runOfIncident,
            service: 'lomash-wood',
            result: state === 'done' ? 'done' : 'aborted',
            declaredAt,
            endedAt: declaredAt + 1_450_000,
            ...(state === 'done' ? { rtoMs: 1_450_000 } : {}),
            rpo: { ms: 4000, known: state === 'done', source: text ?? 'ReplicaLag' },
            ...objectivesOf(making),
            expectedMs: 720_000,
            counts: { done: 10, skipped: 1, failed: 0, pending: 0, undone: 0 },
            unfenced: [],
            problems: [],
            warnings: [],
          },
        }
      : {}),
  };
}

/** An incident in this state as it would be. */
export function anIncident(making: Making): Incident {
  const { state, text } = making;
  const statuses = making.statuses ?? statusesOf[state];
  const planned = state !== 'planning';
  const over = ['done', 'failed', 'aborted', 'rejected', 'expired', 'refused'].includes(state);
  const hash = `sha256:${'a1b2c3d4'.repeat(8)}`;
  const omarOr: Person = text === undefined ? omar : { ...omar, name: text };
  const approval = { by: omarOr, via: 'slack' as const, at: declaredAt + 50_000, planHash: hash };
  return {
    schemaVersion: 1,
    id: 'lomash-wood-12',
    state,
    origin: 'slack',
    request: {
      purpose: making.purpose ?? 'failover',
      service: 'lomash-wood',
      from: 'eu-west-1',
      to: 'eu-west-2',
      mode: 'auto',
      only: text === undefined ? [] : [text, 'databases'],
      reason: text ?? plainReason,
    },
    source: {
      owner: 'lomash',
      repo: 'wood',
      repositoryId: 42,
      branch: 'main',
      commit: 'c0ffee'.repeat(6),
      configPath: 'failover.yml',
      configDigest: `sha256:${'0'.repeat(64)}`,
      workflowPath: '.github/workflows/failover.yml',
    },
    policy: {
      approvals: {
        required: 2,
        slackGroup: 'S0614TZR7',
        expires: 1_800_000,
        pointOfNoReturn: 1,
        breakGlass: { people: ['Nadia'], within: 1_800_000 },
      },
      incidents: { channel: 'C024BE7LR', gate: 'dispatch', workflow: 'failover.yml', notify: [] },
      people: [],
      rtoMs: 1_800_000,
      rpoMs: 30_000,
      home: 'eu-west-1',
    },
    requester: text === undefined ? nadia : { ...nadia, name: text },
    owner: nadia,
    declaredAt,
    ...(planned ? { plan: planOf(making.steps ?? 12, text) } : {}),
    approvals: planned ? [approval] : [],
    ...(planned ? { expiresAt: declaredAt + 30_000 + 1_800_000 } : {}),
    ...(text === undefined ? {} : { breakGlass: { by: omarOr, at: declaredAt, reason: text } }),
    dispatches:
      statuses === undefined
        ? []
        : [
            {
              operation: 'lomash-wood-12.2',
              command: 'failover',
              state: 'begun',
              at: declaredAt + 55_000,
              heardAt: declaredAt + 120_000,
              githubRun: 4711,
              url: 'https://github.com/lomash/wood/actions/runs/4711',
            },
          ],
    questions:
      state === 'running' && text !== undefined
        ? [
            {
              id: 'q1',
              operation: 'lomash-wood-12.2',
              at: declaredAt,
              question: { type: 'point-of-no-return', step: text },
              approvals: [approval],
            },
          ]
        : [],
    ...(statuses === undefined ? {} : { run: runOfIncident, progress: progressOf(making, statuses) }),
    places: {
      slack: {
        channel: 'C024BE7LR',
        ts: '1.2',
        permalink: 'https://lomash.slack.com/archives/C024BE7LR/p12',
      },
      issue: { number: 7, url: 'https://github.com/lomash/wood/issues/7' },
    },
    ...(over ? { endedAt: declaredAt + 1_450_000 } : {}),
    ...(over && state !== 'done' ? { endReason: text ?? 'Omar rejected it' } : {}),
    ...(over && statuses !== undefined ? { report: `# Report\n\n${text ?? 'All is well.'}` } : {}),
  };
}

/** Every state of an incident. */
export const states: readonly IncidentState[] = [
  ...(['planning', 'awaiting-approval', 'starting', 'running', 'stopped', 'done'] as const),
  ...(['failed', 'aborted', 'rejected', 'expired', 'refused'] as const),
];

/** Texts that want to be more than text. */
export const hostileTexts: Readonly<Record<string, string>> = {
  mention: '<!channel> <!here|x> <@U012ABCDEF> <#C012ABCDEF> @here @channel @everyone @nadia #incidents',
  link: '<https://evil.example|Approve> https://evil.example/x www.evil.example [Approve](https://evil.example)',
  markup:
    '*bold* _it_ ~no~ `code` ```block``` > quote\n> quote\n# head\n- [x] done :tada: **b** ![i](http://x)',
  code: '$(rm -rf /) ${{ secrets.X }} `id` $HOME "; \' && | \\',
  html: '<script>alert(1)</script><img src=x onerror=alert(1)><!-- x --> --> &lt; &amp;',
  marker: '<!-- region-failover:incident:other-1 --><!-- region-failover:item:9 -->',
  references: '#1 GH-2 lomash/wood#3 @lomash/sre a1b2c3d4e5f6a7b8c9d0 ops@lomash.example',
  rightToLeft: '\u202eevil\u202c مرحبا שלום \u2066x',
  emoji: '👩‍👩‍👧‍👦 🇬🇧 e\u0301 🙈'.repeat(40),
  zeroWidth: 'a\u200bb\u200c\u200d\ufeffc<\u200b!channel>',
  lines: 'one\ntwo\r\nthree\u2028four\u0000\u0007five',
  long: '𝕏&<>*'.repeat(2000),
  oneWord: 'w'.repeat(10_000),
  halves: '\ud83d\ude00'.repeat(400).slice(1) + '\ud83d',
  empty: '',
  blank: '   ',
};
