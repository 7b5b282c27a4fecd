import type { FleetFigures } from './fleet-figures.ts';
import type { Procedure } from './procedures.ts';
import { seconds, table } from './table.ts';

/** Whole procedures side by side. `speed`: of the world's clock; `missing`: programs without which the shell procedure was not run. */
export interface ProcedureFigures {
  readonly speed: number;
  readonly procedures: readonly Procedure[];
  readonly missing: readonly string[];
}

/** The procedures as a table. */
export function renderProcedures({ speed, procedures, missing }: ProcedureFigures): string {
  const ours = procedures[0];
  const rows = procedures.map(({ name, simulatedMs, calls, exit }) => [
    name,
    String(exit),
    seconds(simulatedMs),
    ours === undefined ? '' : `${(simulatedMs / ours.simulatedMs).toFixed(1)}x`,
    calls,
  ]);
  return [
    ...(procedures.length === 0
      ? []
      : [
          `Lomash Wood, eu-west-1 dark, ${speed} times as fast as the clock`,
          table(['procedure', 'exit', 'simulated s', 'ratio', 'calls'], rows),
        ]),
    ...(missing.length === 0
      ? []
      : [`The shell procedure was not run: ${missing.join(', ')} not installed.`]),
  ].join('\n');
}

const fleetHead = [
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

/** The fleets as a table, and the calls of each. */
export function renderFleets(fleets: readonly FleetFigures[]): string {
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
  return [
    'Fleets of N databases, N secrets and N deployments, eu-west-1 dark',
    table(fleetHead, rows),
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
