import { letters, uuid } from './names.ts';
import { variedBy } from './timings.ts';
import { nextSequence, regionOf, scheduleIn } from './world.ts';
import type { EcsDeployment, EcsService, EcsTask } from './container-resources.ts';
import type { LoadBalancer } from './regional-resources.ts';
import type { World } from './world.ts';

/** Begins a deployment that replaces the PRIMARY one, and has the tasks follow. */
export function deploy(
  world: World,
  service: EcsService,
  given: { taskDefinition: string; reason?: string },
): EcsDeployment {
  const now = world.clock.now();
  const id = `ecs-svc/${serial(`${service.arn}${nextSequence(world)}`)}`;
  const deployment: EcsDeployment = {
    id,
    status: 'PRIMARY',
    taskDefinition: given.taskDefinition,
    failedTasks: 0,
    rolloutState: 'IN_PROGRESS',
    reason: given.reason ?? `ECS deployment ${id} in progress.`,
    createdAt: now,
    updatedAt: now,
  };
  for (const former of service.deployments) former.status = 'ACTIVE';
  service.deployments.unshift(deployment);
  service.taskDefinition = given.taskDefinition;
  reconcile(world, service);
  return deployment;
}

/** Starts and stops tasks until the service has what is wanted of it, as far as that goes at this moment. */
export function reconcile(world: World, service: EcsService): void {
  const primary = service.deployments[0];
  if (!primary) return;
  for (const task of surplus(service, primary)) stop(world, service, task);
  if (primary.rolloutState !== 'FAILED') {
    const missing = service.desired - alive(service, primary).length;
    const most = Math.max(service.desired, Math.floor((service.desired * service.maximumPercent) / 100));
    const room = most - alive(service).length;
    const wanted = Math.min(missing, room);
    const placed = Math.min(wanted, placesLeft(world, service));
    for (let count = 0; count < placed; count += 1) start(world, service, primary);
    if (placed < wanted)
      say(
        world,
        service,
        `was unable to place a task because no container instance met all of its requirements.`,
      );
  }
  finish(world, service, primary);
}

/** Tasks that are wanted no longer: too many of the PRIMARY deployment, and of the older ones as new ones run. */
function surplus(service: EcsService, primary: EcsDeployment): EcsTask[] {
  const own = alive(service, primary);
  const tooMany = own.slice(service.desired);
  const least = Math.ceil((service.desired * service.minimumHealthyPercent) / 100);
  const running = (tasks: EcsTask[]) => tasks.filter((task) => task.status === 'RUNNING').length;
  const old = alive(service).filter((task) => task.deployment !== primary.id);
  if (primary.rolloutState === 'FAILED') return tooMany;
  const spare = Math.max(0, running(own.slice(0, service.desired)) + running(old) - least);
  const idle = old.filter((task) => task.status !== 'RUNNING');
  const replaced = old.filter((task) => task.status === 'RUNNING').slice(0, spare);
  return [...tooMany, ...idle, ...replaced];
}

/** Tasks that run or are about to, of one deployment or of all. */
function alive(service: EcsService, deployment?: EcsDeployment): EcsTask[] {
  return service.tasks.filter(
    (task) =>
      (task.status === 'PENDING' || task.status === 'RUNNING') &&
      (deployment === undefined || task.deployment === deployment.id),
  );
}

function placesLeft(world: World, service: EcsService): number {
  const cluster = regionOf(world, service.region).containers.clusters.get(service.cluster);
  if (cluster?.capacity === undefined) return Infinity;
  const taken = [...cluster.services.values()].reduce((sum, each) => sum + alive(each).length, 0);
  return Math.max(0, cluster.capacity - taken);
}

function start(world: World, service: EcsService, deployment: EcsDeployment): void {
  const sequence = nextSequence(world);
  const task: EcsTask = {
    id: uuid(`${service.arn}/${sequence}`).replaceAll('-', ''),
    deployment: deployment.id,
    taskDefinition: deployment.taskDefinition,
    address: `10.0.${(sequence >> 8) % 256}.${sequence % 256}`,
    status: 'PENDING',
    createdAt: world.clock.now(),
    startedAt: undefined,
    stoppedAt: undefined,
    stoppedReason: undefined,
  };
  service.tasks.push(task);
  scheduleIn(world, variedBy(task.id, world.timings.taskStartMs), {
    apply: (at) => {
      if (task.status !== 'PENDING') return;
      if (qualityOf(world, service, task) === 'crashes') crash(world, service, { task, deployment, at });
      else {
        Object.assign(task, { status: 'RUNNING', startedAt: at });
        register(world, service, { task, at });
      }
      reconcile(world, service);
    },
  });
}

function crash(
  world: World,
  service: EcsService,
  { task, deployment, at }: { task: EcsTask; deployment: EcsDeployment; at: number },
): void {
  Object.assign(task, {
    status: 'STOPPED',
    stoppedAt: at,
    stoppedReason: 'Essential container in task exited',
  });
  deployment.failedTasks += 1;
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
  const threshold = Math.min(200, Math.max(3, Math.ceil(service.desired / 2)));
  if (deployment.failedTasks < threshold) return;
  say(world, service, 'is unable to consistently start tasks successfully.');
  const isRollback = deployment.reason.includes('rolling back');
  const breaks = service.circuitBreaker.enable && deployment.rolloutState === 'IN_PROGRESS' && !isRollback;
  if (!breaks || deployment.status !== 'PRIMARY') return;
  deployment.rolloutState = 'FAILED';
  deployment.reason = 'ECS deployment circuit breaker: tasks failed to start.';
  deployment.updatedAt = at;
  const former = service.deployments.find((each) => each !== deployment && each.rolloutState === 'COMPLETED');
  if (!service.circuitBreaker.rollback || !former) return;
  const reason = `ECS deployment circuit breaker: rolling back to deploymentId ${former.id}.`;
  deploy(world, service, { taskDefinition: former.taskDefinition, reason });
}

/** A task that is told to end goes on for a while: it takes no new connections and finishes what it has. */
function stop(world: World, service: EcsService, task: EcsTask): void {
  task.status = 'STOPPING';
  task.stoppedReason = `Scaling activity initiated by (deployment ${task.deployment})`;
  for (const target of targetsOf(world, service, task)) target.health = 'draining';
  scheduleIn(world, world.timings.taskStopMs, {
    apply: (at) => {
      Object.assign(task, { status: 'STOPPED', stoppedAt: at });
      for (const balancer of balancersOf(world, service))
        balancer.targets = balancer.targets.filter((target) => target.id !== task.address);
      const stopped = service.tasks.filter((each) => each.status === 'STOPPED');
      for (const old of stopped.slice(0, -20)) service.tasks.splice(service.tasks.indexOf(old), 1);
      reconcile(world, service);
    },
  });
}

function finish(world: World, service: EcsService, primary: EcsDeployment): void {
  service.deployments = service.deployments.filter(
    (each) => each === primary || alive(service, each).length > 0,
  );
  const running = alive(service, primary).filter((task) => task.status === 'RUNNING').length;
  const ready = service.deployments.length === 1 && running === service.desired;
  if (!ready || primary.rolloutState !== 'IN_PROGRESS') return;
  primary.rolloutState = 'COMPLETED';
  primary.reason = `ECS deployment ${primary.id} completed.`;
  primary.updatedAt = world.clock.now();
  say(world, service, 'has reached a steady state.');
}

function register(world: World, service: EcsService, { task, at }: { task: EcsTask; at: number }): void {
  const health = qualityOf(world, service, task) === 'unhealthy' ? 'unhealthy' : 'healthy';
  for (const balancer of balancersOf(world, service)) {
    const target: LoadBalancer['targets'][number] = {
      id: task.address,
      port: balancer.port,
      health: 'initial',
    };
    balancer.targets.push(target);
    scheduleIn(world, world.timings.targetHealthyMs, {
      apply: () => {
        if (target.health === 'initial') target.health = health;
      },
      from: at,
    });
  }
}

function targetsOf(world: World, service: EcsService, task: EcsTask) {
  return balancersOf(world, service).flatMap((balancer) =>
    balancer.targets.filter((target) => target.id === task.address),
  );
}

function balancersOf(world: World, service: EcsService) {
  return [...regionOf(world, service.region).loadBalancers.values()].filter((balancer) =>
    service.targetGroups.includes(balancer.targetGroupArn),
  );
}

function qualityOf(world: World, service: EcsService, task: EcsTask): 'crashes' | 'unhealthy' | undefined {
  const { taskDefinitions, badImages } = regionOf(world, service.region).containers;
  const revision = [...taskDefinitions.values()].flat().find(({ arn }) => arn === task.taskDefinition);
  const images = (revision?.definition.containerDefinitions ?? []).map(({ image = '' }) => image);
  return images.map((image) => badImages.get(image)).find((quality) => quality !== undefined);
}

/** Adds an event in AWS's words, unless it is what was said last. */
export function say(world: World, service: EcsService, words: string): void {
  const message = `(service ${service.name}) ${words}`;
  if (service.events[0]?.message === message) return;
  const at = world.clock.now();
  service.events.unshift({ id: uuid(`${service.arn}${nextSequence(world)}`), at, message });
  service.events.splice(100);
}

/** Nineteen digits, as deployments are numbered. */
function serial(text: string): string {
  return letters(text, 19).replace(/[a-z]/g, (letter) => String(letter.charCodeAt(0) % 10));
}
