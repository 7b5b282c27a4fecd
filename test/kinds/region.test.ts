import { describe, expect, it } from 'vitest';
import { region } from '../../src/kinds/region.ts';
import { conditionFrom } from '../../src/kinds/region-evidence.ts';
import type { RegionEvidence } from '../../src/kinds/region-evidence.ts';
import type { Observation, Seen } from '../../src/kinds/kind.ts';
import type { Goal, Step } from '../../src/plan/plan.ts';
import { denyAction } from '../../src/simulator/world.ts';
import { resourceOf } from './resource.ts';
import { awsWire, look, scenarioWire, stepOf } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const resource = resourceOf(region, 'kind: region\ncluster: lomash-wood', 'regions');
const answers = { answers: true, detail: 'answers' };
const silent = { answers: false, detail: 'no answer' };
const well: RegionEvidence = { api: answers, nodes: { ready: 3, total: 3 }, endpoint: { status: 200 } };
const gone: RegionEvidence = { api: silent, nodes: { error: 'no answer' }, endpoint: { error: 'no answer' } };

describe('how a region is doing', () => {
  it.each<[string, RegionEvidence, string]>([
    ['everything answers', well, 'up'],
    ['only the API was asked, and answers', { api: answers }, 'up'],
    ['nothing answers', gone, 'down'],
    ['only the API was asked, and is silent', { api: silent }, 'down'],
    ['the API is silent, the service answers', { ...well, api: silent }, 'degraded'],
    ['the API is silent, the service fails', { api: silent, endpoint: { status: 503 } }, 'degraded'],
    ['some nodes are not ready', { ...well, nodes: { ready: 2, total: 3 } }, 'degraded'],
    ['there are no nodes', { ...well, nodes: { ready: 0, total: 0 } }, 'degraded'],
    ['the service fails', { ...well, endpoint: { status: 503 } }, 'degraded'],
    ['the service does not answer', { ...well, endpoint: { error: 'no answer' } }, 'degraded'],
  ])('%s', (_name, evidence, condition) => {
    expect(conditionFrom(evidence)).toBe(condition);
  });
});

function observed(from: RegionEvidence | Seen<RegionEvidence>, to: RegionEvidence = well): Observation {
  const seen = (side: RegionEvidence | Seen<RegionEvidence>): Seen =>
    'state' in side ? side : { state: 'seen', value: side };
  return { at: 0, places: { 'eu-west-1': seen(from), 'eu-west-2': seen(to) } };
}

function confirm(given: Goal): Step {
  const [draft] = region.steps(resource, observed(gone), given);
  if (draft === undefined) throw new Error('there is no step');
  return stepOf(draft, resource);
}

describe('the last look before anything is changed', () => {
  it('goes on when the region is still down, with the evidence', () => {
    const settled = region.settled(confirm(goal), observed(gone), 0);
    expect(settled).toMatchObject({ state: 'done', evidence: { condition: 'down' } });
  });

  it('stops when the region that was down is well again', () => {
    const settled = region.settled(confirm(goal), observed(well), 0);
    expect(settled).toMatchObject({
      state: 'broken',
      problem: { code: 'REGION_HEALTHY', region: 'eu-west-1' },
    });
  });

  it('goes on in a degraded region, and where leaving a healthy one was the plan', () => {
    const degraded = { ...well, endpoint: { status: 503 } };
    expect(region.settled(confirm(goal), observed(degraded), 0).state).toBe('done');
    expect(region.settled(confirm({ ...goal, fromCondition: 'up' }), observed(well), 0).state).toBe('done');
  });

  it('waits in a planned switchover until both regions answer', () => {
    const step = confirm({ ...goal, mode: 'planned', fromCondition: 'up' });
    expect(region.settled(step, observed(well), 0).state).toBe('done');
    expect(region.settled(step, observed(gone), 0).state).toBe('pending');
    expect(region.settled(step, observed(well, gone), 0).state).toBe('pending');
  });
});

describe('what the evidence says before the run', () => {
  it('concludes how `from` is, and blocks when `to` does not answer', () => {
    expect(region.assess(resource, observed(gone), goal)).toMatchObject({
      state: 'ready',
      condition: { region: 'eu-west-1', state: 'down' },
    });
    const problems = [{ code: 'REGION_UNREACHABLE', region: 'eu-west-2' }];
    expect(region.assess(resource, observed(gone, gone), goal)).toMatchObject({ state: 'blocked', problems });
  });

  it('takes a look that reached nothing for a region that is down', () => {
    const failed: Seen<RegionEvidence> = {
      state: 'failed',
      reachable: false,
      problem: { code: 'UNREACHABLE', message: 'No answer.' },
    };
    expect(region.assess(resource, observed(failed), goal).condition?.state).toBe('down');
  });

  it.each([
    ['lomash-wood', 'up'],
    ['lomash-wood:degraded', 'degraded'],
    ['lomash-wood:dark', 'down'],
  ])('%s is seen as %s', async (scenario, state) => {
    const wire = await scenarioWire(scenario);
    const observation = await look(region, resource, { wire, goal }).finally(() => wire.close());
    expect(region.assess(resource, observation, goal).condition?.state).toBe(state);
  });

  it('takes a refusal for an answer', async () => {
    const wire = await awsWire((world) => {
      denyAction(world, 'sts:GetCallerIdentity');
    });
    const alone = resourceOf(region, 'kind: region', 'regions');
    const observation = await look(region, alone, { wire, goal }).finally(() => wire.close());
    expect(region.assess(alone, observation, goal).condition?.state).toBe('up');
  });
});
