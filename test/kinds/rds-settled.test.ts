import { describe, expect, it } from 'vitest';
import { rdsStatuses } from '../../src/kinds/rds-status.ts';
import {
  dark,
  database,
  planned,
  replica,
  settledAt,
  source,
  sourceArn,
  standalone,
  stepNamed,
  unplanned,
} from './rds-databases.ts';

describe('whether a promotion is over', () => {
  const promote = stepNamed('promote', { from: dark, to: replica, goal: unplanned });
  const usable = [
    'available',
    'configuring-associated-roles',
    'configuring-enhanced-monitoring',
    'configuring-iam-database-auth',
    'configuring-log-exports',
    'storage-config-upgrade',
    'storage-initialization',
    'storage-optimization',
  ];
  const passing = [
    'backing-up',
    'converting-to-vpc',
    'creating',
    'maintenance',
    'modifying',
    'moving-to-vpc',
    'rebooting',
    'renaming',
    'resetting-master-credentials',
    'starting',
    'upgrading',
  ];
  const lost = rdsStatuses.filter((status) => !usable.includes(status) && !passing.includes(status));

  it.each(usable)('%s with the source still there has not begun', (status) => {
    expect(settledAt(promote, database({ status, source: sourceArn })).state).toBe('not-begun');
  });

  it.each(usable)('%s with the source gone is done', (status) => {
    expect(settledAt(promote, database({ status })).state).toBe('done');
  });

  it.each(passing)('%s is pending, with the source and without', (status) => {
    expect(settledAt(promote, database({ status, source: sourceArn })).state).toBe('pending');
    expect(settledAt(promote, database({ status })).state).toBe('pending');
  });

  it.each(lost)('%s is broken, and the problem names the instance, the region and the status', (status) => {
    const settled = settledAt(promote, database({ status }));
    expect(settled).toMatchObject({
      state: 'broken',
      problem: { code: 'STEP_BROKEN', region: 'eu-west-2', found: status },
    });
    expect(settled.state === 'broken' && settled.problem.message).toContain(
      'orders-prod-replica in eu-west-2',
    );
  });

  it('is broken when the instance has vanished', () => {
    expect(settledAt(promote, undefined)).toMatchObject({ state: 'broken', problem: { found: 'absent' } });
  });

  it('waits for a status that AWS has invented since', () => {
    expect(settledAt(promote, database({ status: 'meditating' })).state).toBe('pending');
  });

  it('is not judged by a look that failed', () => {
    expect(settledAt(promote, dark).state).toBe('pending');
  });
});

describe('whether a replica has caught up', () => {
  const drain = stepNamed('drain', { from: source, to: replica, goal: planned });

  const startedAt = 100_000;

  it.each([
    ['has replayed up to the end of writes', 100_500, 500, 'done'],
    ['lacks the last millisecond', 100_500, 501, 'pending'],
    ['was close behind, but before the end of writes', 99_999, 0, 'pending'],
    ['was far behind', 160_000, 120_000, 'pending'],
    ['cannot tell', 160_000, undefined, 'pending'],
  ] as const)('a replica that %s (at %s ms, %s ms behind) is %s', (...[, at, ms, state]) => {
    const now = database({ source: sourceArn, lag: { ms, source: 'ReplicaLag', at } });
    expect(settledAt(drain, now, startedAt).state).toBe(state);
  });

  it('is not known while it is not known when writes ended', () => {
    const now = database({ source: sourceArn, lag: { ms: 0, source: 'ReplicaLag', at: 160_000 } });
    expect(settledAt(drain, now).state).toBe('pending');
  });

  it('takes a lag that nobody measured for unknown', () => {
    expect(settledAt(drain, database({ source: sourceArn }))).toMatchObject({
      state: 'pending',
      note: 'lag unknown (not measured)',
    });
  });
});

describe('whether a replica that was built anew is there', () => {
  const replicate = stepNamed('replicate', { from: source, to: standalone, goal: planned });

  it.each([
    ['the old primary under its name', {}, 'not-begun'],
    ['what follows another instance', { source: 'arn:aws:rds:eu-west-3:111122223333:db:other' }, 'not-begun'],
    ['a replica with an id of its own', { resourceId: 'db-NEW', source: sourceArn }, 'done'],
    ['a replica in a world where all ids are equal', { source: sourceArn }, 'done'],
  ])('%s: %o is %s', (_, found, state) => {
    expect(settledAt(replicate, database(found)).state).toBe(state);
  });
});
