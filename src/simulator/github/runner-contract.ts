/** What the local GitHub asks of whatever executes its workflows, and what that may ask of the local GitHub. Only types stand here. */

/** How a run or a job ended. */
export type Conclusion =
  'success' | 'failure' | 'cancelled' | 'skipped' | 'timed_out' | 'startup_failure' | 'action_required';

/** A person, app or organisation that acts. */
export interface Account {
  readonly login: string;
  readonly id: number;
}

/** A job of an earlier attempt that is kept as it ended, because only the failed ones are run again. */
export interface KeptJob {
  readonly key: string;
  readonly conclusion: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
}

/** One attempt of a run, ready to be executed. */
export interface RunnableRun {
  readonly id: number;
  readonly number: number;
  readonly attempt: number;
  readonly repository: {
    readonly owner: Account;
    readonly name: string;
    readonly id: number;
    readonly defaultBranch: string;
    readonly public: boolean;
  };
  /** `path` such as `.github/workflows/failover.yml`; `text` as it is at the run's commit. */
  readonly workflow: { readonly path: string; readonly text: string };
  readonly event: string;
  /** For the context `github.event`. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** As they were given, defaults filled in; booleans and numbers are strings here. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Who started the run, and who this attempt. */
  readonly actor: Account;
  readonly triggeringActor: Account;
  /** Such as `refs/heads/main`. */
  readonly ref: string;
  readonly sha: string;
  /** Jobs that are not to be executed again; empty in a first attempt. */
  readonly kept: readonly KeptJob[];
}

/** Executes workflows. */
export interface Runner {
  /** What `run-name` comes to, called once before the run appears; undefined for a workflow without one. Never throws. */
  title(run: RunnableRun): string | undefined;
  /** Begins to execute, reports through the host, and calls `host.finish` exactly once; never throws. */
  start(run: RunnableRun, host: RunHost): RunningRun;
}

/** A run that is being executed. */
export interface RunningRun {
  /** `ask`: as the button does, steps with `always()` still run. `force`: at once. Gates and groups that are waited for have answered `cancelled` by themselves. */
  cancel(how: 'ask' | 'force'): void;
  /** The machine of this job is gone: its processes die and nothing more is ever reported of it; by the id of the job. */
  kill(job: number): void;
}

/** What the runner is given for one run. */
export interface RunHost {
  /** For GITHUB_SERVER_URL and GITHUB_API_URL, without a slash at the end. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** What `secrets.GITHUB_TOKEN` and `github.token` are; reads the repository. */
  readonly token: string;
  /** One file of a repository; undefined where there is none. Default: this repository at the run's commit. */
  readFile(path: string, at?: RepositoryAt): string | undefined;
  /** Every file of a repository by its path; undefined where there is no such commit or repository. */
  readTree(
    at?: RepositoryAt,
  ): { readonly sha: string; readonly files: Readonly<Record<string, string>> } | undefined;
  /** Actions variables and secrets: of the repository, and over them those of an environment. Read those of an environment only after its gate. */
  variables(environment?: string): Readonly<Record<string, string>>;
  secrets(environment?: string): Readonly<Record<string, string>>;
  /** Enters a concurrency group for the whole run. */
  enter(group: ConcurrencyGroup): Promise<Entered>;
  /** Announces a job, which then is `queued`. A skipped one is announced and completed as `skipped`. */
  job(announcement: JobAnnouncement): JobHost;
  /** The run is over. `problem`: why it could not start, for `startup_failure`. */
  finish(conclusion: Conclusion, problem?: string): void;
}

/** A commit of a repository: `owner/name`, and a branch, tag, `refs/...` or commit. */
export interface RepositoryAt {
  readonly repository?: string;
  readonly ref?: string;
}

/** The `concurrency` of a workflow or job, evaluated. `queue: 'max'` keeps up to 100 waiting, `'single'` one: a newer one cancels it. */
export interface ConcurrencyGroup {
  readonly group: string;
  readonly cancelInProgress: boolean;
  readonly queue: 'single' | 'max';
}

/** `leave` must be called when the run or job is over; calling it again is harmless. */
export type Entered =
  | { readonly state: 'entered'; readonly leave: () => void }
  /** The run was cancelled while it waited, or a newer one took its place. */
  | { readonly state: 'cancelled'; readonly why: string };

/** What is known of a job when it appears. */
export interface JobAnnouncement {
  /** The job's id in the workflow file; with matrix jobs or called workflows made unique, as `service (2)` or `wave / service`. */
  readonly key: string;
  /** As people read it, evaluated. */
  readonly name: string;
  /** The job's id in its workflow file, for `github.job` and the OIDC token. */
  readonly id: string;
  readonly labels: readonly string[];
  /** `OWNER/REPO/.github/workflows/x.yml@REF` of a called workflow; left out when the job stands in the workflow of the run. */
  readonly workflowRef?: string;
}

/** A step as the run page shows it; numbered from 1. */
export interface StepReport {
  readonly number: number;
  readonly name: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion?: Conclusion;
}

/** An annotation of a job. */
export interface JobAnnotation {
  readonly level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
  readonly path?: string;
  readonly line?: number;
}

/** What the runner is given for one job. Call order: enter, gate, start, the reports, complete. */
export interface JobHost {
  /** GitHub's number of the job, for `kill`. */
  readonly id: number;
  /** Enters a concurrency group for this job, which is `pending` meanwhile. */
  enter(group: ConcurrencyGroup): Promise<Entered>;
  /** Waits until the environment's rules are fulfilled; the job is `waiting` meanwhile and `queued` afterwards. Without rules it goes at once. */
  gate(environment: string): Promise<'approved' | 'rejected' | 'cancelled'>;
  /** A machine has taken the job: `in_progress`. */
  start(runnerName: string): void;
  step(report: StepReport): void;
  /** Lines for the log, masked already, each ended by a newline. */
  log(lines: string): void;
  annotate(annotation: JobAnnotation): void;
  /** Markdown that a step wrote into GITHUB_STEP_SUMMARY. */
  summary(markdown: string): void;
  /** `environment.url`, evaluated. */
  environmentUrl(url: string): void;
  /** ACTIONS_ID_TOKEN_REQUEST_URL (takes `&audience=`) and _TOKEN of this job. Call it only when the job's permissions have `id-token: write`. */
  idToken(): { readonly url: string; readonly token: string };
  complete(conclusion: Conclusion, outputs: Readonly<Record<string, string>>): void;
}
