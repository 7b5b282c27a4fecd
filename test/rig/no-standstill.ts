import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect } from 'vitest';

/** Longer than a machine with too much to do keeps a main thread from its timers, in ms. */
const limitMs = 120_000;
const beatMs = 2_000;

const script = fileURLToPath(new URL('standstill-watch.mjs', import.meta.url));

/** Set in a process that is watched already: its test files share it. */
const watched = Symbol.for('region-failover tests are watched');

let beat: () => void = () => undefined;

// Whoever stops at a breakpoint stands still as well.
if (!Reflect.has(globalThis, watched) && !process.execArgv.some((option) => option.startsWith('--inspect')))
  beat = watch();

beforeEach(() => {
  beat();
});

/** Starts the watch over this process; gives what shows it that the process lives. */
function watch(): () => void {
  const watcher = spawn(process.execPath, [script, String(process.pid), String(limitMs)], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const live = (): void => {
    const { currentTestName = 'between two tests', testPath = '' } = expect.getState();
    watcher.stdin.write(`${testPath} ${currentTestName.replaceAll('\n', ' ')}\n`);
  };
  for (const part of [watcher, watcher.stdin]) part.on('error', () => undefined);
  watcher.unref();
  Object.assign(globalThis, { [watched]: true });
  setInterval(live, beatMs).unref();
  return live;
}
