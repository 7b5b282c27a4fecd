import { describe, expect, it } from 'vitest';
import { asideName } from '../../src/kinds/rds-aside.ts';
import type { RdsDatabase } from '../../src/kinds/rds-database.ts';
import { rdsInstance } from '../../src/kinds/rds-instance.ts';
import type { Seen } from '../../src/kinds/kind.ts';
import { resourceOf } from './resource.ts';
import {
  dark,
  database,
  observed,
  planned,
  replica,
  resource,
  settledAt,
  source,
  sourceArn,
  standalone,
  stepNamed,
  unplanned,
} from './rds-databases.ts';

describe('what the two sides of a database amount to', () => {
  const stopped = { ...source, status: 'stopped' };
  const elsewhere = database({ source: 'arn:aws:rds:eu-west-1:111122223333:db:products-prod' });
  const denied: Seen<RdsDatabase> = {
    state: 'failed',
    reachable: true,
    problem: { code: 'DENIED', message: 'Not allowed.' },
  };

  it.each([
    ['a replica of a lost source', dark, replica, unplanned, 'ready', ['promote']],
    ['a replica of a deleted source', undefined, replica, unplanned, 'ready', ['promote']],
    ['a replica of a source that answers', source, replica, unplanned, 'ready', ['promote']],
    ['a replica in a planned switchover', source, replica, planned, 'ready', ['drain', 'promote']],
    [
      'a replica that backs itself up',
      dark,
      { ...replica, status: 'backing-up' },
      unplanned,
      'ready',
      ['promote'],
    ],
    ['an instance that was promoted before', dark, standalone, unplanned, 'done', []],
    ['a primary whose old side is stopped', stopped, standalone, unplanned, 'done', []],
    [
      'a primary whose old side replicates from it',
      { ...source, source: standalone.arn },
      standalone,
      planned,
      'done',
      [],
    ],
    [
      'a stale old primary in a failback',
      source,
      standalone,
      planned,
      'ready',
      ['set-aside', 'replicate', 'drain', 'promote'],
    ],
    [
      'a stale old primary that a fence has stopped',
      source,
      { ...standalone, status: 'stopped' },
      planned,
      'ready',
      ['start', 'set-aside', 'replicate', 'drain', 'promote'],
    ],
    [
      'no instance in a planned switchover',
      source,
      undefined,
      planned,
      'ready',
      ['replicate', 'drain', 'promote'],
    ],
  ] as const)('%s', (...row) => {
    const [, from, to, goal, state, actions] = row;
    const observation = observed(from, to);
    expect(rdsInstance.assess(resource, observation, goal).state).toBe(state);
    expect(rdsInstance.steps(resource, observation, goal).map((step) => step.action)).toEqual(actions);
  });

  it.each([
    ['no replica', dark, undefined, unplanned, 'REPLICA_MISSING'],
    ['a replica of something else', source, elsewhere, unplanned, 'REPLICA_MISSING'],
    ['a broken replica', dark, { ...replica, status: 'storage-full' }, unplanned, 'RESOURCE_NOT_READY'],
    [
      'a replica that is being created',
      dark,
      { ...replica, status: 'creating' },
      unplanned,
      'RESOURCE_NOT_READY',
    ],
    ['two primaries', source, standalone, unplanned, 'RESOURCE_NOT_READY'],
    ['a look that was refused', dark, denied, unplanned, 'DENIED'],
    [
      'a writer without backups',
      { ...source, backupRetentionDays: 0 },
      undefined,
      planned,
      'RESOURCE_NOT_READY',
    ],
  ] as const)('%s blocks the plan', (...row) => {
    const [, from, to, goal, code] = row;
    const assessment = rdsInstance.assess(resource, observed(from, to), goal);
    expect(assessment).toMatchObject({
      state: 'blocked',
      problems: [{ code, resource: 'databases/orders' }],
    });
  });

  it('does not rebuild the side that the applications are connected to', () => {
    const observation = observed({ ...source, connections: 0 }, { ...standalone, connections: 12 });
    expect(rdsInstance.assess(resource, observation, planned)).toMatchObject({
      state: 'blocked',
      problems: [{ message: expect.stringContaining('seems to be active already') as string }],
    });
  });

  it('takes a promoted side that is in use for the primary, and warns of the other', () => {
    const observation = observed({ ...source, connections: 0 }, { ...standalone, connections: 12 });
    const { state, notes } = rdsInstance.assess(resource, observation, unplanned);
    expect(state).toBe('done');
    expect(notes?.map((note) => note.level)).toContain('warning');
  });

  it('says which side a failback gives up', () => {
    const { notes } = rdsInstance.assess(resource, observed(source, standalone), planned);
    expect(notes?.[0]).toMatchObject({
      level: 'warning',
      message: expect.stringContaining(`takes ${sourceArn} for the truth`) as string,
    });
  });

  it('gives the lag in ms with the metric that said so', () => {
    expect(rdsInstance.assess(resource, observed(dark, replica), unplanned).lag).toEqual({
      ms: 1200,
      source: 'ReplicaLag',
    });
  });
});

describe('building a replica anew', () => {
  const drafts = (own: string, writer: RdsDatabase, old: RdsDatabase | undefined) =>
    rdsInstance.steps(
      resourceOf(rdsInstance, `kind: rds-instance\neu-west-1: orders-prod\neu-west-2: ${own}`),
      observed(writer, old),
      planned,
    );
  const paramsOf = (list: ReturnType<typeof drafts>) =>
    list.find((step) => step.action === 'replicate')?.params;
  const old = {
    ...standalone,
    settings: { class: 'db.m6g.large', subnetGroup: 'private', kmsKey: 'key-of-eu-west-2' },
  };

  it('takes over the settings of the instance it replaces', () => {
    expect(paramsOf(drafts('orders-prod-replica', source, old))).toMatchObject({
      source: sourceArn,
      class: 'db.m6g.large',
      subnetGroup: 'private',
    });
  });

  it('lets the config have the last word', () => {
    const own = '{ instance: orders-prod-replica, class: db.r6g.large, subnetGroup: data }';
    expect(paramsOf(drafts(own, source, old))).toMatchObject({ class: 'db.r6g.large', subnetGroup: 'data' });
  });

  it('uses a key of its own region for an encrypted source, and none otherwise', () => {
    const encrypted = { ...source, encrypted: true, settings: { kmsKey: 'key-of-eu-west-1' } };
    expect(paramsOf(drafts('orders-prod-replica', encrypted, old))).toMatchObject({
      kmsKey: 'key-of-eu-west-2',
    });
    expect(paramsOf(drafts('orders-prod-replica', encrypted, undefined))).toMatchObject({
      kmsKey: 'alias/aws/rds',
    });
    expect(paramsOf(drafts('orders-prod-replica', source, old))).not.toHaveProperty('kmsKey');
  });

  it('takes the name as free only when the old primary has given it up', () => {
    const setAside = stepNamed('set-aside', { from: source, to: standalone, goal: planned });
    const states = [
      standalone,
      { ...standalone, status: 'renaming' },
      undefined,
      { ...replica, resourceId: 'db-NEW' },
    ].map((to) => settledAt(setAside, to).state);
    expect(states).toEqual(['not-begun', 'pending', 'done', 'done']);
  });

  it('makes names that RDS accepts', () => {
    const name = asideName(`${'a'.repeat(31)}-b-prod-replica`, 'fo-20261121-100000-7f3a');
    expect(name).toMatch(/^[a-z](?:-?[a-z0-9])*$/);
    expect(name.length).toBeLessThanOrEqual(63);
  });
});

describe('what others read of a database', () => {
  it('gives endpoint and port of the region that is asked about', () => {
    const outputs = rdsInstance.outputs?.(resource, observed(undefined, standalone), 'eu-west-2');
    expect(outputs).toEqual({ endpoint: standalone.endpoint, port: '5432' });
  });

  it('gives nothing where there is no instance', () => {
    expect(rdsInstance.outputs?.(resource, observed(undefined, standalone), 'eu-west-1')).toEqual({
      endpoint: undefined,
      port: undefined,
    });
  });

  it.each([
    ['a replica', replica, false],
    ['a primary', standalone, true],
    ['a primary without an endpoint', database({ endpoint: undefined }), false],
    ['nothing', undefined, false],
    ['a dark region', dark, false],
  ] as const)('verifies %s as it is', (_name, to, ok) => {
    expect(rdsInstance.verify(resource, observed(dark, to), unplanned).map((check) => check.ok)).toEqual([
      ok,
    ]);
  });
});
