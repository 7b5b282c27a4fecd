import { INVALID, refuse } from '../method.ts';
import type { Answer, Args, Method } from '../method.ts';
import type { SlackSide } from '../side.ts';
import { openView, replaceView } from '../views.ts';

function open(onTop: boolean) {
  return (side: SlackSide, args: Args): Answer => {
    const view = args.json('view');
    if (view === INVALID || view === undefined)
      return refuse('invalid_arguments', ['missing required field: view [json-pointer:/view]']);
    const exchanged = side.triggers.exchange(args.text('trigger_id'));
    if (!exchanged.ok) return refuse(exchanged.error);
    return openView(side, view, { ...exchanged.trigger, onTop });
  };
}

function update(side: SlackSide, args: Args): Answer {
  const [viewId, externalId, hash] = [args.text('view_id'), args.text('external_id'), args.text('hash')];
  const found = side.workspace.views.find(
    (one) => one.id === viewId || (externalId !== '' && one.externalId === externalId),
  );
  if (!found) return refuse('not_found');
  if (hash !== '' && hash !== found.hash) return refuse('hash_conflict');
  return replaceView(side, found, args.json('view'));
}

function openConnection(side: SlackSide): Answer {
  return { ok: true, url: side.sockets.openAddress(side.url) };
}

/** The methods that open modals, and the one that opens Socket Mode. */
export const viewMethods: Record<string, Method> = {
  'views.open': { tier: 'tier4', run: open(false) },
  'views.push': { tier: 'tier4', run: open(true) },
  'views.update': { tier: 'tier4', run: update },
  'apps.connections.open': { tier: 'tier1', appToken: true, run: openConnection },
};
