import type { SlackSide } from '../side.ts';
import { channelMessages } from '../workspace.ts';
import type { Channel, User } from '../world.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import type { PageOptions } from './options.ts';

/** The channels that somebody sees, their own conversation with the app last. */
export function channelsOf(side: SlackSide, user: User): Channel[] {
  return [...side.workspace.directory.channels.values()]
    .filter((channel) => channel.members.has(user.id) && !channel.archived)
    .sort((a, b) => Number(a.direct) - Number(b.direct));
}

/** How many messages of others somebody has not read in a channel. */
function unread(side: SlackSide, user: User, channel: Channel): number {
  const readUntil = Number(side.workspace.lastRead.get(`${user.id}:${channel.id}`) ?? 0);
  return channelMessages(side.workspace, channel.id).filter(
    (message) => Number(message.ts) > readUntil && message.user !== user.id,
  ).length;
}

/** The column on the left: channels with what is unread in them, and the links of the page. */
export function renderSidebar(
  side: SlackSide,
  { me, channel, options }: { me: User; channel: Channel; options: PageOptions },
): Markup {
  return html`<h2>Channels</h2>
    <ul>
      ${channelsOf(side, me).map((one) => {
        const count = one.id === channel.id ? 0 : unread(side, me, one);
        const label = one.direct ? side.workspace.directory.identity.appName : one.name;
        return html`<li>
          <button
            type="button"
            data-channel-link="${one.id}"
            class="${count > 0 ? 'unread' : ''}"
            aria-current="${one.id === channel.id ? 'page' : 'false'}"
          >
            <span class="sign" aria-hidden="true">${one.direct ? '@' : one.private ? '◆' : '#'}</span>
            <span class="label">${label}</span>
            ${count > 0 ? html`<span class="badge" aria-label="${count} unread">${count}</span>` : nothing}
          </button>
        </li>`;
      })}
    </ul>
    ${renderLinks(options)}`;
}

function renderLinks({ links = [] }: PageOptions): Markup {
  const safe = links.filter(({ url }) => /^https?:\/\//.test(url));
  if (safe.length === 0) return nothing;
  return html`<h2>Elsewhere</h2>
    <ul>
      ${safe.map(
        ({ label, url }) =>
          html`<li>
            <a href="${url}" target="_blank" rel="noopener noreferrer"
              ><span class="sign" aria-hidden="true">↗</span><span class="label">${label}</span></a
            >
          </li>`,
      )}
    </ul>`;
}

/** The line above the messages: which channel, what about, how many people. */
export function renderHead(side: SlackSide, channel: Channel): Markup {
  const count = channel.members.size + (channel.app ? 1 : 0);
  const name = channel.direct ? side.workspace.directory.identity.appName : channel.name;
  return html`<h1>
      <span class="sign" aria-hidden="true">${channel.direct ? '@' : channel.private ? '◆' : '#'}</span
      >${name}
    </h1>
    <p class="topic">${channel.topic}</p>
    <p class="members">${count} ${count === 1 ? 'member' : 'members'}</p>`;
}
