import { bucketArn, objectArn } from '../aws/arn.ts';
import { policyFor, type CallGroup, type PolicyDocument } from '../aws/policy.ts';
import { sessionPolicy, type SessionPolicy } from '../aws/session-policy.ts';
import type { Config, Resource } from '../config/config.ts';
import { fail } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Kind, Registry } from '../kinds/kind.ts';
import type { DrillChoice } from '../plan/drill-report.ts';
import { rbacRoles, type RbacRole } from '../kubernetes/rbac.ts';
import { isOf } from '../plan/graph.ts';
import { drillCalls } from './drill-calls.ts';
import { publishCalls } from './health-metrics.ts';
import { monitorCalls } from './monitor-service.ts';
import { deploymentIn, heraldsIn } from './tell-deployment.ts';
import { stagesOf } from '../plan/build-plan.ts';
import type { Call, Goal, Mode, Operation } from '../plan/plan.ts';

/**
 * What somebody wants to be allowed to do: `plan` only looks, `failover` looks and changes, `failback` also builds standbys anew, for
 * which databases are created, renamed and, to take that back, deleted; `reprotect` does nothing but that. Those of
 * `regionPurposes` are about every region of the service alike: `deploy` puts another version in and takes it back, `health` looks and puts
 * its numbers into CloudWatch, `monitor` keeps alarms and dashboards.
 */
export type Purpose = 'plan' | Operation | (typeof regionPurposes)[number];

/** The purposes that leave no region and activate none. */
export const regionPurposes = ['deploy', 'health', 'monitor'] as const;

/** What the permissions are for. */
export interface PermissionsRequest {
  readonly operation: Purpose;
  readonly from: Region;
  readonly to: Region;
  /** `auto`: both a planned switchover and an unplanned failover. */
  readonly mode: Mode | 'auto';
  /** For a drill: that of DNS where absent; the others change nothing. */
  readonly drill?: DrillChoice;
  /** Resources or groups that are changed; all where empty. Planning looks at everything all the same. */
  readonly only: readonly string[];
  /** Only what is called in this region; global services belong to the region of their control plane. */
  readonly region?: Region;
  /** What is changed, where a plan says it; everything that may have to be changed where absent. */
  readonly calls?: readonly Call[];
}

/** What has to be allowed, in AWS and in the clusters. */
export interface Permissions {
  readonly policy: PolicyDocument;
  readonly session: SessionPolicy;
  /** Roles for the clusters of each region. */
  readonly kubernetes: Readonly<Record<Region, readonly RbacRole[]>>;
}

/** The least that an operation needs. Contacts nothing: it works before anything exists, and when nothing answers. Throws ONLY_UNKNOWN. */
export function permissionsFor(config: Config, registry: Registry, request: PermissionsRequest): Permissions {
  const { region, only } = request;
  const unknown = only.find((name) => !config.resources.some(({ id }) => isOf(id, name)));
  if (unknown !== undefined)
    throw fail({
      code: 'ONLY_UNKNOWN',
      message: `--only names \`${unknown}\`, which ${config.file} does not have.`,
      found: unknown,
    });
  const groups = groupsFor(config, registry, request).map((group) => ({
    ...group,
    calls: group.calls.filter((call) => region === undefined || call.region === region),
  }));
  const policy = policyFor(groups, { account: config.account });
  const clusterCalls = groups.flatMap(({ calls }) => calls).filter(({ service }) => service === 'kubernetes');
  const regions = [...new Set(clusterCalls.map((call) => call.region))].sort();
  const rolesIn = (place: Region) =>
    rbacRoles(
      clusterCalls.filter((call) => call.region === place),
      `region-failover-${request.operation}`,
    );
  return {
    policy,
    session: sessionPolicy(policy),
    kubernetes: Object.fromEntries(regions.map((place) => [place, rolesIn(place)])),
  };
}

function groupsFor(config: Config, registry: Registry, request: PermissionsRequest): readonly CallGroup[] {
  const { operation, calls, from, to } = request;
  const look = { purpose: 'Look', calls: looks(config.resources, registry, [from, to]) };
  if (operation === 'plan') return [look];
  const kept = keeping(config);
  const keep = { purpose: 'Keep', noun: 'Runs', calls: kept };
  const read = {
    ...keep,
    calls: kept.filter(({ action }) => action === 'GetObject' || action === 'ListBucket'),
  };
  if (operation === 'health') {
    const everywhere = looks(config.resources, registry, config.regions);
    return [
      { purpose: 'Look', calls: everywhere },
      { purpose: 'Publish', calls: publishCalls(config.regions) },
      read,
    ];
  }
  if (operation === 'monitor')
    return [
      { purpose: 'Look', calls: monitorCalls(config, { changes: false }) },
      { purpose: 'Change', calls: monitorCalls(config, { changes: true }) },
    ];
  const publish = {
    purpose: 'Publish',
    calls: config.monitoring === undefined ? [] : publishCalls(config.regions),
  };
  if (operation === 'deploy') return [...deploying(config, registry, request), keep, publish];
  if (calls !== undefined) return [look, { purpose: 'Change', calls }, keep, publish];
  if (operation === 'drill' && (request.drill ?? 'dns') !== 'dns')
    return [look, { purpose: 'Watch', calls: drillCalls(config) }, read];
  const changes = possible({ config, registry }, request, (kind, resource, goal) =>
    kind.changes?.(resource, goal),
  );
  const rebuilds =
    operation === 'failback' || operation === 'reprotect'
      ? possible({ config, registry }, request, (kind, resource, goal) => kind.rebuilds?.(resource, goal))
      : [];
  return [
    look,
    { purpose: 'Change', calls: changes },
    { purpose: 'Rebuild', calls: rebuilds },
    keep,
    publish,
  ];
}

/** What can be deployed to is looked at and changed in every region, and whoever tells of it tells; nothing else is. */
function deploying(config: Config, registry: Registry, { only }: PermissionsRequest): readonly CallGroup[] {
  const { resources, regions } = config;
  const targets = resources.filter(
    (resource) =>
      registry.get(resource.kind)?.deploys !== undefined &&
      (only.length === 0 || only.some((name) => isOf(resource.id, name))),
  );
  const changes = targets.flatMap((resource) =>
    regions.flatMap((region) => registry.get(resource.kind)?.deploys?.(resource, region) ?? []),
  );
  const heralds = regions.flatMap((region) =>
    targets.length === 0
      ? []
      : heraldsIn({ config, registry }, region).map((resource) => ({ resource, region })),
  );
  const news = heralds.flatMap(
    ({ resource, region }) => registry.get(resource.kind)?.changes?.(resource, deploymentIn(region)) ?? [],
  );
  const topics = heralds.flatMap(({ resource, region }) => looks([resource], registry, [region]));
  return [
    { purpose: 'Look', calls: [...looks(targets, registry, regions), ...topics] },
    { purpose: 'Change', calls: [...changes, ...news] },
  ];
}

function looks(
  resources: readonly Resource[],
  registry: Registry,
  regions: readonly Region[],
): readonly Call[] {
  return resources.flatMap((resource) => {
    const kind = registry.get(resource.kind);
    const places = kind?.places.flatMap((place) => (place === 'global' ? ['global'] : regions)) ?? [];
    return places.flatMap((place) => kind?.reads(resource, place) ?? []);
  });
}

/** What the kinds foresee for the resources that are changed, in every mode that is asked for. */
function possible(
  { config, registry }: { readonly config: Config; readonly registry: Registry },
  request: PermissionsRequest,
  foresee: (kind: Kind, resource: Resource, goal: Goal) => readonly Call[] | undefined,
): readonly Call[] {
  const { from, to, mode, only, operation } = request;
  if (operation === 'plan' || isRegionPurpose(operation)) return [];
  const isPlanned = operation === 'reprotect' || operation === 'drill';
  const modes: readonly Mode[] = isPlanned
    ? ['planned']
    : mode === 'auto'
      ? ['planned', 'unplanned']
      : [mode];
  const stages = operation === 'failback' ? stagesOf(config) : undefined;
  const goals = modes.map((each): Goal => ({
    ...{ from, to, operation, mode: each, fromCondition: 'up' },
    ...(stages === undefined ? {} : { stages }),
  }));
  return config.resources
    .filter(({ id }) => only.length === 0 || only.some((name) => isOf(id, name)))
    .flatMap((resource) => {
      const kind = registry.get(resource.kind);
      return kind === undefined || !takesPart(kind, operation)
        ? []
        : goals.flatMap((goal) => foresee(kind, resource, goal) ?? []);
    });
}

/** Whether this purpose needs no direction. */
export function isRegionPurpose(purpose: Purpose): purpose is (typeof regionPurposes)[number] {
  return regionPurposes.some((each) => each === purpose);
}

/** A kind that has nothing to do in an operation needs no permission for it. */
function takesPart(kind: Kind, operation: Operation): boolean {
  if (operation === 'reprotect') return kind.protect !== undefined;
  return operation !== 'drill' || kind.drill !== undefined;
}

/**
 * The lease and the journals. Listing the bucket is also what makes S3 say that an object is absent and not that it is forbidden:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
function keeping({ witness }: Config): readonly Call[] {
  if (witness === undefined) return [];
  const { bucket, region } = witness;
  const common = { service: 's3', region, plane: 'data' } as const;
  const objects = objectArn(region, bucket, 'region-failover/*');
  return [
    { ...common, action: 'ListBucket', resource: bucketArn(region, bucket) },
    ...['GetObject', 'PutObject', 'DeleteObject'].map((action) => ({ ...common, action, resource: objects })),
  ];
}
