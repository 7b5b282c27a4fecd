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

  it.each([
    [0, 'done'],
    [1000, 'done'],
    [1001, 'pending'],
    [undefined, 'pending'],
  ] as const)('a lag of %s ms is %s', (ms, state) => {
    const now = database({ source: sourceArn, lag: { ms, source: 'ReplicaLag' } });
    expect(settledAt(drain, now).state).toBe(state);
  });

  it('takes a lag that nobody measured for unknown', () => {
    expect(settledAt(drain, database({ source: sourceArn }))).toMatchObject({
      state: 'pending',
      note: 'lag unknown (not measured)',
    });
  });
});
