import type * as z from 'zod';
import { checkSchema } from './check-schema.ts';
import { diagnosticOf } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import { readDocument } from './document.ts';
import { sourceOf } from './source.ts';

/** Reads a YAML or JSON file of any schema, with mistakes in the same words and places as those of a config. Never throws. */
export function parseData<Output>(
  text: string,
  file: string,
  schema: z.ZodType<Output>,
): { readonly value?: Output; readonly diagnostics: readonly Diagnostic[] } {
  const source = sourceOf(file, text);
  const { tree, findings } = readDocument(source.text);
  if (tree === undefined) return { diagnostics: findings.map((each) => diagnosticOf(each, source)) };
  const key = { start: tree.span.start, end: tree.span.start };
  const checked = checkSchema({ schema, value: tree.value, tree, key, name: file });
  const all = [...findings, ...checked.findings].toSorted((a, b) => a.span.start - b.span.start);
  const diagnostics = all.map((each) => diagnosticOf(each, source));
  if (checked.value === undefined || all.some(({ severity }) => severity === 'error')) return { diagnostics };
  return { value: checked.value, diagnostics };
}
