import { failure, nameOf } from './operation.ts';
import type { Failure, Protocol, Service } from './operation.ts';
import type { SignatureProblem } from './signature.ts';
import type { Authorization } from './world.ts';

const json = (protocol: Protocol) =>
  protocol.startsWith('json') || protocol === 'cbor' || protocol === 'rest-json';

/** The service's own throttling error. */
export function throttled(service: Service): Failure {
  const message = service.name === 's3' ? 'Please reduce your request rate.' : 'Rate exceeded';
  return failure(service.throttling, message);
}

/** A 5xx of the service. */
export function unavailable(service: Service, given: { code?: string; status?: number } = {}): Failure {
  const message =
    service.name === 's3'
      ? 'Reduce your request rate.'
      : 'The service is unavailable. Please try again shortly.';
  return failure({ code: given.code ?? 'ServiceUnavailable', status: given.status ?? 503 }, message);
}

/** AWS's refusal of an action that no policy allows. */
export function accessDenied(
  asked: { service: Service; protocol: Protocol; principal: string; action: string; resource: string },
  verdict: Extract<Authorization, { allowed: false }>,
): Failure {
  const because = verdict.because ?? `no identity-based policy allows the ${asked.action} action`;
  const reason = because.startsWith('with ') ? because : `because ${because}`;
  const code =
    json(asked.protocol) && asked.service.name !== 'cloudwatch' ? 'AccessDeniedException' : 'AccessDenied';
  const subject = `User: ${asked.principal} is not authorized to perform: ${asked.action}`;
  return failure({ code, status: 403 }, `${subject} on resource: ${asked.resource} ${reason}`);
}

/** The answer to an operation that exists in AWS but not here. */
export function notSimulated(service: Service, operation: string): Failure {
  const simulated = service.operations.map((candidate) => nameOf(candidate.schema)).sort();
  const message = `${service.name}:${operation} is not simulated. Simulated for ${service.name}: ${simulated.join(', ')}.`;
  return failure({ code: 'NotSimulated', status: 501 }, message);
}

/** The answer to a request without credentials. */
export function missingToken(service: Service): Failure {
  if (service.name === 's3') return failure({ code: 'AccessDenied', status: 403 }, 'Access Denied');
  return failure({ code: 'MissingAuthenticationToken', status: 403 }, 'Missing Authentication Token');
}

/** The codes for a signature that is not accepted, by family of services. */
const signatureCodes: Record<SignatureProblem['problem'], { s3: string; xml: string; json: string }> = {
  'unknown-key': {
    s3: 'InvalidAccessKeyId',
    xml: 'InvalidClientTokenId',
    json: 'UnrecognizedClientException',
  },
  'bad-token': { s3: 'InvalidToken', xml: 'InvalidClientTokenId', json: 'UnrecognizedClientException' },
  'expired-token': { s3: 'ExpiredToken', xml: 'ExpiredToken', json: 'ExpiredTokenException' },
  skewed: { s3: 'RequestTimeTooSkewed', xml: 'SignatureDoesNotMatch', json: 'InvalidSignatureException' },
  'expired-url': { s3: 'AccessDenied', xml: 'SignatureDoesNotMatch', json: 'InvalidSignatureException' },
  mismatch: { s3: 'SignatureDoesNotMatch', xml: 'SignatureDoesNotMatch', json: 'InvalidSignatureException' },
};

/** The answer to a signature that is not accepted, in the service's own code. */
export function badSignature(service: Service, protocol: Protocol, problem: SignatureProblem): Failure {
  const s3 = service.name === 's3';
  const codes = signatureCodes[problem.problem];
  const code = s3 ? codes.s3 : json(protocol) ? codes.json : codes.xml;
  const token = problem.problem === 'bad-token' || problem.problem === 'expired-token';
  return failure({ code, status: s3 && token ? 400 : 403 }, signatureMessage(problem, s3));
}

function signatureMessage(problem: SignatureProblem, s3: boolean): string {
  switch (problem.problem) {
    case 'unknown-key':
      return s3
        ? 'The AWS Access Key Id you provided does not exist in our records.'
        : 'The security token included in the request is invalid.';
    case 'bad-token':
      return 'The security token included in the request is invalid.';
    case 'expired-token':
      return s3 ? 'The provided token has expired.' : 'The security token included in the request is expired';
    case 'skewed':
      return s3
        ? 'The difference between the request time and the current time is too large.'
        : problem.message;
    case 'expired-url':
    case 'mismatch':
      return problem.message;
  }
}
