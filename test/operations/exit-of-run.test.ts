import { expect, it } from 'vitest';
import type { ErrorCode } from '../../src/errors.ts';
import type { RunSummary } from '../../src/events.ts';
import { exitOfRun } from '../../src/operations/run-service.ts';

const halted: RunSummary = {
  ...{ run: 'fo-20270115-080000-7f3a', service: 'shop', result: 'halted', declaredAt: 0, endedAt: 0 },
  ...{ rpo: undefined, expectedMs: 0, unfenced: [], problems: [], warnings: [] },
  counts: { done: 0, skipped: 0, failed: 0, pending: 1, undone: 0 },
};

it.each<ErrorCode>(['LEASE_LOST', 'INTERRUPTED', 'STORE_UNUSABLE'])(
  'a run that %s has halted is not over: it waits to be resumed',
  (code) => {
    expect(exitOfRun({ ...halted, problems: [{ code, message: 'It has halted.' }] })).toBe('stopped');
  },
);

it('a run that was aborted has failed', () => {
  expect(exitOfRun({ ...halted, result: 'aborted' })).toBe('failed');
});
