import type { Config, Resource } from '../config/config.ts';
import { observeAll } from '../engine/observe.ts';
import { fail } from '../errors.ts';
import type { Place, Region, ResourceId } from '../ids.ts';
import type { Observation, Registry } from '../kinds/kind.ts';
import { costOf } from '../plan/cost.ts';
import type { PlaceCost, ResourceHoldings } from '../plan/cost.ts';
import type { Holding, Sight } from '../plan/holding.ts';
import type { PriceTable } from '../plan/price-table.ts';
import { refuseWithoutCredentials } from './credentials-check.ts';
import { wantedAlarms } from './monitoring-alarms.ts';
import { wantedDashboards } from './monitoring-dashboards.ts';
import type { Session } from './session.ts';

/** What an estimate is asked for. */
export interface CostRequest {
  readonly config: Config;
  readonly registry: Registry;
  /** The region that is active; all others stand by. Home where absent. */
  readonly active?: string | undefined;
  /** Own tables first. */
  readonly prices: readonly PriceTable[];
}

/** What a service costs a month besides its active region. */
export interface ServiceCost {
  readonly active: Region;
  /** Whether the regions were looked at. */
  readonly looked: boolean;
  /** The regions that stand by, then `global`: what has no region and is there for all of them. */
  readonly places: readonly PlaceCost[];
  /** What could not be looked at, as sentences. */
  readonly warnings: readonly string[];
}

/** Estimates from the config alone. Throws REGION_UNKNOWN. */
export async function estimateCost(request: CostRequest): Promise<ServiceCost> {
  return await estimate(request, undefined);
}

/** Estimates from the config and a look at the regions that stand by; changes nothing. Throws REGION_UNKNOWN and what `plan` throws without credentials. */
export async function lookAtCost(
  session: Session,
  request: Omit<CostRequest, 'config' | 'registry'>,
  signal?: AbortSignal,
): Promise<ServiceCost> {
  const { config, registry, looking } = session;
  const whole = { ...request, config, registry };
  // Only what has holdings is worth a look.
  const resources = config.resources.filter(({ kind }) => registry.get(kind)?.holdings !== undefined);
  const observations = await observeAll({ ...config, resources }, looking, {
    regions: standbysOf(whole),
    tries: 3,
    ...(signal === undefined ? {} : { signal }),
  });
  refuseWithoutCredentials(observations);
  return await estimate(whole, {
    observations,
    context: {
      outside: looking.outside,
      now: looking.clock.now(),
      signal: signal ?? AbortSignal.timeout(looking.lookTimeoutMs),
    },
    wordsOf: (error, region) => looking.classify(error, { region }).problem.message,
  });
}

interface Look extends Pick<Sight, 'context'> {
  readonly observations: ReadonlyMap<ResourceId, Observation>;
  readonly wordsOf: (error: unknown, region: Region) => string;
}

function activeOf({ config, active = config.regions[0] ?? '' }: CostRequest): Region {
  if (config.regions.includes(active)) return active;
  throw fail({
    code: 'REGION_UNKNOWN',
    message: `--active names a region that ${config.file} does not have.`,
    expected: config.regions.join(' or '),
    found: active,
  });
}

function standbysOf(request: CostRequest): readonly Region[] {
  const active = activeOf(request);
  return request.config.regions.filter((region) => region !== active);
}

async function estimate(request: CostRequest, look: Look | undefined): Promise<ServiceCost> {
  const warnings: string[] = [];
  const places: PlaceCost[] = [];
  for (const place of [...standbysOf(request), 'global']) {
    const owned = await Promise.all(
      request.config.resources.map(async (resource): Promise<ResourceHoldings> => {
        const found = await holdingsOf(resource, place, { request, look });
        if (found.warning !== undefined) warnings.push(found.warning);
        return { resource: resource.id, holdings: found.holdings };
      }),
    );
    places.push(costOf(place, [...owned, ...monitoringIn(request.config, place)], request.prices));
  }
  return {
    active: activeOf(request),
    looked: look !== undefined,
    places: places.filter(({ place, lines }) => place !== 'global' || lines.length > 0),
    warnings: [...new Set(warnings)],
  };
}

interface Found {
  readonly holdings: readonly Holding[];
  readonly warning?: string;
}

/** What could not be looked at counts as what was not looked at: the config alone tells of it. */
async function holdingsOf(
  resource: Resource,
  place: Place,
  { request, look }: { readonly request: CostRequest; readonly look: Look | undefined },
): Promise<Found> {
  const kind = request.registry.get(resource.kind);
  const here = kind?.places.includes(place === 'global' ? 'global' : 'regions') === true;
  if (kind?.holdings === undefined || !here) return { holdings: [] };
  const seen = look?.observations.get(resource.id)?.places[place];
  if (look === undefined || seen === undefined) return { holdings: await kind.holdings(resource, place) };
  const blind = async (why: string): Promise<Found> => ({
    holdings: (await kind.holdings?.(resource, place)) ?? [],
    warning: `${resource.id} in ${place}: ${why}`,
  });
  if (seen.state === 'failed') return await blind(seen.problem.message);
  const value = seen.state === 'seen' ? seen.value : undefined;
  try {
    return { holdings: await kind.holdings(resource, place, { value, context: look.context }) };
  } catch (error) {
    return await blind(look.wordsOf(error, place));
  }
}

/** Alarms and dashboards that `monitor apply` makes. */
function monitoringIn(config: Config, place: Place): readonly ResourceHoldings[] {
  const { monitoring } = config;
  if (monitoring === undefined) return [];
  const count =
    place === 'global'
      ? wantedDashboards(config, monitoring).length
      : wantedAlarms(config, monitoring).filter(({ region }) => region === place).length;
  const [what, item] = place === 'global' ? ['dashboards', 'dashboard'] : ['alarms', 'alarm'];
  return [{ resource: 'monitoring', holdings: [{ what, item: `cloudwatch/${item}`, quantity: count }] }];
}
