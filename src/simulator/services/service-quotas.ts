import * as client from '@aws-sdk/client-service-quotas';
import { defineOperation, failure, operationsOf, regionalArn } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import { usageDimensions } from '../watching.ts';
import type { Quota } from '../watching.ts';
import { pageOf } from './pages.ts';

function getServiceQuota(
  input: client.GetServiceQuotaRequest,
  call: Call,
): Answer<client.GetServiceQuotaResponse> {
  const found = call.region.watching.quotas.get(`${input.ServiceCode ?? ''}/${input.QuotaCode ?? ''}`);
  if (!found)
    return failure(
      client.NoSuchResourceException$,
      'The request failed because the specified service quota does not exist.',
    );
  return { Quota: showQuota(found, call) };
}

function listServiceQuotas(
  input: client.ListServiceQuotasRequest,
  call: Call,
): client.ListServiceQuotasResponse {
  const found = [...call.region.watching.quotas.values()].filter(
    ({ service }) => service === input.ServiceCode,
  );
  const page = pageOf(found, input.NextToken, input.MaxResults ?? 100);
  return { Quotas: page.items.map((quota) => showQuota(quota, call)), NextToken: page.next };
}

function showQuota(quota: Quota, call: Call): client.ServiceQuota {
  return {
    ServiceCode: quota.service,
    ServiceName: quota.service,
    QuotaArn: regionalArn(call, 'servicequotas', `${quota.service}/${quota.code}`),
    QuotaCode: quota.code,
    QuotaName: quota.name,
    Value: quota.value,
    Unit: 'None',
    Adjustable: true,
    GlobalQuota: false,
    ...(quota.used === undefined
      ? {}
      : {
          UsageMetric: {
            MetricNamespace: 'AWS/Usage',
            MetricName: 'ResourceCount',
            MetricDimensions: usageDimensions(quota),
            MetricStatisticRecommendation: 'Maximum',
          },
        }),
  };
}

/** Service Quotas, to look at. */
export const serviceQuotas: Service = {
  name: 'servicequotas',
  signingName: 'servicequotas',
  protocol: 'json-1.1',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'TooManyRequestsException', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.GetServiceQuota$, { handle: getServiceQuota }),
    defineOperation(client.ListServiceQuotas$, { handle: listServiceQuotas }),
  ],
};
