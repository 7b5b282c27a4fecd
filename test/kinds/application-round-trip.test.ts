import { expect, it } from 'vitest';
import { cloudfrontDistribution } from '../../src/kinds/cloudfront-distribution.ts';
import type { Kind } from '../../src/kinds/kind.ts';
import { lambdaFunction } from '../../src/kinds/lambda-function.ts';
import { secretsManager } from '../../src/kinds/secrets-manager.ts';
import { ssmParameter } from '../../src/kinds/ssm-parameter.ts';
import type { Goal, StepDraft } from '../../src/plan/plan.ts';
import {
  addDistribution,
  addEventSource,
  addLambdaFunction,
  addParameter,
  addSecret,
  addSecretReplica,
} from '../../src/simulator/application-builders.ts';
import { regionOf } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const [home, away] = ['eu-west-1', 'eu-west-2'];
const there: Goal = { from: home, to: away, operation: 'failover', mode: 'planned', fromCondition: 'up' };
const back: Goal = { ...there, from: away, to: home, operation: 'failback' };

const kinds: readonly (readonly [Kind, string])[] = [
  [
    lambdaFunction,
    `kind: lambda-function
reserved: { active: 50, standby: 2 }
provisioned: { qualifier: live, active: 5, standby: 1 }
eu-west-1: worker
eu-west-2: worker
`,
  ],
  [cloudfrontDistribution, cloudfrontDistribution.example],
  [
    ssmParameter,
    `kind: ssm-parameter
everywhere: true
parameters: { /active: { value: { eu-west-1: eu-west-1, eu-west-2: eu-west-2 } } }
`,
  ],
  [
    secretsManager,
    `kind: secrets-manager
replicated: true
connection: { value: { eu-west-1: 'db.eu-west-1.example.com:5432', eu-west-2: 'db.eu-west-2.example.com:5432' } }
eu-west-1: db
eu-west-2: db
`,
  ],
];

function build(world: World): void {
  for (const [region, active] of [
    [home, true],
    [away, false],
  ] as const) {
    const worker = addLambdaFunction(world, {
      ...{ name: 'worker', region, qualifiers: ['live'], reserved: active ? 50 : 2 },
      provisioned: {
        live: { requested: active ? 5 : 1, available: active ? 5 : 1, status: 'READY', modifiedAt: 0 },
      },
    });
    addEventSource(world, worker, { queue: 'orders', state: active ? 'Enabled' : 'Disabled' });
    addParameter(world, { name: '/active', region, value: home });
  }
  addDistribution(world, { id: 'E2EXAMPLE1234', origins: { api: 'api.eu-west-1.example.com' } });
  addSecretReplica(
    world,
    addSecret(world, { name: 'db', region: home, value: 'db.eu-west-1.example.com:5432' }),
    away,
  );
}

/** The world without what must differ: times, revisions, and how often something has been changed. */
function shown(world: World): unknown {
  const text = JSON.stringify(
    {
      distributions: [...world.distributions.values()],
      regions: [home, away]
        .map((name) => regionOf(world, name))
        .map(({ functions, parameters, secrets }) => ({
          functions: [...functions.values()],
          parameters: [...parameters.values()].map(({ versions, ...rest }) => [rest, versions.at(-1)?.value]),
          secrets: [...secrets.values()].map(({ versions, ...rest }) => [
            rest,
            versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.value,
          ]),
        })),
    },
    (key, value: unknown) => (['modifiedAt', 'revision', 'createdAt'].includes(key) ? undefined : value),
  );
  return JSON.parse(text);
}

async function carryOut(wire: Wire, goal: Goal, how: 'steps' | 'protect'): Promise<void> {
  for (const [kind, block] of kinds) {
    const resource = resourceOf(kind, block);
    const observation = await look(kind, resource, { wire, goal });
    const drafts: readonly StepDraft[] = kind[how]?.(resource, observation, goal) ?? [];
    for (const draft of drafts) {
      const step = stepOf(draft, resource);
      const startedAt = wire.now();
      const context = contextOf(wire, goal);
      // Every run and step has a token of its own.
      await kind.apply?.(step, {
        ...context,
        token: `${goal.operation}${kind.name}`.padEnd(32, 'x').slice(0, 32),
      });
      wire.advance(10 * 60_000);
      const after = { ...(await look(kind, resource, { wire, goal })), startedAt };
      expect(kind.settled(step, after, wire.now()), step.title).toMatchObject({ state: 'done' });
    }
  }
}

it('leaves functions, distribution, parameters and secrets as they were, when home has been given back its part', async () => {
  const wire = await awsWire(build);
  try {
    const before = shown(wire.world);
    await carryOut(wire, there, 'steps');
    expect(shown(wire.world)).not.toEqual(before);
    await carryOut(wire, { ...there, operation: 'reprotect' }, 'protect');
    await carryOut(wire, back, 'steps');
    await carryOut(wire, { ...back, operation: 'reprotect' }, 'protect');
    expect(shown(wire.world)).toEqual(before);
    for (const [kind, block] of kinds) {
      const resource = resourceOf(kind, block);
      const seen = await look(kind, resource, { wire, goal: back });
      expect(kind.steps(resource, seen, back)).toEqual([]);
      expect(
        [...kind.verify(resource, seen, back), ...(kind.protected?.(resource, seen, back) ?? [])].filter(
          ({ ok }) => !ok,
        ),
      ).toEqual([]);
    }
  } finally {
    await wire.close();
  }
});
