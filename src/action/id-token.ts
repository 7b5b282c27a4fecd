import { fail } from '../errors.ts';
import type { Http } from '../http.ts';

/** AWS expects this audience of tokens for AssumeRoleWithWebIdentity. */
export const awsAudience = 'sts.amazonaws.com';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Asks GitHub for an OIDC token of this job for this audience
 * (https://docs.github.com/actions/reference/openid-connect-reference). Throws CREDENTIALS_MISSING where the job may not have one,
 * UNREACHABLE where the issuer gives none.
 */
export async function fetchIdToken(http: Http, env: Env, audience: string): Promise<string> {
  const url = env['ACTIONS_ID_TOKEN_REQUEST_URL'];
  const bearer = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
  if (url === undefined || !URL.canParse(url) || bearer === undefined || bearer === '') {
    throw fail({
      code: 'CREDENTIALS_MISSING',
      message: 'Input `role` or `bot-url` is given, but this job cannot ask for an OIDC token.',
      fix: 'Give the job `permissions: { id-token: write }`; jobs of pull requests from forks cannot have it.',
    });
  }
  const address = new URL(url);
  address.searchParams.set('audience', audience);
  const { status, body } = await http.request({
    url: address.href,
    headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
    timeoutMs: 10_000,
  });
  const token = status === 200 ? tokenIn(body) : undefined;
  if (token === undefined)
    throw fail({
      code: 'UNREACHABLE',
      message: `The token issuer of GitHub answered ${status} without a token.`,
      fix: 'Run the job again; githubstatus.com tells whether Actions has an incident.',
    });
  return token;
}

function tokenIn(body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    const value =
      typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  } catch {
    return undefined;
  }
}
