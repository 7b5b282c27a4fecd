import type { ModalView } from '@slack/web-api';
import type { ModalField, Reply } from '../commands/reply.ts';
import type { SlackMessage } from '../messages/blocks.ts';
import { Later } from '../ports.ts';
import type { SlackCall } from './call.ts';

type Message = Extract<Reply, { readonly type: 'message' }>;

const title = { type: 'plain_text' as const, text: 'Failover', emoji: false };
const close = { type: 'plain_text' as const, text: 'Close', emoji: false };

/** Stands open while the real form is made. */
export const waitView: ModalView = {
  type: 'modal',
  title,
  close,
  blocks: [
    {
      type: 'section',
      text: { type: 'plain_text', text: 'One moment: the form is being filled in.', emoji: false },
    },
  ],
};

/** What stays in a waiting form when nothing is left to say. */
export const done: Message = plainMessage(true, 'Done. You can close this.');

/** Says that the form came too late. */
export const noForm: Message = {
  ...plainMessage(false, ''),
  lines: [
    [
      {
        text: 'Slack gives three seconds to open a form, and that was not enough. Try again, or say it all in one line: ',
      },
      { code: '/failover FROM TO [service] [reason]' },
      { text: '. Nothing was started.' },
    ],
  ],
};

/** The errors of a form that has closed meanwhile. */
export function invalidAsText(errors: Readonly<Partial<Record<ModalField, string>>>): Message {
  const lines = Object.entries(errors).map(([field, text]) => [{ bold: field }, { text: `: ${text}` }]);
  return { ...plainMessage(false, ''), lines: [...lines, [{ text: 'Nothing was started.' }]] };
}

/** One sentence of our own. */
export function plainMessage(ok: boolean, text: string): Message {
  return { type: 'message', visible: 'ephemeral', ok, lines: [[{ text }]] };
}

/** A message in the place of a form. */
export function messageView({ blocks }: SlackMessage): ModalView {
  return { type: 'modal', title, close, blocks };
}

/** Opens a form; gives its id. The trigger id must be less than 3 s old. */
export async function openForm(
  call: SlackCall,
  { triggerId }: { readonly triggerId?: string },
  view: ModalView,
): Promise<string | undefined> {
  if (triggerId === undefined) throw new Later('there is nothing to open a form with');
  const answer = await call({ method: 'views.open' }, (client) =>
    client.views.open({ trigger_id: triggerId, view }),
  );
  return answer.view?.id;
}

/** Puts something else into a form that stands open. */
export async function updateForm(call: SlackCall, viewId: string, view: ModalView): Promise<void> {
  await call({ method: 'views.update' }, (client) => client.views.update({ view_id: viewId, view }));
}

/** The form with the channel where it was asked for: a form that is sent does not say where it came from. */
export function withChannel(view: ModalView, channel: string | undefined): ModalView {
  return channel === undefined
    ? view
    : { ...view, private_metadata: JSON.stringify({ ...noteOf(view.private_metadata), channel }) };
}

/** The channel that `withChannel` put into a form. */
export function channelOf(privateMetadata: string): string | undefined {
  const { channel } = noteOf(privateMetadata);
  return typeof channel === 'string' && /^[CGD][A-Z0-9]+$/.test(channel) ? channel : undefined;
}

function noteOf(text: string | undefined): Record<string, unknown> {
  try {
    const note: unknown = JSON.parse(text ?? '{}');
    return typeof note === 'object' && note !== null ? { ...note } : {};
  } catch {
    return {};
  }
}
