import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../bot/store/open-store.ts';
import { storeProblem } from '../../../bot/store/store-problem.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'store-problem-'));
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

async function problemWith(where: { readonly file: string } | { readonly url: string }): Promise<string> {
  const error: unknown = await openStore(where).catch((thrown: unknown) => thrown);
  return storeProblem(where, error).message;
}

it('names the file that is no database, and what to do', async () => {
  const file = join(folder(), 'failover.sqlite');
  writeFileSync(file, 'x'.repeat(8192));
  expect(await problemWith({ file })).toBe(
    `The database ${file} cannot be used: file is not a database. It is no database of the bot. Put a backup in its place, or point DATA_DIR to another directory.`,
  );
});

it('says that there is none', async () => {
  const file = join(folder(), 'none', 'failover.sqlite');
  expect(await problemWith({ file })).toMatch(/ENOENT.*There is none: check DATA_DIR\.$/);
});

it('names the PostgreSQL that does not answer, without its password', async () => {
  const problem = await problemWith({ url: 'postgres://bot:a-password@127.0.0.1:9/failover' });
  expect(problem).toMatch(
    /^PostgreSQL at 127\.0\.0\.1:9 cannot be used: .*ECONNREFUSED.*Check DATABASE_URL/s,
  );
  expect(problem).not.toContain('a-password');
});

it('leaves alone what says by itself what is wrong with the tables', () => {
  const newer = new Error('The tables of the bot could not be brought up to date: they are newer');
  expect(storeProblem({ file: 'a' }, newer)).toBe(newer);
});
