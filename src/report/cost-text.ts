import type { ResourceId } from '../ids.ts';
import type { CostLine, PlaceCost, Saving } from '../plan/cost.ts';
import { hoursAMonth } from '../plan/price-table.ts';
import type { PriceSource } from '../plan/price-table.ts';
import { counted, hanging, padTo, someOf, table } from '../terminal-text.ts';
import type { Palette } from './palette.ts';
import { printable } from './printable.ts';

interface Style {
  readonly palette: Palette;
  readonly width: number;
}

interface Cost {
  readonly active: string;
  readonly looked: boolean;
  readonly places: readonly PlaceCost[];
}

/** What is in no config and in no look, so that no total has it. */
export const neverCounted =
  'data transfer, requests, backups and snapshots, load balancers, NAT gateways, public addresses, disks of nodes, logs, support, taxes and discounts';

/** What standing by costs a month, place by place, with what is not known and what could be cheaper. */
export function renderCost(service: string, cost: Cost, style: Style): string {
  const { palette } = style;
  const title = `${palette.bold(printable(service))}: what standing by costs a month while ${cost.active} is active`;
  const notes = [
    `A month has ${hoursAMonth} hours. List prices in USD, on demand. No total has: ${neverCounted}.`,
    ...(cost.looked ? [] : ['Nothing was contacted. --look reads sizes that the config does not say.']),
  ];
  return [
    title,
    ...cost.places.map((place) => placeText(place, style)),
    notes.flatMap((note) => hanging('', note, { width: style.width })).join('\n'),
    sourcesText(cost.places, palette),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function placeText(cost: PlaceCost, style: Style): string {
  const { palette, width } = style;
  const priced = grouped(cost.lines.filter(({ usd }) => usd !== undefined));
  const unknown = grouped(cost.lines.filter(({ usd }) => usd === undefined));
  const name = cost.place === 'global' ? 'for all regions' : cost.place;
  const rows = priced.map((line) => [
    `  ${namesOf(line.resources)}`,
    printable(line.what),
    amountOf(line),
    `${line.atLeast ? 'at least ' : ''}${money(line.usd ?? 0)}`,
  ]);
  return [
    palette.bold(name),
    ...table(rows),
    `  ${palette.bold(totalOf(cost))}`,
    ...(unknown.length === 0 ? [] : ['', '  Not counted:', ...table(unknown.map(unknownRow))]),
    ...savingLines(cost.savings, width),
  ].join('\n');
}

/** `at least $219.00 a month; 2 resources unknown`. What is not known is never counted as nothing. */
function totalOf({ usd, atLeast, unknown }: PlaceCost): string {
  const total = `Total: ${atLeast ? 'at least ' : ''}${money(usd)} a month`;
  return unknown.length === 0 ? total : `${total}; ${counted(unknown.length, 'resource')} unknown`;
}

/** Lines that say the same of several resources become one. */
function grouped(lines: readonly CostLine[]): readonly CostLine[] {
  const found = new Map<string, CostLine>();
  for (const line of lines) {
    const key = JSON.stringify([line.what, line.price?.item, line.unknown, line.atLeast]);
    const known = found.get(key);
    found.set(key, known === undefined ? line : joined(known, line));
  }
  return [...found.values()];
}

function joined(one: CostLine, other: CostLine): CostLine {
  const both = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? undefined : a + b;
  const quantity = both(one.quantity, other.quantity);
  const usd = both(one.usd, other.usd);
  return {
    ...one,
    resources: [...one.resources, ...other.resources],
    ...(quantity === undefined ? {} : { quantity }),
    ...(usd === undefined ? {} : { usd }),
  };
}

function unknownRow(line: CostLine): readonly string[] {
  const price = line.price === undefined ? '' : ` (${priceText(line)})`;
  const what = `${line.quantity === undefined ? '' : `${line.quantity} `}${printable(line.what)}`;
  return [`  ${namesOf(line.resources)}`, what, `${printable(line.unknown ?? '')}${price}`];
}

function amountOf(line: CostLine): string {
  return line.price === undefined || line.quantity === undefined || line.quantity === 0
    ? ''
    : `${Number(line.quantity.toFixed(3))} × ${priceText(line)}`;
}

function priceText({ price }: CostLine): string {
  if (price === undefined) return '';
  // Cents at least; prices of a second have more places.
  const exact = price.usd.toString();
  const places = exact.split('.')[1]?.length ?? 0;
  return `$${places < 2 ? price.usd.toFixed(2) : exact} per ${price.unit}`;
}

function savingLines(savings: readonly Saving[], width: number): readonly string[] {
  if (savings.length === 0) return [];
  const lines = savings.flatMap((saving) => {
    const about = `${saving.sentence} (${namesOf(saving.resources)})`;
    return hanging(`  ${padTo(savingText(saving), 16)}  `, about, { width });
  });
  return ['', '  Ways to stand by for less; they do not add up:', ...lines];
}

function savingText({ state, usd, upTo }: Saving): string {
  if (state === 'done') return 'done';
  if (usd === undefined) return 'saving unknown';
  return `${upTo ? 'up to ' : ''}${money(usd)}`;
}

function namesOf(resources: readonly ResourceId[]): string {
  return printable(someOf(resources, 2));
}

function money(usd: number): string {
  return `$${usd.toFixed(2)}`;
}

function sourcesText(places: readonly PlaceCost[], palette: Palette): string {
  const used = new Map<string, PriceSource>();
  for (const { lines } of places)
    for (const { price } of lines) if (price !== undefined) used.set(price.source.key, price.source);
  if (used.size === 0) return '';
  const rows = [...used].map(([key, { url, published, retrieved }]) => [
    `  ${printable(key)}`,
    `of ${published ?? 'an unknown date'}, read ${retrieved}`,
    printable(url),
  ]);
  return ['Prices:', ...table(rows)].map((line) => palette.dim(line)).join('\n');
}
