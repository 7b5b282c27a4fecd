import type * as z from 'zod';
import type { Json } from '../ids.ts';
import type { Finding } from './diagnostic.ts';
import { quoted } from './diagnostic.ts';
import { keySpan, valueSpan } from './document.ts';
import type { Path, Tree } from './document.ts';
import { issueWords, oneOf, valueWords } from './issue-words.ts';
import { inputSchema, schemasAt } from './json-schema-walk.ts';
import type { JsonSchema } from './json-schema-walk.ts';
import { ruleError } from './facts.ts';
import { didYouMean, suggest } from './suggest.ts';

/** What is checked: a value, the schema it must fit, and where it stands in the file. */
export interface SchemaCheck<Output> {
  readonly schema: z.ZodType<Output>;
  readonly value: Json;
  /** The value's own tree; paths of findings lead into it. */
  readonly tree: Tree;
  /** Where its name stands, for what is missing in it. */
  readonly key: { readonly start: number; readonly end: number };
  /** Its name in messages: `databases`. */
  readonly name: string;
  /** Keys that are allowed besides those of the schema, for suggestions. */
  readonly otherKeys?: readonly string[];
}

/** The output of the schema, or what is wrong with the value in people's words. */
export function checkSchema<Output>(check: SchemaCheck<Output>): {
  readonly value?: Output;
  readonly findings: readonly Finding[];
} {
  const result = check.schema.safeParse(check.value, { error: (issue) => issueWords(issue) });
  if (result.success) return { value: result.data, findings: [] };
  const context = { check, json: inputSchema(check.schema) };
  return { findings: result.error.issues.flatMap((issue) => findingsOf(issue, [], context)) };
}

type Issue = z.core.$ZodIssue;

interface Context {
  readonly check: SchemaCheck<unknown>;
  readonly json: JsonSchema;
}

function findingsOf(issue: Issue, base: Path, context: Context): readonly Finding[] {
  // Keys of the file are text and indexes are numbers; zod's paths never hold symbols here.
  const path = [...base, ...(issue.path as Path)];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, context));
  if (issue.code !== 'custom' && isMissing(context.check.value, path)) return [missingField(path, context)];
  if (issue.code === 'invalid_union') return unionFindings(issue, path, context);
  if (issue.code === 'invalid_key') {
    const words = issue.issues[0]?.message ?? issue.message;
    return [ruleError('invalid-key', keyOf(path, context), [sentence(nameOf(path, context), words)])];
  }
  const suggestion = valueSuggestion(issue, path, context);
  const rule = issue.code === 'invalid_type' ? 'wrong-type' : 'wrong-value';
  return [
    ruleError(rule, spanOf(path, context), [sentence(nameOf(path, context), issue.message), suggestion]),
  ];
}

/** A schema's own message may be a whole sentence, or the end of one about the field. */
function sentence(name: string, words: string): string {
  const whole = /^[A-Z`]/.test(words) ? words : `${name} ${words}`;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

function nameOf(path: Path, { check }: Context): string {
  const last = path.at(-1);
  if (last === undefined) return quoted(check.name);
  return typeof last === 'string'
    ? quoted(last)
    : `Item ${last + 1} of ${nameOf(path.slice(0, -1), { check, json: {} })}`;
}

function spanOf(path: Path, { check }: Context): Finding['span'] {
  if (path.length === 0 && typeof check.value === 'object') return check.key;
  const value = at(check.value, path);
  const isCollection = typeof value === 'object' && value !== null;
  return isCollection && typeof path.at(-1) === 'string'
    ? keySpan(check.tree, path)
    : valueSpan(check.tree, path);
}

function keyOf(path: Path, { check }: Context): Finding['span'] {
  const parent = at(check.value, path.slice(0, 1));
  return path.length === 0 || parent === undefined ? check.key : keySpan(check.tree, path);
}

function at(value: Json, path: Path): Json | undefined {
  let current: Json | undefined = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Readonly<Record<string, Json>>)[step];
  }
  return current;
}

function isMissing(value: Json, path: Path): boolean {
  return path.length > 0 && at(value, path) === undefined && typeof at(value, path.slice(0, -1)) === 'object';
}

function missingField(path: Path, context: Context): Finding {
  const description = schemasAt(context.json, path).find(
    (schema) => schema.description !== undefined,
  )?.description;
  const message = `${nameOf(path, context)} is missing in ${nameOf(path.slice(0, -1), context)}.`;
  const suggestion = description === undefined ? undefined : `${nameOf(path, context)}: ${description}`;
  return ruleError('missing-field', keyOf(path.slice(0, -1), context), [message, suggestion]);
}

function unknownKey(key: string, path: Path, context: Context): Finding {
  const fields = schemasAt(context.json, path).flatMap(({ properties }) => Object.keys(properties ?? {}));
  const known = [...new Set([...fields, ...(path.length === 0 ? (context.check.otherKeys ?? []) : [])])];
  const meant = suggest(key, known);
  const advice =
    known.length === 0 ? undefined : `It may have ${oneOf(known).replace(/ or (?=[^ ]*$)/, ' and ')}.`;
  const message = `${nameOf(path, context)} has no field ${quoted(key)}.`;
  return ruleError('unknown-key', keyOf([...path, key], context), [
    message,
    meant === undefined ? advice : didYouMean(meant),
  ]);
}

function valueSuggestion(issue: Issue, path: Path, context: Context): string | undefined {
  const value = at(context.check.value, path);
  if (
    issue.code === 'invalid_type' &&
    issue.expected === 'string' &&
    typeof value !== 'object' &&
    value !== undefined
  ) {
    // A schema that words this itself, such as that of a duration, wants something else than quotes.
    if (!issue.message.startsWith('must be text')) return undefined;
    return 'Put it in quotes to make it text.';
  }
  if (issue.code === 'invalid_type' && issue.expected === 'boolean' && typeof value === 'string') {
    const word = /^(yes|on|y)$/i.test(value) ? 'true' : /^(no|off|n)$/i.test(value) ? 'false' : undefined;
    return word === undefined ? undefined : `Write \`${word}\`.`;
  }
  if (typeof value !== 'string') return undefined;
  const words = schemasAt(context.json, path).flatMap((schema) => [
    ...(schema.enum ?? []),
    ...(schema.examples ?? []),
    ...(schema.const === undefined ? [] : [schema.const]),
  ]);
  const meant = suggest(
    value,
    words.filter((word) => typeof word === 'string'),
  );
  return meant === undefined ? undefined : didYouMean(meant);
}

/** Of a choice, the branch that the value comes nearest to speaks; where none does, all are named. */
function unionFindings(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  context: Context,
): readonly Finding[] {
  const branches = issue.errors.map((issues) => ({ issues, wrongness: wrongness(issues) }));
  const nearest = branches.toSorted((a, b) => a.wrongness - b.wrongness)[0];
  if (nearest !== undefined && nearest.wrongness < hopeless) {
    return nearest.issues.flatMap((inner) => findingsOf(inner, path, context));
  }
  const value = at(context.check.value, path);
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  const expected =
    options.length > 0 ? oneOf(options) : [...new Set(issue.errors.flatMap(rootExpectations))].join(' or ');
  const words = expected === '' ? issue.message : `must be ${expected}, but is ${valueWords(value)}`;
  const suggestion = valueSuggestion(issue, path, context);
  return [
    ruleError('wrong-value', spanOf(path, context), [sentence(nameOf(path, context), words), suggestion]),
  ];
}

const hopeless = 1000;

function wrongness(issues: readonly Issue[]): number {
  let sum = 0;
  for (const issue of issues) {
    const atRoot = issue.path.length === 0;
    if (atRoot && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) return hopeless;
    sum += issue.code === 'invalid_key' || (atRoot && issue.code === 'unrecognized_keys') ? 10 : 1;
  }
  return sum;
}

function rootExpectations(issues: readonly Issue[]): readonly string[] {
  return issues
    .filter((issue) => issue.path.length === 0)
    .map((issue) => /^must be (.*), but is /.exec(issue.message)?.[1])
    .filter((words) => words !== undefined);
}
