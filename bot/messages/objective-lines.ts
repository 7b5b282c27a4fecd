import { ownObjectives, toldObjectives } from '../../src/report/own-objectives.ts';
import type { Incident } from '../incidents/incident.ts';
import { recovers } from '../incidents/purpose.ts';
import { code, say, type Line } from './line.ts';

/**
 * How the resources that have objectives of their own have kept them: how many did, and those that did not, members of a group
 * together, `most` lines at most.
 * Nothing before the run has ended, or where no resource has any.
 */
export function objectiveLines({ progress, request }: Incident, most = 5): Line[] {
  const summary = progress?.summary;
  if (summary === undefined || !recovers(request.purpose)) return [];
  const all = ownObjectives(summary);
  if (all.length === 0) return [];
  const missed = toldObjectives(all).filter(({ verdict }) => verdict === 'missed');
  const count = (verdict: string) => all.filter((each) => each.verdict === verdict).length;
  const counts = (['met', 'missed', 'not measured'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`);
  return [
    say`Objectives of single resources: ${counts.join(', ')}`,
    ...missed
      .slice(0, most)
      .map(
        ({ told: { about, members, rest } }) =>
          say`❌ ${code(about)}${members === '' ? '' : ` (${members})`}${rest}`,
      ),
    ...(missed.length > most ? [say`… and ${missed.length - most} more: see the report`] : []),
  ];
}
