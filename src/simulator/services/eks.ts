import * as client from '@aws-sdk/client-eks';
import { uuid } from '../names.ts';
import { defineOperation, failure, isFailure, operationsOf, regionalArn } from '../operation.ts';
import type { Answer, Call, Failure, Service } from '../operation.ts';
import { nextSequence, scheduleIn } from '../world.ts';
import type { EksCluster, Nodegroup, NodegroupUpdate } from '../regional-resources.ts';
import { pageOf } from './pages.ts';

function findCluster(call: Call, name = ''): EksCluster | Failure {
  const found = call.region.clusters.get(name);
  return found ?? failure(client.ResourceNotFoundException$, `No cluster found for name: ${name}.`);
}

function findNodegroup(call: Call, clusterName: string | undefined, name = ''): Nodegroup | Failure {
  const cluster = findCluster(call, clusterName);
  if (isFailure(cluster)) return cluster;
  const found = cluster.nodegroups.get(name);
  return found ?? failure(client.ResourceNotFoundException$, `No node group found for name: ${name}.`);
}

function describeCluster(
  input: client.DescribeClusterRequest,
  call: Call,
): Answer<client.DescribeClusterResponse> {
  const cluster = findCluster(call, input.name);
  if (isFailure(cluster)) return cluster;
  return {
    cluster: {
      name: cluster.name,
      arn: cluster.arn,
      createdAt: new Date(cluster.createdAt),
      version: cluster.version,
      endpoint: cluster.endpoint,
      status: cluster.status as client.ClusterStatus,
      certificateAuthority: { data: cluster.certificateAuthority },
      roleArn: `arn:aws:iam::${call.world.accountId}:role/eks-cluster`,
    },
  };
}

function describeNodegroup(
  input: client.DescribeNodegroupRequest,
  call: Call,
): Answer<client.DescribeNodegroupResponse> {
  const found = findNodegroup(call, input.clusterName, input.nodegroupName);
  if (isFailure(found)) return found;
  return {
    nodegroup: {
      nodegroupName: found.name,
      nodegroupArn: found.arn,
      clusterName: input.clusterName,
      createdAt: new Date(found.createdAt),
      status: found.status as client.NodegroupStatus,
      instanceTypes: [found.instanceType],
      scalingConfig: { minSize: found.min, maxSize: found.max, desiredSize: found.desired },
      health: { issues: [] },
    },
  };
}

function updateNodegroupConfig(
  input: client.UpdateNodegroupConfigRequest,
  call: Call,
): Answer<client.UpdateNodegroupConfigResponse> {
  const nodegroup = findNodegroup(call, input.clusterName, input.nodegroupName);
  if (isFailure(nodegroup)) return nodegroup;
  const token = input.clientRequestToken;
  const repeated = nodegroup.updates.find((update) => token !== undefined && update.token === token);
  if (repeated) return { update: showUpdate(repeated) };
  if (nodegroup.status !== 'ACTIVE') {
    const message = `Nodegroup cannot be updated as it is currently not in Active State`;
    return failure(client.ResourceInUseException$, message, { nodegroupName: nodegroup.name });
  }
  const {
    minSize = nodegroup.min,
    maxSize = nodegroup.max,
    desiredSize = nodegroup.desired,
  } = input.scalingConfig ?? {};
  if (minSize > maxSize || desiredSize < minSize || desiredSize > maxSize) {
    const [bound, size] = desiredSize < minSize ? ['minSize', minSize] : ['maxSize', maxSize];
    const relation = bound === 'minSize' ? 'less than' : 'greater than';
    const message = `desired capacity ${desiredSize} can't be ${relation} ${bound} ${size}`;
    return failure(client.InvalidParameterException$, message, { nodegroupName: nodegroup.name });
  }
  const update: NodegroupUpdate = {
    id: uuid(`${nodegroup.arn}${nextSequence(call.world)}`),
    token,
    status: 'InProgress',
    createdAt: call.now,
    params: [
      { type: 'MinSize', value: String(minSize) },
      { type: 'MaxSize', value: String(maxSize) },
      { type: 'DesiredSize', value: String(desiredSize) },
    ],
  };
  Object.assign(nodegroup, { min: minSize, max: maxSize, desired: desiredSize, status: 'UPDATING' });
  nodegroup.updates.push(update);
  scheduleIn(call.world, call.world.timings.nodegroupScaleMs, {
    apply: () => {
      nodegroup.status = call.doomedStatus ?? 'ACTIVE';
      update.status = call.doomedStatus === undefined ? 'Successful' : 'Failed';
      if (call.doomedStatus === undefined) nodegroup.nodes = nodegroup.desired;
    },
  });
  return { update: showUpdate(update) };
}

function describeUpdate(
  input: client.DescribeUpdateRequest,
  call: Call,
): Answer<client.DescribeUpdateResponse> {
  const nodegroup = findNodegroup(call, input.name, input.nodegroupName);
  if (isFailure(nodegroup)) return nodegroup;
  const update = nodegroup.updates.find((candidate) => candidate.id === input.updateId);
  if (update) return { update: showUpdate(update) };
  return failure(client.ResourceNotFoundException$, `No update found for ID: ${input.updateId ?? ''}`);
}

function showUpdate(update: NodegroupUpdate): client.Update {
  return {
    id: update.id,
    status: update.status,
    type: 'ConfigUpdate',
    params: update.params.map(({ type, value }) => ({ type: type as client.UpdateParamType, value })),
    createdAt: new Date(update.createdAt),
    errors: [],
  };
}

const clusterArn = (call: Call, name = '*') => [regionalArn(call, 'eks', `cluster/${name}`)];
const nodegroupArn = (
  input: { clusterName: string | undefined; nodegroupName: string | undefined },
  call: Call,
) => {
  const found = findNodegroup(call, input.clusterName, input.nodegroupName);
  const unknown = `nodegroup/${input.clusterName ?? '*'}/${input.nodegroupName ?? '*'}/*`;
  return [isFailure(found) ? regionalArn(call, 'eks', unknown) : found.arn];
};

/** Amazon EKS: clusters and managed node groups; the Kubernetes API itself is served elsewhere. */
export const eks: Service = {
  name: 'eks',
  signingName: 'eks',
  protocol: 'rest-json',
  xmlNamespace: '',
  global: false,
  throttling: { code: 'ThrottlingException', status: 429 },
  known: operationsOf(client),
  operations: [
    defineOperation(client.DescribeCluster$, {
      resources: (input: client.DescribeClusterRequest, call) => clusterArn(call, input.name),
      handle: describeCluster,
    }),
    defineOperation(client.ListClusters$, {
      handle: (input: client.ListClustersRequest, call): client.ListClustersResponse => {
        const page = pageOf([...call.region.clusters.keys()], input.nextToken, input.maxResults ?? 100);
        return { clusters: page.items, nextToken: page.next };
      },
    }),
    defineOperation(client.DescribeNodegroup$, { resources: nodegroupArn, handle: describeNodegroup }),
    defineOperation(client.ListNodegroups$, {
      resources: (input: client.ListNodegroupsRequest, call) => clusterArn(call, input.clusterName),
      handle: (input: client.ListNodegroupsRequest, call): Answer<client.ListNodegroupsResponse> => {
        const cluster = findCluster(call, input.clusterName);
        if (isFailure(cluster)) return cluster;
        const page = pageOf([...cluster.nodegroups.keys()], input.nextToken, input.maxResults ?? 100);
        return { nodegroups: page.items, nextToken: page.next };
      },
    }),
    defineOperation(client.UpdateNodegroupConfig$, {
      mutating: true,
      resources: nodegroupArn,
      handle: updateNodegroupConfig,
    }),
    defineOperation(client.DescribeUpdate$, {
      resources: (input: client.DescribeUpdateRequest, call) => clusterArn(call, input.name),
      handle: describeUpdate,
    }),
  ],
};
