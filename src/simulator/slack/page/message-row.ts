import type { SlackSide } from '../side.ts';
import { channelMessages, findMessage, repliesOf, timeOfTs } from '../workspace.ts';
import type { Ephemeral, SlackMessage } from '../workspace.ts';
import { renderContent } from './blocks.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import { avatar } from './people.ts';

/** One entry of a list on the page; the client keeps the element of a key as long as the key is there. */
export interface Row {
  readonly key: string;
  readonly html: string;
}

/** What the list of a channel needs to know about who looks at it. */
export interface Viewer {
  readonly user: string;
  readonly channel: string;
  /** What was read last when the viewer came. */
  readonly readUntil: string;
}

/** The rows of a channel: messages, what only the viewer sees, days, and where the new ones begin. */
export function channelRows(side: SlackSide, viewer: Viewer): Row[] {
  const { workspace } = side;
  const own = workspace.ephemerals.filter(
    (one) => one.to === viewer.user && one.channel === viewer.channel && one.threadTs === undefined,
  );
  const entries = [...channelMessages(workspace, viewer.channel), ...own].sort(
    (a, b) => Number(a.ts) - Number(b.ts),
  );
  let day = '';
  let seenNew = viewer.readUntil === '';
  return entries.flatMap((entry) => {
    const rows: Row[] = [];
    const today = dayOf(entry.ts);
    if (today !== day) rows.push(dividerRow(`day-${today}`, today, 'day'));
    day = today;
    const isNew =
      Number(entry.ts) > Number(viewer.readUntil) && !('to' in entry) && entry.user !== viewer.user;
    if (isNew && !seenNew) rows.push(dividerRow('new', 'New', 'new'));
    seenNew ||= isNew;
    rows.push('to' in entry ? ephemeralRow(side, entry) : messageRow(side, entry, { inThread: false }));
    return rows;
  });
}

/** The rows of a thread: its parent, the replies, and what only the viewer sees there. */
export function threadRows(side: SlackSide, viewer: Viewer, ts: string): Row[] {
  const { workspace } = side;
  const parent = findMessage(workspace, viewer.channel, ts);
  if (!parent) return [];
  const replies = repliesOf(workspace, viewer.channel, ts);
  const own = workspace.ephemerals.filter(
    (one) => one.to === viewer.user && one.channel === viewer.channel && one.threadTs === ts,
  );
  const count = `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`;
  return [
    messageRow(side, parent, { inThread: true }),
    dividerRow('replies', count, 'replies'),
    ...[...replies, ...own]
      .sort((a, b) => Number(a.ts) - Number(b.ts))
      .map((entry) =>
        'to' in entry ? ephemeralRow(side, entry) : messageRow(side, entry, { inThread: true }),
      ),
  ];
}

function dividerRow(key: string, label: string, kind: string): Row {
  return {
    key,
    html: html`<li class="divider ${kind}" data-key="${key}" role="separator"><span>${label}</span></li>`
      .html,
  };
}

function messageRow(side: SlackSide, message: SlackMessage, { inThread }: { inThread: boolean }): Row {
  const { directory } = side.workspace;
  const author = directory.users.get(message.user);
  const isApp = author?.kind === 'bot';
  const key = `m-${message.ts}`;
  const asReply = message.threadTs !== undefined && !inThread;
  const row = html`<li
    class="message"
    data-key="${key}"
    data-ts="${message.ts}"
    data-channel="${message.channel}"
    data-kind="message"
  >
    ${avatar(author)}
    <div class="body">
      <div class="meta">
        <span class="author">${author?.realName ?? message.user}</span>
        ${isApp ? html`<span class="tag">App</span>` : nothing} ${timeMarkup(message.ts)}
        ${message.edits > 0 ? html`<span class="edited">(edited)</span>` : nothing}
      </div>
      ${asReply ? html`<button type="button" class="replied" data-thread="${message.threadTs}">↳ replied to a thread</button>` : nothing}
      <div class="content">${renderContent(message, directory)}</div>
      ${inThread ? nothing : threadLink(side, message)}
    </div>
  </li>`;
  return { key, html: row.html };
}

function threadLink(side: SlackSide, message: SlackMessage): Markup {
  if (message.threadTs !== undefined) return nothing;
  const replies = repliesOf(side.workspace, message.channel, message.ts);
  const last = replies.at(-1);
  if (!last)
    return html`<button type="button" class="reply" data-thread="${message.ts}">Reply in thread</button>`;
  const people = [...new Set(replies.map((reply) => reply.user))].slice(0, 4);
  return html`<button type="button" class="thread-link" data-thread="${message.ts}">
    ${people.map((id) => avatar(side.workspace.directory.users.get(id)))}
    <span class="count">${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}</span>
    <span class="last">last ${clockTime(last.ts)}</span>
  </button>`;
}

function ephemeralRow(side: SlackSide, ephemeral: Ephemeral): Row {
  const { directory } = side.workspace;
  const author = directory.users.get(directory.identity.botUserId);
  const bySystem = ephemeral.from === 'system';
  const key = `e-${ephemeral.ts}`;
  const row = html`<li
    class="message ephemeral ${ephemeral.from}"
    data-key="${key}"
    data-ts="${ephemeral.ts}"
    data-channel="${ephemeral.channel}"
    data-kind="ephemeral"
  >
    ${bySystem ? html`<span class="avatar system" aria-hidden="true">!</span>` : avatar(author)}
    <div class="body">
      <div class="private">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M8 3.5c3 0 5.4 1.9 6.8 4.5C13.4 10.6 11 12.5 8 12.5S2.6 10.6 1.2 8C2.6 5.4 5 3.5 8 3.5Zm0 2a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z"
          />
        </svg>
        Only visible to you
      </div>
      <div class="meta">
        <span class="author">${bySystem ? directory.identity.teamName : (author?.realName ?? '')}</span>
        ${bySystem ? nothing : html`<span class="tag">App</span>`} ${timeMarkup(ephemeral.ts)}
      </div>
      <div class="content">${renderContent(ephemeral, directory)}</div>
      <button type="button" class="dismiss" data-act="dismiss">Dismiss</button>
    </div>
  </li>`;
  return { key, html: row.html };
}

function timeMarkup(ts: string): Markup {
  const iso = new Date(timeOfTs(ts)).toISOString();
  return html`<time datetime="${iso}" title="${iso.slice(0, 19).replace('T', ' ')} UTC"
    >${clockTime(ts)}</time
  >`;
}

function clockTime(ts: string): string {
  return new Date(timeOfTs(ts)).toISOString().slice(11, 16);
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

function dayOf(ts: string): string {
  return dayFormat.format(timeOfTs(ts));
}
