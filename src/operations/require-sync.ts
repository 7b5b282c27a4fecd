import { FailoverError, type Problem } from '../errors.ts';
import { isOf } from '../plan/graph.ts';
import type { DrillCheck } from '../plan/drill-report.ts';
import { drillConsistency } from './drill-consistency.ts';
import type { DrillAbout } from './drill-service.ts';
import type { Session } from './session.ts';

/**
 * Asks for proof, before anything is changed, that `to` has what the active region `from` has: the drill `data-consistency`, of which every check
 * must pass and nothing may stay unknown. `only`: the resources or groups that it is about; all where empty. Gives the checks, none where the service keeps no data.
 * Throws SYNC_UNPROVEN with everything that differs or could not be compared.
 */
export async function requireSync(
  session: Session,
  about: DrillAbout,
  only: readonly string[] = [],
): Promise<readonly DrillCheck[]> {
  const { config, registry } = session;
  const resources = config.resources.filter(
    ({ id }) => only.length === 0 || only.some((name) => isOf(id, name)),
  );
  if (!resources.some(({ kind }) => registry.get(kind)?.role === 'data')) return [];
  const { checks, notes } = await drillConsistency({ ...session, config: { ...config, resources } }, about);
  const [first, ...others] = [
    ...checks.filter(({ ok }) => !ok).map((check) => failed(check, about)),
    ...notes.map((note): Problem => ({ code: 'SYNC_UNPROVEN', region: about.from, message: note })),
  ];
  if (first !== undefined) throw new FailoverError([first, ...others]);
  return checks;
}

function failed({ resource, name, expected, found }: DrillCheck, { to }: DrillAbout): Problem {
  return {
    ...{ code: 'SYNC_UNPROVEN', region: to, expected, found },
    ...(resource === undefined ? {} : { resource }),
    message: `${name}: expected ${expected}, found ${found}.`,
  };
}
