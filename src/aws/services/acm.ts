import { ACMClient, DescribeCertificateCommand, ListCertificatesCommand } from '@aws-sdk/client-acm';
import { type ApiOf, defineService } from '../service.ts';

/** AWS Certificate Manager: its client and the commands that are used of it. */
export const acm = defineService('acm', (settings) => new ACMClient(settings), {
  describeCertificate: DescribeCertificateCommand,
  listCertificates: ListCertificatesCommand,
});

/** AWS Certificate Manager, one method for each operation. */
export type AcmApi = ApiOf<typeof acm>;
