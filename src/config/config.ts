import type { Region, ResourceId } from '../ids.ts';
import type { FailbackConfig } from './failback-schema.ts';
import type { ApprovalsConfig, IncidentsConfig, PersonEntry } from './incidents-schema.ts';
import type { MonitoringConfig } from './monitoring-schema.ts';

/** One thing a service runs on, after `each` has been expanded and defaults filled in. */
export interface Resource<Spec = unknown, Regional = unknown> {
  readonly id: ResourceId;
  /** The block's name in the file; `databases` for `databases/orders`. */
  readonly group: string;
  readonly kind: string;
  readonly spec: Spec;
  /** What the block says under each region's name. */
  readonly regional: Readonly<Record<Region, Regional>>;
  /** Resources or groups that must have reached the goal before this one is touched. */
  readonly after: readonly string[];
  /** What it must achieve, where the file says so for it alone. */
  readonly objectives?: Objectives;
}

/** How long a failover may take and how much data it may lose, in time; both in ms. */
export interface Objectives {
  readonly rtoMs?: number;
  readonly rpoMs?: number;
}

/** A bucket in a region that is neither `from` nor `to`, for the lease and the journal. */
export interface Witness {
  readonly bucket: string;
  readonly region: Region;
}

/** A whole service: what a valid failover.yml says. */
export interface Config {
  readonly service: string;
  /** Home first. */
  readonly regions: readonly Region[];
  readonly residency?: readonly Region[];
  readonly objectives: Objectives;
  readonly witness?: Witness;
  /** The AWS account, where ARNs need it. */
  readonly account?: string;
  /** Who is who in Slack and GitHub. */
  readonly people?: readonly PersonEntry[];
  readonly approvals?: ApprovalsConfig;
  readonly incidents?: IncidentsConfig;
  /** What `monitor` keeps in CloudWatch. */
  readonly monitoring?: MonitoringConfig;
  readonly failback?: FailbackConfig;
  readonly resources: readonly Resource[];
  /** The file it came from, relative to the working directory. */
  readonly file: string;
  /** `sha256:` of the file's text. */
  readonly digest: string;
}
