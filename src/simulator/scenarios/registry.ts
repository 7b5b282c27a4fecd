import { fleet } from './fleet.ts';
import { lomashWood } from './lomash-wood.ts';
import type { Scenario } from './scenario.ts';

/** Every scenario and variant by name: `lomash-wood`, `lomash-wood:dark`, `fleet-100`. */
export const scenarioNames: readonly string[] = [
  lomashWood.name,
  ...lomashWood.variants.map((variant) => `${lomashWood.name}:${variant}`),
];

/** Finds a scenario by its name, with a variant after a colon; undefined where there is none of that name. */
export function findScenario(name: string): { scenario: Scenario; variant: string } | undefined {
  const [base = '', variant = 'healthy'] = name.split(':');
  const size = /^fleet-(\d+)$/.exec(base)?.[1];
  const scenario =
    size === undefined ? (base === lomashWood.name ? lomashWood : undefined) : fleet(Number(size));
  return scenario?.variants.includes(variant) ? { scenario, variant } : undefined;
}
