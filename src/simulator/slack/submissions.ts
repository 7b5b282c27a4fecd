import { deliver } from './delivery.ts';
import { isObject, textOf } from './fields.ts';
import type { Json } from './fields.ts';
import { fillForm } from './form.ts';
import type { FormValues } from './form.ts';
import { common } from './interactions.ts';
import type { ActOutcome } from './interactions.ts';
import type { SlackSide } from './side.ts';
import { closeViews, openView, replaceView, viewJson } from './views.ts';
import type { OpenView } from './workspace.ts';
import type { User } from './world.ts';

const done: ActOutcome = { ok: true };

/** Somebody submits a modal. */
export async function submit(
  side: SlackSide,
  who: { user: User; view: OpenView },
  values: FormValues,
): Promise<ActOutcome> {
  const { user, view } = who;
  const filled = fillForm(view.view, values);
  if (Object.keys(filled.errors).length > 0) return complain(side, view, { errors: filled.errors });
  const outcome = await deliver(side, {
    kind: 'interactive',
    about: textOf(view.view['callback_id']),
    payload: {
      type: 'view_submission',
      ...common(side, user),
      trigger_id: side.triggers.issue({
        user: user.id,
        ...(view.channel === undefined ? {} : { channel: view.channel }),
      }),
      view: viewJson(side, view, filled.values),
      response_urls: [],
    },
  });
  if (outcome.state !== 'acknowledged')
    return complain(side, view, {
      errors: { '': `We could not reach the app (${outcome.state}). Try again.` },
      error: outcome.state,
    });
  return follow(side, view, outcome.answer);
}

/** Does what the app answers to a submission: nothing said closes the modal. */
function follow(side: SlackSide, view: OpenView, answer: Json): ActOutcome {
  switch (answer['response_action']) {
    case 'errors': {
      const errors = isObject(answer['errors']) ? answer['errors'] : {};
      return complain(side, view, {
        errors: Object.fromEntries(Object.entries(errors).map(([block, text]) => [block, textOf(text)])),
      });
    }
    case 'update':
      return checked(side, view, replaceView(side, view, answer['view']));
    case 'push':
      return checked(
        side,
        view,
        openView(side, answer['view'], {
          user: view.user,
          onTop: true,
          ...(view.channel === undefined ? {} : { channel: view.channel }),
        }),
      );
    default:
      closeViews(side, view, answer['response_action'] === 'clear');
      return done;
  }
}

function checked(side: SlackSide, view: OpenView, answer: Json): ActOutcome {
  if (answer['ok'] === true) return done;
  return complain(side, view, {
    errors: { '': 'The app answered with a modal that is not valid.' },
    error: textOf(answer['error']),
  });
}

function complain(
  side: SlackSide,
  view: OpenView,
  { errors, error = 'invalid_form' }: { errors: Readonly<Record<string, string>>; error?: string },
): ActOutcome {
  view.errors = errors;
  side.workspace.changed({ kind: 'view' });
  return { ok: false, error, errors };
}

/** Somebody closes a modal without submitting it; the app hears of it only when it asked to. */
export async function close(
  side: SlackSide,
  who: { user: User; view: OpenView },
  all = false,
): Promise<ActOutcome> {
  const { user, view } = who;
  const everything = all || view.view['clear_on_close'] === true;
  closeViews(side, view, everything);
  if (view.view['notify_on_close'] !== true) return done;
  const outcome = await deliver(side, {
    kind: 'interactive',
    about: textOf(view.view['callback_id']),
    payload: {
      type: 'view_closed',
      ...common(side, user),
      view: viewJson(side, view),
      is_cleared: everything,
    },
  });
  return outcome.state === 'acknowledged' ? done : { ok: false, error: outcome.state };
}
