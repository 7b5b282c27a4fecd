import { describe, expect, it } from 'vitest';
import { createPrograms } from '../../src/program-runner.ts';

const never = new AbortController().signal;
const options = { env: {}, timeoutMs: 20_000, signal: never };
const js = (code: string) => [process.execPath, '-e', code];

describe('createPrograms', () => {
  it('passes arguments as they are, without a shell', async () => {
    const result = await createPrograms().run(
      [...js('console.log(process.argv[1])'), '$HOME; echo "x" > y'],
      options,
    );
    expect(result).toEqual({ code: 0, output: '$HOME; echo "x" > y\n' });
  });

  it('gives exactly the environment asked for, plus PATH and HOME', async () => {
    const programs = createPrograms({
      env: { PATH: '/bin', HOME: '/home/x', AWS_SECRET_ACCESS_KEY: 'hidden' },
    });
    const { output } = await programs.run(js('console.log(JSON.stringify(process.env))'), {
      ...options,
      env: { TO: 'eu-west-2' },
    });
    expect(JSON.parse(output)).toEqual({ PATH: '/bin', HOME: '/home/x', TO: 'eu-west-2' });
  });

  it('reports the exit code with both outputs', async () => {
    const { code, output } = await createPrograms().run(
      js('console.error("why"); process.exitCode = 3'),
      options,
    );
    expect([code, output]).toEqual([3, 'why\n']);
  });

  it('keeps the last 16 KiB of the output', async () => {
    const { output } = await createPrograms().run(
      js('process.stdout.write("a".repeat(40000) + "end")'),
      options,
    );
    expect(output).toBe(`${'a'.repeat(16 * 1024 - 3)}end`);
  });

  it('throws when the program cannot be started', async () => {
    await expect(createPrograms().run(['/no/such/program'], options)).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('ends the whole group when time is up', async () => {
    // The grandchild holds the output open: without its end there is no result before the grace of a minute.
    const grandchild = 'setInterval(() => {}, 1000)';
    const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' })`;
    const result = await createPrograms({ graceMs: 60_000 }).run(js(parent), { ...options, timeoutMs: 1000 });
    expect(result).toMatchObject({ code: undefined, signal: 'SIGTERM' });
  });

  it('kills what ignores the request to end', async () => {
    const stop = new AbortController();
    const stubborn = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';
    const running = createPrograms({ graceMs: 20 }).run(js(stubborn), {
      ...options,
      timeoutMs: 1500,
      signal: stop.signal,
    });
    expect(await running).toMatchObject({ code: undefined, signal: 'SIGKILL' });
  });

  it('ends the program when the run is interrupted, and starts none after that', async () => {
    const stop = new AbortController();
    const running = createPrograms().run(js('setInterval(() => {}, 1000)'), {
      ...options,
      signal: stop.signal,
    });
    stop.abort(new Error('interrupted'));
    expect(await running).toMatchObject({ signal: 'SIGTERM' });
    await expect(createPrograms().run(js('0'), { ...options, signal: stop.signal })).rejects.toThrow(
      'interrupted',
    );
  });
});
