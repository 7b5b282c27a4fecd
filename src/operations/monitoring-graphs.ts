import type { Config } from '../config/config.ts';
import type { GraphConfig } from '../config/monitoring-schema.ts';
import type { Json, Region } from '../ids.ts';

/** The properties of the widget of a graph of the service's own; every line is drawn from the region that has its metric. */
export function graphProperties(
  graph: GraphConfig,
  { regions, home }: { readonly regions: Config['regions']; readonly home: Region },
): Json {
  const several = graph.metrics.length > 1;
  const lines = graph.metrics.flatMap((metric) =>
    placesOf(metric, regions).map(([region, own]) => lineOf(metric, { region, own, several })),
  );
  return {
    ...{ title: graph.title, metrics: lines, region: home, view: 'timeSeries', stacked: false },
    ...(graph.unit === undefined ? {} : { yAxis: { left: { label: graph.unit, showUnits: false } } }),
    ...(graph.above === undefined ? {} : { annotations: { horizontal: [{ value: graph.above }] } }),
  };
}

type GraphMetric = GraphConfig['metrics'][number];
type Dimensions = GraphMetric['dimensions'];

/** The regions of a metric, and what its dimensions are there besides. */
function placesOf(
  { regions: given }: GraphMetric,
  regions: readonly Region[],
): readonly (readonly [Region, Dimensions])[] {
  if (given !== undefined && !Array.isArray(given)) return Object.entries(given);
  return (given ?? regions).map((region) => [region, {}] as const);
}

function lineOf(
  { namespace, name, dimensions, statistic, period, label }: GraphMetric,
  { region, own, several }: { readonly region: Region; readonly own: Dimensions; readonly several: boolean },
): Json {
  const called = label ?? (several ? name : undefined);
  const by = Object.entries({ ...dimensions, ...own }).flat();
  return [
    ...[namespace, name, ...by],
    {
      ...{ region, stat: statistic, period: period / 1000 },
      label: called === undefined ? region : `${region} ${called}`,
    },
  ];
}
