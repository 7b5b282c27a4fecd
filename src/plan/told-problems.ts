import { cleanText } from '../clean-text.ts';
import { fixOf, type Problem } from '../errors.ts';
import { tellOnce, type Naming } from './told-once.ts';

/** A problem as it is told of one or of many. */
export interface ToldProblem {
  /** With `*` for the members' names; of many, its place is `databases/*`, or `22 resources`. */
  readonly problem: Problem;
  /** `8 of them: auth, orders`; empty for one. */
  readonly members: string;
}

/** Problems that differ only by the member that they are about, or by it and figures, once for all of these, and so those that are word for word the same; in the order of the first of each. */
export function tellProblems(problems: readonly Problem[], naming?: Naming): ToldProblem[] {
  const sayings = problems.map((problem) => {
    const { code, message, expected, found, step, resource, region } = problem;
    return {
      item: problem,
      id: step ?? resource ?? '',
      texts: [message, fixOf(problem), expected ?? '', found ?? ''].map(cleanLines),
      equal: `${code} ${step === undefined ? 'resource' : 'step'}`,
      ...(region === undefined ? {} : { region }),
      joins: true,
    };
  });
  return tellOnce(sayings, naming).map(({ items: [first], id, count, members, texts, region }) => {
    if (count === 1 && region === first.region) return { problem: first, members: '' };
    const [message = '', fix = '', expected = '', found = ''] = texts;
    const many = `${count} ${first.step === undefined ? 'resources' : 'steps'}`;
    const problem: Problem = {
      code: first.code,
      message,
      fix,
      ...(first.expected === undefined ? {} : { expected }),
      ...(first.found === undefined ? {} : { found }),
      ...{ [first.step === undefined ? 'resource' : 'step']: id === '' ? many : id },
      ...(region === undefined ? {} : { region }),
    };
    return { problem, members };
  });
}

function cleanLines(text: string): string {
  return text.split('\n').map(cleanText).join('\n');
}
