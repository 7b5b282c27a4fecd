import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { Region } from '../ids.ts';
import { nothingThere } from '../plan/holding.ts';
import type { Alternative, Holding, Sight } from '../plan/holding.ts';
import { servicesIn } from './ecs-service-spec.ts';
import type { Services } from './ecs-service-spec.ts';
import type { ServicesSeen } from './ecs-service-steps.ts';

/** What the tasks of a region that stands by cost. A look also asks for the task definitions, which say how large tasks are. */
export async function serviceHoldings(
  resource: Services,
  region: Region,
  sight?: Sight<ServicesSeen>,
): Promise<readonly Holding[]> {
  const { names = [] } = servicesIn(resource, region) ?? {};
  const { tasks, autoscaling } = resource.spec;
  const least = autoscaling?.standby?.min;
  if (sight === undefined)
    return names.map((name): Holding => {
      if (tasks.standby === 0) return idle(name);
      const count = tasks.standby === 'keep' ? {} : { quantity: tasks.standby };
      return {
        what: `tasks of ${name}`,
        missing: 'how large they are',
        ...count,
        instead: [{ strategy: 'idle-compute', quantity: 0 }],
      };
    });
  const all = names.map(async (name): Promise<readonly Holding[]> => {
    const look = sight.value?.[name];
    if (look === undefined) return [nothingThere];
    if (look.desired === 0) return [idle(name)];
    const api = await sight.context.outside.aws.ecs(region);
    const { taskDefinition } = await api.describeTaskDefinition(
      { taskDefinition: look.taskDefinition },
      { signal: sight.context.signal },
    );
    return tasksOf({ name, count: look.desired, least, fargate: look.fargate === true }, taskDefinition);
  });
  return (await Promise.all(all)).flat();
}

function idle(name: string): Holding {
  return { what: `no tasks of ${name} at rest`, quantity: 0, done: 'idle-compute' };
}

interface Tasks {
  readonly name: string;
  readonly count: number;
  /** What a schedule may scale them down to. */
  readonly least: number | undefined;
  readonly fargate: boolean;
}

/** Fargate bills vCPU and memory of the task; on EC2 the instances are paid for, which the service does not know. */
function tasksOf(
  { name, count, least, fargate }: Tasks,
  definition: TaskDefinition | undefined,
): readonly Holding[] {
  const { cpu, memory, runtimePlatform } = definition ?? {};
  const what = `${count} tasks of ${name}`;
  if (!fargate) return [{ what, missing: 'the instances that they run on' }];
  if (cpu === undefined || memory === undefined) return [{ what, missing: 'how large they are' }];
  // Windows has a licence on top.
  if (runtimePlatform?.operatingSystemFamily?.startsWith('WINDOWS') === true)
    return [{ what, missing: 'the price of tasks on Windows' }];
  const platform = runtimePlatform?.cpuArchitecture === 'ARM64' ? 'arm' : 'x86';
  const part = (kind: 'vcpu' | 'memory', each: number, unit: string): Holding => ({
    what: `${what}, ${each} ${unit} each`,
    ...{ item: `fargate/${platform}/${kind}`, quantity: count * each },
    instead: alternatives(each, { count, least }),
  });
  return [part('vcpu', Number(cpu) / 1024, 'vCPU'), part('memory', Number(memory) / 1024, 'GB')];
}

function alternatives(
  each: number,
  { count, least }: Pick<Tasks, 'count' | 'least'>,
): readonly Alternative[] {
  const fewer = least !== undefined && least < count;
  return [
    { strategy: 'idle-compute', quantity: 0 },
    ...(fewer ? [{ strategy: 'scheduled-scaling', quantity: least * each, upTo: true } as const] : []),
  ];
}
