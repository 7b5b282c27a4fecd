import {
  GetServiceQuotaCommand,
  ListServiceQuotasCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { type ApiOf, defineService } from '../service.ts';

/** Service Quotas: its client and the commands that are used of it. */
export const quotas = defineService('servicequotas', (settings) => new ServiceQuotasClient(settings), {
  getServiceQuota: GetServiceQuotaCommand,
  listServiceQuotas: ListServiceQuotasCommand,
});

/** Service Quotas, one method for each operation. */
export type ServiceQuotasApi = ApiOf<typeof quotas>;
