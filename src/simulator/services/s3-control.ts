import * as client from '@aws-sdk/client-s3-control';
import { defineOperation, failure, isFailure, operationsOf } from '../operation.ts';
import type { Answer, Call, Failure, Service } from '../operation.ts';
import type { AccessPointState } from '../traffic-state.ts';
import { scheduleIn } from '../world.ts';

/** Where routes can be read and changed: https://docs.aws.amazon.com/AmazonS3/latest/userguide/MrapFailover.html */
const routeRegions = ['us-east-1', 'us-west-2', 'ap-southeast-2', 'ap-northeast-1', 'eu-west-1'];

function findAccessPoint(call: Call, arn = ''): AccessPointState | Failure {
  if (!routeRegions.includes(call.region.name)) {
    const message = `Routes of a Multi-Region Access Point cannot be managed in ${call.region.name}.`;
    return failure({ code: 'MethodNotAllowed', status: 405 }, message);
  }
  return (
    call.world.traffic.accessPoints.get(arn) ??
    failure(
      { code: 'NoSuchMultiRegionAccessPoint', status: 404 },
      'The specified Multi-Region Access Point does not exist',
    )
  );
}

function submitRoutes(
  input: client.SubmitMultiRegionAccessPointRoutesRequest,
  call: Call,
): Answer<client.SubmitMultiRegionAccessPointRoutesResult> {
  const found = findAccessPoint(call, input.Mrap);
  if (isFailure(found)) return found;
  const updates = input.RouteUpdates ?? [];
  const invalid = (message: string) => failure({ code: 'InvalidRequest', status: 400 }, message);
  if (updates.some(({ TrafficDialPercentage: dial }) => dial !== 0 && dial !== 100))
    return invalid('The traffic dial percentage must be 0 or 100');
  const updateFor = (route: AccessPointState['routes'][number]) =>
    updates.find(({ Bucket, Region }) => Bucket === route.bucket || Region === route.region);
  const next = found.routes.map((route) => ({
    ...route,
    dial: updateFor(route)?.TrafficDialPercentage ?? route.dial,
  }));
  if (
    updates.some(({ Bucket: bucket }) => bucket !== undefined && !next.some((one) => one.bucket === bucket))
  )
    return invalid('The bucket is not part of the Multi-Region Access Point');
  if (next.every(({ dial }) => dial === 0)) return invalid('At least one route must be active');
  // The answer comes at once; the routes change a while afterwards.
  scheduleIn(call.world, call.world.timings.accessPointRoutesMs, {
    from: call.now,
    apply: () => {
      found.routes = next;
    },
  });
  return {};
}

const accessPointOf = ({ Mrap: arn }: { Mrap: string | undefined }) => [arn ?? '*'];

/** Amazon S3 Control, as far as it routes Multi-Region Access Points. It shares the signing name and the permissions' prefix with S3. */
export const s3Control: Service = {
  name: 's3',
  signingName: 's3',
  pathPrefix: '/v20180820/',
  protocol: 'rest-xml',
  xmlNamespace: 'http://awss3control.amazonaws.com/doc/2018-08-20/',
  global: false,
  throttling: { code: 'SlowDown', status: 503 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.GetMultiRegionAccessPointRoutes$, {
      resources: accessPointOf,
      handle: (
        input: client.GetMultiRegionAccessPointRoutesRequest,
        call,
      ): Answer<client.GetMultiRegionAccessPointRoutesResult> => {
        const found = findAccessPoint(call, input.Mrap);
        if (isFailure(found)) return found;
        const Routes = found.routes.map(({ bucket, region, dial }) => ({
          Bucket: bucket,
          Region: region,
          TrafficDialPercentage: dial,
        }));
        return { Mrap: found.arn, Routes };
      },
    }),
    defineOperation(client.SubmitMultiRegionAccessPointRoutes$, {
      mutating: true,
      resources: accessPointOf,
      handle: submitRoutes,
    }),
  ],
};
