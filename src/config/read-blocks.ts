import { regionPattern } from '../ids.ts';
import type { Json, Region } from '../ids.ts';
import { checkSchema } from './check-schema.ts';
import type { ConfigKind, ConfigRegistry } from './config-kind.ts';
import type { Objectives, Resource } from './config.ts';
import type { Finding } from './diagnostic.ts';
import type { Tree } from './document.ts';
import { expandedWeight, withItem } from './each.ts';
import type { Block, Member, Named } from './facts.ts';
import { blockKeys, blockSchema } from './schema.ts';
import type { Span } from './source.ts';

type Fields = Readonly<Record<string, Json>>;

/** The blocks and their resources, and what is wrong with them one by one. */
export interface ReadBlocks {
  readonly blocks: readonly Block[];
  readonly members: readonly Member[];
  readonly findings: readonly Finding[];
}

const mostResources = 5000;
const heaviestExpansion = 16_000_000;

/** Reads what stands under `resources`: the common keys, then each block by the schema of its kind. */
export function readBlocks(
  resources: Tree,
  registry: ConfigRegistry,
  regions: readonly Region[],
): ReadBlocks {
  const findings: Finding[] = [];
  const blocks: Block[] = [];
  for (const [group, { key, tree }] of resources.children) {
    const read = readBlock({ group: String(group), key, tree }, registry);
    findings.push(...read.findings);
    if (read.block !== undefined) blocks.push(read.block);
  }
  const excess = tooMany(blocks);
  if (excess !== undefined) return { blocks, members: [], findings: [...findings, excess] };
  const members = blocks.flatMap((block) => {
    const expanded = membersOf(block, regions);
    findings.push(...expanded.findings);
    return expanded.members;
  });
  return { blocks, members, findings };
}

function tooMany(blocks: readonly Block[]): Finding | undefined {
  let count = 0;
  let weight = 0;
  for (const { items, tree, key } of blocks) {
    count += items?.length ?? 1;
    const weightOfOne = tree.weight - (tree.children.get('each')?.tree.weight ?? 0);
    weight += expandedWeight(templateOf(tree), weightOfOne, items?.map(({ name }) => name) ?? ['']);
    if (count <= mostResources && weight <= heaviestExpansion) continue;
    const message = `The file makes more than ${mostResources} resources, or more than 16 million characters of them.`;
    return { severity: 'error', rule: 'too-many-resources', span: key, message };
  }
  return undefined;
}

function readBlock(
  { group, key, tree }: { group: string; key: Span; tree: Tree },
  registry: ConfigRegistry,
): { readonly block?: Block; readonly findings: readonly Finding[] } {
  if (!isMap(tree.value)) return { findings: [] };
  const header = pick(tree.value, (name) => blockKeys.includes(name));
  const checked = checkSchema({ schema: blockSchema, value: header, tree, key, name: group });
  const kindName = named(tree, 'kind');
  const kind = kindName === undefined ? undefined : registry.get(kindName.name);
  const items = itemsOf(tree);
  const block: Block = {
    group,
    key,
    tree,
    after: typeof checked.value?.after === 'string' ? [checked.value.after] : (checked.value?.after ?? []),
    ...(checked.value?.objectives === undefined
      ? {}
      : { objectives: objectivesOf(checked.value.objectives) }),
    ...(kindName === undefined ? {} : { kindName }),
    ...(kind === undefined ? {} : { kind }),
    ...(items === undefined ? {} : { items }),
  };
  return { block, findings: checked.findings };
}

/** Objectives as the file has them, by what they are in the config. */
export function objectivesOf({
  rto,
  rpo,
}: {
  readonly rto?: number | undefined;
  readonly rpo?: number | undefined;
}): Objectives {
  return {
    ...(rto === undefined ? {} : { rtoMs: rto }),
    ...(rpo === undefined ? {} : { rpoMs: rpo }),
  };
}

function itemsOf(tree: Tree): readonly Named[] | undefined {
  const list = tree.children.get('each')?.tree;
  if (list === undefined) return undefined;
  return [...list.children.values()].flatMap(({ tree: { value, span } }) =>
    typeof value === 'string' && blockSchema.shape.each.safeParse([value]).success
      ? [{ name: value, span }]
      : [],
  );
}

/** The text under a key and where it stands; undefined where there is no text. */
export function named(tree: Tree, key: string): Named | undefined {
  const found = tree.children.get(key)?.tree;
  return typeof found?.value === 'string' ? { name: found.value, span: found.span } : undefined;
}

function membersOf(
  block: Block,
  regions: readonly Region[],
): { members: readonly Member[]; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const told = new Set<string>();
  const template = templateOf(block.tree);
  const members = (block.items?.map(({ name }) => name) ?? [undefined]).map((item): Member => {
    const value = item === undefined ? template : (withItem(template, item) as Fields);
    const after = item === undefined ? block.after : (withItem(block.after, item) as readonly string[]);
    const id = item === undefined ? block.group : `${block.group}/${item}`;
    const member = { id, block, value, after };
    if (block.kind === undefined) return member;
    const parsed = resourceOf(member, block.kind, regions);
    // The same mistake at the same place is told once, not once for every item.
    const fresh = parsed.findings.filter((finding) => !told.has(placeOf(finding)));
    fresh.forEach((finding) => told.add(placeOf(finding)));
    findings.push(...fresh);
    return parsed.resource === undefined ? member : { ...member, resource: parsed.resource };
  });
  return { members, findings };
}

function placeOf({ rule, span, message }: Finding): string {
  // Missing fields share a place; their messages hold no values of items.
  return rule === 'missing-field' ? `${rule} ${span.start} ${message}` : `${rule} ${span.start}`;
}

function resourceOf(
  { id, block, value, after }: Omit<Member, 'resource'>,
  kind: ConfigKind,
  regions: readonly Region[],
): { readonly resource?: Resource; readonly findings: readonly Finding[] } {
  const isRegion = (key: string) =>
    kind.regional !== undefined && (regionPattern.test(key) || regions.includes(key));
  const otherKeys = [...blockKeys, ...(kind.regional === undefined ? [] : regions)];
  const spec = checkSchema({
    schema: kind.spec,
    value: pick(value, (name) => !blockKeys.includes(name) && !isRegion(name)),
    tree: block.tree,
    key: block.key,
    name: block.group,
    otherKeys,
  });
  const regional = regionalOf(block, kind, pick(value, isRegion));
  const findings = [...spec.findings, ...regional.findings];
  if (findings.length > 0) return { findings };
  return {
    resource: {
      ...{ id, group: block.group, kind: kind.name, spec: spec.value, regional: regional.values, after },
      ...(block.objectives === undefined ? {} : { objectives: block.objectives }),
    },
    findings,
  };
}

function regionalOf(
  block: Block,
  kind: ConfigKind,
  values: Fields,
): { readonly values: Readonly<Record<Region, unknown>>; readonly findings: readonly Finding[] } {
  const { regional: schema } = kind;
  if (schema === undefined) return { values: {}, findings: [] };
  const parsed = Object.entries(values).flatMap(([region, value]) => {
    const child = block.tree.children.get(region);
    return child === undefined
      ? []
      : [{ region, ...checkSchema({ schema, value, tree: child.tree, key: child.key, name: region }) }];
  });
  return {
    values: Object.fromEntries(parsed.map(({ region, value }) => [region, value])),
    findings: parsed.flatMap(({ findings }) => findings),
  };
}

/** What every resource of a block gets a copy of: not the list of items. */
function templateOf({ value }: Tree): Fields {
  return isMap(value) ? pick(value, (name) => name !== 'each') : {};
}

function pick(fields: Fields, wanted: (name: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => wanted(name)));
}

/** Whether a value of the file is a map. */
export function isMap(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
