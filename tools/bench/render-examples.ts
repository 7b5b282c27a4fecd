import type { ExampleFigures } from './example-figures.ts';
import type { Procedure } from './procedures.ts';
import { ratio, seconds, table } from './table.ts';

/** The examples, and the shell procedure of the one that has one. */
export interface ExamplesFigures {
  readonly examples: readonly ExampleFigures[];
  /** Of Lomash Wood's failover; undefined where it was not run. */
  readonly shell: Procedure | undefined;
}

const head = [
  ...['example', 'operation', 'result', 'RTO s', 'took s', 'chain s', 'over', 'plan said s', 'shell s'],
  ...['reads', 'changes', 'wall s', 'CPU s', 'bare CPU s', 'CPU ratio', 'wall ratio', 'peak MiB', 'bare MiB'],
];

/** The examples as a table. */
export function renderExamples({ examples, shell }: ExamplesFigures): string {
  const rows = examples.map((of) => {
    const hasShell = of.name === 'lomash-wood' && of.operation === 'failover' && shell !== undefined;
    return [
      ...[of.name, of.operation, of.result],
      of.rtoMs === undefined ? '-' : seconds(of.rtoMs),
      seconds(of.tookMs),
      seconds(of.chainMs),
      `${((of.tookMs / of.chainMs - 1) * 100).toFixed(1)} %`,
      seconds(of.expectedMs),
      hasShell ? seconds(shell.simulatedMs) : '-',
      ...[of.reads, of.changes],
      ...[seconds(of.ours.wallMs), seconds(of.ours.cpuMs), seconds(of.bare.cpuMs)],
      ratio(of.ours.cpuMs, of.bare.cpuMs),
      ratio(of.ours.wallMs, of.bare.wallMs),
      ...[of.ours.peakMiB.toFixed(0), of.bare.peakMiB.toFixed(0)],
    ];
  });
  return ['The examples there and back, home being lost', table(head, rows)].join('\n');
}
