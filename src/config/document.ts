import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Node, Pair, ParsedNode, Scalar, YAMLMap, YAMLParseError, YAMLSeq } from 'yaml';
import type { Json } from '../ids.ts';
import type { Finding } from './diagnostic.ts';
import { quoted } from './diagnostic.ts';
import { placeholder } from './each.ts';
import type { Span } from './source.ts';

/** A value of the file that remembers where it stands. Aliases share the tree of their anchor. */
export interface Tree {
  readonly value: Json;
  readonly span: Span;
  /** Entries of a map by key, items of a list by index. */
  readonly children: ReadonlyMap<string | number, Child>;
  /** Nodes and characters below, with everything that aliases repeat. */
  readonly weight: number;
}

/** An entry of a map (`key` is where its name stands) or an item of a list (`key` is the item). */
export interface Child {
  readonly key: Span;
  readonly tree: Tree;
}

/** The file as a tree, absent when it cannot be read at all. */
export interface Document {
  readonly tree?: Tree;
  readonly findings: readonly Finding[];
}

const deepest = 64;
const deepestFlow = 200;
/** Ten times the largest file: more is only reached by aliases of aliases. */
const heaviest = 2_621_440;

/** Reads YAML 1.2 with aliases and merge keys; every mistake is a finding, nothing is thrown. */
export function readDocument(text: string): Document {
  const nested = deepNesting(text);
  if (nested !== undefined) return { findings: [error('yaml-nesting', nested, tooDeep)] };
  const parsed = parseDocument(text, { uniqueKeys: false, prettyErrors: false });
  if (parsed.errors.length > 0) {
    return {
      findings: syntaxErrors(
        parsed.errors.map((one) => atOpening(one, parsed)),
        text,
      ),
    };
  }
  const reader: Reader = { findings: [], anchors: new Map(), text };
  const tree = read(parsed.contents, reader, 0);
  if (tree.weight <= heaviest) return { tree, findings: reader.findings };
  const message = 'The aliases of this file make it too large: they repeat more than 2.5 million characters.';
  return { findings: [...reader.findings, error('yaml-aliases', tree.span, message)] };
}

interface Reader {
  readonly findings: Finding[];
  /** By name, the latest one read; `open` while its own content is being read. */
  readonly anchors: Map<string, Tree | 'open'>;
  readonly text: string;
}

const tooDeep = 'The file is nested too deeply here.';

// The YAML parser recurses: text that nests thousands of levels must not reach it.
function deepNesting(text: string): Span | undefined {
  const block = /^[ \t]*(?:[-?:][ \t]+){64}/m.exec(text);
  if (block !== null) return { start: block.index, end: block.index + 1 };
  let depth = 0;
  for (const match of text.matchAll(/[[\]{}]/g)) {
    depth = match[0] === '[' || match[0] === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > deepestFlow) return { start: match.index, end: match.index + 1 };
  }
  return undefined;
}

const syntaxAdvice: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Put entries of the same level under each other, with spaces.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a value that contains `: ` in quotes.',
  MULTIPLE_DOCS: 'Describe one service a file; remove the second `---`.',
  PLACEHOLDER: `Inside { } or [ ] put a value with \`${placeholder}\` in quotes.`,
  MISSING_CHAR: 'Close what was opened, or put the value in quotes.',
};

type SyntaxFault = Pick<YAMLParseError, 'code' | 'message' | 'pos'>;

/** A quote that is never closed is told where it opens: the parser tells it at the end of what it swallows. */
function atOpening(
  { code, message, pos }: SyntaxFault,
  parsed: ReturnType<typeof parseDocument>,
): SyntaxFault {
  let opening: number | undefined;
  if (code === 'MISSING_CHAR')
    visit(parsed, {
      Scalar: (_, { type, range }) => {
        if (type?.startsWith('QUOTE') === true && range?.[1] === pos[0]) [opening] = range;
      },
    });
  return { code, message, pos: opening === undefined ? pos : [opening, opening + 1] };
}

// One slip makes the parser stumble over everything that follows: of errors on neighbouring lines the first one counts.
function syntaxErrors(errors: readonly SyntaxFault[], text: string): readonly Finding[] {
  let previous: number | undefined;
  return errors.flatMap(({ code, message, pos: [start, end] }) => {
    const isEcho = previous !== undefined && text.slice(previous, start).split('\n').length <= 2;
    previous = start;
    if (isEcho) return [];
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const line = text.slice(lineStart, end).concat(/^.*/.exec(text.slice(end, end + 200))?.[0] ?? '');
    // `{ host: databases/${each} }` is not YAML: the first `}` ends the map.
    const isPlaceholder = line.includes(placeholder);
    return [syntaxError(isPlaceholder ? 'PLACEHOLDER' : code, message, { start, end })];
  });
}

function syntaxError(code: string, message: string, span: Span): Finding {
  const words =
    code === 'MULTIPLE_DOCS' ? 'The file holds more than one YAML document' : message.slice(0, 200);
  const suggestion = syntaxAdvice[code];
  return {
    ...error('yaml-syntax', span, /[.!?]$/.test(words) ? words : `${words}.`),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function error(rule: string, span: Span, message: string): Finding {
  return { severity: 'error', rule, message, span };
}

function read(node: ParsedNode | Node | null, reader: Reader, depth: number): Tree {
  const span = spanOf(node);
  if (depth > deepest) {
    if (!reader.findings.some(({ rule }) => rule === 'yaml-nesting'))
      reader.findings.push(error('yaml-nesting', span, tooDeep));
    return leaf(null, span);
  }
  if (isAlias(node)) return aliased(node.source, span, reader);
  const anchor = node !== null && 'anchor' in node ? node.anchor : undefined;
  if (anchor !== undefined) reader.anchors.set(anchor, 'open');
  const tree = content(node, span, { reader, depth });
  if (anchor !== undefined) reader.anchors.set(anchor, tree);
  return tree;
}

function content(node: ParsedNode | Node | null, span: Span, at: { reader: Reader; depth: number }): Tree {
  if (isMap(node)) return mapTree(node, span, at);
  if (isSeq(node)) return listTree(node, span, at);
  if (node === null) return leaf(null, span);
  return isScalar(node) ? leaf(scalarValue(node, at.reader), span) : leaf(null, span);
}

function spanOf(node: Node | ParsedNode | null): Span {
  const [start, end] = node?.range ?? [0, 0];
  return { start, end };
}

function leaf(value: Json, span: Span): Tree {
  const weight = typeof value === 'string' ? 1 + value.length : 1;
  return { value, span, children: new Map(), weight };
}

function scalarValue(node: Scalar, reader: Reader): Json {
  const { value } = node;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  // Not a number of JSON: keep the text, so that the message about it can quote it.
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(node.source ?? value);
  reader.findings.push(
    error('yaml-tag', spanOf(node), `Values tagged ${quoted(node.tag ?? '')} are not supported.`),
  );
  return null;
}

function aliased(name: string, span: Span, reader: Reader): Tree {
  const target = reader.anchors.get(name);
  if (target !== undefined && target !== 'open') return { ...target, span };
  const why = target === 'open' ? 'stands inside its own anchor' : 'has no anchor before it';
  reader.findings.push(error('yaml-alias', span, `The alias ${quoted(`*${name}`)} ${why}.`));
  return leaf(null, span);
}

function listTree(node: YAMLSeq, span: Span, { reader, depth }: { reader: Reader; depth: number }): Tree {
  const children = new Map<number, Child>();
  for (const [index, item] of node.items.entries()) {
    const tree = read(item as Node | null, reader, depth + 1);
    children.set(index, { key: tree.span, tree });
  }
  const trees = [...children.values()].map(({ tree }) => tree);
  return { value: trees.map(({ value }) => value), span, children, weight: weigh(children) };
}

function mapTree(node: YAMLMap, span: Span, { reader, depth }: { reader: Reader; depth: number }): Tree {
  const own = new Map<string, Child>();
  const merged: Child[] = [];
  for (const pair of node.items) {
    const key = pair.key as Node | null;
    const name = keyName(key, reader);
    const tree = read(pair.value as Node | null, reader, depth + 1);
    if (name === undefined) continue;
    const child = { key: spanOf(key), tree: pair.value === null ? { ...tree, span: spanOf(key) } : tree };
    if (isMergeKey(pair)) merged.push(child);
    else if (own.has(name)) reader.findings.push(duplicateKey(name, child.key));
    else own.set(name, child);
  }
  const children = merged.length === 0 ? own : new Map([...inherited(merged, reader), ...own]);
  const value: Record<string, Json> = {};
  for (const [name, { tree }] of children) value[name] = tree.value;
  return { value, span, children, weight: weigh(children) };
}

function duplicateKey(name: string, key: Span): Finding {
  const message = `The key ${quoted(name)} stands here for the second time in the same map.`;
  return { ...error('duplicate-key', key, message), suggestion: 'Remove one of the two, or rename it.' };
}

function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

/** What `<<` brings in; the first map that has a key wins. */
function inherited(merges: readonly Child[], reader: Reader): Map<string, Child> {
  const result = new Map<string, Child>();
  for (const { key, tree } of merges) {
    const isList = Array.isArray(tree.value);
    const sources = isList ? [...tree.children.values()].map((child) => child.tree) : [tree];
    for (const source of sources) {
      if (typeof source.value !== 'object' || source.value === null || Array.isArray(source.value)) {
        reader.findings.push(
          error('yaml-merge', key, '`<<` takes a map, an alias of a map, or a list of them.'),
        );
      } else {
        for (const [name, child] of source.children)
          if (!result.has(String(name))) result.set(String(name), child);
      }
    }
  }
  return result;
}

function keyName(key: Node | null, reader: Reader): string | undefined {
  if (isScalar(key) && key.value !== null && key.value !== '__proto__') {
    if (key.anchor !== undefined) reader.anchors.set(key.anchor, leaf(scalarValue(key, reader), spanOf(key)));
    return typeof key.value === 'string' ? key.value : String(key.source ?? (key.value as number));
  }
  const what =
    isScalar(key) && key.value === '__proto__'
      ? 'The key `__proto__` is not allowed.'
      : 'A key must be text.';
  reader.findings.push(error('yaml-key', spanOf(key), what));
  return undefined;
}

function weigh(children: ReadonlyMap<string | number, Child>): number {
  let sum = 1;
  for (const [key, { tree }] of children) sum += tree.weight + String(key).length;
  return sum;
}

/** A step into a tree: a key, or an index. */
export type Path = readonly (string | number)[];

/** The place of the value at a path, or of the nearest thing around it that exists. */
export function valueSpan(tree: Tree, path: Path): Span {
  return nearest(tree, path)?.tree.span ?? tree.span;
}

/** The place of the key (or list item) at a path, or of the nearest key around it that exists. */
export function keySpan(tree: Tree, path: Path): Span {
  return nearest(tree, path)?.key ?? { start: tree.span.start, end: tree.span.start };
}

function nearest(tree: Tree, path: Path): Child | undefined {
  let found: Child | undefined;
  for (const step of path) {
    const next: Child | undefined = (found?.tree ?? tree).children.get(step);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}
