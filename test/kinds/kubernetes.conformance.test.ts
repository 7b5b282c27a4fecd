import { kubernetesDeployment } from '../../src/kinds/kubernetes-deployment.ts';
import { kubernetesSecret } from '../../src/kinds/kubernetes-secret.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { conforms } from './conformance.ts';
import { scenarioWire } from './wire.ts';

const away: Goal = { from: 'eu-west-1', to: 'eu-west-2', mode: 'unplanned', fromCondition: 'down' };
const planned: Goal = { ...away, mode: 'planned', fromCondition: 'up' };
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
]);

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
]);
