import { address, anything, boolean, byType, integer, list, object, oneOf, string } from './shape.ts';
import type { Shape } from './shape.ts';

// The limits that Slack publishes: https://docs.slack.dev/reference/block-kit/blocks, /block-elements and /composition-objects.

const id = string(255);
const style = oneOf('primary', 'danger');

function plain(most: number): Shape {
  return object({ type: oneOf('plain_text'), text: string(most) }, { emoji: boolean });
}

function text(most: number): Shape {
  return byType({
    plain_text: plain(most),
    mrkdwn: object({ type: anything, text: string(most) }, { verbatim: boolean }),
  });
}

const confirm = object(
  { title: plain(100), text: text(300), confirm: plain(30), deny: plain(30) },
  { style },
);
const option = object({ text: text(75), value: string(150) }, { description: text(75), url: address });
const options = list(option, 100);
const optionGroups = list(object({ label: plain(75), options }), 100);

function element(required: Record<string, Shape>, optional: Record<string, Shape>): Shape {
  return object({ type: anything, ...required }, { action_id: id, ...optional });
}

const image = object(
  { type: anything, alt_text: string(2000) },
  { image_url: address, slack_file: anything },
);
const forMenus = { placeholder: plain(150), confirm, focus_on_load: boolean };
const forTyping = {
  placeholder: plain(150),
  dispatch_action_config: object({}, { trigger_actions_on: anything }),
  focus_on_load: boolean,
};

const elements = {
  button: element(
    { text: plain(75) },
    { url: address, value: string(2000), style, confirm, accessibility_label: string(75) },
  ),
  static_select: element({}, { options, option_groups: optionGroups, initial_option: option, ...forMenus }),
  multi_static_select: element(
    {},
    {
      options,
      option_groups: optionGroups,
      initial_options: options,
      max_selected_items: integer(1, 100),
      ...forMenus,
    },
  ),
  users_select: element({}, { initial_user: string(255), ...forMenus }),
  channels_select: element({}, { initial_channel: string(255), response_url_enabled: boolean, ...forMenus }),
  overflow: element({ options: list(option, 5) }, { confirm }),
  radio_buttons: element(
    { options: list(option, 10) },
    { initial_option: option, confirm, focus_on_load: boolean },
  ),
  checkboxes: element(
    { options: list(option, 10) },
    { initial_options: list(option, 10), confirm, focus_on_load: boolean },
  ),
  plain_text_input: element(
    {},
    {
      initial_value: string(3000, 0),
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
      ...forTyping,
    },
  ),
  number_input: element(
    { is_decimal_allowed: boolean },
    { initial_value: string(300, 0), min_value: anything, max_value: anything, ...forTyping },
  ),
  url_text_input: element({}, { initial_value: string(3000, 0), ...forTyping }),
  email_text_input: element({}, { initial_value: string(3000, 0), ...forTyping }),
} satisfies Record<string, Shape>;

const { plain_text_input, number_input, url_text_input, email_text_input, ...pressable } = elements;
const { static_select, multi_static_select, users_select, channels_select, radio_buttons, checkboxes } =
  elements;
const menus = {
  static_select,
  multi_static_select,
  users_select,
  channels_select,
  radio_buttons,
  checkboxes,
};
const accessory = byType({ ...pressable, image });
const inActions = byType(pressable);
const inInput = byType({ plain_text_input, number_input, url_text_input, email_text_input, ...menus });

function block(required: Record<string, Shape>, optional: Record<string, Shape> = {}): Shape {
  return object({ type: anything, ...required }, { block_id: id, ...optional });
}

/** What a block of any type must be. */
export const blockShape = byType({
  header: block({ text: plain(150) }),
  divider: block({}),
  section: block({}, { text: text(3000), fields: list(text(2000), 10), accessory, expand: boolean }),
  context: block({ elements: list(byType({ image, plain_text: plain(3000), mrkdwn: text(3000) }), 10) }),
  actions: block({ elements: list(inActions, 25) }),
  image: block({ alt_text: string(2000) }, { image_url: address, slack_file: anything, title: plain(2000) }),
  input: block(
    { label: plain(2000), element: inInput },
    { hint: plain(2000), optional: boolean, dispatch_action: boolean },
  ),
  markdown: block({ text: string(12_000) }),
  rich_text: block({ elements: list(anything, 1000) }),
});

/** What a modal must be. */
export const modalShape = object(
  { type: oneOf('modal'), title: plain(24), blocks: list(blockShape, 100, 0) },
  {
    submit: plain(24),
    close: plain(24),
    private_metadata: string(3000, 0),
    callback_id: string(255, 0),
    external_id: string(255, 0),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
);
