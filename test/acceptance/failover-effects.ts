/** The databases of the Lomash Wood example. */
export const databases = [
  'auth',
  'products',
  'orders',
  'appointments',
  'content',
  'customers',
  'notifications',
  'analytics',
];

const deployments = [
  'auth-service',
  'product-service',
  'customer-service',
  'content-service',
  'notification-service',
  'order-payment-service',
  'appointment-service',
  'analytics-service',
  'api-gateway',
];

/** Every change that the failover of Lomash Wood makes, each exactly once; changes of one wave are under way at the same time. */
export const waves = [
  [
    'support CreateCase us-east-1',
    'eks UpdateNodegroupConfig eu-west-2 general',
    'elasticache CreateCacheCluster eu-west-2 lomash-sessions',
    ...databases.map((name) => `kubernetes patch secrets eu-west-2 ${name}-database`),
  ],
  databases.map((name) => `rds PromoteReadReplica eu-west-2 lomash-${name}-prod-replica`),
  ['kubernetes patch secrets eu-west-2 sessions'],
  deployments.map((name) => `kubernetes patch deployments/scale eu-west-2 ${name}`),
  ['route53 ChangeResourceRecordSets us-east-1 Z08LOMASHWOOD0000001'],
];

/** All of them, each with the one time that it may be made. */
export const once = Object.fromEntries(waves.flat().map((name) => [name, 1]));
