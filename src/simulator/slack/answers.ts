import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, parseJson, textOf } from './fields.ts';
import type { Json } from './fields.ts';
import { readText } from './http.ts';
import { readBody } from './message-body.ts';
import type { Body } from './message-body.ts';
import { argsOf } from './method.ts';
import type { ResponseTarget } from './response-urls.ts';
import type { SlackSide } from './side.ts';
import { addEphemeral, addMessage, findMessage, removeEphemeral, removeMessage } from './workspace.ts';

/** Answers a POST to a response_url. */
export async function handleResponseUrl(
  side: SlackSide,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://local').pathname;
  const document = parseJson(await readText(request));
  const args = isObject(document) ? document : {};
  const fault = side.faults.take('response_url');
  const note = (outcome: string) => {
    side.log.addCall({ at: side.clock.now(), method: 'response_url', outcome, args });
  };
  if (fault?.kind === 'reset' || fault?.kind === 'hang' || fault?.kind === 'status') {
    note(fault.kind);
    if (fault.kind === 'reset') response.destroy();
    if (fault.kind === 'status') response.writeHead(fault.status).end();
    return;
  }
  const use = side.responseUrls.use(path);
  const error = use.ok ? showAnswer(side, use.target, args) : use.error;
  note(error ?? 'ok');
  response.writeHead(error === undefined ? 200 : use.ok ? 400 : 404, { 'content-type': 'application/json' });
  response.end(error === undefined ? 'ok' : JSON.stringify({ ok: false, error }));
}

/** Shows what an app answers to a command or a button; gives an error code when it cannot be shown. */
export function showAnswer(side: SlackSide, target: ResponseTarget, answer: Json): string | undefined {
  const { source } = target;
  if (source && answer['delete_original'] === true) {
    removeSource(side, target);
    return undefined;
  }
  const body = readBody(side, argsOf(answer), 40_000);
  if ('refusal' in body) return String(body.refusal['error']);
  // An answer to a button replaces its message unless it says otherwise; an answer to a command has none to replace.
  if (source && [true, 'true'].includes(answer['replace_original'] as boolean))
    return replaceSource(side, target, body);
  const threadTs = textOf(answer['thread_ts']) || source?.threadTs;
  const where = { channel: target.channel, text: body.text, blocks: body.blocks ?? [] };
  if (answer['response_type'] === 'in_channel') {
    addMessage(side.workspace, {
      ...where,
      user: side.workspace.directory.identity.botUserId,
      ...(threadTs ? { threadTs } : {}),
    });
  } else {
    addEphemeral(side.workspace, {
      ...where,
      to: target.user,
      from: 'app',
      ...(threadTs ? { threadTs } : {}),
    });
  }
  return undefined;
}

function replaceSource(
  side: SlackSide,
  { channel, source }: ResponseTarget,
  body: Exclude<Body, { refusal: unknown }>,
): string | undefined {
  const { workspace } = side;
  const shown = source?.ephemeral
    ? workspace.ephemerals.find((one) => one.ts === source.ts)
    : findMessage(workspace, channel, source?.ts ?? '');
  if (!shown) return 'message_not_found';
  shown.text = body.text;
  shown.blocks = body.blocks ?? [];
  if ('edits' in shown) {
    shown.edits += 1;
    shown.editedTs = workspace.nextTs();
  }
  workspace.changed({ kind: source?.ephemeral ? 'ephemeral' : 'message', channel, ts: shown.ts });
  return undefined;
}

function removeSource(side: SlackSide, { channel, source }: ResponseTarget): void {
  if (!source) return;
  const message = findMessage(side.workspace, channel, source.ts);
  if (source.ephemeral) removeEphemeral(side.workspace, source.ts);
  else if (message) removeMessage(side.workspace, message);
}

/** Tells somebody, as the workspace itself, that the app failed. */
export function showFailure(side: SlackSide, target: ResponseTarget, text: string): void {
  const threadTs = target.source?.threadTs;
  addEphemeral(side.workspace, {
    channel: target.channel,
    to: target.user,
    from: 'system',
    text,
    blocks: [],
    ...(threadTs ? { threadTs } : {}),
  });
}
