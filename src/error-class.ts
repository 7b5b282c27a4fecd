import { explainDenial } from './denied.ts';
import { classOfName, classOfNetworkCode, classOfStatus } from './error-codes.ts';
import { type ErrorFacts, factsOf, isDeadline } from './error-facts.ts';
import { type ErrorClass, type ErrorCode, FailoverError, type Failure, type Problem } from './errors.ts';
import type { Region, ResourceId, StepId } from './ids.ts';

/** Whom an error is about, as far as the caller knows. */
export interface ErrorContext {
  readonly resource?: ResourceId;
  readonly region?: Region;
  readonly step?: StepId;
  /** ms since the epoch, for a Retry-After that is a date; the machine's time where absent. */
  readonly nowMs?: number;
}

type Particulars = Pick<Problem, 'code' | 'message' | 'fix'>;

const codes: Readonly<Record<ErrorClass, ErrorCode>> = {
  throttled: 'THROTTLED',
  denied: 'DENIED',
  'expired-credentials': 'CREDENTIALS_EXPIRED',
  'not-found': 'RESOURCE_MISSING',
  conflict: 'CONFLICT',
  transient: 'UNREACHABLE',
  unreachable: 'UNREACHABLE',
  unsupported: 'UNSUPPORTED',
  invalid: 'INVALID_CALL',
  unknown: 'UNEXPECTED',
};

/** How emulators say that they lack an operation, when name and status do not. */
const notImplemented =
  /not (?:yet |currently )?(?:been )?implemented|(?:not|only) available in (?:localstack )?pro|pro feature|unknown operation|(?:operation|action):? '?"?\w+'?"? is not (?:yet )?supported/i;

/** Turns whatever was thrown into its class for the retry policy and its problem for people. Never throws. */
export function classify(error: unknown, context: ErrorContext = {}): Failure {
  if (error instanceof FailoverError) return passThrough(error, context);
  const facts = factsOf(error, context.nowMs ?? Date.now());
  const errorClass = classOf(error, facts);
  const problem: Problem = { ...particulars(error, errorClass, facts), ...about(context, facts) };
  return {
    class: errorClass,
    problem,
    ...(facts.retryAfterMs !== undefined && { retryAfterMs: facts.retryAfterMs }),
  };
}

function about({ resource, region, step }: ErrorContext, facts?: ErrorFacts): Partial<Problem> {
  const where = region ?? facts?.call?.region;
  return {
    ...(resource !== undefined && { resource }),
    ...(step !== undefined && { step }),
    ...(where !== undefined && { region: where }),
  };
}

function passThrough(error: FailoverError, context: ErrorContext): Failure {
  const [first, ...others] = error.problems;
  if (first === undefined)
    return { class: 'unknown', problem: { code: 'UNEXPECTED', message: error.message } };
  const message = [first, ...others].map((problem) => problem.message).join(' ');
  const known = Object.entries(codes).find(([, code]) => code === first.code)?.[0] as ErrorClass | undefined;
  const byCode = first.code === 'UNREACHABLE' ? 'unreachable' : known;
  const credentials = first.code === 'CREDENTIALS_MISSING' ? 'denied' : undefined;
  return { class: byCode ?? credentials ?? 'invalid', problem: { ...about(context), ...first, message } };
}

function classOf(error: unknown, facts: ErrorFacts): ErrorClass {
  const { name, status, networkCode } = facts;
  if (name === 'CredentialsProviderError')
    return /expired/i.test(facts.message) ? 'expired-credentials' : 'denied';
  if (name === 'AbortError' || name === 'TimeoutError') return abortClass(error, facts);
  if (status === 501 || (status !== undefined && notImplemented.test(facts.message))) return 'unsupported';
  if (facts.throttling) return 'throttled';
  if (facts.unreadable) return unreadClass(facts);
  if (facts.kubernetes && status !== undefined) return classOfStatus(status) ?? 'unknown';
  const byName = classOfName(name);
  if (byName !== undefined) return byName;
  const byNetwork = networkCode === undefined ? undefined : classOfNetworkCode(networkCode);
  if (byNetwork !== undefined) return byNetwork;
  return (status === undefined ? undefined : classOfStatus(status)) ?? 'unknown';
}

/**
 * AWS itself answers so only when something on the way fails. What stands in its place says so of what it lacks: a page for an unknown
 * path, or for a program that has crashed.
 */
function unreadClass({ status = 0, call }: ErrorFacts): ErrorClass {
  const byStatus = classOfStatus(status);
  if (call?.endpoint !== undefined && [undefined, 'not-found', 'invalid'].includes(byStatus))
    return 'unsupported';
  if (call?.endpoint !== undefined && status === 500) return 'unsupported';
  return byStatus === undefined || byStatus === 'not-found' ? 'unknown' : byStatus;
}

function abortClass(error: unknown, facts: ErrorFacts): ErrorClass {
  if (!isDeadline(error)) return 'unknown';
  // The SDK's handler names both of its timeouts TimeoutError; only this one means that nothing was sent.
  return /did not establish a connection/.test(facts.message) ? 'unreachable' : 'transient';
}

function particulars(error: unknown, errorClass: ErrorClass, facts: ErrorFacts): Particulars {
  const code = codes[errorClass];
  const call = facts.call ? `${facts.call.service}:${facts.call.operation}` : undefined;
  const said = facts.message === '' ? facts.name : facts.message;
  const named =
    facts.unreadable || facts.name === 'Error' || said.includes(facts.name)
      ? said
      : `${said} (${facts.name})`;
  const plain = call === undefined ? named : `${call}: ${named}`;

  if (facts.name === 'CredentialsProviderError' && errorClass === 'denied') {
    return { code: 'CREDENTIALS_MISSING', message: `No AWS credentials were found: ${said}` };
  }
  if (facts.name === 'AbortError' && !isDeadline(error))
    return { code: 'INTERRUPTED', message: `The call was given up: ${plain}` };
  switch (errorClass) {
    case 'denied':
      return { code, ...explainDenial(facts) };
    case 'unsupported': {
      const endpoint = facts.call?.endpoint ?? 'The endpoint';
      if (facts.unreadable)
        return {
          code,
          message: `${endpoint} does not answer ${call ?? 'the call'} as AWS does [HTTP ${facts.status ?? 'unknown'}]: ${named}`,
        };
      return { code, message: `${endpoint} does not implement ${call ?? 'the operation'}: ${named}` };
    }
    case 'unreachable':
    case 'transient':
      return { code, message: networkMessage(facts, plain) };
    case 'invalid':
      return facts.networkCode !== undefined && classOfNetworkCode(facts.networkCode) === 'invalid'
        ? certificate(facts, plain)
        : { code, message: plain };
    case 'throttled':
    case 'expired-credentials':
    case 'not-found':
    case 'conflict':
    case 'unknown':
      return { code, message: plain };
  }
}

function networkMessage(facts: ErrorFacts, plain: string): string {
  const peer = facts.peer === undefined || plain.includes(facts.peer) ? '' : ` (${facts.peer})`;
  const status = facts.status === undefined ? '' : ` [HTTP ${facts.status}]`;
  const code =
    facts.networkCode === undefined || plain.includes(facts.networkCode) ? '' : ` ${facts.networkCode}`;
  return `${plain}${code}${peer}${status}`;
}

function certificate(facts: ErrorFacts, plain: string): Particulars {
  return {
    code: 'UNREACHABLE',
    message: `The TLS connection was refused: ${networkMessage(facts, plain)}`,
    fix: 'Check the certificate of the endpoint; an authority of your own goes into NODE_EXTRA_CA_CERTS.',
  };
}
