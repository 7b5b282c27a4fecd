import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../errors.ts';
import type { ConfigRegistry } from './config-kind.ts';
import type { Config } from './config.ts';
import type { Diagnostic } from './diagnostic.ts';
import { largestFileBytes, notText, parseConfig } from './parse.ts';

/** Where a config is looked for, in this order, when none is named. */
const configPaths = ['failover.yml', '.github/failover.yml'] as const;

/** A config with warnings, or problems with the diagnostics behind them. */
export type LoadResult =
  | { readonly config: Config; readonly diagnostics: readonly Diagnostic[] }
  | { readonly problems: readonly [Problem]; readonly diagnostics: readonly Diagnostic[] };

/** What is loaded: the named file, or the first of `configPaths` in the directory. */
export interface LoadInput {
  /** The working directory; an absolute path. */
  readonly directory: string;
  readonly file?: string;
  readonly registry: ConfigRegistry;
}

/** Finds, reads and parses a config. Problems: CONFIG_NOT_FOUND, CONFIG_INVALID. */
export async function loadConfig({ directory, file, registry }: LoadInput): Promise<LoadResult> {
  const found = await firstReadable(directory, file === undefined ? configPaths : [file]);
  if ('problem' in found) return { problems: [found.problem], diagnostics: [] };
  const text = decode(found.bytes);
  if (text === undefined)
    return {
      problems: [invalid(found.file, 'it is not UTF-8 text')],
      diagnostics: [notText(found.file, found.bytes)],
    };
  const { config, diagnostics } = parseConfig({ text, file: found.file, registry });
  if (config !== undefined) return { config, diagnostics };
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return { problems: [invalid(found.file, errors === 1 ? '1 mistake' : `${errors} mistakes`)], diagnostics };
}

type Found = { readonly file: string; readonly bytes: Uint8Array } | { readonly problem: Problem };

async function firstReadable(directory: string, files: readonly string[]): Promise<Found> {
  for (const file of files) {
    const result = await readStart(path.resolve(directory, file));
    if (typeof result !== 'string') return { file, bytes: result };
    if (result !== 'ENOENT') {
      const why =
        result === 'EISDIR'
          ? `${file} is a folder: name the file in it, such as ${path.join(file, 'failover.yml')}.`
          : `${file} cannot be read (${result}).`;
      return { problem: { code: 'CONFIG_NOT_FOUND', message: why } };
    }
  }
  const message = `There is no ${files.join(' and no ')} in ${directory}.`;
  return { problem: { code: 'CONFIG_NOT_FOUND', message } };
}

/** The file's bytes, one more than is allowed at most; or the system's code of the error. */
async function readStart(file: string): Promise<Uint8Array | string> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const chunks: Uint8Array[] = [];
    let size = 0;
    while (size <= largestFileBytes) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(largestFileBytes + 1 - size));
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      size += bytesRead;
    }
    return Buffer.concat(chunks);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    await handle?.close();
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    // The mark stays in the text, so that the digest is that of the file.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // A large file is cut, maybe inside a character; that it is too large is the better message.
    return bytes.length > largestFileBytes ? Buffer.from(bytes).toString('latin1') : undefined;
  }
}

function invalid(file: string, why: string): Problem {
  return { code: 'CONFIG_INVALID', message: `${file} is not valid: ${why}.` };
}
