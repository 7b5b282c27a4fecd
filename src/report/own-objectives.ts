import type { ResourceResult, RunSummary } from '../events.ts';
import type { ResourceId } from '../ids.ts';
import { roughly } from '../plan/roughly.ts';
import { tellTexts, toldLine, type ToldText } from '../plan/told-texts.ts';
import type { Said } from './summary-text.ts';

/** One objective of a single resource beside what the run came to, in ms; not measured where `measuredMs` is absent. */
export interface OwnObjective {
  readonly resource: ResourceId;
  readonly name: 'RTO' | 'RPO';
  readonly limitMs: number;
  readonly measuredMs?: number;
  readonly verdict: 'met' | 'missed' | 'not measured';
}

/** The objectives that resources have of their own: those that were missed first, then those that were not measured, then the others. */
export function ownObjectives({ resources = [] }: Pick<RunSummary, 'resources'>): readonly OwnObjective[] {
  const all = resources.flatMap((each) => [
    ...objective(each.resource, 'RTO', { limitMs: each.rtoObjectiveMs, measuredMs: each.rtoMs }),
    ...objective(each.resource, 'RPO', { limitMs: each.rpoObjectiveMs, measuredMs: each.lostMs }),
  ]);
  const order = ['missed', 'not measured', 'met'] as const;
  return order.flatMap((verdict) => all.filter((each) => each.verdict === verdict));
}

function objective(
  resource: ResourceResult['resource'],
  name: OwnObjective['name'],
  { limitMs, measuredMs }: { readonly limitMs: number | undefined; readonly measuredMs: number | undefined },
): readonly OwnObjective[] {
  if (limitMs === undefined) return [];
  if (measuredMs === undefined) return [{ resource, name, limitMs, verdict: 'not measured' }];
  return [{ resource, name, limitMs, measuredMs, verdict: measuredMs > limitMs ? 'missed' : 'met' }];
}

/** What is said of one: `took 4 min of 10 min: met`; of one that was not measured, that. */
function objectiveText({ name, limitMs, measuredMs, verdict }: OwnObjective): string {
  const what = name === 'RTO' ? 'took' : 'lost';
  return measuredMs === undefined
    ? `${name} of ${roughly(limitMs)}: ${verdict}`
    : `${what} ${roughly(measuredMs)} of ${roughly(limitMs)}: ${verdict}`;
}

/** Objectives in words, in their order by what came of them; members of a group whose words are alike together. */
export function toldObjectives(
  objectives: readonly OwnObjective[],
): readonly { readonly verdict: OwnObjective['verdict']; readonly told: ToldText }[] {
  const verdicts = [...new Set(objectives.map(({ verdict }) => verdict))];
  return verdicts.flatMap((verdict) => {
    const own = objectives.filter((each) => each.verdict === verdict);
    return tellTexts(own.map((each) => `${each.resource} ${objectiveText(each)}`)).map((told) => ({
      verdict,
      told,
    }));
  });
}

/** What was measured, one fact for each or for each group, for a terminal. */
export function saidOfOwn(summary: RunSummary): readonly Said[] {
  return toldObjectives(ownObjectives(summary).filter(({ measuredMs }) => measuredMs !== undefined)).map(
    ({ verdict, told }) => ({ text: toldLine(told), paint: verdict === 'missed' ? 'red' : 'green' }),
  );
}
