import type { Block, Facts, Member } from './facts.ts';

/** One mention of another resource: by `after`, or by the kind's spec. */
export interface Reference {
  /** A resource, a group, or either followed by `.output`. */
  readonly text: string;
  readonly from: 'after' | 'spec';
}

/** What a reference leads to. */
export interface Target {
  /** A resource's id or a group's name. */
  readonly name: string;
  readonly block: Block;
  readonly output?: string;
}

/** Everything that can be referred to. */
export interface Targets {
  readonly names: ReadonlySet<string>;
  find(reference: Reference): Target | undefined;
}

/** The mentions of other resources in one resource; those of the spec only where its block is right. */
export function referencesOf({ after, resource, block }: Member): readonly Reference[] {
  const spec = resource === undefined ? [] : (block.kind?.references?.(resource) ?? []);
  return [
    ...after.map((text) => ({ text, from: 'after' as const })),
    ...spec.map((text) => ({ text, from: 'spec' as const })),
  ];
}

/** Indexes resources and groups by name. Resources with mistakes can be referred to all the same. */
export function targetsOf({ blocks, members }: Facts): Targets {
  const byName = new Map<string, Block>(blocks.map((block) => [block.group, block]));
  for (const { id, block } of members) byName.set(id, block);
  return {
    names: new Set(byName.keys()),
    find({ text, from }) {
      const whole = byName.get(text);
      if (whole !== undefined) return { name: text, block: whole };
      const dot = text.lastIndexOf('.');
      // Names may contain dots, so the whole text goes first; `after` has no outputs.
      const block = dot > 0 && from === 'spec' ? byName.get(text.slice(0, dot)) : undefined;
      return block === undefined
        ? undefined
        : { name: text.slice(0, dot), block, output: text.slice(dot + 1) };
    },
  };
}
