import { describe, expect, it } from 'vitest';
import { defaultAnswer } from '../../src/engine/host.ts';
import type { RunSummary } from '../../src/events.ts';
import { runOutcome } from '../../src/operations/run-metrics.ts';
import { planService } from '../../src/operations/plan-service.ts';
import { findRun, resumeService, runPlan } from '../../src/operations/run-service.ts';
import { findRequests } from '../../src/simulator/request-log.ts';
import { denyAction, regionOf, setRegionCondition } from '../../src/simulator/world.ts';
import { openSmallService, withTime, type SmallService } from './small-service.ts';

const monitoring = 'monitoring: { every: 1m }\n';
const direction = { from: 'eu-west-1', to: 'eu-west-2', operation: 'failover' } as const;

const running = {
  host: {
    emit: () => undefined,
    ask: (request: Parameters<typeof defaultAnswer>[0]) => Promise.resolve(defaultAnswer(request)),
  },
  ...{ signal: new AbortController().signal, actor: 'ana', reason: 'a test' },
};

async function failOver(
  service: SmallService,
  mode: 'planned' | 'unplanned' = 'unplanned',
): Promise<RunSummary> {
  const session = withTime(service);
  const planned = await planService(session, { ...direction, mode, only: ['orders'] });
  return await runPlan(session, planned, running);
}

/** Values in a region, by `namespace/name dimensions`. */
function valuesIn({ wire }: SmallService, region: string): Readonly<Record<string, readonly number[]>> {
  const own = regionOf(wire.world, region).metrics.filter(({ namespace }) =>
    namespace.startsWith('MultiRegion/'),
  );
  return Object.fromEntries(
    own.map(({ namespace, metricName, dimensions, points = [] }) => [
      `${namespace}/${metricName} ${Object.values(dimensions).join(' ')}`,
      points.map(({ value }) => value),
    ]),
  );
}

describe('at the end of a run', () => {
  it('RTO, RPO, duration and result are in CloudWatch, in every region', async () => {
    const service = await openSmallService(monitoring);
    const summary = await failOver(service);
    expect(summary.result).toBe('done');
    expect(summary.warnings.join('\n')).not.toContain('CloudWatch');
    for (const region of ['eu-west-1', 'eu-west-2'])
      expect(valuesIn(service, region)).toEqual({
        'MultiRegion/Run/Minutes shop failover': [(summary.endedAt - summary.declaredAt) / 60_000],
        'MultiRegion/Run/Success shop failover': [1],
        'MultiRegion/RTO/Minutes shop': [(summary.rtoMs ?? -1) / 60_000],
        'MultiRegion/RPO/Minutes shop': [(summary.rpo?.ms ?? -1) / 60_000],
      });
  });

  it('nothing is published where nothing is monitored', async () => {
    const service = await openSmallService();
    expect((await failOver(service)).result).toBe('done');
    expect(findRequests(service.wire.log, { operation: 'PutMetricData' })).toEqual([]);
  });

  it('a region that was down is left out without a word', async () => {
    const service = await openSmallService(monitoring);
    setRegionCondition(service.wire.world, 'eu-west-1', 'dark');
    const summary = await failOver(service);
    expect(summary.result).toBe('done');
    expect(summary.warnings.join('\n')).not.toContain('CloudWatch');
    expect(valuesIn(service, 'eu-west-2')).toHaveProperty('MultiRegion/Run/Success shop failover', [1]);
  });

  it('a refusal is a warning that says once what to allow, and the run is as good as without it', async () => {
    const service = await openSmallService(monitoring);
    denyAction(service.wire.world, 'cloudwatch:PutMetricData');
    const summary = await failOver(service);
    expect(summary).toMatchObject({ result: 'done', problems: [] });
    const told = summary.warnings.filter((warning) => warning.includes('cloudwatch:PutMetricData'));
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(
      /^The numbers of this run could not be put into CloudWatch in eu-west-1: .*"Action":"cloudwatch:PutMetricData"/,
    );
  });

  it('a run that has stopped publishes when it comes to its end', async () => {
    const service = await openSmallService(monitoring);
    denyAction(service.wire.world, 'rds:PromoteReadReplica');
    expect((await failOver(service)).result).toBe('stopped');
    expect(valuesIn(service, 'eu-west-2')).toEqual({});
    const session = withTime(service);
    const { record } = await findRun(session, undefined);
    const request = {
      type: 'operator-abort' as const,
      at: session.clock.now(),
      actor: 'ana',
      reason: 'enough',
    };
    const resumed = await resumeService(session, record.run, { ...running, requests: [request] });
    expect(resumed.result).toBe('aborted');
    expect(valuesIn(service, 'eu-west-2')).toEqual({
      'MultiRegion/Run/Minutes shop failover': [(resumed.endedAt - resumed.declaredAt) / 60_000],
      'MultiRegion/Run/Success shop failover': [0],
    });
  });

  it('what was not measured is left out: no number is not zero', () => {
    const summary: RunSummary = {
      ...{ run: 'fo-20261121-100000-7f3a', service: 'shop', result: 'done', declaredAt: 0, endedAt: 90_000 },
      ...{ rtoMs: 60_000, rpo: { ms: 4000, known: false, source: 'one of two' }, expectedMs: 0 },
      ...{
        counts: { done: 1, skipped: 0, failed: 0, pending: 0, undone: 0 },
        unfenced: [],
        problems: [],
        warnings: [],
      },
    };
    const goal = { from: 'eu-west-1', to: 'eu-west-2', mode: 'planned', fromCondition: 'up' } as const;
    const names = (operation: 'failover' | 'drill') =>
      runOutcome(summary, { ...goal, operation }).map(({ namespace, name, value }) => [
        `${namespace}/${name}`,
        value,
      ]);
    expect(names('failover')).toEqual([
      ['MultiRegion/Run/Minutes', 1.5],
      ['MultiRegion/Run/Success', 1],
      ['MultiRegion/RTO/Minutes', 1],
    ]);
    expect(names('drill')).toHaveLength(2);
  });
});
