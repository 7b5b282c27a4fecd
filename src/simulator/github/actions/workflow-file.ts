import { parse } from 'yaml';
import * as z from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const input = z
  .object({
    type: z.enum(['string', 'choice', 'boolean', 'number', 'environment']).default('string'),
    required: z.boolean().default(false),
    default: scalar.nullish(),
    options: z.array(scalar).default([]),
  })
  .nullable();
const dispatchTrigger = z.object({ inputs: z.record(z.string(), input).nullish() }).nullable();
const workflowFile = z.object({ name: z.string().optional(), on: z.unknown() });

/** What starting a workflow by hand takes. */
export interface Dispatchable {
  readonly name: string;
  /** Undefined where the workflow has no `workflow_dispatch`. */
  readonly inputs: Readonly<Record<string, z.infer<typeof input>>> | undefined;
}

/** The most that GitHub takes. */
const maxInputs = 25;

/** Reads of a workflow file what GitHub itself must know; a file that is not one has no inputs and its path as name. */
export function readWorkflowFile(path: string, text: string): Dispatchable {
  try {
    const file = workflowFile.parse(parse(text));
    const name = file.name ?? path;
    if (file.on === 'workflow_dispatch') return { name, inputs: {} };
    if (Array.isArray(file.on)) {
      return { name, inputs: file.on.includes('workflow_dispatch') ? {} : undefined };
    }
    const triggers = z.record(z.string(), z.unknown()).parse(file.on);
    if (!('workflow_dispatch' in triggers)) return { name, inputs: undefined };
    return { name, inputs: dispatchTrigger.parse(triggers['workflow_dispatch'])?.inputs ?? {} };
  } catch {
    return { name: path, inputs: undefined };
  }
}

/** The inputs as a run gets them, defaults filled in, or what is wrong with them in GitHub's words. */
export function checkInputs(
  declared: NonNullable<Dispatchable['inputs']>,
  given: Readonly<Record<string, unknown>>,
): { readonly inputs: Readonly<Record<string, string>> } | { readonly problem: string } {
  const names = Object.keys(given);
  if (names.length > maxInputs)
    return { problem: `you may only define up to ${maxInputs} \`inputs\` for a \`workflow_dispatch\` event` };
  const unexpected = names.filter((name) => !Object.hasOwn(declared, name));
  if (unexpected.length > 0) return { problem: `Unexpected inputs provided: ${JSON.stringify(unexpected)}` };
  const inputs: Record<string, string> = {};
  for (const [name, declaration] of Object.entries(declared)) {
    const value = scalar.nullish().safeParse(given[name] ?? declaration?.default);
    if (!value.success) return { problem: `Provided value for input '${name}' is not a string` };
    const text = String(value.data ?? '');
    const problem = problemOf(name, { declaration, text });
    if (problem !== undefined) return { problem };
    inputs[name] = text === '' && declaration?.type === 'boolean' ? 'false' : text;
  }
  return { inputs };
}

function problemOf(
  name: string,
  { declaration, text }: { declaration: z.infer<typeof input>; text: string },
): string | undefined {
  if (declaration === null) return undefined;
  if (declaration.required && text === '') return `Required input '${name}' not provided`;
  if (text === '') return undefined;
  const options = declaration.options.map(String);
  if (declaration.type === 'choice' && !options.includes(text)) {
    return `Provided value '${text}' for input '${name}' not in the list of allowed values`;
  }
  if (declaration.type === 'boolean' && text !== 'true' && text !== 'false') {
    return `Provided value '${text}' for input '${name}' is not a boolean`;
  }
  if (declaration.type === 'number' && Number.isNaN(Number(text))) {
    return `Provided value '${text}' for input '${name}' is not a number`;
  }
  return undefined;
}
