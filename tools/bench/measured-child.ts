import { readFile } from 'node:fs/promises';
import { startServer, type ServerProcess } from '../../src/server-process.ts';

/** Memory of a process in MiB: what is resident now, and the most that ever was. */
export interface Memory {
  readonly nowMiB: number;
  readonly peakMiB: number;
}

/** A server that runs as a process of its own, and is measured. */
export interface MeasuredChild extends ServerProcess {
  /** Undefined where the system has no /proc. */
  memory(): Promise<Memory | undefined>;
}

/** Starts a script and waits until `readyUrl` answers below 500. Throws with what it said when it does not. */
export async function startChild(
  script: string,
  environment: Readonly<Record<string, string>>,
  readyUrl: string,
): Promise<MeasuredChild> {
  const started = await startServer(script, environment, readyUrl);
  if (!started.isReady) throw new Error(`${script} has not started: ${started.lastWords}`);
  const { server } = started;
  return { ...server, memory: async () => await memoryOf(server.pid) };
}

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
async function memoryOf(pid: number | undefined): Promise<Memory | undefined> {
  const status = await readFile(`/proc/${pid ?? ''}/status`, 'utf8').catch(() => '');
  const mib = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024;
  const nowMiB = mib('VmRSS');
  return Number.isNaN(nowMiB) ? undefined : { nowMiB, peakMiB: mib('VmHWM') };
}
