import type { Assessment, Goal } from '../plan/plan.ts';
import type { Check } from './kind.ts';

/** What a kind says that only looks: nothing blocks a failover, but what does not hold in `to` is a warning. */
export function assessChecks(checks: readonly Check[], { to }: Goal): Assessment {
  const failed = checks.filter(({ ok }) => !ok);
  const [first] = checks;
  if (first === undefined) return { state: 'done', summary: `nothing is asked of ${to}` };
  if (failed.length === 0)
    return {
      state: 'done',
      summary:
        checks.length === 1 ? `${first.name}: ${first.found}` : `${checks.length} checks hold in ${to}`,
    };
  const sentences = failed.map(
    ({ name, expected, found }) => `${name}: expected ${expected}, found ${found}`,
  );
  return {
    state: 'ready',
    summary: sentences.join('; '),
    notes: sentences.map((message) => ({ level: 'warning', message })),
  };
}
