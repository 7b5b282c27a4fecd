import * as client from '@aws-sdk/client-global-accelerator';
import { defineOperation, failure, isFailure, operationsOf } from '../operation.ts';
import type { Answer, Call, Failure, Service } from '../operation.ts';
import type { AcceleratorState, EndpointGroupState } from '../traffic-state.ts';
import { pageOf } from './pages.ts';

function findAccelerator(call: Call, arn = ''): AcceleratorState | Failure {
  return (
    call.world.traffic.accelerators.get(arn) ??
    failure(client.AcceleratorNotFoundException$, 'Accelerator not found.')
  );
}

function findListener(call: Call, arn = ''): AcceleratorState['listeners'][number] | Failure {
  const listeners = [...call.world.traffic.accelerators.values()].flatMap((one) => one.listeners);
  return (
    listeners.find((listener) => listener.arn === arn) ??
    failure(client.ListenerNotFoundException$, 'Listener not found.')
  );
}

interface Found {
  accelerator: AcceleratorState;
  group: EndpointGroupState;
}

function findGroup(call: Call, arn = ''): Found | Failure {
  for (const accelerator of call.world.traffic.accelerators.values()) {
    const group = accelerator.listeners.flatMap((listener) => listener.groups).find((one) => one.arn === arn);
    if (group) return { accelerator, group };
  }
  return failure(client.EndpointGroupNotFoundException$, 'Endpoint group not found.');
}

function updateEndpointGroup(
  input: client.UpdateEndpointGroupRequest,
  call: Call,
): Answer<client.UpdateEndpointGroupResponse> {
  const found = findGroup(call, input.EndpointGroupArn);
  if (isFailure(found)) return found;
  const dial = input.TrafficDialPercentage;
  if (dial !== undefined && (dial < 0 || dial > 100)) {
    const message = 'The traffic dial percentage must be a number between 0 and 100.';
    return failure(client.InvalidArgumentException$, message);
  }
  if (dial !== undefined) found.group.dial = dial;
  found.accelerator.deployedAt = call.now + call.world.timings.acceleratorDeployMs;
  return { EndpointGroup: showGroup(found.group) };
}

function showAccelerator(
  { arn, name, dnsName, createdAt, deployedAt }: AcceleratorState,
  now: number,
): client.Accelerator {
  return {
    AcceleratorArn: arn,
    Name: name,
    IpAddressType: 'IPV4',
    Enabled: true,
    DnsName: dnsName,
    Status: now < deployedAt ? 'IN_PROGRESS' : 'DEPLOYED',
    CreatedTime: new Date(createdAt),
    LastModifiedTime: new Date(Math.min(now, deployedAt)),
  };
}

function showGroup({ arn, region, dial, endpoints }: EndpointGroupState): client.EndpointGroup {
  return {
    EndpointGroupArn: arn,
    EndpointGroupRegion: region,
    TrafficDialPercentage: dial,
    HealthCheckPort: 443,
    HealthCheckProtocol: 'TCP',
    HealthCheckIntervalSeconds: 30,
    ThresholdCount: 3,
    EndpointDescriptions: endpoints.map(({ id, weight, healthy }) => ({
      EndpointId: id,
      Weight: weight,
      HealthState: healthy ? 'HEALTHY' : 'UNHEALTHY',
    })),
  };
}

const listGroups = (
  input: client.ListEndpointGroupsRequest,
  call: Call,
): Answer<client.ListEndpointGroupsResponse> => {
  const listener = findListener(call, input.ListenerArn);
  if (isFailure(listener)) return listener;
  const page = pageOf(listener.groups, input.NextToken, input.MaxResults ?? 10);
  return { EndpointGroups: page.items.map(showGroup), NextToken: page.next };
};

/** AWS Global Accelerator: its only endpoint is in us-west-2. */
export const globalAccelerator: Service = {
  name: 'globalaccelerator',
  signingName: 'globalaccelerator',
  protocol: 'json-1.1',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'ThrottlingException', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.ListAccelerators$, {
      handle: (input: client.ListAcceleratorsRequest, call): client.ListAcceleratorsResponse => {
        const all = [...call.world.traffic.accelerators.values()];
        const page = pageOf(all, input.NextToken, input.MaxResults ?? 10);
        return {
          Accelerators: page.items.map((one) => showAccelerator(one, call.now)),
          NextToken: page.next,
        };
      },
    }),
    defineOperation(client.DescribeAccelerator$, {
      resources: (input: client.DescribeAcceleratorRequest) => [input.AcceleratorArn ?? '*'],
      handle: (
        input: client.DescribeAcceleratorRequest,
        call,
      ): Answer<client.DescribeAcceleratorResponse> => {
        const found = findAccelerator(call, input.AcceleratorArn);
        return isFailure(found) ? found : { Accelerator: showAccelerator(found, call.now) };
      },
    }),
    defineOperation(client.ListListeners$, {
      resources: (input: client.ListListenersRequest) => [input.AcceleratorArn ?? '*'],
      handle: (input: client.ListListenersRequest, call): Answer<client.ListListenersResponse> => {
        const found = findAccelerator(call, input.AcceleratorArn);
        if (isFailure(found)) return found;
        return {
          Listeners: found.listeners.map(({ arn }) => ({
            ListenerArn: arn,
            Protocol: 'TCP',
            PortRanges: [{ FromPort: 443, ToPort: 443 }],
            ClientAffinity: 'NONE',
          })),
        };
      },
    }),
    defineOperation(client.ListEndpointGroups$, {
      resources: (input: client.ListEndpointGroupsRequest) => [input.ListenerArn ?? '*'],
      handle: listGroups,
    }),
    defineOperation(client.DescribeEndpointGroup$, {
      resources: (input: client.DescribeEndpointGroupRequest) => [input.EndpointGroupArn ?? '*'],
      handle: (
        input: client.DescribeEndpointGroupRequest,
        call,
      ): Answer<client.DescribeEndpointGroupResponse> => {
        const found = findGroup(call, input.EndpointGroupArn);
        return isFailure(found) ? found : { EndpointGroup: showGroup(found.group) };
      },
    }),
    defineOperation(client.UpdateEndpointGroup$, {
      mutating: true,
      resources: (input: client.UpdateEndpointGroupRequest) => [input.EndpointGroupArn ?? '*'],
      handle: updateEndpointGroup,
    }),
  ],
};
