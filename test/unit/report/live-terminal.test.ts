import { describe, expect, test } from 'vitest';
import { liveTerminal } from '../../../src/report/live-terminal.ts';
import { plainPalette } from '../../../src/report/palette.ts';
import { numbered, runStarted } from './replay.ts';
import { samplePlan } from './sample-plan.ts';

const plan = samplePlan();
const hide = '\u001b[?25l';
const show = '\u001b[?25h';

function rig() {
  const written: string[] = [];
  const timers = new Map<number, { at: number; listener: () => void }>();
  const listeners = { resize: new Set<() => void>(), exit: new Set<() => void>() };
  const size = { columns: 100, rows: 50 };
  let time = 0;
  let ids = 0;
  const listen = (set: Set<() => void>) => (listener: () => void) => {
    set.add(listener);
    return () => set.delete(listener);
  };
  const terminal = liveTerminal({
    write: (text) => written.push(text),
    size: () => size,
    onResize: listen(listeners.resize),
    onExit: listen(listeners.exit),
    now: () => time,
    after: (ms, listener) => {
      const id = (ids += 1);
      timers.set(id, { at: time + ms, listener });
      return () => timers.delete(id);
    },
    palette: plainPalette,
  });
  const advance = (ms: number): void => {
    const end = time + ms;
    for (;;) {
      const [due] = [...timers].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at);
      if (due === undefined) break;
      timers.delete(due[0]);
      time = due[1].at;
      due[1].listener();
    }
    time = end;
  };
  const frames = (): number => written.filter((text) => text.includes(hide)).length;
  return { terminal, written, timers, listeners, size, advance, frames };
}

const [start] = numbered([[0, runStarted(plan)]]);
const [wait] = numbered([[1, { type: 'step-waiting', step: 'dns:move', note: 'n' }]]);
if (start === undefined || wait === undefined) throw new Error('two events were made');

describe('the live terminal', () => {
  test('writes nothing before a run begins, and draws at once when it does', () => {
    const { terminal, written, frames } = rig();
    terminal.event(wait);
    expect(written).toEqual([]);
    terminal.event(start);
    expect(frames()).toBe(1);
    expect(written[0]).toContain('lomash-wood');
  });

  test('a burst of a thousand events is drawn once more, and at most ten times a second', () => {
    const { terminal, frames, advance } = rig();
    terminal.event(start);
    for (let index = 0; index < 1000; index += 1) terminal.event(wait);
    expect(frames()).toBe(1);
    advance(100);
    expect(frames()).toBe(2);
    for (let index = 0; index < 100; index += 1) {
      terminal.event(wait);
      advance(10);
    }
    expect(frames()).toBeLessThanOrEqual(12);
  });

  test('the clock goes on without events, once a second', () => {
    const { terminal, frames, advance, written } = rig();
    terminal.event(start);
    advance(5000);
    expect(frames()).toBe(6);
    expect(written.at(-1)).toContain('RTO 00:05');
  });

  test('goes back over exactly the lines of the last frame, also when a narrower terminal has wrapped them', () => {
    const { terminal, written, advance, size, listeners } = rig();
    terminal.event(start);
    const lines = (written[0]?.match(/\n/g) ?? []).length;
    terminal.event(wait);
    advance(100);
    expect(written[1]).toContain(`\u001b[${lines}A\r`);
    size.columns = 50;
    for (const listener of listeners.resize) listener();
    advance(100);
    const up = Number(/\u001b\[(\d+)A/.exec(written[2] ?? '')?.[1]);
    expect(up).toBeGreaterThan(lines);
    expect(up).toBeLessThanOrEqual(size.rows - 1);
  });

  test('stays still for a question, and draws anew below the answer', () => {
    const { terminal, written, frames, advance } = rig();
    terminal.event(start);
    terminal.pause();
    expect(written.at(-1)).toBe(show);
    const before = frames();
    terminal.event(wait);
    advance(10_000);
    expect(frames()).toBe(before);
    terminal.resume();
    expect(frames()).toBe(before + 1);
    expect(written.at(-1)).not.toMatch(/\u001b\[\d+A/);
  });

  test('ends with a last picture, the cursor shown and nothing left behind, once', () => {
    const { terminal, written, timers, listeners, advance } = rig();
    terminal.event(start);
    terminal.event(wait);
    terminal.stop();
    terminal.stop();
    expect(written.filter((text) => text === show)).toHaveLength(1);
    expect(written.at(-1)).toBe(show);
    expect([timers.size, listeners.resize.size, listeners.exit.size]).toEqual([0, 0, 0]);
    const count = written.length;
    terminal.event(wait);
    advance(10_000);
    expect(written).toHaveLength(count);
  });

  test('a process that ends gives the cursor back', () => {
    const { terminal, written, listeners } = rig();
    terminal.event(start);
    for (const listener of listeners.exit) listener();
    expect(written.at(-1)).toBe(show);
  });
});
