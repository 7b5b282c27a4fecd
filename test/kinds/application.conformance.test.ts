import { cloudfrontDistribution } from '../../src/kinds/cloudfront-distribution.ts';
import { secretsManager } from '../../src/kinds/secrets-manager.ts';
import { ssmParameter } from '../../src/kinds/ssm-parameter.ts';
import type { Goal } from '../../src/plan/plan.ts';
import {
  addDistribution,
  addParameter,
  addSecret,
  addSecretReplica,
} from '../../src/simulator/application-builders.ts';
import { setRegionCondition } from '../../src/simulator/world.ts';
import type { World } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { awsWire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const planned: Goal = { ...goal, mode: 'planned', fromCondition: 'up' };
/** A failback in stages, while both regions answer. */
const together: Goal = {
  ...planned,
  operation: 'failback',
  stages: { percent: [10, 100], holdMs: 60_000, guards: [], serving: 'both' },
};
const darkened = (build: (world: World) => void) => (world: World) => {
  build(world);
  setRegionCondition(world, 'eu-west-1', 'dark');
};

const site = (world: World) => {
  world.timings.distributionDeployMs = 50_000;
  addDistribution(world, {
    id: 'E2EXAMPLE1234',
    origins: { api: 'api.eu-west-1.example.com', home: 'a.example.com', away: 'b.example.com' },
    groups: { pages: ['home', 'away'] },
  });
};

conforms(cloudfrontDistribution, [
  { name: 'a lost region', goal, open: () => awsWire(darkened(site)), actions: ['lead'] },
  {
    name: 'an origin group',
    goal: planned,
    block: `kind: cloudfront-distribution
distribution: E2EXAMPLE1234
originGroups: { pages: { eu-west-1: home, eu-west-2: away } }
`,
    open: () => awsWire(site),
    actions: ['lead'],
  },
  {
    name: 'a way back that is not needed',
    goal: { ...planned, from: 'eu-west-2', to: 'eu-west-1' },
    open: () => awsWire(site),
    actions: [],
  },
]);

const parameters = (world: World) => {
  for (const region of ['eu-west-1', 'eu-west-2']) {
    addParameter(world, { name: '/shop/active-region', region, value: 'eu-west-1' });
    addParameter(world, { name: '/shop/mode', region, value: 'normal' });
    addParameter(world, {
      ...{ name: '/shop/database-url', region, type: 'SecureString', keyId: 'alias/shop' },
      value: 'postgres://u:hunter2@old.example.com:5432/shop',
    });
  }
};

conforms(ssmParameter, [
  {
    name: 'a lost region',
    goal,
    open: () => awsWire(darkened(parameters)),
    actions: ['put(/shop/active-region)'],
  },
  {
    name: 'values taken from other resources, told everywhere',
    goal: planned,
    block: `kind: ssm-parameter
everywhere: true
parameters:
  /shop/active-region: { from: region.name }
  /shop/database-url: { host: database }
`,
    inputs: {
      'region.name': 'eu-west-2',
      'database.endpoint': 'new.example.com',
      'database.port': '5432',
    },
    open: () => awsWire(parameters),
    actions: [
      'put(/shop/active-region)',
      'put(/shop/database-url)',
      'tell(/shop/active-region)',
      'tell(/shop/database-url)',
    ],
  },
]);

const value = JSON.stringify({ DATABASE_URL: 'postgres://u:hunter2@old.example.com:5432/shop', port: 5432 });
const ownSecrets = (world: World) => {
  for (const region of ['eu-west-1', 'eu-west-2']) addSecret(world, { name: 'shop/database', region, value });
};
const replicated = (world: World) =>
  void addSecretReplica(
    world,
    addSecret(world, { name: 'shop/database', region: 'eu-west-1', value }),
    'eu-west-2',
  );
const replicatedBlock = `${secretsManager.example}replicated: true\n`;

conforms(secretsManager, [
  { name: 'a secret of the region', goal, open: () => awsWire(darkened(ownSecrets)), actions: ['update'] },
  {
    name: 'a replica of a lost region',
    goal,
    block: replicatedBlock,
    open: () => awsWire(darkened(replicated)),
    actions: ['promote', 'update'],
  },
  {
    name: 'a replica in a planned switchover',
    goal: planned,
    block: replicatedBlock,
    open: () => awsWire(replicated),
    actions: ['promote', 'update'],
  },
  {
    name: 'an endpoint taken from another resource',
    goal: planned,
    block: secretsManager.example.replace(
      "{ value: 'postgres://database.internal:5432/shop' }",
      '{ host: database }',
    ),
    inputs: { 'database.endpoint': 'new.example.com', 'database.port': '5432' },
    open: () => awsWire(ownSecrets),
    actions: ['update'],
  },
  {
    name: 'a way home in stages on which both regions answer',
    goal: together,
    block: secretsManager.example.replace(
      "{ value: 'postgres://database.internal:5432/shop' }",
      '{ host: database }',
    ),
    inputs: { 'database.endpoint': 'new.example.com', 'database.port': '5432' },
    open: () => awsWire(ownSecrets),
    actions: ['update', 'serve', 'leave'],
  },
  {
    name: 'a way home in stages on which both regions answer, with one secret for both',
    goal: together,
    block: replicatedBlock,
    open: () => awsWire(replicated),
    actions: ['promote', 'update', 'replicate'],
  },
]);
