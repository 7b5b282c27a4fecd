import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../src/server-process.ts';
import { createCertificateAuthority } from '../../src/simulator/tls.ts';
import { findPrograms, lesserUser, said, succeeded } from '../bot/postgres.ts';

/** A PostgreSQL that accepts writes and a hot standby of it, both over TLS on the loopback address. */
export interface PostgresPair {
  readonly primary: number;
  readonly standby: number;
  /** The authority that has signed their certificate, which is for localhost and not for 127.0.0.1. */
  readonly caFile: string;
  readonly user: string;
  readonly password: string;
  /** Changes something on the primary. */
  run(text: string): Promise<void>;
  stop(): Promise<void>;
}

const user = 'checker';
const password = 'a-secret-of-the-tests';
const careless = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'wal_level=replica'];

/** Starts both; undefined where PostgreSQL is not installed. The standby begins as a copy of the folder before anything ran in it. */
export async function startPair(): Promise<PostgresPair | undefined> {
  const programs = findPrograms();
  if (!programs) return undefined;
  const owner = process.getuid?.() === 0 ? lesserUser() : undefined;
  const directory = mkdtempSync(join(tmpdir(), 'pg-pair-'));
  const start = (program: string, args: readonly string[]) =>
    spawn(join(programs, program), args, {
      cwd: directory,
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
      ...owner,
    });
  if (owner) chownSync(directory, owner.uid, owner.gid);
  const data = join(directory, 'primary');
  await succeeded(
    start('initdb', ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--no-locale', '--no-sync']),
  );
  await writeSettings(directory, data);
  const copy = join(directory, 'standby');
  cpSync(data, copy, { recursive: true });
  writeFileSync(join(copy, 'standby.signal'), '');
  for (const folder of [data, copy]) own(folder, owner);
  const [primaryPort, standbyPort] = [await freePort(), await freePort()];
  const settings = (port: number, extra: readonly string[]) => [
    ...['-p', String(port), '-k', directory, '-c', 'listen_addresses=127.0.0.1', '-c', 'ssl=on'],
    ...[...careless, ...extra].flatMap((each) => ['-c', each]),
  ];
  const primary = start('postgres', ['-D', data, ...settings(primaryPort, [])]);
  await said(primary, 'ready to accept connections');
  const conninfo = `primary_conninfo=host=${directory} port=${primaryPort} user=postgres`;
  const standby = start('postgres', ['-D', copy, ...settings(standbyPort, [conninfo])]);
  await said(standby, 'ready to accept read-only connections');
  const run = async (text: string): Promise<void> => {
    const client = new Client({ host: directory, port: primaryPort, user: 'postgres', database: 'postgres' });
    await client.connect();
    await client.query(text);
    await client.end();
  };
  await run(`create role ${user} login password '${password}'`);
  await replayed(directory, standbyPort);
  return {
    ...{ primary: primaryPort, standby: standbyPort, user, password, run },
    caFile: join(directory, 'ca.pem'),
    stop: () => stop([standby, primary], directory),
  };
}

async function writeSettings(directory: string, data: string): Promise<void> {
  const authority = await createCertificateAuthority();
  const { cert, key } = await authority.certificateFor('localhost');
  writeFileSync(join(directory, 'ca.pem'), authority.pem);
  writeFileSync(join(data, 'server.crt'), cert);
  writeFileSync(join(data, 'server.key'), key);
  writeFileSync(
    join(data, 'pg_hba.conf'),
    `local all all trust\nlocal replication all trust\nhostssl all ${user} 127.0.0.1/32 scram-sha-256\n`,
  );
}

/** PostgreSQL opens neither folders nor keys that others may read. */
function own(folder: string, owner: { readonly uid: number; readonly gid: number } | undefined): void {
  chmodSync(folder, 0o700);
  chmodSync(join(folder, 'server.key'), 0o600);
  if (!owner) return;
  chownSync(folder, owner.uid, owner.gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(join(folder, name), owner.uid, owner.gid);
}

/** The standby knows the role as soon as it has replayed its creation. */
async function replayed(directory: string, port: number): Promise<void> {
  const client = new Client({ host: directory, port, user: 'postgres', database: 'postgres' });
  await client.connect();
  for (;;) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [user]);
    if (rowCount === 1) break;
  }
  await client.end();
}

async function stop(servers: readonly ChildProcess[], directory: string): Promise<void> {
  for (const server of servers) {
    const ended = once(server, 'exit');
    server.kill('SIGQUIT');
    await ended;
  }
  await rm(directory, { recursive: true, force: true });
}
