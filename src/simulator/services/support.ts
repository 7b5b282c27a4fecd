import * as client from '@aws-sdk/client-support';
import { defineOperation, failure, operationsOf } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import { nextSequence } from '../world.ts';
import type { SupportCase } from '../global-resources.ts';
import { pageOf } from './pages.ts';

function createCase(input: client.CreateCaseRequest, call: Call): client.CreateCaseResponse {
  const displayId = String(170_000_000_000 + nextSequence(call.world));
  const opened: SupportCase = {
    id: `case-${call.world.accountId}-muen-2026-${displayId}`,
    displayId,
    subject: input.subject ?? '',
    body: input.communicationBody ?? '',
    severity: input.severityCode ?? 'low',
    serviceCode: input.serviceCode ?? 'general-info',
    categoryCode: input.categoryCode ?? 'other',
    createdAt: call.now,
    status: 'unassigned',
  };
  call.world.supportCases.set(opened.id, opened);
  return { caseId: opened.id };
}

function describeCases(input: client.DescribeCasesRequest, call: Call): Answer<client.DescribeCasesResponse> {
  const missing = input.caseIdList?.find((id) => !call.world.supportCases.has(id));
  if (missing !== undefined)
    return failure(client.CaseIdNotFound$, `The case ID ${missing} could not be found.`);
  const wanted = [...call.world.supportCases.values()].filter(
    ({ id, displayId }) =>
      (input.caseIdList?.includes(id) ?? true) && (input.displayId ?? displayId) === displayId,
  );
  const page = pageOf(wanted, input.nextToken, input.maxResults ?? 100);
  return {
    cases: page.items.map((found) => ({
      caseId: found.id,
      displayId: found.displayId,
      subject: found.subject,
      status: found.status,
      serviceCode: found.serviceCode,
      categoryCode: found.categoryCode,
      severityCode: found.severity,
      timeCreated: new Date(found.createdAt).toISOString(),
    })),
    nextToken: page.next,
  };
}

/** AWS Support; its endpoint is in us-east-1. */
export const support: Service = {
  name: 'support',
  signingName: 'support',
  protocol: 'json-1.1',
  xmlNamespace: '',
  global: true,
  throttling: { code: 'ThrottlingException', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.CreateCase$, { mutating: true, handle: createCase }),
    defineOperation(client.DescribeCases$, { handle: describeCases }),
  ],
};
