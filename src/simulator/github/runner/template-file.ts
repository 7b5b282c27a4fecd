import {
  convertWorkflowTemplate,
  isMapping,
  isString,
  NoOperationTraceWriter,
} from '@actions/workflow-parser';
import { ACTION_ROOT, convertActionTemplate, getActionSchema } from '@actions/workflow-parser/actions/index';
import type { ObjectReader } from '@actions/workflow-parser/templates/object-reader';
import {
  TemplateContext,
  TemplateValidationErrors,
} from '@actions/workflow-parser/templates/template-context';
import { readTemplate } from '@actions/workflow-parser/templates/template-reader';
import {
  StringToken,
  type LiteralToken,
  type MappingToken,
  type TemplateToken,
} from '@actions/workflow-parser/templates/tokens/index';
import { WORKFLOW_ROOT } from '@actions/workflow-parser/workflows/workflow-constants';
import { getWorkflowSchema } from '@actions/workflow-parser/workflows/workflow-schema';
import { YamlObjectReader } from '@actions/workflow-parser/workflows/yaml-object-reader';

/** A file that GitHub's parser has read: its root, or everything that is wrong with it, each with its place. */
export type TemplateFile =
  | { readonly ok: true; readonly root: MappingToken; readonly context: TemplateContext }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads a workflow file. Never throws; `check` finds what the schema alone does not, such as an unknown job in `needs`. */
export function readWorkflow(name: string, text: string): TemplateFile {
  const context = new TemplateContext(
    new TemplateValidationErrors(),
    getWorkflowSchema(),
    new NoOperationTraceWriter(),
  );
  return read({ name, text, context, type: WORKFLOW_ROOT });
}

/** What is wrong with a workflow beyond its shape: unknown or circular needs, bad conditions, doubled ids. */
export async function checkWorkflow({
  root,
  context,
}: Extract<TemplateFile, { ok: true }>): Promise<readonly string[]> {
  await convertWorkflowTemplate(context, root);
  return problemsOf(context);
}

/** Reads an action.yml. Never throws. */
export function readAction(name: string, text: string): TemplateFile {
  const context = new TemplateContext(
    new TemplateValidationErrors(),
    getActionSchema(),
    new NoOperationTraceWriter(),
  );
  const file = read({ name, text, context, type: ACTION_ROOT });
  if (!file.ok) return file;
  convertActionTemplate(context, file.root);
  const problems = problemsOf(context);
  return problems.length === 0 ? file : { ok: false, problems };
}

function read({
  name,
  text,
  context,
  type,
}: {
  readonly name: string;
  readonly text: string;
  readonly context: TemplateContext;
  readonly type: string;
}): TemplateFile {
  const id = context.getFileId(name);
  const reader = new YamlObjectReader(id, text);
  if (reader.errors.length > 0) {
    for (const { message, range } of reader.errors) context.error(id, message, range);
    return { ok: false, problems: problemsOf(context) };
  }
  const root = readTemplate(context, type, foldedReader(reader), id);
  if (context.errors.count > 0) return { ok: false, problems: problemsOf(context) };
  return root !== undefined && isMapping(root)
    ? { ok: true, root, context }
    : { ok: false, problems: [`${name}: The file is empty or not a mapping.`] };
}

/**
 * GitHub's published parser builds expressions in block scalars from the file's own text, indentation included, which is good for an
 * editor's positions and wrong for a runner: without its source it takes the value that YAML means.
 */
function foldedReader(reader: YamlObjectReader): ObjectReader {
  return {
    allowLiteral: () => withoutSource(reader.allowLiteral()),
    allowSequenceStart: () => reader.allowSequenceStart(),
    allowSequenceEnd: () => reader.allowSequenceEnd(),
    allowMappingStart: () => reader.allowMappingStart(),
    allowMappingEnd: () => reader.allowMappingEnd(),
    validateStart: () => {
      reader.validateStart();
    },
    validateEnd: () => {
      reader.validateEnd();
    },
  };
}

function withoutSource(token: LiteralToken | undefined): LiteralToken | undefined {
  return token instanceof StringToken && token.source?.includes('\n') === true
    ? new StringToken(token.file, token.range, token.value, token.definitionInfo)
    : token;
}

function problemsOf(context: TemplateContext): readonly string[] {
  return context.errors.getErrors().map(({ message }) => message);
}

/** The part of a file at these keys; undefined where any of them is left out. */
export function partAt(
  token: TemplateToken | undefined,
  ...keys: readonly string[]
): TemplateToken | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return token;
  return token !== undefined && isMapping(token) ? partAt(token.find(key), ...rest) : undefined;
}

/** The names and parts of a mapping, in their order; nothing where it is left out or something else. */
export function entriesOf(token: TemplateToken | undefined): [string, TemplateToken][] {
  return token !== undefined && isMapping(token)
    ? [...token].map(({ key, value }) => [key.toString(), value])
    : [];
}

/** The mapping at a place that the schema says is one. */
export function mappingAt(token: TemplateToken | undefined): MappingToken | undefined {
  return token !== undefined && isMapping(token) ? token : undefined;
}

/** A text that may hold no expression, such as `uses`. */
export function literalAt(token: TemplateToken | undefined, ...keys: readonly string[]): string | undefined {
  const found = partAt(token, ...keys);
  return found !== undefined && isString(found) ? found.value : undefined;
}
