import { classify } from '../error-class.ts';
import { fixOf, type Problem } from '../errors.ts';
import type { Region } from '../ids.ts';

/** The refused calls of a session. Some looks do without what they may not see, and the operator must hear of it all the same. */
export interface Denials {
  readonly note: (error: unknown, region: Region) => void;
  /** Those since the last time, each once, as sentences with the statement to add; without those that `said` tells of already. */
  readonly take: (said: readonly Problem[]) => readonly string[];
}

/** Begins to collect. */
export function collectDenials(): Denials {
  const noted = new Map<string, Problem>();
  return {
    note: (error, region) => {
      const { class: errorClass, problem } = classify(error, { region });
      if (errorClass === 'denied' && problem.code === 'DENIED') noted.set(fixOf(problem), problem);
    },
    take: (said) => {
      const told = new Set(said.map(fixOf));
      const fresh = [...noted].filter(([fix]) => !told.has(fix));
      noted.clear();
      return fresh.map(([fix, { message }]) => `${message} ${fix}`);
    },
  };
}
