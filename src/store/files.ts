import { open, readFile } from 'node:fs/promises';
import { fail } from '../errors.ts';

/** Writes text to the disk itself before returning; `wx` throws EEXIST where something is already. */
export async function writeDurably(path: string, text: string, flag: 'a' | 'wx'): Promise<void> {
  const file = await open(path, flag, 0o600);
  try {
    await file.appendFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** The JSON in a file, or undefined where there is no file. Throws SyntaxError where it is not JSON. */
export async function readJson<T>(path: string): Promise<T | undefined> {
  const text = await readText(path);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

/** The text of a file, or undefined where there is no file. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whether this is the system error of that code, such as ENOENT. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Waits for work on files of a directory; what the system has against it is thrown as STORE_UNUSABLE, what is no JSON as JOURNAL_BROKEN. */
export async function inDirectory<T>(directory: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SyntaxError)
      throw fail(
        { code: 'JOURNAL_BROKEN', message: `A file in ${directory} is damaged: ${error.message}` },
        error,
      );
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw fail({ code: 'STORE_UNUSABLE', message: `${directory} cannot be used: ${error.message}` }, error);
  }
}
