import type { DrillCheck } from '../plan/drill-report.ts';
import type { DrillAbout, Found } from './drill-service.ts';
import { healthOfService, type RegionHealth } from './health-service.ts';
import { planMonitoring, type MonitorItem } from './monitor-service.ts';
import type { Session } from './session.ts';

/** `health-check`: every region, every part of the service in it, what would stop a failover, and whether alarms and dashboards are there. */
export async function drillHealth(session: Session, { signal }: DrillAbout): Promise<Found> {
  const regions = await healthOfService(session, signal);
  const isServed = regions.some(({ condition }) => condition === 'up');
  const checks = regions.flatMap((health) => ofRegion(health, isServed));
  const { monitoring } = session.config;
  if (monitoring !== undefined) return { checks: [...checks, ...(await watching(session))], notes: [] };
  const { file } = session.config;
  return { checks, notes: [`${file} has no \`monitoring\`, so no alarms and dashboards were looked for.`] };
}

function ofRegion(
  { region, condition, evidence, active, services, obstacles }: RegionHealth,
  isServed: boolean,
): DrillCheck[] {
  const why = evidence.length === 0 ? '' : `: ${evidence.join('; ')}`;
  return [
    {
      ...{ name: `${region} answers`, region, expected: 'up', found: `${condition}${why}` },
      // A standby that sleeps counts as degraded, and that is how it should be.
      ok: condition === 'up' || (condition === 'degraded' && isServed),
    },
    ...services.map(({ service, state, responseMs, parts }): DrillCheck => {
      const unwell = parts.filter((part) => part.state !== 'healthy');
      const details = unwell.map(({ resource, detail }) => `${resource}: ${detail}`).join('; ');
      return {
        ...{ name: `${service} in ${region}`, region },
        // What would keep a standby from taking over is among the obstacles; that it does not serve is no trouble.
        ...{ expected: active ? 'healthy' : 'as a standby is', ok: !active || state !== 'unhealthy' },
        found: details === '' ? state : `${state} (${details})`,
        ...(responseMs === undefined ? {} : { ms: responseMs }),
      };
    }),
    ...obstacles.map(({ resource, sentence }): DrillCheck => ({
      ...{ name: `${region} could take over`, region, resource },
      ...{ ok: false, expected: 'nothing in the way', found: sentence },
    })),
  ];
}

async function watching(session: Session): Promise<DrillCheck[]> {
  const { items, problems } = await planMonitoring(session);
  return [
    ...items.filter(({ action }) => action !== 'stray').map(ofItem),
    ...problems.map(({ region, message }): DrillCheck => ({
      ...{ name: 'alarms and dashboards can be looked at', ok: false, expected: 'an answer', found: message },
      ...(region === undefined ? {} : { region }),
    })),
  ];
}

function ofItem({ what, name, region, action, differences }: MonitorItem): DrillCheck {
  const found = {
    create: 'missing',
    update: differences.join('; '),
    unchanged: 'there',
    stray: 'not wanted',
  };
  return {
    ...{ name: `${what} ${name}`, ok: action === 'unchanged', expected: 'as the config wants it' },
    found: found[action],
    ...(region === undefined ? {} : { region }),
  };
}
