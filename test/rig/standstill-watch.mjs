// Watches a process of tests from outside, because a main thread that stands still can neither end a test nor say which one it was.
// Every line on standard input is a sign of life: the test that runs. After the given time without one the process is ended.
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const [pid = '', limitMs = ''] = process.argv.slice(2);
// Counted, not measured: a machine that was asleep is no standstill.
const ticks = 20;
let quiet = 0;
let test = 'no test yet';

process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => {
  quiet = 0;
  test = text.trimEnd().split('\n').at(-1) ?? test;
});
process.stdin.on('end', () => process.exit(0));

setInterval(
  () => {
    quiet += 1;
    if (quiet < ticks) return;
    console.error(
      `The process of the tests has stood still for ${Number(limitMs) / 1000} s and is ended. It was at: ${test}`,
    );
    for (const line of threadsOf(pid)) console.error(`  ${line}`);
    kill(Number(pid));
    process.exit(1);
  },
  Number(limitMs) / ticks,
);

/** What each thread waits for, where the system tells. */
function threadsOf(id) {
  const folder = `/proc/${id}/task`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((thread) => {
    const told = ['comm', 'wchan', 'syscall'].map((name) => read(`${folder}/${thread}/${name}`));
    return [thread, ...told].join(' ');
  });
}

function read(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '?';
  }
}

function kill(id) {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
