import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OidcServer } from '../oidc.ts';

/** Answers for the OIDC issuer: its configuration, its keys, and the requests of jobs for tokens. */
export async function serveOidc(
  oidc: OidcServer,
  { request, response, url }: { request: IncomingMessage; response: ServerResponse; url: URL },
): Promise<void> {
  const answer = (status: number, body: object) => {
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(body));
  };
  if (url.pathname === '/_oidc/.well-known/openid-configuration') {
    answer(200, oidc.configuration());
  } else if (url.pathname === '/_oidc/.well-known/jwks') {
    answer(200, await oidc.keys());
  } else {
    const job = /^\/_oidc\/token\/(\d+)$/.exec(url.pathname)?.[1];
    const bearer = /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (job === undefined) {
      answer(404, { message: 'Not Found' });
      return;
    }
    const audience = url.searchParams.get('audience') ?? undefined;
    const value = await oidc.answer({ job, bearer: bearer ?? '', audience });
    if (value === undefined) answer(401, { message: 'The token is not that of a job in progress.' });
    else answer(200, { count: value.length, value });
  }
}
