import type { ErrorClass } from './errors.ts';

/**
 * Names that AWS gives to throttling, as the SDK's own retry strategy has them; but Route 53's PriorRequestNotComplete is
 * about one zone that is busy, so it stands with the conflicts.
 */
const throttled = [
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequests',
  'TooManyRequestsException',
  'TransactionInProgressException',
];

const expired = [
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'TokenRefreshRequired',
  'IDPTokenExpired',
  'TokenProviderError',
];

const denied = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthFailure',
  'AuthorizationError',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidIdentityToken',
  'InvalidToken',
  'KMSKeyNotAccessibleFault',
  'MissingAuthenticationToken',
  'NotAuthorized',
  'OptInRequired',
  'SignatureDoesNotMatch',
  'SubscriptionRequiredException',
  'UnauthorizedOperation',
  'UnrecognizedClientException',
];

/** Names without `NotFound` in them that say the same. */
const notFound = [
  'NoSuchBucket',
  'NoSuchChange',
  'NoSuchHealthCheck',
  'NoSuchHostedZone',
  'NoSuchKey',
  'NoSuchUpload',
  'NoSuchVersion',
];

const conflict = [
  'ConditionalRequestConflict',
  'ConflictException',
  'HostedZoneNotEmpty',
  'InvalidDBInstanceState',
  'InvalidDBInstanceStateFault',
  'OperationAborted',
  'OperationInProgress',
  'PreconditionFailed',
  'PriorRequestNotComplete',
  'ResourceInUseException',
  'ResourceInUse',
];

const unsupported = [
  'InvalidAction',
  'NotImplemented',
  'NotImplementedException',
  'UnknownOperation',
  'UnknownOperationException',
  'UnsupportedOperation',
];

/** Wrong, although their status says nothing of the kind: S3 answers so where the bucket is in another region. */
const invalid = ['PermanentRedirect', 'TemporaryRedirect'];

const transient = [
  'IDPCommunicationError',
  'InternalError',
  'InternalErrorException',
  'InternalFailure',
  'InternalServerError',
  'InternalServerException',
  'InternalServiceError',
  'InternalServiceException',
  'RequestTimeout',
  'RequestTimeoutException',
  // The SDK corrects its clock from the answer; the next attempt is signed with the right time.
  'RequestTimeTooSkewed',
  'RequestInTheFuture',
  'ServerException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'InsufficientDBInstanceCapacity',
  'InsufficientDBInstanceCapacityFault',
  'InsufficientCacheClusterCapacity',
  'InsufficientCacheClusterCapacityFault',
];

const byName: ReadonlyMap<string, ErrorClass> = new Map(
  (
    [
      ['throttled', throttled],
      ['expired-credentials', expired],
      ['denied', denied],
      ['not-found', notFound],
      ['conflict', conflict],
      ['unsupported', unsupported],
      ['invalid', invalid],
      ['transient', transient],
    ] as const
  ).flatMap(([errorClass, names]) => names.map((name) => [name, errorClass] as const)),
);

/** Class of an AWS error by its name alone; undefined where the name does not tell and the HTTP status must. */
export function classOfName(name: string): ErrorClass | undefined {
  const known = byName.get(name);
  if (known !== undefined) return known;
  if (/NotFound(Fault|Exception)?$/.test(name)) return 'not-found';
  // InvalidCacheClusterStateFault, InvalidReplicationGroupState and their kin: busy, not wrong.
  if (/^Invalid\w+State(Fault|Exception)?$/.test(name)) return 'conflict';
  // DBInstanceAlreadyExists: someone has made it meanwhile.
  if (/AlreadyExists(Fault|Exception)?$/.test(name)) return 'conflict';
  return undefined;
}

/** Class of an answer by its HTTP status; undefined below 400. */
export function classOfStatus(status: number): ErrorClass | undefined {
  if (status < 400) return undefined;
  if (status === 401 || status === 403) return 'denied';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 408) return 'transient';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'throttled';
  if (status === 501) return 'unsupported';
  return status >= 500 ? 'transient' : 'invalid';
}

/** Node's codes for: nothing was there to talk to, so nothing was sent. */
const noConnection = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENODATA',
  'ESERVFAIL',
  'EREFUSED',
  'ETIMEOUT',
];

/** Node's codes for: a conversation that broke off, so what was sent may have taken effect. */
const brokenOff = [
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'HPE_INVALID_CONSTANT',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_RESPONSE_EXCEEDED_SIZE',
];

const tls =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA|CRL_|SSL_)/;

/** Class of a network error by Node's code. A TLS error is `invalid`: trying again does not mend a certificate. */
export function classOfNetworkCode(code: string): 'unreachable' | 'transient' | 'invalid' | undefined {
  if (noConnection.includes(code)) return 'unreachable';
  if (brokenOff.includes(code)) return 'transient';
  return tls.test(code) ? 'invalid' : undefined;
}
