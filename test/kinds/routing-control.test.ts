import { describe, expect, it } from 'vitest';
import { routingControl } from '../../src/kinds/routing-control.ts';
import { s3MultiRegionAccessPoint } from '../../src/kinds/s3-multi-region-access-point.ts';
import { inTurn } from '../../src/kinds/endpoint-turn.ts';
import { seenIn } from '../../src/kinds/kind.ts';
import {
  addMultiRegionAccessPoint,
  addRoutingControls,
  addSafetyRule,
} from '../../src/simulator/traffic-builders.ts';
import { createWorld, setRegionCondition } from '../../src/simulator/world.ts';
import { resourceOf } from './resource.ts';
import { away } from './traffic-worlds.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';

const names = createWorld({ now: () => 0 });
const [one, two] = addRoutingControls(names, { one: 'On', two: 'Off' });
const block = (more = '') =>
  resourceOf(
    routingControl,
    `kind: routing-control
endpoints:
  us-east-1: https://host-aaaaaa.us-east-1.example.com/v1
  us-west-2: https://host-bbbbbb.us-west-2.example.com/v1
  eu-west-1: https://host-cccccc.eu-west-1.example.com/v1
${more}
eu-west-1: { control: '${one?.arn ?? ''}' }
eu-west-2: { control: '${two?.arn ?? ''}' }
`,
  );

/** A step that was planned while nothing could be seen. */
const blind = (resource = block()) => {
  const [draft] = routingControl.steps(resource, { at: 0, places: {} }, away);
  if (draft === undefined) throw new Error('a step was expected');
  return stepOf(draft, resource);
};

describe('a routing control', () => {
  it('is switched without the region that is left, whichever endpoint has its turn', async () => {
    const wire = await awsWire((world) => {
      addRoutingControls(world, { one: 'On', two: 'Off' });
      setRegionCondition(world, 'eu-west-1', 'dark');
    });
    expect(blind().calls.filter(({ region }) => region === 'eu-west-1')).toEqual([]);
    await routingControl.apply?.(blind(), contextOf(wire, away));
    expect([...wire.world.traffic.routingControls.values()].map(({ state }) => state)).toEqual(['Off', 'On']);
    await wire.close();
  });

  it('reaches another endpoint at a later attempt', async () => {
    const wire = await awsWire((world) => {
      addRoutingControls(world, { one: 'On', two: 'Off' });
      setRegionCondition(world, 'us-east-1', 'dark');
    });
    const attempts: string[] = [];
    for (let second = 0; second < 4; second += 1) {
      const done = routingControl.apply?.(blind(), contextOf(wire, away));
      attempts.push(
        await Promise.resolve(done).then(
          () => 'done',
          () => 'failed',
        ),
      );
      wire.advance(700);
    }
    expect(new Set(attempts)).toEqual(new Set(['done', 'failed']));
    await wire.close();
  });

  it('is planned although it cannot be read, since an endpoint may be lost with the region', () => {
    const problem = { code: 'UNREACHABLE', message: 'no answer' } as const;
    const unseen = { at: 0, places: { global: { state: 'failed', reachable: false, problem } as const } };
    expect(routingControl.assess(block(), unseen, away)).toMatchObject({ state: 'ready' });
    const denied = { at: 0, places: { global: { state: 'failed', reachable: true, problem } as const } };
    expect(routingControl.assess(block(), denied, away)).toMatchObject({ state: 'blocked' });
  });

  it('keeps to a safety rule, without waiting for it, unless that is overridden', async () => {
    const wire = await awsWire((world) => {
      addSafetyRule(world, addRoutingControls(world, { one: 'On', two: 'Off' }), 2);
    });
    const [rule] = wire.world.traffic.safetyRules.keys();
    const refused = routingControl.apply?.(blind(), contextOf(wire, away));
    await expect(refused).rejects.toMatchObject({ problems: [{ code: 'INVALID_CALL' }] });
    const overriding = blind(block(`overrideSafetyRules: ['${rule ?? ''}']`));
    await routingControl.apply?.(overriding, contextOf(wire, away));
    expect(wire.world.traffic.routingControls.get(two?.arn ?? '')?.state).toBe('On');
    await wire.close();
  });
});

describe('an S3 Multi-Region Access Point', () => {
  it('is routed through another region than the lost one', async () => {
    const wire = await awsWire((world) => {
      setRegionCondition(world, 'eu-west-1', 'dark');
      addMultiRegionAccessPoint(world, 'media', [
        { bucket: 'media-one', region: 'eu-west-1', dial: 100 },
        { bucket: 'media-two', region: 'eu-west-2', dial: 0 },
      ]);
    });
    const [accessPoint] = wire.world.traffic.accessPoints.values();
    const resource = resourceOf(
      s3MultiRegionAccessPoint,
      `kind: s3-multi-region-access-point
accessPoint: ${accessPoint?.arn ?? ''}
eu-west-1: { bucket: media-one }
eu-west-2: { bucket: media-two }
`,
    );
    const [draft] = s3MultiRegionAccessPoint.steps(resource, { at: 0, places: {} }, away);
    if (draft === undefined) throw new Error('a step was expected');
    const step = stepOf(draft, resource);
    await s3MultiRegionAccessPoint.apply?.(step, contextOf(wire, away));
    const settled = async () => {
      const seen = await look(s3MultiRegionAccessPoint, resource, { wire, goal: away });
      // A look whose turn is at the lost region's endpoint says nothing.
      if (seenIn(seen, 'global').state === 'failed') return 'unseen';
      return s3MultiRegionAccessPoint.settled(step, seen, wire.now()).state;
    };
    expect(await settled()).not.toBe('done');
    wire.advance(61_000);
    const states = [];
    for (let turn = 0; turn < 5; turn += 1) {
      states.push(await settled());
      wire.advance(700);
    }
    expect(states.filter((state) => state === 'unseen')).toHaveLength(1);
    expect(states.filter((state) => state === 'done')).toHaveLength(4);
    await wire.close();
  });
});

describe('equal endpoints', () => {
  it('have their turn one after the other', () => {
    expect([0, 700, 1400, 2100].map((now) => inTurn(['a', 'b', 'c'], now))).toEqual(['a', 'b', 'c', 'a']);
    expect(inTurn<string>([], 0)).toBeUndefined();
  });
});
