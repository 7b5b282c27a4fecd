import { kubernetesDeployment } from '../../src/kinds/kubernetes-deployment.ts';
import { kubernetesSecret } from '../../src/kinds/kubernetes-secret.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { putObject } from '../../src/simulator/kubernetes/cluster.ts';
import { conforms } from './conformance.ts';
import { scenarioWire } from './wire.ts';
import type { Wire } from './wire.ts';

const away: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const planned: Goal = { ...away, mode: 'planned', fromCondition: 'up' };
/** Home in stages, while both regions answer. */
const together: Goal = {
  ...planned,
  ...{ from: 'eu-west-2', to: 'eu-west-1', operation: 'failback' },
  stages: { percent: [10, 100], holdMs: 60_000, guards: [], serving: 'both' },
};
const block = (more: string) => `kind: kubernetes-deployment
cluster: lomash-wood
namespace: lomash-wood
${more}
`;

conforms(kubernetesDeployment, [
  {
    name: 'scaling up a standby without pods and fencing the old region',
    goal: planned,
    block: block('names: [api-gateway]\nreplicas: { active: 2 }'),
    open: () => scenarioWire('lomash-wood'),
    actions: ['fence(api-gateway)', 'scale(api-gateway)'],
  },
  {
    name: 'restarting what runs already',
    goal: { ...planned, from: 'eu-west-2', to: 'eu-west-1' },
    block: block('names: [api-gateway]\nreplicas: { active: 4 }'),
    open: () => scenarioWire('lomash-wood'),
    actions: ['scale(api-gateway)', 'restart(api-gateway)'],
  },
  {
    name: 'a cluster by its kubeconfig context',
    goal: away,
    block: block('names: [api-gateway]\nreplicas: { active: 1 }\nfence: false').replace(
      'cluster: lomash-wood',
      'cluster: { eu-west-1: { context: lomash-wood-eu-west-1 }, eu-west-2: { context: lomash-wood-eu-west-2 } }',
    ),
    open: () => scenarioWire('lomash-wood:dark'),
    actions: ['scale(api-gateway)'],
  },
  {
    name: 'an autoscaler that would take the replicas away again',
    goal: away,
    block: block('names: [api-gateway]\nreplicas: { active: 3 }\nfence: false'),
    open: () => withAutoscaler({ region: 'eu-west-2', minReplicas: 1 }),
    actions: ['raise(api-gateway)', 'scale(api-gateway)'],
  },
  {
    name: 'a region that stands by again, with its autoscaler as it was',
    goal: { ...planned, operation: 'reprotect' },
    block: block('names: [api-gateway, auth-service]\nreplicas: { active: 3 }'),
    open: () =>
      withAutoscaler({
        region: 'eu-west-1',
        minReplicas: 3,
        annotations: { 'region-failover/limits': '1-8' },
      }),
    actions: ['restore(eu-west-1/api-gateway)', 'stand-by(api-gateway)', 'stand-by(auth-service)'],
  },
  {
    name: 'a way home in stages on which both regions answer',
    goal: { ...together, from: 'eu-west-1', to: 'eu-west-2' },
    block: block('names: [api-gateway]\nreplicas: { active: 3, standby: 1 }'),
    open: () => scenarioWire('lomash-wood'),
    actions: ['fence(api-gateway)', 'scale(api-gateway)', 'serve(api-gateway)', 'stand-by(api-gateway)'],
  },
  {
    name: 'a drill of DNS, for which a standby without pods must be able to answer',
    goal: { ...planned, operation: 'drill', drill: 'dns' },
    block: block('names: [api-gateway]\nreplicas: { active: 2 }'),
    open: () => scenarioWire('lomash-wood'),
    actions: ['scale(api-gateway)', 'stand-by(api-gateway)'],
  },
]);

async function withAutoscaler(given: {
  readonly region: string;
  readonly minReplicas: number;
  readonly annotations?: Record<string, string>;
}): Promise<Wire> {
  const wire = await scenarioWire('lomash-wood');
  const cluster = wire.clusters.find(({ region }) => region === given.region);
  if (cluster === undefined) throw new Error(`there is no cluster in ${given.region}`);
  const { annotations = {}, minReplicas } = given;
  putObject(cluster, 'horizontalpodautoscalers', {
    metadata: { name: 'api-scaler', namespace: 'lomash-wood', annotations },
    spec: { minReplicas, maxReplicas: 8, scaleTargetRef: { kind: 'Deployment', name: 'api-gateway' } },
  });
  return wire;
}

conforms(kubernetesSecret, [
  {
    name: 'a connection string that follows a database',
    goal: away,
    block: `kind: kubernetes-secret
cluster: lomash-wood
namespace: lomash-wood
name: auth-database
keys: { DATABASE_URL: { host: databases/auth } }
`,
    open: () => scenarioWire('lomash-wood'),
    inputs: {
      'databases/auth.endpoint': 'auth-replica.example.eu-west-2.rds.amazonaws.com',
      'databases/auth.port': '5433',
    },
    actions: ['update'],
  },
  {
    name: 'a way home in stages on which both regions answer',
    goal: together,
    block: `kind: kubernetes-secret
cluster: lomash-wood
namespace: lomash-wood
name: auth-database
keys: { DATABASE_URL: { host: databases/auth } }
`,
    open: () => scenarioWire('lomash-wood'),
    inputs: {
      'databases/auth.endpoint': 'auth-new.example.eu-west-1.rds.amazonaws.com',
      'databases/auth.port': '5432',
    },
    actions: ['update', 'serve', 'leave'],
  },
]);
