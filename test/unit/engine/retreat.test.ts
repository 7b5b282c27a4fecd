import { describe, expect, it } from 'vitest';
import type { OperatorRequest } from '../../../src/engine/run-store.ts';
import { calls, openRig } from '../../rig/open-rig.ts';
import type { Rig } from '../../rig/rig.ts';

/** Traffic that goes over in two stages, each held under watch. */
function stages(): Rig {
  const stage = (name: string, after: readonly string[]) => [
    { action: `shift-${name}`, after, undo: { title: `Back before ${name}` } },
    { action: `hold-${name}`, after: [`shift-${name}`], changes: false, retreats: `shift-${name}` },
  ];
  return openRig({ dns: { steps: [...stage('10', []), ...stage('100', ['hold-10'])] } });
}

async function stepStatuses(rig: Rig): Promise<Record<string, string>> {
  const { state, context } = await rig.stored();
  return Object.fromEntries(
    context.plan.steps.map(({ action }, index) => [action, state.steps[index]?.status ?? '']),
  );
}

const ann = { at: 0, actor: 'ann' };
const retry: OperatorRequest = { type: 'operator-retry', ...ann, step: 'dns:hold-100' };

describe('a step that watches over a change', () => {
  it('leaves everything as it is while it is content', async () => {
    const rig = stages();
    expect((await rig.start())?.result).toBe('done');
    expect(calls(rig)).toEqual(['apply dns:shift-10', 'apply dns:shift-100']);
  });

  it('takes the last stage back when it fails, keeps the ones before it, and waits for the operator', async () => {
    const rig = stages();
    rig.world.faults.set('dns:hold-100', { breaks: true });
    const summary = await rig.start();
    expect(summary).toMatchObject({ result: 'stopped', problems: [{ code: 'STEP_BROKEN' }] });
    expect(calls(rig)).toEqual(['apply dns:shift-10', 'apply dns:shift-100', 'undo dns:shift-100']);
    expect(await stepStatuses(rig)).toEqual({
      'shift-10': 'done',
      'hold-10': 'done',
      'shift-100': 'undone',
      'hold-100': 'failed',
    });
    expect(rig.asked).toMatchObject([{ type: 'step-failed', step: 'dns:hold-100' }]);
    expect(rig.world.changed()).toEqual(['dns:shift-10']);
  });

  it('enters the stage again when it is tried again, and holds it only then', async () => {
    const rig = stages();
    const faults = rig.world.faultsOf('dns:hold-100');
    faults.breaks = true;
    await rig.start();
    faults.breaks = false;
    expect((await rig.resume([retry]))?.result).toBe('done');
    expect(calls(rig).slice(2)).toEqual(['undo dns:shift-100', 'apply dns:shift-100']);
    expect(rig.world.changed()).toEqual(['dns:shift-10', 'dns:shift-100']);
  });

  it('retreats as often as it fails', async () => {
    const rig = stages();
    rig.world.faults.set('dns:hold-100', { breaks: true });
    await rig.start();
    expect((await rig.resume([retry]))?.result).toBe('stopped');
    expect(calls(rig).filter((call) => call === 'undo dns:shift-100')).toHaveLength(2);
    expect(rig.world.changed()).toEqual(['dns:shift-10']);
  });

  it('asks the operator as well when the stage cannot be left', async () => {
    const rig = stages();
    rig.world.faults.set('dns:hold-100', { breaks: true });
    rig.world.faults.set('dns:shift-100', { refuseUndo: ['denied'] });
    const summary = await rig.start();
    expect(summary?.result).toBe('stopped');
    expect(await stepStatuses(rig)).toMatchObject({ 'shift-100': 'undo-failed', 'hold-100': 'failed' });
    expect(rig.asked).toHaveLength(1);
  });

  it('enters the stage again, without a watch, when the operator skips it', async () => {
    const rig = stages();
    rig.world.faults.set('dns:hold-10', { breaks: true });
    await rig.start();
    const skip: OperatorRequest = {
      ...{ type: 'operator-skip', ...ann },
      ...{ step: 'dns:hold-10', reason: 'seen by eye' },
    };
    expect((await rig.resume([skip]))?.result).toBe('done');
    expect(calls(rig).slice(2)).toEqual(['apply dns:shift-10', 'apply dns:shift-100']);
    expect(rig.world.changed()).toEqual(['dns:shift-10', 'dns:shift-100']);
  });

  it('is undone with the rest when the run is aborted afterwards', async () => {
    const rig = stages();
    rig.world.faults.set('dns:hold-100', { breaks: true });
    await rig.start();
    const abort: OperatorRequest = { type: 'operator-abort', ...ann, reason: 'enough' };
    expect((await rig.resume([abort]))?.result).toBe('aborted');
    expect(rig.world.changed()).toEqual([]);
    expect(calls(rig).filter((call) => call === 'undo dns:shift-100')).toHaveLength(1);
  });

  it.each(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].flatMap((number) => [
      [number, 'before' as const],
      [number, 'after' as const],
    ]),
  )('comes to the same end when its process dies at write %i, %s it', async (number, when) => {
    const rig = stages();
    rig.world.faults.set('dns:hold-100', { breaks: true });
    const first = await rig.start({ dieAtWrite: { number, when } });
    const { state } = await rig.stored();
    if (first === undefined && state.status !== 'stopped') await rig.resume();
    expect(await stepStatuses(rig)).toMatchObject({ 'shift-100': 'undone', 'hold-100': 'failed' });
    expect(rig.world.changed()).toEqual(['dns:shift-10']);
  });
});
