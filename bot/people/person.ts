/** A human being, as far as the bot knows one. */
export interface Person {
  /** `person:NAME` for somebody under `people` in failover.yml; else `slack:TEAM/USER` or `github:LOGIN` (lower case). */
  readonly key: string;
  /** What to call them; not trusted, so it is escaped wherever it is shown. */
  readonly name: string;
  readonly slack?: string;
  readonly github?: string;
}

/** Where somebody acted from. */
export type Platform = 'slack' | 'github';
