import type * as z from 'zod';
import type { Resource } from './config.ts';

/** What a kind is there for, for the rules that ask whether a service has a thing of this sort at all. */
export type Role = 'evidence' | 'data' | 'compute' | 'traffic' | 'verification' | 'notification';

/** What the config needs to know of a kind; every Kind is one. */
export interface ConfigKind {
  readonly name: string;
  readonly summary: string;
  readonly spec: z.ZodType;
  readonly regional?: z.ZodType;
  readonly regionalNeeded?: 'every' | 'some';
  readonly outputNames?: readonly string[];
  readonly role?: Role;
  /** Whether a failback leads the applications of the region that is left to home by it, while both regions answer. */
  readonly leadsHome?: true;
  references?(resource: Resource): readonly string[];
}

/** The kinds by name, as far as the config needs them. */
export type ConfigRegistry = ReadonlyMap<string, ConfigKind>;
