import { createHash } from 'node:crypto';
import { checkSchema } from './check-schema.ts';
import type { ConfigRegistry } from './config-kind.ts';
import type { Config, Resource } from './config.ts';
import { diagnosticOf } from './diagnostic.ts';
import type { Diagnostic, Finding } from './diagnostic.ts';
import { readDocument } from './document.ts';
import type { Tree } from './document.ts';
import type { Facts, Named } from './facts.ts';
import { isMap, named, objectivesOf, readBlocks } from './read-blocks.ts';
import { rules } from './rules.ts';
import { fileSchema } from './schema.ts';
import { sourceOf } from './source.ts';
import type { Source } from './source.ts';
import type * as z from 'zod';

/** The largest file that is read, in bytes of UTF-8. */
export const largestFileBytes = 262_144;

/** A config with its warnings, or (without a config) everything that is wrong with the file. */
export interface ParseResult {
  readonly config?: Config;
  /** In the order of the file; at most 100. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What is parsed: the text of a failover.yml, its name for messages, and the kinds there are. */
export interface ParseInput {
  readonly text: string;
  readonly file: string;
  readonly registry: ConfigRegistry;
}

/** Reads a failover.yml. Pure: any text yields a config or diagnostics, and never an exception. */
export function parseConfig({ text, file, registry }: ParseInput): ParseResult {
  const source = sourceOf(file, text);
  if (Buffer.byteLength(text) > largestFileBytes) return tooLarge(source);
  const { tree, findings } = readDocument(source.text);
  if (tree === undefined) return { diagnostics: listed(findings, source) };
  if (!isMap(tree.value)) return { diagnostics: listed([...findings, notAMap(tree)], source) };
  const fields = withoutExtensions(tree.value);
  const top = checkSchema({ schema: fileSchema, value: fields, tree, key: startOf(tree), name: file });
  const regions = namesIn(tree, 'regions');
  const resources = tree.children.get('resources')?.tree;
  const read =
    resources === undefined
      ? nothing
      : readBlocks(
          resources,
          registry,
          regions.map(({ name }) => name),
        );
  const facts = factsOf(tree, { blocks: read.blocks, members: read.members, registry });
  const all = [...findings, ...top.findings, ...read.findings, ...rules.flatMap((rule) => rule(facts))];
  const diagnostics = listed(all, source);
  if (top.value === undefined || all.some(({ severity }) => severity === 'error')) return { diagnostics };
  const parsed = read.members.map(({ resource }) => resource).filter((resource) => resource !== undefined);
  return { config: configOf(top.value, parsed, { file, text }), diagnostics };
}

const nothing = { blocks: [], members: [], findings: [] };
const mostDiagnostics = 100;

function listed(findings: readonly Finding[], source: Source): readonly Diagnostic[] {
  const inOrder = findings.toSorted((a, b) => rank(a) - rank(b) || a.span.start - b.span.start);
  const shown = inOrder.slice(0, mostDiagnostics).toSorted((a, b) => a.span.start - b.span.start);
  const hidden = inOrder.length - shown.length;
  const last = shown.at(-1);
  if (hidden === 0 || last === undefined) return shown.map((finding) => diagnosticOf(finding, source));
  const message = `${hidden} more mistakes are not shown.`;
  const more: Finding = { severity: 'error', rule: 'too-many-mistakes', message, span: last.span };
  return [...shown, more].map((finding) => diagnosticOf(finding, source));
}

/** Errors are shown before warnings when there are too many. */
function rank({ severity }: Finding): number {
  return severity === 'error' ? 0 : 1;
}

/** What is said of bytes that are no text: where the first of them stand. */
export function notText(file: string, bytes: Uint8Array): Diagnostic {
  const source = sourceOf(file, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const start = Math.max(0, source.text.indexOf('\uFFFD'));
  const finding = {
    severity: 'error',
    rule: 'not-utf-8',
    message: 'The file is not UTF-8 text.',
    span: { start, end: start + 1 },
    suggestion: 'Save it as UTF-8.',
  } as const;
  return diagnosticOf(finding, source);
}

function tooLarge(source: Source): ParseResult {
  const finding = {
    severity: 'error',
    rule: 'file-too-large',
    message: `The file is larger than ${largestFileBytes / 1024} KiB.`,
    span: { start: 0, end: 1 },
    suggestion: 'Describe one service a file, and many resources of a sort with `each`.',
  } as const;
  return { diagnostics: [diagnosticOf(finding, source)] };
}

function notAMap(tree: Tree): Finding {
  const message =
    tree.value === null ? 'The file is empty.' : 'The file must be a map that begins with `service:`.';
  return { severity: 'error', rule: 'wrong-type', span: startOf(tree), message };
}

function startOf({ span: { start } }: Tree): { start: number; end: number } {
  return { start, end: start + 1 };
}

/** Top-level keys that begin with `x-` hold anchors and notes of the file's own. */
function withoutExtensions(fields: Extract<Tree['value'], object>): Tree['value'] {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !key.startsWith('x-')));
}

function namesIn(tree: Tree, key: string): readonly Named[] {
  return namesOf(tree.children.get(key)?.tree);
}

/** One field of everybody under `people`. */
function fieldsIn(tree: Tree, field: string): readonly Named[] {
  const people = [...(tree.children.get('people')?.tree.children.values() ?? [])];
  return people.flatMap(({ tree: person }) => named(person, field) ?? []);
}

function namesOf(list: Tree | undefined): readonly Named[] {
  return [...(list?.children.values() ?? [])].flatMap(({ tree: { value, span } }) =>
    typeof value === 'string' ? [{ name: value, span }] : [],
  );
}

function factsOf(tree: Tree, read: Pick<Facts, 'blocks' | 'members' | 'registry'>): Facts {
  const witnessTree = tree.children.get('witness')?.tree;
  const witness = witnessTree === undefined ? undefined : named(witnessTree, 'region');
  const failback = tree.children.get('failback')?.tree;
  const serving = failback === undefined ? undefined : named(failback, 'serving');
  return {
    ...read,
    top: startOf(tree),
    key: (name) => tree.children.get(name)?.key ?? startOf(tree),
    has: (name) => tree.children.has(name),
    people: {
      names: fieldsIn(tree, 'name'),
      slack: fieldsIn(tree, 'slack'),
      github: fieldsIn(tree, 'github'),
    },
    breakGlass: namesOf(
      tree.children.get('approvals')?.tree.children.get('breakGlass')?.tree.children.get('people')?.tree,
    ),
    alarmRegions: namesOf(
      tree.children.get('incidents')?.tree.children.get('alarms')?.tree.children.get('about')?.tree,
    ),
    guards: namesOf(failback?.children.get('guards')?.tree),
    regions: namesIn(tree, 'regions'),
    hasRpo: tree.children.get('objectives')?.tree.children.has('rpo') ?? false,
    hasWitness: witnessTree !== undefined,
    ...(tree.children.has('residency') ? { residency: namesIn(tree, 'residency') } : {}),
    ...(witness === undefined ? {} : { witness }),
    ...(serving === undefined ? {} : { serving }),
  };
}

function configOf(
  top: z.output<typeof fileSchema>,
  resources: readonly Resource[],
  { file, text }: { readonly file: string; readonly text: string },
): Config {
  const {
    service,
    regions,
    residency,
    witness,
    account,
    objectives,
    people,
    approvals,
    incidents,
    failback,
  } = top;
  return {
    service,
    regions,
    objectives: objectivesOf(objectives),
    resources,
    file,
    digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    ...(residency === undefined ? {} : { residency }),
    ...(witness === undefined ? {} : { witness }),
    ...(account === undefined ? {} : { account }),
    ...(people === undefined ? {} : { people }),
    ...(approvals === undefined ? {} : { approvals }),
    ...(incidents === undefined ? {} : { incidents }),
    ...(top.monitoring === undefined ? {} : { monitoring: top.monitoring }),
    ...(failback === undefined ? {} : { failback }),
  };
}
