import type { Holder } from './accounts.ts';

/** A pull request from a branch of the same repository. */
export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  /** The branch that is to be merged, and the one that it goes into. */
  readonly head: string;
  readonly base: string;
  readonly user: Holder;
  readonly createdAt: number;
  state: 'open' | 'closed';
}
