import type { ConfigKind, ConfigRegistry } from './config-kind.ts';
import type { Objectives, Resource } from './config.ts';
import type { Finding } from './diagnostic.ts';
import type { Tree } from './document.ts';
import type { Span } from './source.ts';

import type { Json, ResourceId } from '../ids.ts';

/** A word of the file and where it stands. */
export interface Named {
  readonly name: string;
  readonly span: Span;
}

/** One block under `resources`, as it stands in the file. */
export interface Block {
  readonly group: string;
  /** Where its name stands. */
  readonly key: Span;
  readonly tree: Tree;
  readonly kindName?: Named;
  /** Absent where there is no kind of that name. */
  readonly kind?: ConfigKind;
  /** The valid items of `each`; absent without `each`. */
  readonly items?: readonly Named[];
  readonly after: readonly string[];
  readonly objectives?: Objectives;
}

/** A resource that exists by name, with its parsed form where its block is right. */
export interface Member {
  readonly id: ResourceId;
  readonly block: Block;
  /** The block's map with its item put in. */
  readonly value: Readonly<Record<string, Json>>;
  readonly after: readonly string[];
  readonly resource?: Resource;
}

/** What the rules judge: the file as far as it could be read. */
export interface Facts {
  /** Where the file's top level begins, for what is missing altogether. */
  readonly top: Span;
  /** Where a top-level key stands; the top where it does not. */
  readonly key: (name: string) => Span;
  readonly regions: readonly Named[];
  readonly residency?: readonly Named[];
  readonly witness?: Named;
  readonly hasRpo: boolean;
  readonly hasWitness: boolean;
  /** Whether a top-level key stands in the file. */
  readonly has: (name: string) => boolean;
  /** What is written under `people`. */
  readonly people: Readonly<Record<'names' | 'slack' | 'github', readonly Named[]>>;
  /** Who may break the glass. */
  readonly breakGlass: readonly Named[];
  /** The regions that `incidents.alarms.about` names. */
  readonly alarmRegions: readonly Named[];
  /** What watches over the traffic that goes home. */
  readonly guards: readonly Named[];
  /** Who answers while traffic goes home, where the file says so. */
  readonly serving?: Named;
  readonly blocks: readonly Block[];
  readonly members: readonly Member[];
  readonly registry: ConfigRegistry;
}

/** A named rule: everything it finds wrong with the facts. */
export type Rule = (facts: Facts) => readonly Finding[];

/** Makes an error of a rule. */
export function ruleError(
  rule: string,
  span: Span,
  text: readonly [message: string, suggestion?: string | undefined],
): Finding {
  const [message, suggestion] = text;
  return { severity: 'error', rule, span, message, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** Makes a warning of a rule. */
export function ruleWarning(
  rule: string,
  span: Span,
  text: readonly [message: string, suggestion?: string | undefined],
): Finding {
  return { ...ruleError(rule, span, text), severity: 'warning' };
}
