import { elementsOf } from './check-blocks.ts';
import { objectsIn, plainText, textOf } from './fields.ts';
import type { Json } from './fields.ts';

/** What somebody typed or chose, by action id or block id; what is left out keeps its initial value. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** A filled-in modal: the `state.values` that the app receives, and what Slack itself complains of, by block id. */
export interface FilledForm {
  readonly values: Json;
  readonly errors: Readonly<Record<string, string>>;
}

/** The options of a menu, those of its groups included. */
export function optionsOf(element: Json): Json[] {
  const grouped = objectsIn(element['option_groups']).flatMap((group) => objectsIn(group['options']));
  return [...objectsIn(element['options']), ...grouped];
}

/** Reads a form as Slack's client does before it tells the app: required fields and lengths are its own business. */
export function fillForm(view: Json, values: FormValues): FilledForm {
  const state: Record<string, Json> = {};
  const errors: Record<string, string> = {};
  for (const block of objectsIn(view['blocks'])) {
    const blockId = textOf(block['block_id']);
    for (const element of elementsOf(block)) {
      if (element['type'] === 'button' || element['type'] === 'overflow') continue;
      const actionId = textOf(element['action_id']);
      const given = values[actionId] ?? values[blockId];
      const filled = fillElement(element, given);
      state[blockId] = { ...state[blockId], [actionId]: filled };
      const complaint = block['type'] === 'input' ? complaintAbout(block, element, filled) : undefined;
      if (complaint) errors[blockId] = complaint;
    }
  }
  return { values: state, errors };
}

function fillElement(element: Json, given: string | readonly string[] | undefined): Json {
  const type = textOf(element['type']);
  const one = typeof given === 'string' ? given : given?.[0];
  const many = typeof given === 'string' ? [given] : given;
  const byValue = (value: string) => optionsOf(element).find((option) => option['value'] === value);
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return {
        type,
        selected_option: one === undefined ? (element['initial_option'] ?? null) : (byValue(one) ?? null),
      };
    case 'multi_static_select':
    case 'checkboxes':
      return {
        type,
        selected_options:
          many?.map(byValue).filter((option) => option !== undefined) ??
          objectsIn(element['initial_options']),
      };
    case 'users_select':
      return { type, selected_user: one ?? element['initial_user'] ?? null };
    case 'channels_select':
      return { type, selected_channel: one ?? element['initial_channel'] ?? null };
    default:
      return { type, value: (one ?? textOf(element['initial_value'])) || null };
  }
}

function complaintAbout(block: Json, element: Json, filled: Json): string | undefined {
  const chosen = ['selected_option', 'selected_user', 'selected_channel', 'value']
    .map((name) => filled[name])
    .find((value) => value !== undefined && value !== null);
  const empty = chosen === undefined && objectsIn(filled['selected_options']).length === 0;
  if (empty) return block['optional'] === true ? undefined : 'Please complete this required field.';
  const text = textOf(filled['value']);
  const least = Number(element['min_length'] ?? 0);
  const most = Number(element['max_length'] ?? 3000);
  if (typeof filled['value'] === 'string' && text.length < least)
    return `Must be at least ${least} characters long.`;
  if (text.length > most) return `Must be at most ${most} characters long.`;
  return undefined;
}

/** The text that a person reads on an option. */
export function optionLabel(option: Json): string {
  return plainText(option['text']);
}
