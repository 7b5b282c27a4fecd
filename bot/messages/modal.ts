import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/web-api';
import type { ModalField, ModalRequest, ServiceChoice } from '../commands/reply.ts';
import type { Purpose } from '../incidents/purpose.ts';
import { plain, sectionBlock } from './blocks.ts';
import { cut, slackLimits } from './limits.ts';
import { plainText, say } from './line.ts';
import { purposeNames } from './purpose-words.ts';
import { modalId, type ModalNote } from './submission.ts';

/** The modal that asks for what is missing. */
export function modalView(request: ModalRequest): ModalView {
  switch (request.kind) {
    case 'declare':
      return declaration(request);
    case 'skip':
      return view(request.kind, {
        title: 'Skip a step',
        submit: 'Skip it',
        note: { incident: request.incident, step: request.step },
        blocks: [
          ...sectionBlock([
            say`${{ bold: request.title }} (${{ code: request.step }})`,
            say`The run goes on as if the step were done. Whether that is safe is for you to know.`,
          ]),
          reasonInput('Why may it be skipped?', request.prefilled.reason),
        ],
      });
    case 'break-glass':
      return view(request.kind, {
        title: 'Break glass',
        submit: 'Start without approval',
        note: { incident: request.incident },
        blocks: [
          ...sectionBlock([
            say`🚨 ${{ bold: 'This starts the run without the approvals that it needs.' }}`,
            say`Everybody is told at once, and it is reviewed afterwards.`,
          ]),
          reasonInput('Why can it not wait for approvals?', request.prefilled.reason),
        ],
      });
  }
}

type Declare = Extract<ModalRequest, { readonly kind: 'declare' }>;

/** What the fields are called, by what is declared. */
const fieldNames: Readonly<
  Record<Purpose, { readonly title: string; readonly from: string; readonly to: string }>
> = {
  failover: { title: 'Declare a failover', from: 'Leave region', to: 'Activate region' },
  failback: { title: 'Plan a failback', from: 'Leave region', to: 'Activate region' },
  reprotect: { title: 'Plan a reprotect', from: 'Region to stand by', to: 'Region that is active' },
  drill: { title: 'Plan a DNS drill', from: 'Region that traffic leaves', to: 'Region that takes it' },
  plan: { title: 'Make a plan', from: 'Leave region', to: 'Activate region' },
};

function declaration(request: Declare): ModalView {
  const { purpose, services, prefilled, problem, missing } = request;
  const chosen =
    services.find(({ name }) => name === prefilled.service) ??
    (services.length === 1 ? services[0] : undefined);
  const regions = regionsOf(chosen, services);
  const home = chosen?.regions[0];
  const blocks: KnownBlock[] = [
    ...(problem === undefined ? [] : sectionBlock([say`⚠️ ${problem}`], 1000)),
    ...(services.length === 0 ? sectionBlock([say`No service is configured yet.`]) : []),
    ...select('service', 'Service', { names: services.map(({ name }) => name), initial: chosen?.name }),
    ...select('from', fieldNames[purpose].from, {
      names: regions,
      initial: prefilled.from ?? (prefilled.to === home ? undefined : home),
    }),
    ...select('to', fieldNames[purpose].to, {
      names: regions,
      initial: prefilled.to ?? standbyOf(chosen, prefilled.from),
    }),
    ...modes(purpose, prefilled.mode),
    // Often the reason is all that is missing, and whoever declares is in a hurry.
    reasonInput(
      'Reason',
      prefilled.reason,
      missing.every((field) => field === 'reason'),
    ),
    {
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          text:
            purpose === 'plan'
              ? 'The plan is made and shown. Nothing is changed.'
              : 'First a plan is made, which changes nothing. It starts when it has been approved.',
          verbatim: true,
        },
      ],
    },
  ];
  return view('declare', {
    title: fieldNames[purpose].title,
    submit: purpose === 'failover' ? 'Declare' : purposeNames[purpose],
    note: { purpose },
    blocks,
  });
}

/** The others are always planned. */
function modes(purpose: Purpose, initial = 'auto'): InputBlock[] {
  if (purpose !== 'failover' && purpose !== 'plan') return [];
  return select('mode', 'Mode', {
    names: ['auto', 'planned', 'unplanned'],
    words: {
      auto: 'Automatic: planned if healthy',
      planned: 'Planned: stop writes, lose nothing',
      unplanned: 'Unplanned: the region is lost',
    },
    initial,
  });
}

function standbyOf(service: ServiceChoice | undefined, from: string | undefined): string | undefined {
  const others = (service?.regions ?? []).filter((region) => region !== (from ?? service?.regions[0]));
  return others.length === 1 ? others[0] : undefined;
}

function regionsOf(chosen: ServiceChoice | undefined, services: readonly ServiceChoice[]): readonly string[] {
  return chosen?.regions ?? [...new Set(services.flatMap(({ regions }) => regions))].sort();
}

function view(
  kind: ModalRequest['kind'],
  {
    title,
    submit,
    note,
    blocks,
  }: {
    readonly title: string;
    readonly submit: string;
    readonly note: ModalNote;
    readonly blocks: readonly KnownBlock[];
  },
): ModalView {
  const packed = JSON.stringify(note);
  return {
    type: 'modal',
    callback_id: modalId(kind),
    private_metadata: packed.length <= slackLimits.privateMetadata ? packed : '{}',
    title: plain(title, slackLimits.modalTitle),
    submit: plain(submit, slackLimits.modalButton),
    close: plain('Back', slackLimits.modalButton),
    blocks: blocks.slice(0, slackLimits.modalBlocks),
  };
}

/** A list to pick from; nothing where there is nothing to pick, since Slack takes no empty list. */
function select(
  field: ModalField,
  label: string,
  {
    names,
    initial,
    words = {},
  }: {
    readonly names: readonly string[];
    readonly initial: string | undefined;
    readonly words?: Readonly<Record<string, string>>;
  },
): InputBlock[] {
  const options = names
    .filter((name) => name !== '' && name.length <= slackLimits.optionValue)
    .slice(0, slackLimits.options)
    .map((name): PlainTextOption => ({
      text: plain(plainText(words[name] ?? name), slackLimits.optionText),
      value: name,
    }));
  if (options.length === 0) return [];
  const first = options.find(({ value }) => value === initial);
  return [
    {
      type: 'input',
      block_id: field,
      label: plain(label, slackLimits.label),
      element: {
        type: 'static_select',
        action_id: field,
        options,
        ...(first === undefined ? {} : { initial_option: first }),
      },
    },
  ];
}

/** How long a reason may be, in characters. */
const longestReason = 500;

function reasonInput(label: string, initial: string | undefined, isFirst = true): InputBlock {
  const given =
    initial === undefined
      ? ''
      : cut(
          plainText(initial, longestReason)
            .replace(/[\u2068\u2069]/g, '')
            .trim(),
          longestReason,
        );
  return {
    type: 'input',
    block_id: 'reason',
    label: plain(label, slackLimits.label),
    hint: plain('Everybody in the channel reads it.', slackLimits.hint),
    element: {
      type: 'plain_text_input',
      action_id: 'reason',
      multiline: true,
      min_length: 3,
      max_length: longestReason,
      focus_on_load: isFirst,
      ...(given === '' ? {} : { initial_value: given }),
    },
  };
}
