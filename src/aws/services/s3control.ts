import { isIP } from 'node:net';
import {
  GetMultiRegionAccessPointRoutesCommand,
  S3ControlClient,
  SubmitMultiRegionAccessPointRoutesCommand,
} from '@aws-sdk/client-s3-control';
import { type ApiOf, type ClientSettings, defineService } from '../service.ts';

/**
 * The account stands in front of the host name (https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_SubmitMultiRegionAccessPointRoutes.html).
 * An endpoint that is overridden by a plain address has no names below it, so there the header alone says whose account it is.
 */
function openClient(settings: ClientSettings): S3ControlClient {
  const client = new S3ControlClient(settings);
  const { endpointProvider } = client.config;
  client.config.endpointProvider = (parameters, context) => {
    const { Endpoint: endpoint } = parameters;
    if (endpoint === undefined || !isPlainAddress(new URL(endpoint).hostname))
      return endpointProvider(parameters, context);
    return endpointProvider({ ...parameters, RequiresAccountId: false }, context);
  };
  return client;
}

function isPlainAddress(host: string): boolean {
  return host === 'localhost' || isIP(host.replace(/^\[|\]$/g, '')) > 0;
}

/** Amazon S3 Control: its client and the commands that are used of it. */
export const s3control = defineService('s3', openClient, {
  getMultiRegionAccessPointRoutes: GetMultiRegionAccessPointRoutesCommand,
  submitMultiRegionAccessPointRoutes: SubmitMultiRegionAccessPointRoutesCommand,
});

/** Amazon S3 Control, one method for each operation. */
export type S3ControlApi = ApiOf<typeof s3control>;
