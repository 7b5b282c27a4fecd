import { quoted } from './diagnostic.ts';
import { ruleError } from './facts.ts';
import type { Rule } from './facts.ts';
import { didYouMean, suggest } from './suggest.ts';

/** unknown-guard: a guard is a resource, or a group of them, that says whether it is healthy. */
export const unknownGuard: Rule = ({ guards, blocks, members }) =>
  guards.flatMap(({ name, span }) => {
    const block = members.find(({ id }) => id === name)?.block ?? blocks.find(({ group }) => group === name);
    if (block === undefined) {
      const meant = suggest(
        name,
        blocks.map(({ group }) => group),
      );
      return [
        ruleError('unknown-guard', span, [
          `There is no resource called ${quoted(name)}.`,
          meant === undefined ? undefined : didYouMean(meant),
        ]),
      ];
    }
    if (block.kind === undefined || block.kind.outputNames?.includes('healthy') === true) return [];
    return [
      ruleError('unknown-guard', span, [
        `${quoted(name)} is a ${block.kind.name}, which cannot tell whether a region is healthy.`,
      ]),
    ];
  });

/** unled-writers: who writes across regions while traffic goes home must be led to every database and cache there, or writes to the old one. */
export const unledWriters: Rule = ({ serving, members }) => {
  if (serving?.name !== 'both') return [];
  const led = new Set(
    members.flatMap(({ resource, block: { kind } }) =>
      resource === undefined || kind?.leadsHome !== true
        ? []
        : (kind.references?.(resource) ?? []).map((reference) =>
            reference.slice(0, reference.lastIndexOf('.')),
          ),
    ),
  );
  const left = members.filter(
    ({ id, block: { kind } }) =>
      kind?.role === 'data' && kind.outputNames?.includes('endpoint') === true && !led.has(id),
  );
  const groups = [...new Set(left.map(({ block }) => block.group))];
  return groups.length === 0
    ? []
    : [
        ruleError('unled-writers', serving.span, [
          `Nothing leads the applications of the region that is left to ${groups.map(quoted).join(', ')} of home: they would write to the old side.`,
          'Add a `kubernetes-secret` or `secrets-manager` whose keys follow them, or say `serving: home`.',
        ]),
      ];
};
