import { InvalidArgumentError, Option } from 'commander';
import { operations } from '../plan/plan.ts';

/** `--config FILE` */
export function configOption(): Option {
  return new Option('--config <file>', 'the config file (default: failover.yml, then .github/failover.yml)');
}

/** `--json` */
export function jsonOption(): Option {
  return new Option('--json', 'output for programs instead of people');
}

/** `--from`, `--to`, `--mode`, `--only`: what to plan for. */
export function directionOptions(): Option[] {
  return [
    new Option(
      '--from <region>',
      'the region to leave (default: the other one; home where there are several)',
    ),
    new Option('--to <region>', 'the region to activate'),
    new Option(
      '--mode <mode>',
      'planned: writes are stopped and replication drained first; unplanned: the old region is lost or abandoned; auto: planned where it is healthy',
    )
      .choices(['planned', 'unplanned', 'auto'])
      .default('auto'),
    onlyOption(),
    new Option('--accept-data-loss', 'go on although a replica is further behind than the RPO allows'),
    new Option('--allow-lost-region', 'go on although the plan needs the region that is left'),
  ];
}

/** `--only`: a part of the service. */
export function onlyOption(): Option {
  return new Option(
    '--only <resources...>',
    'only these resources or groups, such as databases or databases/orders',
  ).argParser(collect);
}

/** `--operation`: what is planned, or is to be allowed. */
export function operationOption(about: string): Option {
  return new Option('--operation <operation>', about).choices([...operations]).default('failover');
}

/** What `directionOptions` yields. */
export interface DirectionOptions {
  readonly from?: string;
  readonly to?: string;
  readonly mode: 'planned' | 'unplanned' | 'auto';
  readonly only?: readonly string[];
  readonly acceptDataLoss?: boolean;
  readonly allowLostRegion?: boolean;
}

/** Accepts `--only a b`, `--only a --only b` and `--only a,b`. */
function collect(value: string, previous: readonly string[] | undefined): string[] {
  const names = value.split(',').map((name) => name.trim());
  if (names.some((name) => name === '')) throw new InvalidArgumentError('It must name resources.');
  return [...(previous ?? []), ...names];
}

/** A positive number, for `--speed` and the like. */
export function positiveNumber(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

/** The number of a TCP port. */
export function portNumber(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > 65_535)
    throw new InvalidArgumentError('It must be a whole number from 1 to 65535.');
  return number;
}

/** Text that is not blank. */
export function someText(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return value;
}
