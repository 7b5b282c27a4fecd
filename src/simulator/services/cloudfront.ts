import * as client from '@aws-sdk/client-cloudfront';
import type { Distribution } from '../application-resources.ts';
import { letters } from '../names.ts';
import { defineOperation, failure, isFailure, operationsOf } from '../operation.ts';
import type { Answer, Call, Failure, Service } from '../operation.ts';
import { asOf, changeAt } from '../past.ts';
import { scheduleIn } from '../world.ts';

function find(call: Call, id = ''): Distribution | Failure {
  const found = call.world.distributions.get(id);
  return found ?? failure(client.NoSuchDistribution$, 'The specified distribution does not exist.');
}

function etagOf({ id, revision }: Distribution): string {
  return `E${letters(`${id} ${revision}`, 13).toUpperCase()}`;
}

function getDistribution(
  input: client.GetDistributionRequest,
  call: Call,
): Answer<client.GetDistributionResult> {
  const found = find(call, input.Id);
  if (isFailure(found)) return found;
  const shown = asOf(found, call.staleAt);
  return { Distribution: show(shown), ETag: etagOf(shown) };
}

function getDistributionConfig(
  input: client.GetDistributionConfigRequest,
  call: Call,
): Answer<client.GetDistributionConfigResult> {
  const found = find(call, input.Id);
  if (isFailure(found)) return found;
  const shown = asOf(found, call.staleAt);
  return { DistributionConfig: shown.config, ETag: etagOf(shown) };
}

function show(found: Distribution): client.Distribution {
  return {
    Id: found.id,
    ARN: found.arn,
    Status: found.status,
    LastModifiedTime: new Date(found.modifiedAt),
    InProgressInvalidationBatches: 0,
    DomainName: found.domainName,
    DistributionConfig: found.config,
  };
}

/** What is wrong with a config: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html */
function refusal(config: client.DistributionConfig, former: client.DistributionConfig): Failure | undefined {
  if (config.CallerReference !== former.CallerReference)
    return failure(client.IllegalUpdate$, 'The caller reference cannot be changed.');
  const origins = (config.Origins?.Items ?? []).map(({ Id }) => Id);
  if (config.Origins?.Quantity !== origins.length)
    return failure(
      client.InconsistentQuantities$,
      'The value of Quantity and the size of Items do not match.',
    );
  const groups = config.OriginGroups?.Items ?? [];
  const members = groups.flatMap((group) => (group.Members?.Items ?? []).map(({ OriginId }) => OriginId));
  const target = config.DefaultCacheBehavior?.TargetOriginId;
  const known = [...origins, ...groups.map(({ Id }) => Id)];
  if (known.includes(target) && members.every((member) => origins.includes(member))) return undefined;
  return failure(client.NoSuchOrigin$, 'One or more of your origins or origin groups do not exist.');
}

function updateDistribution(
  input: client.UpdateDistributionRequest,
  call: Call,
): Answer<client.UpdateDistributionResult> {
  const found = find(call, input.Id);
  if (isFailure(found)) return found;
  const { IfMatch, DistributionConfig: config } = input;
  if (IfMatch === undefined)
    return failure(
      client.InvalidIfMatchVersion$,
      'The If-Match version is missing or not valid for the resource.',
    );
  if (IfMatch !== etagOf(found))
    return failure(
      client.PreconditionFailed$,
      "The request failed because it didn't meet the preconditions in one or more request-header fields.",
    );
  if (config === undefined)
    return failure(client.InvalidArgument$, 'The parameter DistributionConfig is required.');
  const refused = refusal(config, found.config);
  if (refused) return refused;
  changeAt(found, call.now, (each) => {
    each.config = config;
    each.status = 'InProgress';
    each.revision += 1;
    each.modifiedAt = call.now;
  });
  const { revision } = found;
  scheduleIn(call.world, call.world.timings.distributionDeployMs, {
    apply: (at) => {
      if (found.revision !== revision) return;
      changeAt(found, at, (each) => {
        each.status = 'Deployed';
      });
    },
  });
  return { Distribution: show(found), ETag: etagOf(found) };
}

const arnOf = (input: { Id: string | undefined }, call: Call) => [
  `arn:aws:cloudfront::${call.world.accountId}:distribution/${input.Id ?? '*'}`,
];

/** Amazon CloudFront: distributions and where their origins are; nothing is served. */
export const cloudfront: Service = {
  name: 'cloudfront',
  signingName: 'cloudfront',
  protocol: 'rest-xml',
  xmlNamespace: 'http://cloudfront.amazonaws.com/doc/2020-05-31/',
  global: true,
  throttling: { code: 'Throttling', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.GetDistribution$, { resources: arnOf, handle: getDistribution }),
    defineOperation(client.GetDistributionConfig$, { resources: arnOf, handle: getDistributionConfig }),
    defineOperation(client.UpdateDistribution$, {
      mutating: true,
      resources: arnOf,
      handle: updateDistribution,
    }),
  ],
};
