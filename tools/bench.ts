// Measures a failover beside what a person would use instead. Prints figures; nothing in the tests depends on them.
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { coldStartMs } from './bench/cold-start.ts';
import { measureFleet, type FleetFigures } from './bench/fleet-figures.ts';
import { missingPrograms, runProcedure, type Procedure } from './bench/procedures.ts';
import { bundle } from './bundle.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '8,64,256,1000' },
    json: { type: 'boolean', default: false },
    speed: { type: 'string', default: '10' },
    'no-shell': { type: 'boolean', default: false },
  },
});
const config = 'examples/lomash-wood/failover.yml';
const directory = await mkdtemp(join(tmpdir(), 'region-failover-bench-'));
try {
  for (const name of ['subject', 'bare'])
    await writeFile(join(directory, `${name}.cjs`), await bundle({ name, entry: `tools/bench/${name}.ts` }));
  const procedures = values['no-shell'] ? [] : await compareProcedures(Number(values.speed));
  const startMs = await coldStartMs(
    [process.execPath, 'dist/cli.cjs', 'plan', '--to', 'eu-west-2', '--config', 'CONFIG'],
    config,
    5,
  );
  const fleets: FleetFigures[] = [];
  for (const size of values.sizes.split(',').map(Number)) fleets.push(await measureFleet(size, directory));
  const bundleMiB = (await stat('dist/cli.cjs')).size / 1_048_576;
  const machine = `Node ${process.versions.node}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}`;
  const figures = {
    machine,
    bundleMiB,
    coldStartMs: startMs,
    speed: Number(values.speed),
    procedures,
    missing: missingPrograms(),
    fleets,
  };
  console.log(values.json ? JSON.stringify(figures) : render(figures));
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function compareProcedures(speed: number): Promise<Procedure[]> {
  const ours = [
    process.execPath,
    'dist/cli.cjs',
    'failover',
    '--to',
    'eu-west-2',
    '--yes',
    '--json',
    '--config',
    config,
  ] as const;
  const found = [await runProcedure('region-failover', [...ours], speed)];
  if (missingPrograms().length === 0)
    found.push(await runProcedure('shell procedure', ['bash', 'test/assets/lomash-wood/failover.sh'], speed));
  return found;
}

interface Figures {
  readonly machine: string;
  readonly bundleMiB: number;
  readonly coldStartMs: number | undefined;
  readonly speed: number;
  readonly procedures: readonly Procedure[];
  readonly missing: readonly string[];
  readonly fleets: readonly FleetFigures[];
}

function render(figures: Figures): string {
  const { fleets, procedures, missing } = figures;
  const first = fleets[0];
  const grown = (count: (of: FleetFigures) => number, of: FleetFigures): string =>
    first === undefined ? '' : `${(count(of) / count(first)).toFixed(1)}x`;
  const rows = fleets.map((of) => [
    of.size,
    of.result,
    seconds(of.rtoMs),
    seconds(of.limitMs),
    `${((of.rtoMs / of.limitMs - 1) * 100).toFixed(2)} %`,
    `${of.reads} (${grown((each) => each.reads, of)})`,
    `${of.changes} (${grown((each) => each.changes, of)})`,
    seconds(of.ours.wallMs),
    seconds(of.ours.cpuMs),
    seconds(of.bare.cpuMs),
    `${(of.ours.cpuMs / of.bare.cpuMs).toFixed(1)}x`,
    `${(of.ours.wallMs / of.bare.wallMs).toFixed(1)}x`,
    of.ours.peakMiB.toFixed(0),
    of.bare.peakMiB.toFixed(0),
  ]);
  const head = [
    'size',
    'result',
    'RTO s',
    'limit s',
    'over',
    'reads',
    'changes',
    'wall s',
    'CPU s',
    'bare CPU s',
    'CPU ratio',
    'wall ratio',
    'peak MiB',
    'bare MiB',
  ];
  const ours = procedures[0];
  const sideBySide = procedures.map(({ name, simulatedMs, calls, exit }) => [
    name,
    String(exit),
    seconds(simulatedMs),
    ours === undefined ? '' : `${(simulatedMs / ours.simulatedMs).toFixed(1)}x`,
    calls,
  ]);
  return [
    figures.machine,
    `bundle ${figures.bundleMiB.toFixed(1)} MiB; first call ${figures.coldStartMs === undefined ? 'never' : `${figures.coldStartMs.toFixed(0)} ms`} after process start (median of 5)`,
    '',
    ...(procedures.length === 0
      ? []
      : [
          `Lomash Wood, eu-west-1 dark, ${figures.speed} times as fast as the clock`,
          table(['procedure', 'exit', 'simulated s', 'ratio', 'calls'], sideBySide),
        ]),
    ...(missing.length === 0
      ? []
      : [`The shell procedure was not run: ${missing.join(', ')} not installed.`]),
    '',
    'Fleets of N databases, N secrets and N deployments, eu-west-1 dark',
    table(head, rows),
    '',
    ...fleets.map(
      ({ size, calls }) =>
        `${size}: ${Object.entries(calls)
          .sort(([, a], [, b]) => b - a)
          .slice(0, 12)
          .map(([name, count]) => `${name} ${count}`)
          .join(', ')}`,
    ),
  ].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
