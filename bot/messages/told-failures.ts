import { cleanText } from '../../src/clean-text.ts';
import { fixOf } from '../../src/errors.ts';
import { tellOnce } from '../../src/plan/told-once.ts';
import type { ListedStep } from './shown.ts';

/** A failed step as it is told of one or of many. */
export interface ToldFailure {
  /** With `*` for the members' names where it stands for many. */
  readonly step: ListedStep;
  /** `8 of them: auth, orders`; empty for one. */
  readonly members: string;
  /** The steps that it stands for. */
  readonly steps: readonly ListedStep[];
}

/** Failed steps that differ only by the member that they are about, or by it and figures, once for all of these; in the order of the first of each. */
export function tellFailures(failed: readonly ListedStep[]): ToldFailure[] {
  const sayings = failed.map((step) => {
    const { id, title, region, problem } = step;
    const { code = '', message = '', expected, found } = problem ?? {};
    const fix = problem === undefined ? '' : fixOf(problem);
    return {
      item: step,
      id,
      texts: [title, message, fix, expected ?? '', found ?? ''].map(cleanText),
      equal: code,
      region,
    };
  });
  return tellOnce(sayings).map(({ items: steps, id, count, members, texts }) => {
    const [first] = steps;
    if (count === 1) return { step: first, members: '', steps };
    const [title = '', message = '', fix = '', expected = '', found = ''] = texts;
    const told =
      first.problem === undefined
        ? {}
        : {
            problem: {
              ...first.problem,
              message,
              fix,
              ...(first.problem.expected === undefined ? {} : { expected }),
              ...(first.problem.found === undefined ? {} : { found }),
            },
          };
    return { step: { ...first, id, title, ...told }, members, steps };
  });
}
