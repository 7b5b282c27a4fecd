import * as client from '@aws-sdk/client-route53-recovery-cluster';
import { defineOperation, failure, isFailure, operationsOf } from '../operation.ts';
import type { Answer, Call, Failure, Service } from '../operation.ts';
import type { RoutingControlEntry } from '../traffic-state.ts';
import { pageOf } from './pages.ts';

/** At most so many controls a call: https://docs.aws.amazon.com/routing-control/latest/APIReference/API_UpdateRoutingControlStates.html */
const MOST_CONTROLS = 10;

function findControl(call: Call, arn = ''): RoutingControlEntry | Failure {
  const found = call.world.traffic.routingControls.get(arn);
  const fields = { resourceId: arn, resourceType: 'routingcontrol' };
  return (
    found ?? failure(client.ResourceNotFoundException$, `Routing control ${arn} could not be found.`, fields)
  );
}

/** All of it or nothing, judged by the safety rules as everything would be afterwards. */
function update(
  call: Call,
  entries: readonly client.UpdateRoutingControlStateEntry[],
  overridden: readonly string[],
): Answer<object> {
  if (entries.length === 0 || entries.length > MOST_CONTROLS) {
    const message = `Between 1 and ${MOST_CONTROLS} routing control states can be updated at once.`;
    return failure(client.ValidationException$, message, { reason: 'fieldValidationFailed' });
  }
  const changes: { control: RoutingControlEntry; state: 'On' | 'Off' }[] = [];
  for (const { RoutingControlArn: arn, RoutingControlState: state } of entries) {
    const control = findControl(call, arn);
    if (isFailure(control)) return control;
    changes.push({ control, state: state ?? 'Off' });
  }
  const wanted = new Map(changes.map(({ control, state }) => [control.arn, state]));
  const { routingControls, safetyRules } = call.world.traffic;
  const after = (arn: string) => wanted.get(arn) ?? routingControls.get(arn)?.state;
  const violated = [...safetyRules.values()].find(
    ({ arn, controls, atLeast }) =>
      !overridden.includes(arn) &&
      controls.some((control) => wanted.has(control)) &&
      controls.filter((control) => after(control) === 'On').length < atLeast,
  );
  if (violated) {
    const message = `Routing control states were not updated: the change violates safety rule ${violated.arn}.`;
    const fields = { resourceId: violated.arn, resourceType: 'safetyrule' };
    return failure(client.ConflictException$, message, fields);
  }
  for (const { control, state } of changes) control.state = state;
  return {};
}

function show({ arn, name, panelArn, panelName, state }: RoutingControlEntry): client.RoutingControl {
  return {
    RoutingControlArn: arn,
    RoutingControlName: name,
    ControlPanelArn: panelArn,
    ControlPanelName: panelName,
    RoutingControlState: state,
  };
}

/** The data plane of ARC routing controls: a cluster's endpoint in each of five regions, any of which serves. */
export const recoveryCluster: Service = {
  name: 'route53-recovery-cluster',
  signingName: 'route53-recovery-cluster',
  protocol: 'json-1.0',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'ThrottlingException', status: 429 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.GetRoutingControlState$, {
      resources: (input: client.GetRoutingControlStateRequest) => [input.RoutingControlArn ?? '*'],
      handle: (
        input: client.GetRoutingControlStateRequest,
        call,
      ): Answer<client.GetRoutingControlStateResponse> => {
        const found = findControl(call, input.RoutingControlArn);
        if (isFailure(found)) return found;
        return {
          RoutingControlArn: found.arn,
          RoutingControlName: found.name,
          RoutingControlState: found.state,
        };
      },
    }),
    defineOperation(client.ListRoutingControls$, {
      handle: (input: client.ListRoutingControlsRequest, call): client.ListRoutingControlsResponse => {
        const panel = input.ControlPanelArn;
        const all = [...call.world.traffic.routingControls.values()].filter(
          ({ panelArn }) => panel === undefined || panelArn === panel,
        );
        const page = pageOf(all, input.NextToken, input.MaxResults ?? 100);
        return { RoutingControls: page.items.map(show), NextToken: page.next };
      },
    }),
    defineOperation(client.UpdateRoutingControlState$, {
      mutating: true,
      resources: (input: client.UpdateRoutingControlStateRequest) => [input.RoutingControlArn ?? '*'],
      handle: (input: client.UpdateRoutingControlStateRequest, call) =>
        update(call, [input], input.SafetyRulesToOverride ?? []),
    }),
    defineOperation(client.UpdateRoutingControlStates$, {
      mutating: true,
      resources: (input: client.UpdateRoutingControlStatesRequest) =>
        (input.UpdateRoutingControlStateEntries ?? []).map(({ RoutingControlArn: arn }) => arn ?? '*'),
      handle: (input: client.UpdateRoutingControlStatesRequest, call) =>
        update(call, input.UpdateRoutingControlStateEntries ?? [], input.SafetyRulesToOverride ?? []),
    }),
  ],
};
