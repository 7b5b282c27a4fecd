import type { Scenario } from '../scenarios/scenario.ts';
import { setRegionCondition } from '../world.ts';
import type { DescribedService } from './described-service.ts';
import { makeWorld } from './make-world.ts';

/** How home is doing in a world that is made of a config. */
const conditions = ['healthy', 'dark', 'degraded'] as const;

/** What can be said of such a world once it is there. */
export interface ConfiguredReport {
  readonly summary: string;
  readonly remarks: readonly string[];
}

/** The scenario of a user's own service; `onMade` hears what is in its world as soon as it is there. */
export function configuredScenario(
  service: DescribedService,
  onMade: (report: ConfiguredReport) => void = () => undefined,
): Scenario {
  return {
    name: service.service,
    variants: conditions,
    build: (world) => {
      const { built, ...report } = makeWorld(world, service);
      onMade(report);
      return built;
    },
    trouble: (variant, world) => {
      if (variant === 'dark' || variant === 'degraded')
        setRegionCondition(world, service.regions[0], variant);
    },
  };
}
