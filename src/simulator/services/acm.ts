import * as client from '@aws-sdk/client-acm';
import { defineOperation, failure, operationsOf } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import type { Certificate } from '../watching.ts';
import { pageOf } from './pages.ts';

function describeCertificate(
  input: client.DescribeCertificateRequest,
  call: Call,
): Answer<client.DescribeCertificateResponse> {
  const arn = input.CertificateArn ?? '';
  const found = call.region.watching.certificates.get(arn);
  if (!found) return failure(client.ResourceNotFoundException$, `Could not find certificate ${arn}.`);
  return {
    Certificate: {
      CertificateArn: found.arn,
      DomainName: found.domainName,
      SubjectAlternativeNames: found.names,
      Status: statusOf(found, call.now),
      NotAfter: new Date(found.notAfter),
      InUseBy: found.inUseBy,
      Type: 'AMAZON_ISSUED',
    },
  };
}

/** ACM lists issued certificates of common key types alone, unless asked for others. */
function listCertificates(
  input: client.ListCertificatesRequest,
  call: Call,
): client.ListCertificatesResponse {
  const found = [...call.region.watching.certificates.values()].filter(
    (certificate) => input.CertificateStatuses?.includes(statusOf(certificate, call.now)) ?? true,
  );
  const page = pageOf(found, input.NextToken, input.MaxItems ?? 100);
  return {
    CertificateSummaryList: page.items.map((certificate) => ({
      CertificateArn: certificate.arn,
      DomainName: certificate.domainName,
      SubjectAlternativeNameSummaries: certificate.names,
      Status: statusOf(certificate, call.now),
      NotAfter: new Date(certificate.notAfter),
      InUse: certificate.inUseBy.length > 0,
    })),
    NextToken: page.next,
  };
}

function statusOf({ status, notAfter }: Certificate, now: number): client.CertificateStatus {
  return (status === 'ISSUED' && notAfter <= now ? 'EXPIRED' : status) as client.CertificateStatus;
}

/** AWS Certificate Manager, to look at. */
export const acm: Service = {
  name: 'acm',
  signingName: 'acm',
  protocol: 'json-1.1',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'ThrottlingException', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.DescribeCertificate$, {
      resources: (input: client.DescribeCertificateRequest) => [input.CertificateArn ?? '*'],
      handle: describeCertificate,
    }),
    defineOperation(client.ListCertificates$, { handle: listCertificates }),
  ],
};
