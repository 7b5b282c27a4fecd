import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lease, LeaseAnswer } from '../engine/run-store.ts';
import { isCode, readJson, writeDurably } from './files.ts';

interface StoredLease extends Lease {
  readonly tag: string;
  readonly released?: true;
}

interface Generation {
  readonly number: number;
  readonly stored: StoredLease;
}

/**
 * A lease as a folder of numbered files, of which the highest counts. Every change (taking, renewing, giving back) makes the next
 * number by a hard link, which one process alone can make: so a change is always one of what was read, and the highest file is never
 * removed.
 */
export interface LeaseFiles {
  acquire(lease: Lease, now: number): Promise<LeaseAnswer>;
  renew(lease: Lease, tag: string): Promise<LeaseAnswer>;
  release(tag: string): Promise<void>;
  read(): Promise<Lease | undefined>;
}

/** Opens the lease that is kept in this folder; the folder is made when the lease is first taken. */
export function leaseFiles(directory: string): LeaseFiles {
  return {
    acquire: async (lease, now) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const current = await newest(directory);
      if (current !== undefined && isHeld(current.stored, now) && !isSame(current.stored, lease))
        return { acquired: false, lease: current.stored };
      return await advance(directory, current, lease);
    },
    renew: async (lease, tag) => {
      const current = await newest(directory);
      if (current?.stored.tag !== tag) return { acquired: false, lease: current?.stored ?? lease };
      return await advance(directory, current, lease);
    },
    release: async (tag) => {
      const current = await newest(directory);
      if (current?.stored.tag === tag)
        await advance(directory, current, { ...current.stored, released: true });
    },
    read: async () => {
      const stored = (await newest(directory))?.stored;
      if (stored === undefined || stored.released) return undefined;
      return { run: stored.run, holder: stored.holder, expiresAt: stored.expiresAt };
    },
  };
}

function isHeld(stored: StoredLease, now: number): boolean {
  return stored.released !== true && stored.expiresAt > now;
}

function isSame(stored: StoredLease, lease: Lease): boolean {
  return stored.run === lease.run && stored.holder === lease.holder;
}

/** Puts the next generation in the place of the one that was read; says who was faster where somebody was. */
async function advance(
  directory: string,
  read: Generation | undefined,
  next: Lease & { readonly released?: true },
): Promise<LeaseAnswer> {
  const number = (read?.number ?? 0) + 1;
  const stored: StoredLease = { ...next, tag: randomUUID() };
  const part = join(directory, `${stored.tag}.part`);
  try {
    await writeDurably(part, JSON.stringify(stored), 'wx');
    await link(part, pathOf(directory, number));
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(part, { force: true });
  }
  // Whoever read long ago may have made a number that others have already left behind: only the highest counts.
  const winner = await newest(directory);
  if (winner?.stored.tag !== stored.tag) return { acquired: false, lease: winner?.stored ?? next };
  const old = (await numbers(directory)).filter((other) => other < number);
  await Promise.all(old.map((other) => rm(pathOf(directory, other), { force: true })));
  return { acquired: true, tag: stored.tag };
}

async function newest(directory: string): Promise<Generation | undefined> {
  for (;;) {
    const number = Math.max(0, ...(await numbers(directory)));
    if (number === 0) return undefined;
    const stored = await readJson<StoredLease>(pathOf(directory, number));
    // Gone between listing and reading: there is a higher one now.
    if (stored !== undefined) return { number, stored };
  }
}

async function numbers(directory: string): Promise<number[]> {
  try {
    return (await readdir(directory)).flatMap((name) =>
      /^\d+\.json$/.test(name) ? [parseInt(name, 10)] : [],
    );
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}

function pathOf(directory: string, number: number): string {
  return join(directory, `${number}.json`);
}
