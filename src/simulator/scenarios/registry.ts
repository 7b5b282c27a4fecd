import { fleet } from './fleet.ts';
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
  const size = /^fleet-(\d+)$/.exec(base)?.[1];
  const scenario = size === undefined ? scenarios.find((each) => each.name === base) : fleet(Number(size));
  return scenario?.variants.includes(variant) ? { scenario, variant } : undefined;
}
