import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';

/** A PostgreSQL of a test's own. */
export interface ThrowAwayPostgres {
  /** Its first, empty database. */
  readonly url: string;
  /** Makes another empty database; its url. */
  createDatabase(): Promise<string>;
  /** Stops the server and deletes everything. */
  stop(): Promise<void>;
}

/** Whether there is a PostgreSQL that could be started. */
export function postgresIsInstalled(): boolean {
  return findPrograms() !== undefined;
}

/** Starts a PostgreSQL on a Unix socket in a temporary folder; undefined where its programs are not installed. Throws when they do not work. */
export async function startPostgres(): Promise<ThrowAwayPostgres | undefined> {
  const programs = findPrograms();
  if (!programs) return undefined;
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? lesserUser() : undefined;
  const directory = mkdtempSync(join(tmpdir(), 'pg-'));
  if (user) chownSync(directory, user.uid, user.gid);
  const run = (program: string, args: readonly string[]) =>
    spawn(join(programs, program), args, {
      cwd: directory,
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
      ...user,
    });
  const data = join(directory, 'data');
  await succeeded(
    run('initdb', ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--no-locale', '--no-sync']),
  );
  const careless = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'listen_addresses='];
  const server = run('postgres', ['-D', data, '-k', directory, ...careless.flatMap((set) => ['-c', set])]);
  const killed = () => server.kill('SIGQUIT');
  process.on('exit', killed);
  await said(server, 'ready to accept connections');
  return handle({ directory, server, forget: () => process.off('exit', killed) });
}

function handle(running: {
  readonly directory: string;
  readonly server: ChildProcess;
  readonly forget: () => void;
}): ThrowAwayPostgres {
  const { directory, server } = running;
  const urlOf = (database: string) =>
    `postgresql://postgres@/${database}?host=${encodeURIComponent(directory)}`;
  let databases = 0;
  return {
    url: urlOf('postgres'),
    createDatabase: async () => {
      const name = `db${++databases}`;
      const client = new Client({ connectionString: urlOf('postgres') });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return urlOf(name);
    },
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      running.forget();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The folder of `initdb` and `postgres`: on the PATH, or where Debian keeps its versions, newest first. */
export function findPrograms(): string | undefined {
  const versions = '/usr/lib/postgresql';
  const debian = existsSync(versions)
    ? readdirSync(versions)
        .sort((one, other) => Number(other) - Number(one))
        .map((version) => join(versions, version, 'bin'))
    : [];
  return [...(process.env['PATH'] ?? '').split(delimiter), ...debian].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}

/** Somebody who may run PostgreSQL where the tests run as root. */
export function lesserUser(): { readonly uid: number; readonly gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] =
    users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** Resolves when a program has ended well. */
export async function succeeded(child: ChildProcess): Promise<void> {
  const complaint = collected(child);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`initdb failed: ${complaint()}`);
}

/** Resolves when the server has said so on its standard error. */
export async function said(child: ChildProcess, words: string): Promise<void> {
  const complaint = collected(child);
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', () => {
      if (complaint().includes(words)) resolve();
    });
    child.once('exit', () => {
      reject(new Error(`postgres did not start: ${complaint()}`));
    });
  });
}

function collected(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}
