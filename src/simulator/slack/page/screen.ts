import type { SlackSide } from '../side.ts';
import { viewsOf } from '../views.ts';
import type { Channel, User } from '../world.ts';
import { channelRows, threadRows } from './message-row.ts';
import type { Row, Viewer } from './message-row.ts';
import { html, nothing } from './markup.ts';
import { renderModal } from './modal.ts';
import type { PageOptions } from './options.ts';
import { renderSwitcher } from './people.ts';
import { renderHead, renderSidebar } from './sidebar.ts';

/** What one browser window looks at. */
export interface Scene extends Viewer {
  readonly me: User;
  readonly place: Channel;
  /** The parent of the thread that is open. */
  readonly thread: string | undefined;
}

/** Everything a window shows: parts by the id of their element, lists row by row, and the modal on top. */
export interface Screen {
  readonly parts: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly Row[]>>;
  readonly modal: { readonly id: string; readonly html: string } | null;
  readonly title: string;
}

/** The part of a screen that a window does not show yet. */
export interface ScreenUpdate {
  readonly parts: Record<string, string>;
  readonly lists: Record<string, { readonly keys: string[]; readonly changed: Record<string, string> }>;
  readonly modal?: Screen['modal'];
  readonly title: string;
}

/** Draws what a window shows now. */
export function drawScreen(side: SlackSide, scene: Scene, options: PageOptions): Screen {
  const open = viewsOf(side, scene.user).at(-1);
  const rows = channelRows(side, scene);
  return {
    title: `#${scene.place.name} · ${side.workspace.directory.identity.teamName}`,
    parts: {
      side: renderSidebar(side, { me: scene.me, channel: scene.place, options }).html,
      head: renderHead(side, scene.place).html,
      who: renderSwitcher(side, scene.me).html,
      empty: rows.length > 0 ? nothing.html : html`<p>Nothing has been said here yet.</p>`.html,
    },
    lists: {
      messages: rows,
      ...(scene.thread === undefined ? {} : { replies: threadRows(side, scene, scene.thread) }),
    },
    modal: open ? { id: open.id, html: renderModal(side, open).html } : null,
  };
}

/** What has to be sent to a window that shows `before`, for it to show `after`; undefined when that is nothing. */
export function compareScreens(before: Screen | undefined, after: Screen): ScreenUpdate | undefined {
  const parts = Object.fromEntries(
    Object.entries(after.parts).filter(([name, shown]) => before?.parts[name] !== shown),
  );
  const lists: ScreenUpdate['lists'] = {};
  for (const [name, rows] of Object.entries(after.lists)) {
    const known = new Map((before?.lists[name] ?? []).map((row) => [row.key, row.html]));
    const changed = Object.fromEntries(
      rows.filter((row) => known.get(row.key) !== row.html).map((row) => [row.key, row.html]),
    );
    const sameLength = known.size === rows.length;
    if (!before || Object.keys(changed).length > 0 || !sameLength)
      lists[name] = { keys: rows.map((row) => row.key), changed };
  }
  const modalChanged = before?.modal?.id !== after.modal?.id || before?.modal?.html !== after.modal?.html;
  if (before && Object.keys(parts).length + Object.keys(lists).length === 0 && !modalChanged)
    return undefined;
  return { parts, lists, title: after.title, ...(modalChanged || !before ? { modal: after.modal } : {}) };
}
