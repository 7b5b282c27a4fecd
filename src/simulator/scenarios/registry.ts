import { scenarioConfigs } from './configs.ts';
import { fleet, fleetConfig } from './fleet.ts';
import { lomashWood } from './lomash-wood.ts';
import { maip } from './maip.ts';
import { matbakh } from './matbakh.ts';
import { rail } from './rail.ts';
import type { Scenario } from './scenario.ts';
import { unionEyes } from './union-eyes.ts';

/** The services of the examples. */
const scenarios: readonly Scenario[] = [lomashWood, maip, matbakh, rail, unionEyes];

/** Every scenario and variant by name: `lomash-wood`, `lomash-wood:dark`, `fleet-100`. */
export const scenarioNames: readonly string[] = scenarios.flatMap(({ name, variants }) => [
  name,
  ...variants.map((variant) => `${name}:${variant}`),
]);

/** Finds a scenario by its name, with a variant after a colon; undefined where there is none of that name. */
export function findScenario(name: string): { scenario: Scenario; variant: string } | undefined {
  const [base = '', variant = 'healthy'] = name.split(':');
  const size = fleetSize(base);
  const scenario = size === undefined ? scenarios.find((each) => each.name === base) : fleet(size);
  return scenario?.variants.includes(variant) ? { scenario, variant } : undefined;
}

/** The failover.yml of a scenario; undefined where there is none of that name. */
export function scenarioConfig(name: string): string | undefined {
  const [base = ''] = name.split(':');
  const size = fleetSize(base);
  return size === undefined ? scenarioConfigs[base] : fleetConfig(size);
}

function fleetSize(name: string): number | undefined {
  const size = /^fleet-(\d{1,4})$/.exec(name)?.[1];
  return size === undefined ? undefined : Number(size);
}
