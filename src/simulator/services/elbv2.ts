import * as client from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineOperation, failure, operationsOf } from '../operation.ts';
import type { Answer, Call, Service } from '../operation.ts';
import type { LoadBalancer } from '../regional-resources.ts';
import { pageOf } from './pages.ts';

function describeLoadBalancers(
  input: client.DescribeLoadBalancersInput,
  call: Call,
): Answer<client.DescribeLoadBalancersOutput> {
  const all = [...call.region.loadBalancers.values()];
  const wanted = [...(input.Names ?? []), ...(input.LoadBalancerArns ?? [])];
  const missing = wanted.find((name) => !all.some((found) => found.name === name || found.arn === name));
  if (missing !== undefined) {
    return failure(
      client.LoadBalancerNotFoundException$,
      `One or more load balancers not found: '${missing}'`,
    );
  }
  const chosen = all.filter(
    ({ name, arn }) => wanted.length === 0 || wanted.includes(name) || wanted.includes(arn),
  );
  const page = pageOf(chosen, input.Marker, input.PageSize ?? 400);
  return { LoadBalancers: page.items.map(showLoadBalancer), NextMarker: page.next };
}

function describeTargetGroups(
  input: client.DescribeTargetGroupsInput,
  call: Call,
): Answer<client.DescribeTargetGroupsOutput> {
  const all = [...call.region.loadBalancers.values()];
  const wanted = [...(input.Names ?? []), ...(input.TargetGroupArns ?? [])];
  const missing = wanted.find(
    (name) => !all.some((found) => [found.targetGroupName, found.targetGroupArn].includes(name)),
  );
  if (missing !== undefined)
    return failure(client.TargetGroupNotFoundException$, 'One or more target groups not found');
  const chosen = all.filter(
    (found) =>
      (input.LoadBalancerArn ?? found.arn) === found.arn &&
      (wanted.length === 0 ||
        wanted.includes(found.targetGroupName) ||
        wanted.includes(found.targetGroupArn)),
  );
  const page = pageOf(chosen, input.Marker, input.PageSize ?? 400);
  return { TargetGroups: page.items.map(showTargetGroup), NextMarker: page.next };
}

function describeTargetHealth(
  input: client.DescribeTargetHealthInput,
  call: Call,
): Answer<client.DescribeTargetHealthOutput> {
  const found = [...call.region.loadBalancers.values()].find(
    (candidate) => candidate.targetGroupArn === input.TargetGroupArn,
  );
  if (!found) {
    return failure(
      client.TargetGroupNotFoundException$,
      `Target groups '${input.TargetGroupArn ?? ''}' not found`,
    );
  }
  const asked = call.world.targetHealth?.(found);
  return {
    TargetHealthDescriptions: found.targets.map((target) => {
      const settled = target.health === 'healthy' || target.health === 'unhealthy';
      const state = settled ? (asked ?? target.health) : target.health;
      return {
        Target: { Id: target.id, Port: target.port },
        HealthCheckPort: String(target.port),
        TargetHealth: { State: state, ...reasons[state] },
      };
    }),
  };
}

const reasons: Partial<Record<client.TargetHealthStateEnum, client.TargetHealth>> = {
  initial: { Reason: 'Elb.RegistrationInProgress', Description: 'Target registration is in progress' },
  unhealthy: { Reason: 'Target.FailedHealthChecks', Description: 'Health checks failed' },
  draining: {
    Reason: 'Target.DeregistrationInProgress',
    Description: 'Target deregistration is in progress',
  },
};

function showLoadBalancer(found: LoadBalancer): client.LoadBalancer {
  return {
    LoadBalancerArn: found.arn,
    LoadBalancerName: found.name,
    DNSName: found.dnsName,
    CanonicalHostedZoneId: found.hostedZoneId,
    CreatedTime: new Date(found.createdAt),
    Scheme: 'internet-facing',
    State: { Code: 'active' },
    Type: 'application',
    IpAddressType: 'ipv4',
  };
}

function showTargetGroup(found: LoadBalancer): client.TargetGroup {
  return {
    TargetGroupArn: found.targetGroupArn,
    TargetGroupName: found.targetGroupName,
    Protocol: 'HTTP',
    Port: found.port,
    HealthCheckPath: found.healthCheckPath,
    HealthCheckIntervalSeconds: 10,
    LoadBalancerArns: [found.arn],
    TargetType: 'ip',
  };
}

/** Elastic Load Balancing v2, to look at. */
export const elbv2: Service = {
  name: 'elasticloadbalancing',
  signingName: 'elasticloadbalancing',
  protocol: 'query',
  xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  global: false,
  throttling: { code: 'Throttling', status: 400 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.DescribeLoadBalancers$, { handle: describeLoadBalancers }),
    defineOperation(client.DescribeTargetGroups$, { handle: describeTargetGroups }),
    defineOperation(client.DescribeTargetHealth$, { handle: describeTargetHealth }),
  ],
};
