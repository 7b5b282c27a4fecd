import * as client from '@aws-sdk/client-cloudwatch';
import { defineOperation, failure } from '../operation.ts';
import type { Answer, Call, Operation } from '../operation.ts';
import { pageOf } from './pages.ts';

/** Dashboards have no region in their ARN: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
function arnOf(call: Call, name: string): string {
  return `arn:aws:cloudwatch::${call.world.accountId}:dashboard/${name}`;
}

function putDashboard(input: client.PutDashboardInput, call: Call): Answer<client.PutDashboardOutput> {
  const { DashboardName: name = '', DashboardBody: body = '' } = input;
  if (!/^[\w-]{1,255}$/.test(name))
    return failure(
      client.DashboardInvalidInputError$,
      'The dashboard name may contain A-Z, a-z, 0-9, - and _.',
      {
        message: 'invalid name',
      },
    );
  const mistake = mistakeIn(body);
  if (mistake !== undefined)
    return failure(client.DashboardInvalidInputError$, 'The dashboard body is invalid.', {
      message: 'The dashboard body is invalid.',
      dashboardValidationMessages: [{ DataPath: '/', Message: mistake }],
    });
  call.world.dashboards.set(name, { body, modifiedAt: call.now });
  return { DashboardValidationMessages: [] };
}

function mistakeIn(body: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    const widgets =
      typeof parsed === 'object' && parsed !== null && 'widgets' in parsed ? parsed.widgets : undefined;
    return Array.isArray(widgets) ? undefined : 'Should have required property widgets';
  } catch {
    return 'Invalid JSON';
  }
}

function getDashboard(input: client.GetDashboardInput, call: Call): Answer<client.GetDashboardOutput> {
  const { DashboardName: name = '' } = input;
  const found = call.world.dashboards.get(name);
  if (!found) return failure(client.DashboardNotFoundError$, `Dashboard ${name} does not exist`);
  return { DashboardName: name, DashboardArn: arnOf(call, name), DashboardBody: found.body };
}

function listDashboards(input: client.ListDashboardsInput, call: Call): client.ListDashboardsOutput {
  const found = [...call.world.dashboards]
    .filter(([name]) => name.startsWith(input.DashboardNamePrefix ?? ''))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const page = pageOf(found, input.NextToken, 1000);
  return {
    DashboardEntries: page.items.map(([name, { body, modifiedAt }]) => ({
      DashboardName: name,
      DashboardArn: arnOf(call, name),
      LastModified: new Date(modifiedAt),
      Size: Buffer.byteLength(body),
    })),
    NextToken: page.next,
  };
}

function deleteDashboards(input: client.DeleteDashboardsInput, call: Call): Answer<object> {
  const missing = input.DashboardNames?.find((name) => !call.world.dashboards.has(name));
  if (missing !== undefined)
    return failure(client.DashboardNotFoundError$, `Dashboard ${missing} does not exist`);
  for (const name of input.DashboardNames ?? []) call.world.dashboards.delete(name);
  return {};
}

/** The operations on dashboards. */
export const dashboardOperations: readonly Operation[] = [
  defineOperation(client.PutDashboard$, {
    mutating: true,
    resources: (input: client.PutDashboardInput, call) => [arnOf(call, input.DashboardName ?? '')],
    handle: putDashboard,
  }),
  defineOperation(client.GetDashboard$, {
    resources: (input: client.GetDashboardInput, call) => [arnOf(call, input.DashboardName ?? '')],
    handle: getDashboard,
  }),
  defineOperation(client.ListDashboards$, { handle: listDashboards }),
  defineOperation(client.DeleteDashboards$, {
    mutating: true,
    resources: (input: client.DeleteDashboardsInput, call) =>
      (input.DashboardNames ?? []).map((name) => arnOf(call, name)),
    handle: deleteDashboards,
  }),
];
