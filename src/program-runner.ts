import { type ChildProcess, spawn } from 'node:child_process';
import type { ProgramResult, Programs } from './programs.ts';

const tailBytes = 16 * 1024;

/** How the runner behaves where tests need it shorter. */
export interface ProgramOptions {
  /** Between SIGTERM and SIGKILL, in ms; 5,000 where absent. */
  readonly graceMs?: number;
  /** PATH, HOME and the network's settings are taken from here. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What a program needs to start and to reach the network as the run itself does; nothing here is a secret of the run. */
const passedOn = [
  'PATH',
  'HOME',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'CURL_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
];

/**
 * Runs programs with exactly the environment they are given, plus PATH, HOME and the settings of proxies and authorities. On timeout or abort the whole process group
 * gets SIGTERM, then SIGKILL. A result without `code` names the signal.
 */
export function createPrograms({ graceMs = 5000, env = process.env }: ProgramOptions = {}): Programs {
  const base = Object.fromEntries(
    passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  );
  return {
    run: async (argv, options) => {
      options.signal.throwIfAborted();
      const [program, ...args] = argv;
      if (program === undefined || program === '') throw new TypeError('a program needs a name');
      const child = spawn(program, args, {
        ...(options.cwd !== undefined && { cwd: options.cwd }),
        env: { ...base, ...options.env },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, so that what the program has started can be ended with it.
        detached: true,
        shell: false,
        windowsHide: true,
      });
      return await outcome(child, { graceMs, timeoutMs: options.timeoutMs, signal: options.signal });
    },
  };
}

interface Limits {
  readonly graceMs: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

function outcome(child: ChildProcess, { graceMs, timeoutMs, signal }: Limits): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const tail = keepTail();
    let kill: NodeJS.Timeout | undefined;
    const stop = (): void => {
      if (kill !== undefined) return;
      signalGroup(child, 'SIGTERM');
      kill = setTimeout(() => {
        signalGroup(child, 'SIGKILL');
        // A descendant that has left the group may still hold the pipes; the result does not wait for it.
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, graceMs);
    };
    const deadline = setTimeout(stop, timeoutMs);
    signal.addEventListener('abort', stop, { once: true });
    const finish = (): void => {
      clearTimeout(deadline);
      clearTimeout(kill);
      signal.removeEventListener('abort', stop);
    };
    child.stdout?.on('data', tail.add);
    child.stderr?.on('data', tail.add);
    child.once('error', (error) => {
      finish();
      reject(error);
    });
    child.once('close', (code, ended) => {
      // What ignored SIGTERM in the group must not outlive the program that was asked to stop.
      if (kill !== undefined) signalGroup(child, 'SIGKILL');
      finish();
      resolve({ code: code ?? undefined, ...(ended !== null && { signal: ended }), output: tail.text() });
    });
  });
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

/** Keeps the last 16 KiB of what comes. */
function keepTail(): { readonly add: (chunk: Buffer) => void; readonly text: () => string } {
  let kept = Buffer.alloc(0);
  return {
    add: (chunk) => {
      kept = Buffer.concat([kept, chunk]).subarray(-tailBytes);
    },
    text: () => kept.toString('utf8'),
  };
}
