import { checkModal, completeBlocks } from './check-blocks.ts';
import { isObject, objectsIn, textOf } from './fields.ts';
import type { Json } from './fields.ts';
import { fillForm } from './form.ts';
import { refuse } from './method.ts';
import type { Answer } from './method.ts';
import type { SlackSide } from './side.ts';
import type { OpenView } from './workspace.ts';

/** Slack stacks three modals at most (https://docs.slack.dev/surfaces/modals). */
const DEEPEST_STACK = 3;
const MOST_BYTES = 250_000;

/** Checks a modal and gives its elements identifiers. */
function prepare(side: SlackSide, view: unknown): { view: Json } | { refusal: Answer } {
  const problems = checkModal(view);
  if (!isObject(view) || problems.length > 0) return { refusal: refuse('invalid_arguments', problems) };
  if (JSON.stringify(view).length > MOST_BYTES) return { refusal: refuse('view_too_large') };
  const blocks = completeBlocks(objectsIn(view['blocks']), (prefix) => side.workspace.nextId(prefix));
  return { view: { ...view, blocks } };
}

/** The modals that somebody has open, the topmost last. */
export function viewsOf(side: SlackSide, user: string): OpenView[] {
  return side.workspace.views.filter((view) => view.user === user);
}

/** Opens a modal for somebody: in place of those that are open, or on top of them. */
export function openView(
  side: SlackSide,
  view: unknown,
  place: { user: string; channel?: string; onTop: boolean },
): Answer {
  const ready = prepare(side, view);
  if ('refusal' in ready) return ready.refusal;
  const { workspace } = side;
  const externalId = textOf(ready.view['external_id']);
  if (externalId !== '' && workspace.views.some((open) => open.externalId === externalId))
    return refuse('duplicate_external_id');
  const below = place.onTop ? viewsOf(side, place.user) : [];
  if (below.length >= DEEPEST_STACK) return refuse('push_limit_reached');
  if (!place.onTop) workspace.views = workspace.views.filter((open) => open.user !== place.user);
  const id = workspace.nextId('V');
  const previous = below.at(-1);
  const opened: OpenView = {
    id,
    user: place.user,
    rootId: previous?.rootId ?? id,
    externalId,
    view: ready.view,
    hash: workspace.nextId('h'),
    errors: {},
    ...(previous ? { previousId: previous.id } : {}),
    ...(place.channel === undefined ? {} : { channel: place.channel }),
  };
  workspace.views.push(opened);
  workspace.changed({ kind: 'view' });
  return { ok: true, view: viewJson(side, opened) };
}

/** Shows other content in an open modal. */
export function replaceView(side: SlackSide, open: OpenView, view: unknown): Answer {
  const ready = prepare(side, view);
  if ('refusal' in ready) return ready.refusal;
  open.view = ready.view;
  open.hash = side.workspace.nextId('h');
  open.errors = {};
  side.workspace.changed({ kind: 'view' });
  return { ok: true, view: viewJson(side, open) };
}

/** Closes a modal, or all of somebody's. */
export function closeViews(side: SlackSide, which: OpenView, all: boolean): void {
  side.workspace.views = side.workspace.views.filter(
    (open) => open !== which && !(all && open.user === which.user),
  );
  side.workspace.changed({ kind: 'view' });
}

/** A modal as the Web API and the payloads show it. */
export function viewJson(side: SlackSide, open: OpenView, values?: Json): Json {
  const { identity } = side.workspace.directory;
  const { view } = open;
  return {
    id: open.id,
    team_id: identity.teamId,
    type: 'modal',
    blocks: view['blocks'],
    private_metadata: view['private_metadata'] ?? '',
    callback_id: view['callback_id'] ?? '',
    state: { values: values ?? fillForm(view, {}).values },
    hash: open.hash,
    title: view['title'],
    clear_on_close: view['clear_on_close'] ?? false,
    notify_on_close: view['notify_on_close'] ?? false,
    close: view['close'] ?? null,
    submit: view['submit'] ?? null,
    previous_view_id: open.previousId ?? null,
    root_view_id: open.rootId,
    app_id: identity.appId,
    external_id: open.externalId,
    app_installed_team_id: identity.teamId,
    bot_id: identity.botId,
  };
}
