import type { KeyValuePair, RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs';

/** One task of a service; `address` is what its target group knows it by. */
export interface EcsTask {
  id: string;
  deployment: string;
  taskDefinition: string;
  address: string;
  status: 'PENDING' | 'RUNNING' | 'STOPPING' | 'STOPPED';
  createdAt: number;
  startedAt: number | undefined;
  stoppedAt: number | undefined;
  stoppedReason: string | undefined;
}

/** One deployment of a service, as `DescribeServices` shows it. */
export interface EcsDeployment {
  id: string;
  status: 'PRIMARY' | 'ACTIVE';
  taskDefinition: string;
  failedTasks: number;
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  reason: string;
  createdAt: number;
  updatedAt: number;
}

/** One ECS service with rolling deployments. */
export interface EcsService {
  name: string;
  cluster: string;
  region: string;
  arn: string;
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  desired: number;
  /** ARN of the task definition that is deployed. */
  taskDefinition: string;
  /** PRIMARY first. */
  deployments: EcsDeployment[];
  tasks: EcsTask[];
  /** Newest first. */
  events: { id: string; at: number; message: string }[];
  /** ARNs of the target groups that its tasks register in. */
  targetGroups: string[];
  circuitBreaker: { enable: boolean; rollback: boolean };
  minimumHealthyPercent: number;
  maximumPercent: number;
  createdAt: number;
}

/** One ECS cluster; `capacity` is how many tasks find room, without an end where undefined. */
export interface EcsCluster {
  name: string;
  region: string;
  arn: string;
  capacity: number | undefined;
  services: Map<string, EcsService>;
}

/** One revision of a task definition. */
export interface EcsTaskDefinition {
  arn: string;
  family: string;
  revision: number;
  status: 'ACTIVE' | 'INACTIVE';
  registeredAt: number;
  definition: RegisterTaskDefinitionRequest;
  tags: KeyValuePair[];
}

/** What Application Auto Scaling may do with a service. */
export interface ScalableTarget {
  namespace: string;
  resourceId: string;
  dimension: string;
  arn: string;
  min: number;
  max: number;
  suspended: { dynamicIn: boolean; dynamicOut: boolean; scheduled: boolean };
  createdAt: number;
}

/** One scheduled action of a scalable target; min and max as far as it sets them. */
export interface ScheduledAction {
  name: string;
  namespace: string;
  resourceId: string;
  dimension: string;
  arn: string;
  schedule: string;
  timezone: string | undefined;
  min: number | undefined;
  max: number | undefined;
  createdAt: number;
}

/** The containers of one region and what scales them. */
export interface ContainerState {
  clusters: Map<string, EcsCluster>;
  /** Revisions by family, oldest first. */
  taskDefinitions: Map<string, EcsTaskDefinition[]>;
  /** By `namespace|resourceId|dimension`. */
  scalableTargets: Map<string, ScalableTarget>;
  /** By the target's key and the action's name. */
  scheduledActions: Map<string, ScheduledAction>;
  /** Images whose tasks do not work: they stop at once, or run and fail their load balancer's checks. */
  badImages: Map<string, 'crashes' | 'unhealthy'>;
}

/** A region without containers. */
export function noContainers(): ContainerState {
  return {
    clusters: new Map(),
    taskDefinitions: new Map(),
    scalableTargets: new Map(),
    scheduledActions: new Map(),
    badImages: new Map(),
  };
}

/** The key of a scalable target. */
export function scalableKey(target: Pick<ScalableTarget, 'namespace' | 'resourceId' | 'dimension'>): string {
  return `${target.namespace}|${target.resourceId}|${target.dimension}`;
}
