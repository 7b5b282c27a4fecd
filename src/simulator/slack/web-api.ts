import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SlackFault } from './faults.ts';
import { isObject, parseJson } from './fields.ts';
import type { Json } from './fields.ts';
import { readText } from './http.ts';
import { argsOf, hasScope, refuse } from './method.ts';
import type { Answer, Args, Method } from './method.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { peopleMethods } from './methods/people.ts';
import { viewMethods } from './methods/views.ts';
import type { SlackSide } from './side.ts';

const methods: Record<string, Method> = {
  ...chatMethods,
  ...conversationMethods,
  ...peopleMethods,
  ...viewMethods,
};

/** The scopes that any method here may ask for, for apps whose scopes nobody told. */
const allScopes = [
  ...new Set(Object.values(methods).flatMap(({ scope }) => (typeof scope === 'string' ? [scope] : []))),
];

/** Answers `/api/<method>`. */
export async function handleWebApi(
  side: SlackSide,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://local');
  const name = url.pathname.slice('/api/'.length);
  const { token, args } = await readCall(request, url);
  const note = (outcome: string) => {
    side.log.addCall({ at: side.clock.now(), method: name, outcome, args: args.all });
    side.workspace.changed({ kind: 'call' });
  };
  const fault = side.faults.take(name);
  if (fault && (await beforehand(side, fault, { response, note }))) return;
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  const wait = method && side.limiter.refuse(name, method.tier, args.text('channel'));
  if (wait !== undefined) {
    note('ratelimited');
    sendRateLimit(response, wait);
    return;
  }
  const answer = method
    ? call(side, method, { token, args })
    : { ...refuse('unknown_method'), req_method: name };
  if (fault?.kind === 'answer-lost') {
    note('answer-lost');
    response.destroy();
    return;
  }
  note(answer.ok ? 'ok' : String(answer['error']));
  sendJson(response, answer, {
    'x-oauth-scopes': (side.app.scopes ?? allScopes).join(','),
  });
}

function call(side: SlackSide, method: Method, { token, args }: { token: string; args: Args }): Answer {
  if (token === '') return refuse('not_authed');
  const wanted = method.appToken ? side.app.appToken : side.app.botToken;
  const other = method.appToken ? side.app.botToken : side.app.appToken;
  if (token !== wanted) return refuse(token === other ? 'not_allowed_token_type' : 'invalid_auth');
  const scope = typeof method.scope === 'function' ? method.scope(side, args) : method.scope;
  if (scope !== undefined && !hasScope(side, scope))
    return { ...refuse('missing_scope'), needed: scope, provided: (side.app.scopes ?? []).join(',') };
  return method.run(side, args);
}

/** Carries out a fault that comes before the call does anything; true when there is nothing more to do. */
async function beforehand(
  side: SlackSide,
  fault: SlackFault,
  { response, note }: { response: ServerResponse; note: (outcome: string) => void },
): Promise<boolean> {
  switch (fault.kind) {
    case 'reset':
      note('reset');
      response.destroy();
      return true;
    case 'hang':
      note('hang');
      return true;
    case 'slow':
      await side.wall.sleep(fault.delayMs, side.closing).catch(() => undefined);
      return false;
    case 'status':
      note(`http ${fault.status}`);
      response.writeHead(fault.status, { 'content-type': 'text/html' });
      response.end('');
      return true;
    case 'rate-limited':
      note('ratelimited');
      sendRateLimit(response, fault.retryAfterSeconds);
      return true;
    case 'error':
      note(fault.error);
      sendJson(response, refuse(fault.error));
      return true;
    case 'answer-lost':
      return false;
  }
}

async function readCall(request: IncomingMessage, url: URL): Promise<{ token: string; args: Args }> {
  const body = await readText(request);
  const type = request.headers['content-type'] ?? '';
  const parsed: unknown = type.startsWith('application/json')
    ? parseJson(body)
    : Object.fromEntries(new URLSearchParams(body));
  const { token: inBody, ...rest }: Json = {
    ...Object.fromEntries(url.searchParams),
    ...(isObject(parsed) ? parsed : {}),
  };
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return { token: bearer ?? (typeof inBody === 'string' ? inBody : ''), args: argsOf(rest) };
}

function sendRateLimit(response: ServerResponse, retryAfterSeconds: number): void {
  response.writeHead(429, {
    'content-type': 'application/json; charset=utf-8',
    'retry-after': String(retryAfterSeconds),
  });
  response.end(JSON.stringify({ ok: false, error: 'ratelimited' }));
}

function sendJson(response: ServerResponse, answer: Json, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(answer));
}
