import type { ResourceResult, RunSummary } from '../events.ts';
import { roughly } from '../plan/roughly.ts';
import { printable } from '../terminal-text.ts';
import type { Said } from './summary-text.ts';

/** How resources have kept objectives of their own, as far as that was measured: one fact for each. */
export function ownObjectives({ resources = [] }: RunSummary): readonly Said[] {
  return resources.flatMap((each) => [
    ...said(each, 'took', { ms: each.rtoMs, limit: each.rtoObjectiveMs }),
    ...said(each, 'lost', { ms: each.lostMs, limit: each.rpoObjectiveMs }),
  ]);
}

function said(
  { resource }: ResourceResult,
  what: string,
  { ms, limit }: { readonly ms: number | undefined; readonly limit: number | undefined },
): readonly Said[] {
  if (ms === undefined || limit === undefined) return [];
  const missed = ms > limit;
  const text = `${printable(resource)} ${what} ${roughly(ms)} of ${roughly(limit)}: ${missed ? 'missed' : 'met'}`;
  return [{ text, paint: missed ? 'red' : 'green' }];
}
