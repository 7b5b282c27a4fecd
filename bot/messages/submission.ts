import * as z from 'zod';
import type { ModalField, ModalRequest, Submission } from '../commands/reply.ts';
import { purposes, type Purpose } from '../incidents/purpose.ts';

const prefix = 'region-failover:';
const kinds = ['declare', 'skip', 'break-glass'] as const satisfies readonly ModalRequest['kind'][];

/** The callback id of a modal. */
export function modalId(kind: ModalRequest['kind']): string {
  return `${prefix}${kind}`;
}

const note = z.object({
  purpose: z.enum(purposes).optional(),
  incident: z.string().max(300).optional(),
  step: z.string().max(2000).optional(),
});

/** What a modal carries unseen: ids only. */
export interface ModalNote {
  readonly purpose?: Purpose;
  readonly incident?: string;
  readonly step?: string;
}

const field = z.union([
  z.object({ type: z.literal('plain_text_input'), value: z.string().nullish() }),
  z.object({ type: z.literal('static_select'), selected_option: z.object({ value: z.string() }).nullish() }),
]);

const submitted = z.object({
  callback_id: z.string(),
  private_metadata: z.string(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

const fields: readonly ModalField[] = ['service', 'from', 'to', 'mode', 'reason'];

/** Reads the `view` of a `view_submission`; undefined where it is none of ours. */
export function submissionOf(view: unknown): Submission | undefined {
  const read = submitted.safeParse(view);
  if (!read.success) return undefined;
  const { callback_id: id, private_metadata: metadata, state } = read.data;
  const kind = kinds.find((each) => modalId(each) === id);
  const carried = note.safeParse(json(metadata));
  if (kind === undefined || !carried.success) return undefined;
  const values: Partial<Record<ModalField, string>> = {};
  for (const name of fields) {
    const value = valueOf(state.values[name]?.[name]);
    if (value !== undefined && value.trim() !== '') values[name] = value.trim();
  }
  const { purpose, incident, step } = carried.data;
  return {
    kind,
    ...(purpose === undefined ? {} : { purpose }),
    ...(incident === undefined ? {} : { incident }),
    ...(step === undefined ? {} : { step }),
    values,
  };
}

function valueOf(state: unknown): string | undefined {
  const read = field.safeParse(state);
  if (!read.success) return undefined;
  return (
    (read.data.type === 'static_select' ? read.data.selected_option?.value : read.data.value) ?? undefined
  );
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
