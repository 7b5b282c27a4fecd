import { textAt } from '../kubernetes/json.ts';
import type { Built } from '../scenarios/scenario.ts';
import type { World } from '../world.ts';
import { openService } from './answers.ts';
import { makeOtherNames } from './asked-names.ts';
import { makeBuckets, makeWitness } from './buckets.ts';
import { makeCaches, makeDatastore } from './caches.ts';
import { makeClusters } from './clusters.ts';
import { makeGlobalDatabase, makeInstances } from './databases.ts';
import type { DescribedResource, DescribedService } from './described-service.ts';
import { makeEntrances } from './entrances.ts';
import { makeSwitches } from './home-check.ts';
import { resourcesOf } from './making.ts';
import type { Making } from './making.ts';
import { makeRecords } from './records.ts';
import { makeEcsServices, makeFunctions } from './runtimes.ts';
import { makeParameters, makeSecret } from './settings.ts';
import { makeKafka, makeTable } from './tables.ts';
import {
  makeAccelerator,
  makeAccessPoint,
  makeDistribution,
  makePolicy,
  makeRoutingControls,
} from './traffic.ts';
import { makeAlarms, makeCertificates, makeImages, makeQuota, makeTopics } from './watchers.ts';

type Make = (making: Making, resource: DescribedResource) => void;

/** What is made for each resource of a kind, in this order: settings follow the addresses of the stores, tasks go behind load balancers. */
const makers: Readonly<Record<string, Make>> = {
  'rds-instance': makeInstances,
  'aurora-global': makeGlobalDatabase,
  'elasticache-cluster': makeCaches,
  'elasticache-global': makeDatastore,
  'dynamodb-table': makeTable,
  'msk-cluster': makeKafka,
  's3-bucket': makeBuckets,
  'secrets-manager': makeSecret,
  'ssm-parameter': makeParameters,
  'ecs-service': makeEcsServices,
  'lambda-function': makeFunctions,
  sns: makeTopics,
  'cloudwatch-alarm': makeAlarms,
  'acm-certificate': makeCertificates,
  'ecr-image': makeImages,
  'service-quota': makeQuota,
  'cloudfront-distribution': makeDistribution,
  'global-accelerator': makeAccelerator,
  'routing-control': makeRoutingControls,
  's3-multi-region-access-point': makeAccessPoint,
};

/** Kinds that are made together with others, or that need nothing of their own. */
const madeWithOthers: readonly string[] = [
  'region',
  'eks-nodegroup',
  'kubernetes-deployment',
  'kubernetes-secret',
  'route53-record',
  'route53-switch',
  'route53-traffic-policy',
  'load-balancer-targets',
  'http-check',
  'support-case',
  'sql-check',
];

/** Kinds whose other end is no part of AWS, and what becomes of their steps. */
const elsewhere: Readonly<Record<string, string>> = {
  command: 'runs for real; the service answers it as the http-checks expect, and other paths with 200',
  email: 'is sent for real where its variable names a server',
  webhook: 'is not called: nothing outside of the world can be reached from it',
  pagerduty: 'is not called: nothing outside of the world can be reached from it',
  'stripe-webhook': 'is not called: nothing outside of the world can be reached from it',
};

/** A world made of a config, and what is to be said of it. */
export interface MadeWorld {
  readonly built: Built;
  /** What there is: `2 databases, 1 DNS name in eu-west-1 and eu-west-2`. */
  readonly summary: string;
  /** A sentence for each resource that is not there, and for whatever else differs from what the config means. */
  readonly remarks: readonly string[];
}

/** Fills an empty world with what a config names: its first region serves, the others stand by. */
export function makeWorld(world: World, service: DescribedService): MadeWorld {
  world.accountId = service.account ?? accountIn(service) ?? world.accountId;
  const [home] = service.regions;
  const making: Making = {
    ...{ world, service, home, clusters: new Map(), contexts: [], made: new Map(), remarks: [] },
  };
  makeWitness(making);
  makeEntrances(making);
  for (const [kind, make] of Object.entries(makers))
    for (const resource of service.resources) if (resource.kind === kind) make(making, resource);
  makeClusters(making);
  const site = openService(making);
  makeSwitches(making);
  makeRecords(making);
  for (const policy of resourcesOf(making, 'route53-traffic-policy')) makePolicy(making, policy);
  makeOtherNames(making);
  const [, standby = home] = service.regions;
  return {
    built: {
      ...{ clusters: [...making.clusters.values()], site, regions: [home, standby] },
      contexts: making.contexts,
    },
    summary: summaryOf(making),
    remarks: [...service.resources.flatMap(remarkOn), ...making.remarks],
  };
}

/** The account that the ARNs of the config name. */
function accountIn(service: DescribedService): string | undefined {
  return /arn:aws[\w-]*:[\w-]+:[\w-]*:(\d{12}):/.exec(JSON.stringify(service.resources))?.[1];
}

function remarkOn({ id, kind, spec }: DescribedResource): readonly string[] {
  const outside = elsewhere[kind];
  if (outside !== undefined) return [`${id} (${kind}) ${outside}.`];
  if (kind === 'kubernetes-deployment' && spec['all'] === true)
    return [`${id} names no deployments (\`all: true\`): two are made up.`];
  if (kind === 'sql-check') return remarkOnSignIn({ id, spec });
  if (kind in makers || madeWithOthers.includes(kind)) return [];
  return [`${id} (${kind}) is not made: no world of a config has this kind yet, and its steps find nothing.`];
}

function remarkOnSignIn({ id, spec }: Pick<DescribedResource, 'id' | 'spec'>): readonly string[] {
  const names = [textAt(spec, 'userEnv'), textAt(spec, 'passwordEnv')].filter(
    (name) => !['', 'PGUSER', 'PGPASSWORD'].includes(name),
  );
  return names.length === 0 ? [] : [`${id} signs in with ${listed(names)}: set to anything, they do here.`];
}

function summaryOf({ made, service }: Making): string {
  const things = [...made]
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name.split('/')[count === 1 ? 0 : 1] ?? name}`);
  const what = things.length === 0 ? 'nothing that runs' : things.join(', ');
  return `${what} in ${listed(service.regions)}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
