/** Variables as the SDK names them after the service's model id, where that is not the IAM prefix in capitals. */
const variables: Readonly<Record<string, string>> = {
  elasticloadbalancing: 'ELASTIC_LOAD_BALANCING_V2',
  route53: 'ROUTE_53',
};

/**
 * The endpoint that the environment puts in the place of AWS's own for a service (IAM prefix), if any
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html). The SDK reads it by itself; this is for
 * path-style buckets and for messages.
 */
export function endpointOverride(
  service: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']?.toLowerCase() === 'true') return undefined;
  const own = env[`AWS_ENDPOINT_URL_${variables[service] ?? service.toUpperCase()}`];
  return [own, env['AWS_ENDPOINT_URL']].find((url) => url !== undefined && url !== '');
}
