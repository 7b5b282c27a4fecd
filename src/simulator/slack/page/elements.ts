import { isObject, objectsIn, plainText, textOf } from '../fields.ts';
import type { Json } from '../fields.ts';
import { optionLabel, optionsOf } from '../form.ts';
import type { Directory } from '../world.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import { renderPlain, renderText } from './mrkdwn.ts';

/** Shows a button or menu that tells the app at once when it is used. */
export function renderInteractive(block: Json, element: Json, directory: Directory): Markup {
  const blockId = textOf(block['block_id']);
  const actionId = textOf(element['action_id']);
  const confirm =
    element['confirm'] === undefined ? '' : JSON.stringify(confirmOf(element['confirm'], directory));
  if (element['type'] === 'button') {
    const style = textOf(element['style']);
    const url = textOf(element['url']);
    return html`<button
      type="button"
      class="button ${style}"
      data-act="click"
      data-block="${blockId}"
      data-action="${actionId}"
      data-value="${textOf(element['value'])}"
      data-confirm="${confirm}"
      data-url="${/^(https?:\/\/|mailto:)/.test(url) ? url : ''}"
      aria-label="${textOf(element['accessibility_label'], plainText(element['text']))}"
    >
      ${renderPlain(plainText(element['text']))}
    </button>`;
  }
  return html`<select
    class="menu"
    data-act="choose"
    data-block="${blockId}"
    data-action="${actionId}"
    data-confirm="${confirm}"
    aria-label="${plainText(element['placeholder']) || 'Choose'}"
  >
    <option value="">
      ${element['type'] === 'overflow' ? '⋯' : plainText(element['placeholder']) || 'Choose…'}
    </option>
    ${options(element, textOf(chosenAtFirst(element)[0]))}
  </select>`;
}

function confirmOf(confirm: unknown, directory: Directory): Json {
  const dialog = isObject(confirm) ? confirm : {};
  return {
    title: plainText(dialog['title']),
    // Markup, which the client puts into the dialog as it is.
    text: renderText(dialog['text'], directory).html,
    confirm: plainText(dialog['confirm']),
    deny: plainText(dialog['deny']),
    style: textOf(dialog['style']),
  };
}

function options(element: Json, chosen: string): Markup[] {
  return optionsOf(element).map(
    (option) =>
      html`<option
        value="${textOf(option['value'])}"
        ${option['value'] === chosen ? html`selected` : nothing}
      >
        ${optionLabel(option)}
      </option>`,
  );
}

function chosenAtFirst(element: Json): unknown[] {
  const many = objectsIn(element['initial_options']);
  const one = element['initial_option'];
  return [...many, ...(one === undefined ? [] : [one as Json])].map((option) => option['value']);
}

/** A form field of a modal: what the client sends is named by `data-field`. */
export interface Field {
  readonly element: Json;
  /** The name under which its value is sent. */
  readonly name: string;
  /** The id of the control, and of what describes it. */
  readonly id: string;
  readonly describedBy: string;
  readonly required: boolean;
  readonly invalid: boolean;
  /** Who can be chosen in a menu of people. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** Shows a field of a modal. */
export function renderField(field: Field): Markup {
  const { element, name, id } = field;
  const focus = element['focus_on_load'] === true ? html`autofocus` : nothing;
  const described = html`${focus} aria-describedby="${field.describedBy}"
  aria-required="${String(field.required)}" aria-invalid="${String(field.invalid)}"`;
  const placeholder = plainText(element['placeholder']);
  const initial = textOf(element['initial_value']);
  const limit = html`maxlength="${String(Number(element['max_length'] ?? 3000))}"`;
  switch (element['type']) {
    case 'static_select':
      return html`<select id="${id}" data-field="${name}" ${described}>
        <option value="">${placeholder || 'Choose…'}</option>
        ${options(element, textOf(chosenAtFirst(element)[0]))}
      </select>`;
    case 'users_select':
      return html`<select id="${id}" data-field="${name}" ${described}>
        <option value="">${placeholder || 'Choose somebody…'}</option>
        ${field.people.map((person) => html`<option value="${person.id}">${person.name}</option>`)}
      </select>`;
    case 'multi_static_select':
    case 'checkboxes':
      return choices(field, 'checkbox');
    case 'radio_buttons':
      return choices(field, 'radio');
    case 'plain_text_input':
      if (element['multiline'] === true)
        return html`<textarea
          id="${id}"
          data-field="${name}"
          rows="4"
          placeholder="${placeholder}"
          ${limit}
          ${described}
        >
${initial}</textarea>`;
      return html`<input
        id="${id}"
        type="text"
        data-field="${name}"
        value="${initial}"
        placeholder="${placeholder}"
        autocomplete="off"
        ${limit}
        ${described}
      />`;
    case 'number_input':
    case 'url_text_input':
    case 'email_text_input':
      return html`<input
        id="${id}"
        type="text"
        data-field="${name}"
        value="${initial}"
        placeholder="${placeholder}"
        autocomplete="off"
        ${described}
      />`;
    default:
      return html`<p class="unsupported">This page does not show ${textOf(element['type'])}.</p>`;
  }
}

function choices({ element, name, id, describedBy }: Field, type: 'checkbox' | 'radio'): Markup {
  const chosen = chosenAtFirst(element);
  return html`<fieldset id="${id}" data-choices="${name}" aria-describedby="${describedBy}">
    ${optionsOf(element).map((option) => {
      const value = textOf(option['value']);
      const checked = chosen.includes(value) ? html`checked` : nothing;
      return html`<label class="choice"
        ><input type="${type}" name="${id}" value="${value}" ${checked} />
        <span
          >${renderPlain(optionLabel(option))} <small>${plainText(option['description'])}</small></span
        ></label
      >`;
    })}
  </fieldset>`;
}
