import { describe, expect, it } from 'vitest';
import { route53Record } from '../../src/kinds/route53-record.ts';
import { holdDraft, judgeHold, stagesAhead } from '../../src/kinds/traffic-stages.ts';
import { addHealthCheck } from '../../src/simulator/builders.ts';
import { resolveRecord } from '../../src/simulator/resolve-record.ts';
import { createWorld } from '../../src/simulator/world.ts';
import { resourceOf } from './resource.ts';
import { home, inStages, learnNames, planned, recordBlock, withZone } from './traffic-worlds.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

learnNames(createWorld({ now: () => 0 }));

const stages = { percent: [10, 50, 100], holdMs: 60_000, guards: ['api', 'checkout'] };
const hold = stepOf(
  holdDraft({ name: 'api.example.com', percent: 10, stages, goal: home, leastMs: 0 }),
  resourceOf(route53Record, recordBlock()),
);
const judge = (inputs: Readonly<Record<string, string>>, now: number) =>
  judgeHold(hold, { at: now, places: {}, inputs, startedAt: 0 }, now);
const well = { 'api.healthy': 'yes', 'checkout.healthy': 'yes' };

describe('holding traffic at a stage', () => {
  it('reads the guards in the region that traffic moves to, and takes the shift back when it fails', () => {
    expect(hold).toMatchObject({
      retreats: 'shift-10',
      reads: [
        { resource: 'api', output: 'healthy', region: 'eu-west-1' },
        { resource: 'checkout', output: 'healthy', region: 'eu-west-1' },
      ],
    });
  });

  it('lasts as long as it must and then is over', () => {
    expect(judge(well, 59_000)).toMatchObject({ state: 'pending', note: '1 s left' });
    expect(judge(well, 60_000)).toMatchObject({ state: 'done' });
  });

  it('breaks at once when a guard says no, and names it', () => {
    expect(judge({ ...well, 'checkout.healthy': 'no' }, 5000)).toMatchObject({
      state: 'broken',
      problem: { code: 'CHECK_FAILED', found: 'checkout.healthy: no' },
    });
  });

  it('does not end while a guard cannot be read: unknown is not healthy', () => {
    expect(judge({ 'api.healthy': 'yes' }, 90_000)).toMatchObject({
      state: 'pending',
      note: 'checkout.healthy cannot be read',
    });
  });

  it('lasts no less than clients need to follow', () => {
    const short = holdDraft({ name: 'x', percent: 10, stages, goal: home, leastMs: 120_000 });
    expect(short.expectedMs).toBe(120_000);
  });

  it('goes on from where traffic stands', () => {
    expect(stagesAhead({ ...stages, percent: [90, 10, 50, 100] }, 0)).toEqual([10, 50, 90]);
    expect(stagesAhead(stages, 50)).toEqual([]);
  });
});

/** A pair as a pinned failover has left it; its health check belongs to home. */
const pinnedPair = () =>
  awsWire((world) => {
    world.probe = () => ({ status: 200 });
    const { id } = addHealthCheck(world, { Type: 'HTTPS', FullyQualifiedDomainName: 'one.example.com' });
    withZone(world, (to) => [
      {
        ...{ Name: 'api.example.com', Type: 'A', SetIdentifier: 'p', Failover: 'PRIMARY', HealthCheckId: id },
        ...to('eu-west-2'),
      },
      { Name: 'api.example.com', Type: 'A', SetIdentifier: 's', Failover: 'SECONDARY', ...to('eu-west-2') },
    ]);
  });

const resource = resourceOf(route53Record, recordBlock('style: failover'));
const zoneOf = (wire: Wire) => [...wire.world.hostedZones.values()][0]?.records ?? [];
const briefly = (wire: Wire) =>
  zoneOf(wire)
    .map(
      ({ SetIdentifier, Failover, Weight, HealthCheckId, AliasTarget }) =>
        `${SetIdentifier ?? '-'} ${Failover ?? Weight ?? '-'} ${AliasTarget?.DNSName?.split('.')[1] ?? ''}${HealthCheckId === undefined ? '' : ' checked'}`,
    )
    .sort();

describe('a failback of a failover pair in stages (lomash-wood: "Gradually shift traffic back using Route 53 weighted routing")', () => {
  it('is weighted on the way, with the health check of home, and a pair again at the end', async () => {
    const wire = await pinnedPair();
    const seen = await look(route53Record, resource, { wire, goal: inStages });
    const steps = route53Record.steps(resource, seen, inStages).map((draft) => stepOf(draft, resource));
    const states: string[][] = [];
    for (const step of steps.filter(({ changes }) => changes)) {
      await route53Record.apply?.(step, contextOf(wire, inStages));
      states.push(briefly(wire));
    }
    expect(states).toEqual([
      ['p 10 eu-west-1 checked', 's 90 eu-west-2'],
      ['p 50 eu-west-1 checked', 's 50 eu-west-2'],
      ['p PRIMARY eu-west-1 checked', 's SECONDARY eu-west-2'],
    ]);
    await wire.close();
  });

  it('goes back to the stage before, and from the first one to the pair', async () => {
    const wire = await pinnedPair();
    const before = briefly(wire);
    const seen = await look(route53Record, resource, { wire, goal: inStages });
    const steps = route53Record.steps(resource, seen, inStages).map((draft) => stepOf(draft, resource));
    const [first, second] = steps.filter(({ changes }) => changes);
    const context = contextOf(wire, inStages);
    if (!first || !second) throw new Error('two shifts were expected');
    await route53Record.apply?.(first, context);
    await route53Record.apply?.(second, context);
    await route53Record.undo?.(second, context);
    expect(briefly(wire)).toEqual(['p 10 eu-west-1 checked', 's 90 eu-west-2']);
    await route53Record.undo?.(first, context);
    expect(briefly(wire)).toEqual(before);
    await wire.close();
  });

  it('holds each stage for no less than the TTL and the minute of Route 53', async () => {
    const wire = await pinnedPair();
    const quick = { ...inStages, stages: { percent: [10, 100], holdMs: 1000, guards: [] } };
    const seen = await look(route53Record, resource, { wire, goal: quick });
    const held = route53Record.steps(resource, seen, quick).find(({ action }) => action === 'hold-10');
    expect(held?.expectedMs).toBe(120_000);
    await wire.close();
  });

  it('shares the answers of DNS as the weights say', async () => {
    const wire = await pinnedPair();
    const seen = await look(route53Record, resource, { wire, goal: inStages });
    const [first] = route53Record.steps(resource, seen, inStages);
    if (first) await route53Record.apply?.(stepOf(first, resource), contextOf(wire, inStages));
    const rolls = Array.from({ length: 100 }, (_, index) => index / 100);
    const asked = rolls.map(
      (roll) => resolveRecord(wire.world, 'api.example.com', { type: 'A', roll })?.region,
    );
    expect(asked.filter((region) => region === 'eu-west-1')).toHaveLength(10);
    await wire.close();
  });
});

describe('a drill of DNS', () => {
  const drill = { ...planned, operation: 'drill', drill: 'dns' } as const;

  it('is refused where the record has no health check, or the region is not active', async () => {
    const wire = await awsWire((world) => {
      withZone(world, (to) => [{ Name: 'api.example.com', Type: 'A', ...to('eu-west-1') }]);
    });
    const block = resourceOf(route53Record, recordBlock());
    const seen = await look(route53Record, block, { wire, goal: drill });
    expect(route53Record.assess(block, seen, drill).problems).toMatchObject([{ code: 'RESOURCE_NOT_READY' }]);
    const turned = { ...drill, from: 'eu-west-2', to: 'eu-west-1' };
    expect(route53Record.assess(block, seen, turned).problems).toMatchObject([{ code: 'REGION_NOT_ACTIVE' }]);
    await wire.close();
  });

  it('does not do what union-eyes says ("--disabled"), since a disabled health check counts as healthy', async () => {
    const wire = await awsWire((world) => {
      world.probe = () => ({ status: 200 });
      const { id } = addHealthCheck(world, { Type: 'HTTPS', FullyQualifiedDomainName: 'one.example.com' });
      withZone(world, (to) => [
        {
          ...{
            Name: 'api.example.com',
            Type: 'A',
            SetIdentifier: 'p',
            Failover: 'PRIMARY',
            HealthCheckId: id,
          },
          ...to('eu-west-1'),
        },
        { Name: 'api.example.com', Type: 'A', SetIdentifier: 's', Failover: 'SECONDARY', ...to('eu-west-2') },
      ]);
    });
    const check = [...wire.world.healthChecks.values()][0];
    const answering = () => resolveRecord(wire.world, 'api.example.com', 'A')?.region;
    if (check) check.config = { ...check.config, Disabled: true };
    expect(answering()).toBe('eu-west-1');
    if (check) check.config = { ...check.config, Disabled: false };
    const seen = await look(route53Record, resource, { wire, goal: drill });
    const [fail] = route53Record.drill?.(resource, seen, drill) ?? [];
    if (fail) await route53Record.apply?.(stepOf(fail, resource), contextOf(wire, drill));
    expect(check?.config).toMatchObject({ Disabled: true, Inverted: true });
    expect(answering()).toBe('eu-west-2');
    if (fail) await route53Record.undo?.(stepOf(fail, resource), contextOf(wire, drill));
    expect(answering()).toBe('eu-west-1');
    await wire.close();
  });
});
