import { loadBalancerTargets } from '../../src/kinds/load-balancer-targets.ts';
import { conforms } from './conformance.ts';
import { away, shop } from './ecs-services.ts';
import { awsWire } from './wire.ts';

const block = [
  'kind: load-balancer-targets',
  'healthy: 100%',
  'eu-west-1: shop-targets',
  'eu-west-2: shop-targets',
].join('\n');

conforms(loadBalancerTargets, [
  { name: 'a failover', block, goal: away, open: () => awsWire(shop(2)), actions: ['ready'] },
]);
