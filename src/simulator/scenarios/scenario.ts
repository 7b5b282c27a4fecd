import type { Faults } from '../faults.ts';
import type { Cluster, Surroundings } from '../kubernetes/cluster.ts';
import { createCluster, listObjects, putObject } from '../kubernetes/cluster.ts';
import type { JsonObject } from '../kubernetes/json.ts';
import { followNodes } from '../kubernetes/nodes.ts';
import { noticeDeployment, settleCluster } from '../kubernetes/rollout.ts';
import type { Website } from '../website.ts';
import type { EksCluster, World } from '../world.ts';
import { regionOf } from '../world.ts';

/** How long before the scenario's beginning its clusters were made. */
const PAST_MS = 3_600_000;

/** What a scenario fills and gives back beside the world. */
export interface Built {
  clusters: Cluster[];
  site: Website;
  regions: [home: string, standby: string];
  /** Contexts of the kubeconfig besides those that are called after cluster and region. */
  contexts?: readonly { readonly name: string; readonly cluster: Cluster }[];
}

/** A world to practise in; variants are the same world in trouble. */
export interface Scenario {
  name: string;
  variants: readonly string[];
  /** Fills an empty world, healthy and at rest. */
  build(world: World): Built;
  /** Brings the built world into a variant. */
  trouble(variant: string, world: World, faults: Faults): void;
}

/** Which databases pods can start with: those of their own region, or those of every region that answers. */
export type DatabaseReach = 'region' | 'everywhere';

/** The Kubernetes side of an EKS cluster: its nodes are the world's node groups, its databases the world's databases. */
export function kubernetesOf(world: World, eks: EksCluster, reach: DatabaseReach = 'region'): Cluster {
  const nodes = () => [...eks.nodegroups.values()].reduce((sum, group) => sum + group.nodes, 0);
  const state = regionOf(world, eks.region);
  const surroundings: Surroundings = {
    now: () => world.clock.now(),
    nodes,
    nodesDown: () => (state.condition === 'degraded' ? Math.ceil(nodes() / 2) : 0),
    isOwnDatabase: (host) => {
      const others = reach === 'region' ? [] : [...world.regions.values()];
      const reached = [state, ...others.filter(({ condition }) => condition !== 'dark')];
      return reached.some(({ dbInstances }) =>
        [...dbInstances.values()].some((instance) => instance.host === host),
      );
    },
  };
  return createCluster({ name: eks.name, region: eks.region, surroundings, at: world.clock.now() - PAST_MS });
}

/** A deployment to put into a cluster. */
export interface DeploymentRequest {
  namespace: string;
  name: string;
  replicas: number;
  database?: { secret: string; key: string };
  crashes?: boolean;
}

/** Adds a deployment whose pods, where it has any, have been ready for long. */
export function addDeployment(
  cluster: Cluster,
  { namespace, name, replicas, ...workload }: DeploymentRequest,
): void {
  const labels = { app: name };
  const secretRef = workload.database
    ? [
        {
          name: 'DATABASE_URL',
          valueFrom: { secretKeyRef: { name: workload.database.secret, key: workload.database.key } },
        },
      ]
    : [];
  const template: JsonObject = {
    metadata: { labels },
    spec: {
      containers: [
        {
          name,
          image: `registry.example.com/${name}:1.0.0`,
          ports: [{ containerPort: 3000 }],
          env: secretRef,
        },
      ],
    },
  };
  const { database, crashes } = workload;
  cluster.workloads.set(`${namespace}/${name}`, {
    ...(database ? { database } : {}),
    ...(crashes ? { crashes } : {}),
  });
  putObject(cluster, 'deployments', {
    metadata: { name, namespace, labels },
    spec: {
      replicas,
      progressDeadlineSeconds: 600,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template,
    },
  });
}

/** Adds a namespace. */
export function addNamespace(cluster: Cluster, name: string): void {
  putObject(cluster, 'namespaces', {
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    spec: {},
    status: { phase: 'Active' },
  });
}

/** Adds a secret from plain texts. */
export function addSecret(
  cluster: Cluster,
  name: { namespace: string; name: string },
  texts: Record<string, string>,
): void {
  const data = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  );
  putObject(cluster, 'secrets', { metadata: { ...name }, type: 'Opaque', data });
}

/** Lets the pods of a new cluster start in its past, so that the scenario begins with everything ready. */
export function bringToRest(cluster: Cluster): void {
  followNodes(cluster);
  listObjects(cluster, 'deployments').forEach((deployment) => {
    noticeDeployment(cluster, deployment);
  });
  settleCluster(cluster);
}
