import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const watch = fileURLToPath(new URL('../../rig/standstill-watch.mjs', import.meta.url));

function started(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

it('ends a process of tests that stands still, and says which test it was', async () => {
  const stuck = started(['-e', 'process.stdin.resume()']);
  const gone = once(stuck, 'exit');
  const watcher = started([watch, String(stuck.pid), '400']);
  let said = '';
  watcher.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  watcher.stdin?.write('the first test\nthe second test\n');
  await once(watcher, 'close');
  expect(await gone).toEqual([null, 'SIGKILL']);
  expect(said).toContain('has stood still for 0.4 s and is ended. It was at: the second test');
});

it('goes with the process that it watches', async () => {
  const watcher = started([watch, '1', '60000']);
  watcher.stdin?.end();
  expect(await once(watcher, 'exit')).toEqual([0, null]);
});
