import type { SlackSide } from '../side.ts';
import type { User, UserKind } from '../world.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';

const HUES = 8;

/** A square with somebody's initials, always of the same colour for the same person. */
export function avatar(user: User | undefined): Markup {
  if (user?.kind === 'bot')
    return html`<span class="avatar app" aria-hidden="true"
      ><svg viewBox="0 0 24 24">
        <path
          d="M4 8h11.5l-3-3L14 3.5 19.5 9 14 14.5 12.5 13l3-3H4zm16 8H8.5l3 3L10 20.5 4.5 15 10 9.5 11.5 11l-3 3H20z"
        /></svg
    ></span>`;
  const name = user?.realName ?? '?';
  const initials = name
    .split(/\s+/)
    .map((word) => Array.from(word)[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
  const hue =
    Array.from(user?.id ?? '').reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES;
  return html`<span class="avatar hue-${hue}" aria-hidden="true">${initials}</span>`;
}

/** The people whom the page can be used as, in the order of the world. */
export function actors(side: SlackSide): User[] {
  return [...side.workspace.directory.users.values()].filter(
    (user) => user.kind !== 'bot' && user.kind !== 'deleted',
  );
}

const kinds: Record<UserKind, string> = {
  member: '',
  guest: 'Guest',
  'single-channel-guest': 'Guest of one channel',
  stranger: 'From another company',
  deleted: 'Left',
  bot: 'App',
};

/** The switch in the corner: who is using the page, and who else could. */
export function renderSwitcher(side: SlackSide, me: User): Markup {
  return html`<summary aria-label="You are ${me.realName}. Switch person">
      ${avatar(me)}<span class="you"><small>You are</small><b>${me.realName}</b></span>
      <svg class="chevron" viewBox="0 0 12 12" aria-hidden="true"><path d="M2 4l4 4 4-4" /></svg>
    </summary>
    <div class="menu-box">
      <p>See the channel as</p>
      ${actors(side).map(
        (user) =>
          html`<button type="button" data-person="${user.name}" aria-current="${String(user.id === me.id)}">
            ${avatar(user)}
            <span class="who-name">${user.realName}<small>${describe(side, user)}</small></span>
            ${waiting(side, user) ? html`<span class="dot" title="Something is waiting for ${user.realName}"></span>` : nothing}
          </button>`,
      )}
    </div>`;
}

function describe(side: SlackSide, user: User): string {
  const groups = [...side.workspace.directory.groups.values()]
    .filter((group) => group.members.has(user.id))
    .map((group) => `@${group.handle}`);
  return [user.title, kinds[user.kind], ...groups].filter((part) => part !== '').join(' · ');
}

function waiting(side: SlackSide, user: User): boolean {
  return side.workspace.views.some((view) => view.user === user.id);
}
