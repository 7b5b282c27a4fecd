import type { Config } from '../src/config/config.ts';
import type { Region } from '../src/ids.ts';
import type { Mode } from '../src/plan/plan.ts';
import type { Story } from './incidents/effect.ts';
import type { Dispatch, Incident, Places, Source } from './incidents/incident.ts';
import type { Purpose } from './incidents/purpose.ts';
import type { IncidentSignal, RefusalCode, Verdict } from './incidents/signal.ts';
import type { Person } from './people/person.ts';
import type { OutboxItem } from './store/store.ts';

/** Whether somebody may approve, looked up now or at most a minute ago. `unknown`: the platform did not answer, which never counts as yes. */
export type Membership =
  | { readonly state: 'member' }
  | { readonly state: 'not-a-member' | 'guest' | 'unknown'; readonly why: string };

/** What the bot needs of Slack. Methods throw `Later` when Slack asks to come back later or does not answer. */
export interface SlackPort {
  /** Posts the headline message, or edits the one that is there, from the incident as it is. */
  headline(incident: Incident, item: OutboxItem): Promise<NonNullable<Places['slack']>>;
  /** Posts one line of the story into the thread. After a try whose outcome is unknown it looks first whether the message is there. */
  story(incident: Incident, story: Story, item: OutboxItem): Promise<void>;
  /** Posts a message of its own into another channel. */
  announce(channel: string, incident: Incident, item: OutboxItem): Promise<void>;
  /** Without a group nobody is a member, but guests and strangers are told. */
  membership(group: string | undefined, person: Person): Promise<Membership>;
}

/** A service that the bot can fail over: its failover.yml, at a commit. */
export interface ServiceAtCommit {
  readonly source: Source;
  readonly config: Config;
}

/** How a dispatch went. `unclear`: the answer was lost, so it may have begun. */
export type DispatchOutcome =
  | { readonly state: 'dispatched'; readonly githubRun: number; readonly url: string }
  | { readonly state: 'unclear'; readonly why: string }
  | { readonly state: 'refused'; readonly why: string };

/** A run of a workflow as GitHub tells it. */
export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
  readonly name: string;
  readonly url: string;
  readonly status: 'queued' | 'waiting' | 'in_progress' | 'completed';
  readonly conclusion?: string;
  readonly headSha: string;
  readonly branch: string;
  readonly path: string;
  readonly event: string;
  readonly actor: string;
}

/** What the bot needs of GitHub. Methods throw `Later` when GitHub cannot be reached. */
export interface GitHubPort {
  /** The services of the configured repositories, by name, at the newest commit of their default branch; a repository whose file is broken says so. */
  services(): Promise<
    readonly ({ readonly name: string } & ({ readonly at: ServiceAtCommit } | { readonly problem: string }))[]
  >;
  dispatch(incident: Incident, dispatch: Dispatch): Promise<DispatchOutcome>;
  /** The run whose name carries the operation, if there is one. */
  findDispatched(incident: Incident, operation: string): Promise<WorkflowRun | undefined>;
  readRun(source: Source, githubRun: number): Promise<WorkflowRun | undefined>;
  /** Whether config and workflow file are the same at both commits. */
  sameFiles(source: Source, commit: string): Promise<boolean>;
  review(review: {
    readonly callbackUrl: string;
    readonly environment: string;
    readonly state: 'approved' | 'rejected';
    readonly comment: string;
  }): Promise<void>;
  cancel(source: Source, githubRun: number): Promise<void>;
  /** Opens the incident's issue, or brings it up to date. */
  issue(incident: Incident, item: OutboxItem): Promise<NonNullable<Places['issue']>>;
  comment(incident: Incident, story: Story, item: OutboxItem): Promise<void>;
  /** Opens the issue that asks for the review of a break-glass. */
  reviewItem(incident: Incident, item: OutboxItem): Promise<void>;
  membership(team: string, person: Person): Promise<Membership>;
}

/** What a stakeholder is told. */
export interface Notification {
  /** Who: `policy.incidents.notify[target]`. */
  readonly target: number;
  readonly about: Story['about'];
  /** The same for every try, so that the other side can drop copies. */
  readonly delivery: string;
}

/** Tells one stakeholder outside Slack: mail, SNS, PagerDuty, webhook. Throws `Later` where trying again is right. */
export interface NotifyPort {
  notify(incident: Incident, notification: Notification): Promise<void>;
}

/** Thrown by ports: not now, but the effect is still wanted. */
export class Later extends Error {
  constructor(
    message: string,
    /** In ms from now, where the other side said so. */
    readonly afterMs?: number,
  ) {
    super(message);
  }
}

/** What somebody wants declared. */
export interface Declaration {
  readonly purpose: Purpose;
  readonly origin: Incident['origin'];
  readonly service: string;
  readonly from: Region;
  readonly to: Region;
  readonly mode: Mode | 'auto';
  readonly only: readonly string[];
  readonly reason: string;
  readonly requester?: Person;
  /** Why the one who asks may not, in words for them: a guest. */
  readonly barred?: string;
  /** Makes doing it twice the same as doing it once: the id of the delivery, modal or run. */
  readonly dedupe: string;
  /** For a run that was started straight from GitHub. */
  readonly run?: WorkflowRun;
}

/** The middle of the bot, in front of which Slack, GitHub, jobs and alarms are transports. */
export interface IncidentService {
  declare(declaration: Declaration): Promise<
    | { readonly ok: true; readonly incident: Incident; readonly created: boolean }
    | {
        readonly ok: false;
        readonly code:
          | RefusalCode
          | 'UNKNOWN_SERVICE'
          | 'UNKNOWN_REGION'
          | 'SAME_REGION'
          | 'ALREADY_OPEN'
          | 'NOT_CONFIGURED';
        readonly say: string;
      }
  >;
  /** Changes the incident, writes the audit and the outbox, wakes the worker. A refusal is in the verdict, and in the audit. */
  signal(incident: string, signal: IncidentSignal): Promise<Verdict>;
}
