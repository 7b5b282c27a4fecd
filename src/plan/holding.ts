import type { ObserveContext } from '../kinds/kind.ts';

/** The ways to stand by for less that the runbooks of the examples name. */
export type Strategy =
  | 'idle-compute'
  | 'small-database'
  | 'single-zone'
  | 'snapshots'
  | 'serverless-database'
  | 'no-cache'
  | 'replicated-cache'
  | 'reserved'
  | 'scheduled-scaling'
  | 'provisioned-concurrency'
  | 'storage-tiering'
  | 'pay-per-object'
  | 'one-load-balancer'
  | 'edge-cache'
  | 'fixed-health-checks';

/** What would stand there instead; without a quantity it cannot be said what that costs. */
export interface Alternative {
  readonly strategy: Strategy;
  /** The key of a price; that of the holding where absent. */
  readonly item?: string;
  readonly quantity?: number;
  /** Whether the whole difference is saved only at the best of times. */
  readonly upTo?: true;
}

/** One thing that costs money while a region stands by. */
export interface Holding {
  /** What it is, in a few words: `db.t3.medium, one zone`. */
  readonly what: string;
  /** The key of its price, such as `eks/cluster`; absent where it is not known what it is. */
  readonly item?: string;
  /** How many of the price's unit there are, on average over a month; absent where that is not known. 0 costs nothing. */
  readonly quantity?: number;
  /** What has to be known of it, where `item` or `quantity` is absent: `its instance class`. */
  readonly missing?: string;
  /** Whether there may be more of it than `quantity`. */
  readonly atLeast?: true;
  /** Holdings of several resources that have this in common are one thing, paid once. */
  readonly same?: string;
  /** Cheaper ways to have it. */
  readonly instead?: readonly Alternative[];
  /** What has been done already to have it for less. */
  readonly done?: Strategy;
}

/** What a look at a resource found in a place, for its holdings. */
export interface Sight<Value = unknown> {
  /** Absent where it is certain that nothing is there. */
  readonly value: Value | undefined;
  readonly context: ObserveContext;
}

/** What a resource that is not there costs. */
export const nothingThere: Holding = { what: 'does not exist', quantity: 0 };
