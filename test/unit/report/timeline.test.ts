import { describe, expect, it } from 'vitest';
import { reportOfView } from '../../../src/report/run-report.ts';
import { axisTicks, timelineOf } from '../../../src/report/timeline.ts';
import { viewAfter } from './replay.ts';
import { doneReport, smallPlan, smallRun, stoppedReport } from './sample-report.ts';
import { draft, toyPlan } from './sample-plan.ts';

describe('the measured critical path', () => {
  it('goes back from the last end through whatever was waited for longest', () => {
    expect(doneReport().criticalPath).toEqual(['databases/b:promote', 'dns:move']);
  });

  it('is not what the plan expected but what the times say', () => {
    const plan = smallPlan();
    expect(plan.estimate.criticalPath).not.toEqual(doneReport().criticalPath);
  });

  it('ends with the step that was the last to end when the run stopped', () => {
    expect(stoppedReport().criticalPath).toEqual(['databases/a:promote']);
  });

  it('passes through steps that were not needed', () => {
    const plan = toyPlan([
      { id: 'a', drafts: [draft('one')] },
      { id: 'b', drafts: [draft('two', { phase: 'ready', skip: 'there already' })] },
      { id: 'c', drafts: [draft('three', { phase: 'traffic' })] },
    ]);
    const view = viewAfter(plan, [
      [0, { type: 'step-started', step: 'a:one', attempt: 1 }],
      [10, { type: 'step-done', step: 'a:one', tookMs: 10_000, note: undefined }],
      [10, { type: 'step-started', step: 'c:three', attempt: 1 }],
      [12, { type: 'step-done', step: 'c:three', tookMs: 2000, note: undefined }],
    ]);
    expect(reportOfView(view, 12_000).criticalPath).toEqual(['a:one', 'c:three']);
  });
});

describe('the timeline', () => {
  it('shows each step from its start to its end and marks the first change that cannot be undone', () => {
    const { rows, marks } = timelineOf(doneReport());
    expect(rows.map(({ name, whole }) => [name, whole.startedAt, whole.endedAt, whole.critical])).toEqual([
      ['databases/a:promote', 1000, 61_000, false],
      ['databases/b:promote', 1000, 241_000, true],
      ['dns:move', 242_000, 302_000, true],
    ]);
    expect(marks.map(({ kind, at }) => [kind, at])).toEqual([
      ['return', 1000],
      ['restored', 302_000],
    ]);
  });

  it('lets a step that has not ended go on until the report was made', () => {
    const view = viewAfter(smallPlan(), smallRun.slice(0, 2));
    expect(
      timelineOf(reportOfView(view, 31_000)).rows.map(({ whole }) => [whole.endedAt, whole.look]),
    ).toEqual([
      [31_000, 'running'],
      [31_000, 'running'],
    ]);
  });

  it('puts steps of the same shape on one line when there are many', () => {
    const [row] = timelineOf(doneReport(), 2).rows;
    expect(row).toMatchObject({
      name: 'databases/*:promote',
      count: 2,
      whole: { startedAt: 1000, endedAt: 241_000 },
    });
  });

  it('has round moments on its axis, never more than a dozen', () => {
    expect(axisTicks(302_000)).toEqual([0, 60_000, 120_000, 180_000, 240_000, 300_000]);
    for (const length of [1, 1000, 61_000, 3_600_000, 90_000_000, 4e9])
      expect(axisTicks(length).length).toBeLessThanOrEqual(12);
  });
});
