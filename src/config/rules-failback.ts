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
