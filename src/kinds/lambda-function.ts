import type { Problem } from '../errors.ts';
import type { Region } from '../ids.ts';
import type { Assessment, Call, Goal, Note, StepDraft } from '../plan/plan.ts';
import { judgeKeys, problemsOfKeys, referencesOfRules, rulesIn } from './connection-rules.ts';
import { functionHoldings } from './lambda-function-cost.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, Observation } from './kind.ts';
import { environmentCalls, limitCalls, lookCalls } from './lambda-function-calls.ts';
import { changeFunction, restoreFunction } from './lambda-function-change.ts';
import { observeFunctions } from './lambda-function-look.ts';
import type { LambdaLook, LambdaLooks } from './lambda-function-look.ts';
import { lambdaSettled, lambdaUndone } from './lambda-function-settled.ts';
import { functionsIn, lambdaNames, lambdaSpec } from './lambda-function-spec.ts';
import type { LambdaFunctions, LambdaNames } from './lambda-function-spec.ts';
import {
  activationSteps,
  activeTarget,
  leavingSteps,
  onlyOf,
  standbySteps,
  standbyTarget,
} from './lambda-function-steps.ts';
import { gapsTo } from './lambda-function-target.ts';
import type { LambdaTarget } from './lambda-function-target.ts';

/** Lambda functions that run in the active region alone. */
export const lambdaFunction = defineKind<LambdaFunctions['spec'], LambdaNames, LambdaLooks>({
  name: 'lambda-function',
  role: 'compute',
  summary:
    'Lets Lambda functions run in the region being activated and stops them in the other one: event sources, concurrency, environment.',
  notes: [
    'A function is fenced by disabling its event sources and by a reserved concurrency of 0, after which Lambda starts nothing. In a planned switchover the fence is proven when the timeout of the function has passed as well, since what had begun may write until then.',
    'Event sources are enabled in the traffic phase, when the data is writable and the region answers: a queue is traffic, too.',
    'Lambda refuses a reserved concurrency below the provisioned one. Name the alias under `provisioned`, and it is taken away before the fence and built again by activation; that takes minutes and may lack capacity.',
    'A reserved concurrency that the config does not speak of is not remembered from one run to the next: activation lifts a limit of 0 and no more. Say `reserved: { active: ... }` to get a limit of its own back.',
    'The environment belongs to `$LATEST`; a published version keeps the one it was published with. Variables that are not named stay. The former value of a variable with a literal `value` is kept in the plan, for the way back; of all others only hosts are.',
  ],
  example: `kind: lambda-function
eventSources: true
reserved: { active: 50, standby: 0 }
environment:
  ACTIVE_REGION: { value: { eu-west-1: eu-west-1, eu-west-2: eu-west-2 } }
eu-west-1: order-worker
eu-west-2: order-worker
`,
  spec: lambdaSpec,
  regional: lambdaNames,
  regionalNeeded: 'every',
  places: ['regions'],
  holdings: functionHoldings,
  observe: observeFunctions,
  reads: (resource, place) =>
    functionsIn(resource, place).flatMap((name) => lookCalls(resource, name, place)),
  changes,
  assess,
  steps: (resource, observation, goal) => [
    ...leavingSteps(resource, observation, goal),
    ...activationSteps(resource, observation, goal),
  ],
  protect: (resource, observation, { from }): readonly StepDraft[] =>
    Object.entries(valueIn(observation, from) ?? {}).flatMap(([name, look]) =>
      standbySteps(resource, { name, look, region: from, fenced: false, phase: 'fence' }),
    ),
  protected: (resource, observation, { from }) => standbyChecks(resource, observation, from),
  apply: changeFunction,
  undo: restoreFunction,
  inCode: ({ action }) =>
    action.startsWith('environment')
      ? '`aws_lambda_function`: ignore `environment`.'
      : '`aws_lambda_function`: ignore `reserved_concurrent_executions`; `aws_lambda_event_source_mapping`: ignore `enabled`; `aws_lambda_provisioned_concurrency_config` likewise.',
  settled: lambdaSettled,
  undone: lambdaUndone,
  verify: (resource, observation, goal) => [
    ...activeChecks(resource, observation, goal),
    ...(goal.mode === 'planned' && seenIn(observation, goal.from).state === 'seen'
      ? standbyChecks(resource, observation, goal.from)
      : []),
  ],
  references: ({ spec: { environment } }) => referencesOfRules(environment),
});

function changes(resource: LambdaFunctions, { from, to }: Goal): readonly Call[] {
  const hasEnvironment = Object.keys(resource.spec.environment).length > 0;
  return [
    ...functionsIn(resource, from).flatMap((name) => limitCalls(resource, name, from)),
    ...functionsIn(resource, to).flatMap((name) => [
      ...limitCalls(resource, name, to),
      ...(hasEnvironment ? environmentCalls(name, to) : []),
    ]),
  ];
}

function assess(resource: LambdaFunctions, observation: Observation<LambdaLooks>, goal: Goal): Assessment {
  const { to } = goal;
  const seen = seenIn(observation, to);
  const names = functionsIn(resource, to);
  const label = `${names.length === 1 ? (names[0] ?? '') : `${names.length} functions`} in ${to}`;
  if (seen.state === 'failed')
    return {
      state: 'blocked',
      summary: seen.problem.message,
      problems: [{ ...seen.problem, resource: resource.id }],
    };
  const looks = seen.state === 'seen' ? seen.value : {};
  const problems = names.flatMap((name) => problemsOf(resource, { name, look: looks[name], region: to }));
  if (problems.length > 0) return { state: 'blocked', summary: `${label} cannot be activated`, problems };
  const notes = notesOn(resource, valueIn(observation, goal.from), goal);
  const left = [
    ...leavingSteps(resource, observation, goal),
    ...activationSteps(resource, observation, goal),
  ];
  if (left.length === 0) return { state: 'done', summary: `${label}: active already`, notes };
  return { state: 'ready', summary: `${label}: to be activated`, notes };
}

function problemsOf(
  resource: LambdaFunctions,
  { name, look, region }: { name: string; look: LambdaLook | undefined; region: Region },
): readonly Problem[] {
  const where = { resource: resource.id, region };
  if (look === undefined)
    return [{ ...where, code: 'RESOURCE_MISSING', message: `There is no function ${name} in ${region}.` }];
  const message = `The function ${name} in ${region} is ${look.state}.`;
  const failed: Problem = {
    ...where,
    code: 'RESOURCE_NOT_READY',
    message,
    expected: 'Active',
    found: look.state,
  };
  const qualifier = resource.spec.provisioned?.qualifier ?? '';
  const unknown: Problem = {
    ...where,
    code: 'RESOURCE_MISSING',
    message: `The function ${name} in ${region} has no alias or version ${qualifier}.`,
  };
  return [
    ...(look.state === 'Failed' ? [failed] : []),
    ...(look.provisioned === 'unknown' ? [unknown] : []),
    ...problemsOfKeys(rulesIn(resource.spec.environment, region), look.keys, {
      ...where,
      label: `environment of ${name} in ${region}`,
    }),
  ];
}

function notesOn(resource: LambdaFunctions, looks: LambdaLooks | undefined, { from }: Goal): readonly Note[] {
  if (!resource.spec.fence || resource.spec.reserved?.active !== undefined) return [];
  return Object.entries(looks ?? {}).flatMap(([name, { reserved }]): Note[] => {
    if (reserved === null || reserved === 0) return [];
    const message = `${name} in ${from} has a reserved concurrency of ${reserved}, which coming back will not restore: say \`reserved: { active: ${reserved} }\`.`;
    return [{ level: 'warning', message }];
  });
}

function activeChecks(
  resource: LambdaFunctions,
  observation: Observation<LambdaLooks>,
  { to }: Goal,
): readonly Check[] {
  const seen = seenIn(observation, to);
  const only = onlyOf(resource);
  const unseen = seen.state === 'failed' ? seen.problem.message : 'no such function';
  return functionsIn(resource, to).map((name): Check => {
    const look = valueIn(observation, to)?.[name];
    const expected = 'active, with its concurrency, event sources and environment';
    if (look === undefined) return { name: `${name} runs in ${to}`, ok: false, expected, found: unseen };
    const target: LambdaTarget = {
      ...activeTarget(resource, look),
      ...(resource.spec.eventSources === false ? {} : { sources: true }),
    };
    const gaps = gapsTo(target, look, { only, atLeast: true }).map(({ what }) => what);
    const rules = rulesIn(resource.spec.environment, to);
    const wrong = judgeKeys(rules, look.keys, observation.inputs)
      .filter(({ ok }) => ok === false)
      .map(({ key, found }) => `${key}: ${found}`);
    const bad = [
      ...(look.state === 'Failed' ? [look.state] : []),
      ...(look.update === 'Failed' ? ['its last update failed'] : []),
    ];
    const found = [...bad, ...gaps, ...wrong];
    return {
      name: `${name} runs in ${to}`,
      ok: found.length === 0,
      expected,
      found: found.length === 0 ? look.state : found.join(', '),
    };
  });
}

function standbyChecks(
  resource: LambdaFunctions,
  observation: Observation<LambdaLooks>,
  region: Region,
): readonly Check[] {
  const seen = seenIn(observation, region);
  return functionsIn(resource, region).map((name): Check => {
    const look = valueIn(observation, region)?.[name];
    const gaps =
      look === undefined
        ? [seen.state === 'failed' ? seen.problem.message : 'no such function']
        : gapsTo(standbyTarget(resource), look, { only: onlyOf(resource), atLeast: false }).map(
            ({ what }) => what,
          );
    return {
      name: `${name} stands by in ${region}`,
      ok: gaps.length === 0,
      expected: 'the concurrency of a standby, event sources disabled',
      found: gaps.length === 0 ? 'stands by' : gaps.join(', '),
    };
  });
}
