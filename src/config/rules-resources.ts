import { quoted } from './diagnostic.ts';
import { valueSpan } from './document.ts';
import { findString } from './each.ts';
import { ruleError, ruleWarning } from './facts.ts';
import type { Facts, Member, Rule } from './facts.ts';
import type { Finding } from './diagnostic.ts';
import { referencesOf, targetsOf } from './references.ts';
import type { Reference, Targets } from './references.ts';
import type { Span } from './source.ts';
import { didYouMean, suggest } from './suggest.ts';

/** no-resources: a service without resources has nothing to fail over. */
export const noResources: Rule = ({ blocks, key }) =>
  blocks.length > 0
    ? []
    : [ruleError('no-resources', key('resources'), ['The file has no resources to fail over.'])];

/** unknown-kind: every block is of a kind that exists. */
export const unknownKind: Rule = ({ blocks, registry }) =>
  blocks.flatMap(({ kind, kindName }) => {
    if (kind !== undefined || kindName === undefined) return [];
    const meant = suggest(kindName.name, registry.keys());
    const all = [...registry.keys()].map((name) => `\`${name}\``).join(', ');
    const advice = meant === undefined ? `There are: ${all}.` : didYouMean(meant);
    return [ruleError('unknown-kind', kindName.span, [`There is no kind ${quoted(kindName.name)}.`, advice])];
  });

/** duplicate-resource-id: `databases/orders` is one block of that name or one item of `databases`, not both. */
export const duplicateResourceId: Rule = ({ members }) => {
  const owners = new Map<string, Member>();
  return members.flatMap((member) => {
    const owner = owners.get(member.id);
    if (owner === undefined) owners.set(member.id, member);
    // Equal items of one `each` are each-duplicate's.
    if (owner === undefined || owner.block === member.block) return [];
    const message = `There are two resources named ${quoted(member.id)}: ${quoted(owner.block.group)} makes one as well.`;
    return [ruleError('duplicate-resource-id', member.block.key, [message, 'Rename one of them.'])];
  });
};

/** same-target-twice (warning): two resources that say exactly the same are most likely a copy that was not changed. */
export const sameTargetTwice: Rule = ({ members }) => {
  const owners = new Map<string, Member>();
  return members.flatMap((member) => {
    const { resource, block } = member;
    if (resource === undefined || Object.keys(resource.regional).length === 0) return [];
    const saying = JSON.stringify([resource.kind, resource.regional, resource.spec]);
    const owner = owners.get(saying);
    owners.set(saying, owner ?? member);
    if (owner === undefined || owner.block === block) return [];
    const message = `${quoted(member.id)} names exactly what ${quoted(owner.id)} names.`;
    return [ruleWarning('same-target-twice', block.key, [message])];
  });
};

/** unknown-dependency: `after` and references lead to resources that exist. */
export const unknownDependency: Rule = (facts) =>
  overReferences(facts, ({ member, reference, targets }) => {
    if (targets.find(reference) !== undefined) return undefined;
    const written = writtenIn(member, reference);
    const meant = suggest(written, targets.names);
    const message = `There is no resource ${quoted(written)}.`;
    const advice = meant === undefined ? undefined : didYouMean(meant);
    return ruleError('unknown-dependency', spanIn(member, reference), [message, advice]);
  });

/** unknown-output: a reference names a value that the kind of the other resource has. */
export const unknownOutput: Rule = (facts) =>
  overReferences(facts, ({ member, reference, targets }) => {
    const { output, block } = targets.find(reference) ?? {};
    if (output === undefined || block?.kind === undefined) return undefined;
    const outputs = block.kind.outputNames ?? [];
    if (outputs.includes(output)) return undefined;
    const meant = suggest(output, outputs);
    const has =
      outputs.length === 0
        ? 'It has no outputs.'
        : `It has ${outputs.map((name) => `\`${name}\``).join(', ')}.`;
    const message = `${quoted(block.group)} has no output ${quoted(output)}.`;
    return ruleError('unknown-output', spanIn(member, reference), [
      message,
      meant === undefined ? has : didYouMean(meant),
    ]);
  });

/** self-dependency: nothing waits for itself, or for the group it is part of. */
export const selfDependency: Rule = (facts) =>
  overReferences(facts, ({ member, reference, targets }) => {
    const target = targets.find(reference);
    if (target?.name !== member.id && target?.name !== member.block.group) return undefined;
    return ruleError('self-dependency', spanIn(member, reference), [
      `${quoted(member.id)} waits for itself here.`,
    ]);
  });

interface Visit {
  readonly member: Member;
  readonly reference: Reference;
  readonly targets: Targets;
}

function overReferences(facts: Facts, check: (visit: Visit) => Finding | undefined): readonly Finding[] {
  const targets = targetsOf(facts);
  const told = new Set<string>();
  return facts.members.flatMap((member) =>
    referencesOf(member).flatMap((reference) => {
      const finding = check({ member, reference, targets });
      // A block of many items makes the same mistake at the same place many times.
      if (finding === undefined || told.has(`${finding.span.start} ${finding.rule}`)) return [];
      told.add(`${finding.span.start} ${finding.rule}`);
      return [finding];
    }),
  );
}

/** A reference as the file has it: kinds may add the output they read, as in `databases/orders.endpoint`. */
function writtenIn({ value }: Member, { text, from }: Reference): string {
  if (from === 'after' || findString(value, (found) => found === text) !== undefined) return text;
  return text.slice(0, Math.max(text.lastIndexOf('.'), 0)) || text;
}

/** Where a reference stands in the file: kinds return only its text. */
function spanIn({ block, value }: Member, { text, from }: Reference): Span {
  const { after, ...rest } = value;
  const place = (part: typeof value) =>
    findString(part, (found) => found === text || text.startsWith(`${found}.`));
  const path = place(from === 'after' ? { after: after ?? null } : rest);
  return path === undefined ? block.key : valueSpan(block.tree, path);
}
