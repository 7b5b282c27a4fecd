import { createInterface } from 'node:readline/promises';

/** Asks at the terminal; an end of input or Ctrl-C is an empty answer. */
export async function question(text: string, signal?: AbortSignal): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => {
    reader.once('close', () => {
      resolve('');
    });
  });
  try {
    return await Promise.race([reader.question(text, signal === undefined ? {} : { signal }), closed]);
  } finally {
    reader.close();
  }
}
