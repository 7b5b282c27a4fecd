import type { Region } from '../ids.ts';
import type { DrillCheck, DrillPart, DrillReport, LookingDrill } from '../plan/drill-report.ts';
import { drillConsistency } from './drill-consistency.ts';
import { drillHealth } from './drill-health.ts';
import { drillPerformance } from './drill-performance.ts';
import { drillSimulation } from './drill-simulation.ts';
import type { Session } from './session.ts';

/** What a drill has found. */
export interface Found {
  readonly checks: readonly DrillCheck[];
  readonly notes: readonly string[];
}

/** What a drill is about: `from` is the active region, `to` the one that would take over. */
export interface DrillAbout {
  readonly from: Region;
  readonly to: Region;
  readonly signal?: AbortSignal;
}

const drills: Readonly<Record<LookingDrill, (session: Session, about: DrillAbout) => Promise<Found>>> = {
  'health-check': drillHealth,
  'failover-simulation': drillSimulation,
  'data-consistency': drillConsistency,
  performance: drillPerformance,
};

/** Holds drills, one after the other. Changes nothing. */
export async function holdDrills(
  session: Session,
  types: readonly LookingDrill[],
  about: DrillAbout,
): Promise<DrillReport> {
  const { config, clock } = session;
  const startedAt = clock.now();
  const parts: DrillPart[] = [];
  for (const type of types) {
    // Real time and not the run's clock: what is measured is the network.
    const began = performance.now();
    const found = await drills[type](session, about);
    parts.push({ type, tookMs: Math.round(performance.now() - began), ...found });
  }
  const { from, to } = about;
  return {
    ...{ service: config.service, from, to, startedAt, parts },
    tookMs: parts.reduce((sum, { tookMs }) => sum + tookMs, 0),
    ok: parts.every(({ checks }) => checks.every(({ ok }) => ok)),
  };
}
