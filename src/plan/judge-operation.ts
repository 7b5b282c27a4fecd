import type { Problem } from '../errors.ts';
import type { PlanInput } from './build-plan.ts';
import type { Judgement } from './judge.ts';
import type { Goal, Step } from './plan.ts';

/** A standby is built behind a region that is active, and a drill practises on one: neither may begin on the wrong side. */
export function ofOperation({ input, goal }: { input: PlanInput; goal: Goal }): Judgement {
  const { operation, from, to, drill } = goal;
  if (operation !== 'reprotect' && operation !== 'drill') return { problems: [], warnings: [] };
  const active = operation === 'reprotect' ? to : from;
  const seenAs: Goal = { ...goal, from: active === to ? from : to, to: active };
  const failed = input.config.resources.flatMap((resource) => {
    const kind = input.registry.get(resource.kind);
    const observation = input.observations.get(resource.id);
    if (kind?.role !== 'data' || observation === undefined) return [];
    return kind
      .verify(resource, observation, seenAs)
      .filter(({ ok }) => !ok)
      .map(({ name, expected, found }) => ({
        code: 'REGION_NOT_ACTIVE' as const,
        message: `${active} does not pass for the active region. Not so: ${name}.`,
        resource: resource.id,
        region: active,
        expected,
        found,
      }));
  });
  const moves =
    drill === 'dns'
      ? [
          `Until the drill is over traffic is answered by ${to}, where the data can be read but not written: only DNS moves.`,
        ]
      : [];
  return { problems: failed, warnings: moves };
}

/** A region must answer for what is planned with it; what to do when it does not depends on the operation. */
export function unreachable({ operation, from, to }: Goal): Problem {
  const code = 'REGION_UNREACHABLE';
  const drained = `${from} does not answer, so its writes cannot be stopped and its replication cannot be drained.`;
  switch (operation) {
    case 'failover':
      return { code, region: from, message: drained, fix: 'Use --mode unplanned.' };
    case 'failback':
      return {
        ...{ code, region: from, message: drained },
        fix: `If ${from} is lost, use: region-failover failover --from ${from} --to ${to} --mode unplanned`,
      };
    case 'deploy':
      return { code, region: from, message: `${from} does not answer, so nothing can be deployed there.` };
    case 'reprotect':
      return {
        ...{ code, region: from, message: `${from} does not answer, so no standby can be built there.` },
        fix: 'Wait until it is back, then plan again.',
      };
    case 'drill':
      return {
        ...{ code, region: from, message: `${from} does not answer: this is no time for a drill.` },
        fix: `If it is lost, use: region-failover failover --from ${from} --to ${to}`,
      };
  }
}

/** Traffic that is still sent to a region whose services have been stopped is answered by nobody, unless they are started again. */
export function ofStages({ goal, steps }: { goal: Goal; steps: readonly Step[] }): Judgement {
  const { from, to, stages } = goal;
  const first = stages?.percent[0] ?? 100;
  // What takes from queues moves its own traffic: no record leads there.
  const moving = resourcesOf(steps.filter(({ phase }) => phase === 'traffic'));
  const serving = resourcesOf(
    steps.filter(({ phase, region, changes }) => phase === 'ready' && region === from && changes),
  );
  const stopped = resourcesOf(
    steps.filter(
      ({ phase, region, skip, changes, resource }) =>
        phase === 'fence' && region === from && skip === undefined && changes && !moving.has(resource),
    ),
  );
  const silent = [...stopped].filter((resource) => !serving.has(resource));
  if (first === 100) return { problems: [], warnings: [] };
  const warnings = [
    ...(silent.length === 0
      ? []
      : [
          `${silent.join(', ')} in ${from} are stopped before traffic moves, so in the stages before 100 % only records that evaluate target health keep requests away from there: with others they fail. Use \`serving: both\` where they can write to ${to}, or \`stages: [100]\`.`,
        ]),
    ...(serving.size === 0
      ? []
      : [
          `${[...serving].join(', ')} in ${from} write to ${to} until all traffic has moved: the network of ${from} must reach the databases and caches there.`,
        ]),
  ];
  return { problems: [], warnings };
}

function resourcesOf(steps: readonly Step[]): ReadonlySet<string> {
  return new Set(steps.map(({ resource }) => resource));
}
