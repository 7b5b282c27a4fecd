import type { Clock } from '../../src/clock.ts';
import type { ModalRequest, Reply } from '../commands/reply.ts';
import type { Log } from '../log.ts';
import { slackReply } from '../messages/reply.ts';
import { modalView } from '../messages/modal.ts';
import type { SlackMessage } from '../messages/blocks.ts';
import type { SlackCall } from './call.ts';
import {
  done,
  invalidAsText,
  messageView,
  noForm,
  openForm,
  updateForm,
  waitView,
  withChannel,
} from './form.ts';

/** To whom, and by which ways, an answer can be given. Slack forgets trigger ids after 3 s, and response URLs after 30 minutes. */
export interface Asker {
  readonly user: string;
  readonly channel?: string;
  readonly triggerId?: string;
  readonly responseUrl?: string;
  /** A form that stands open and waits for what belongs into it. */
  readonly viewId?: string;
}

type Message = Extract<Reply, { readonly type: 'message' }>;

const answerTimeoutMs = 5_000;

/** Answers one person, so that nobody else sees it. */
export interface Answers {
  /** Never throws: what was asked for has happened, whether or not Slack takes the answer. */
  give(asker: Asker, reply: Reply): Promise<void>;
  /** Opens a form that says to wait, so that the trigger id is used while it is valid; gives the asker with it. */
  holdForm(asker: Asker): Promise<Asker>;
}

/** Gives answers in Slack. */
export function createAnswers({
  call,
  log,
  clock,
}: {
  readonly call: SlackCall;
  readonly log: Log;
  readonly clock: Clock;
}): Answers {
  const firstThatWorks = async (asker: Asker, ways: readonly (() => Promise<void>)[]): Promise<void> => {
    for (const way of ways) {
      try {
        await way();
        return;
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        log.warn({ user: asker.user, problem }, 'an answer in Slack did not arrive this way');
      }
    }
  };
  const say = (asker: Asker, reply: Message): Promise<void> => {
    const { channel, user, responseUrl, viewId } = asker;
    const message = slackReply(reply);
    return firstThatWorks(asker, [
      ...(viewId === undefined ? [] : [() => updateForm(call, viewId, messageView(message))]),
      ...(responseUrl === undefined ? [] : [() => clock.during(respond(responseUrl, message))]),
      ...(channel === undefined ? [] : [() => whisper(call, { channel, user, message })]),
      // A person who is not in the channel is told in the conversation with the app.
      () => post(call, user, message),
    ]);
  };
  const form = async (asker: Asker, modal: ModalRequest): Promise<void> => {
    const view = withChannel(modalView(modal), asker.channel);
    const { viewId } = asker;
    try {
      if (viewId === undefined) await openForm(call, asker, view);
      else await updateForm(call, viewId, view);
    } catch (error) {
      log.warn(
        { user: asker.user, problem: error instanceof Error ? error.message : String(error) },
        'a form could not be opened',
      );
      await say(asker, noForm);
    }
  };
  return {
    give: async (asker, reply) => {
      if (reply.type === 'modal') await form(asker, reply.modal);
      else if (reply.type === 'message') await say(asker, reply);
      else if (reply.type === 'invalid') await say(asker, invalidAsText(reply.errors));
      else if (asker.viewId !== undefined) await say(asker, done);
    },
    holdForm: async (asker) => {
      try {
        const viewId = await openForm(call, asker, waitView);
        return viewId === undefined ? asker : { ...asker, viewId };
      } catch {
        // The answer itself will find its way, or say that it was too late for a form.
        return asker;
      }
    },
  };
}

/** Slack's own address for answers to this one interaction: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
async function respond(url: string, { text, blocks }: SlackMessage): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text, blocks }),
    redirect: 'error',
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the response URL answered ${answer.status}`);
}

async function whisper(
  call: SlackCall,
  {
    channel,
    user,
    message,
  }: { readonly channel: string; readonly user: string; readonly message: SlackMessage },
): Promise<void> {
  const { text, blocks, parse, link_names } = message;
  await call({ method: 'chat.postEphemeral', channel }, (client) =>
    client.chat.postEphemeral({ channel, user, text, blocks, parse, link_names }),
  );
}

async function post(call: SlackCall, user: string, message: SlackMessage): Promise<void> {
  await call({ method: 'chat.postMessage', channel: user }, (client) =>
    client.chat.postMessage({ channel: user, ...message }),
  );
}
