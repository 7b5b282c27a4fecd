import * as z from 'zod';
import { parameterArn } from '../aws/arn.ts';
import type { Resource } from '../config/config.ts';
import type { Problem } from '../errors.ts';
import type { Place, Region, ResourceId } from '../ids.ts';
import type { Assessment, Call, Goal, StepDraft } from '../plan/plan.ts';
import { formatAddress } from './connection-address.ts';
import {
  hashOfValue,
  leadsTo,
  readsOfRule,
  referencesOfRules,
  regionalRule,
  rulesIn,
} from './connection-rules.ts';
import type { KeyRule } from './connection-rules.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, ObserveContext, Observation, Settled } from './kind.ts';
import { variable } from './outside-env.ts';
import {
  lookOf,
  parameterParams,
  putParameter,
  readParameters,
  restoreParameter,
} from './ssm-parameter-change.ts';
import type { ParameterLook } from './ssm-parameter-change.ts';

const spec = z.strictObject({
  parameters: z
    .record(z.string().regex(/^[\w./-]{1,1011}$/, 'must be the name of a parameter'), regionalRule)
    .refine((given) => Object.keys(given).length > 0, 'must name at least one parameter')
    .describe('What becomes of each parameter, by its name.'),
  everywhere: z
    .boolean()
    .default(false)
    .describe(
      'Whether the region that is left gets the same values, for parameters that say which region is active.',
    ),
});

type Spec = z.output<typeof spec>;
type Parameters = Resource<Spec, never>;

interface Value {
  readonly parameters: Readonly<Record<string, ParameterLook>>;
  /** What `fromEnv` gives, as hashes; a variable that is not set is left out. */
  readonly env: Readonly<Record<string, string>>;
}

/** Parameters of AWS Systems Manager that follow the active region. */
export const ssmParameter = defineKind<Spec, never, Value>({
  name: 'ssm-parameter',
  role: 'compute',
  health: 'secrets',
  summary:
    'Sets parameters of the Parameter Store in the region being activated: a literal, the output of another resource, or a new host in a connection string.',
  notes: [
    'A parameter must exist: its type, key, tier, description and policies stay as they are, only its value changes.',
    'No value reaches the plan, the journal, the report or a message. Taking the step back reads the former value from the history that the Parameter Store keeps, and only while nobody else has changed the parameter since.',
    'A `SecureString` takes no literal `value`, because the config holds no secrets: use `fromEnv`, `from` or `host`. Reading and writing it needs `kms:Decrypt` and `kms:Encrypt` for a key of your own.',
    'With `everywhere: true` the region that is left is told as well, last of all and where it answers; `reprotect` makes up for it later.',
    'Programs that have read a parameter keep what they have read until they start again.',
  ],
  example: `kind: ssm-parameter
parameters:
  /shop/active-region: { value: { eu-west-1: eu-west-1, eu-west-2: eu-west-2 } }
  /shop/mode: { value: normal }
`,
  spec,
  places: ['regions'],
  observe,
  holdings: ({ spec: { parameters } }) => [
    {
      what: `${Object.keys(parameters).length} parameters`,
      missing: 'their tier: standard ones are free',
    },
  ],
  reads: (resource, place) =>
    Object.keys(resource.spec.parameters).map((name) => call('GetParameters', name, place)),
  changes: (resource, { from, to }) => [
    ...changeCalls(resource, to),
    ...(resource.spec.everywhere ? changeCalls(resource, from) : []),
  ],
  assess,
  steps: (resource, observation, goal) => [
    ...putSteps(resource, observation, { goal, region: goal.to }),
    ...(resource.spec.everywhere ? putSteps(resource, observation, { goal, region: goal.from }) : []),
  ],
  protect: (resource, observation, goal) =>
    resource.spec.everywhere ? putSteps(resource, observation, { goal, region: goal.from }) : [],
  protected: (resource, observation, goal) =>
    resource.spec.everywhere ? checks(resource, observation, { goal, region: goal.from }) : [],
  apply: putParameter,
  undo: restoreParameter,
  inCode: () => '`aws_ssm_parameter`: ignore `value`.',
  settled: (step, observation): Settled => {
    const { name, rule } = parameterParams(step);
    const seen = seenIn(observation, step.region);
    if (seen.state === 'failed')
      return { state: 'pending', note: `${name} cannot be seen: ${seen.problem.message}` };
    const verdict = judge(name, rule, {
      value: valueIn(observation, step.region),
      inputs: observation.inputs,
    });
    if (verdict.ok === undefined) return { state: 'unobservable' };
    if (!verdict.ok) return { state: 'not-begun', note: `${name} does not hold the new value yet` };
    const version = valueIn(observation, step.region)?.parameters[name]?.version ?? 0;
    return { state: 'done', note: `${name}: version ${version}`, evidence: { version } };
  },
  undone: (step, observation): Settled => {
    const { name, former } = parameterParams(step);
    const version = valueIn(observation, step.region)?.parameters[name]?.version;
    // The step made the version after the former one; taking it back makes another, and somebody else's change is let alone.
    const back = version !== undefined && version !== former + 1;
    return { state: back ? 'done' : 'pending', note: `version ${version ?? 'not seen'}` };
  },
  verify: (resource, observation, goal) => checks(resource, observation, { goal, region: goal.to }),
  references: ({ spec: { parameters } }) => referencesOfRules(parameters),
});

async function observe(
  resources: readonly Parameters[],
  place: Place,
  context: ObserveContext,
): Promise<ReadonlyMap<ResourceId, Value>> {
  const names = resources.flatMap((resource) => Object.keys(resource.spec.parameters));
  const found = await readParameters(names, place, context);
  return new Map(
    resources.map(({ id, spec: { parameters } }) => {
      const looks = Object.keys(parameters).flatMap((name) => {
        const parameter = found.get(name);
        return parameter === undefined ? [] : [[name, lookOf(parameter)] as const];
      });
      const env = Object.values(parameters).flatMap((rule) => {
        const value = 'fromEnv' in rule ? variable(context.outside, rule.fromEnv) : undefined;
        return 'fromEnv' in rule && value !== undefined ? [[rule.fromEnv, hashOfValue(value)] as const] : [];
      });
      return [id, { parameters: Object.fromEntries(looks), env: Object.fromEntries(env) }];
    }),
  );
}

interface Verdict {
  /** Undefined where the resource it refers to is not known here. */
  readonly ok: boolean | undefined;
  readonly found: string;
}

function judge(
  name: string,
  rule: KeyRule,
  { value, inputs }: { readonly value: Value | undefined; readonly inputs: Observation['inputs'] },
): Verdict {
  const look = value?.parameters[name];
  if (look === undefined) return { ok: false, found: 'no such parameter' };
  const { address, version, hash } = look;
  const found = `version ${version}${address === undefined ? '' : `, ${formatAddress(address)}`}`;
  if ('host' in rule) {
    if (address === undefined) return { ok: false, found };
    return { ok: leadsTo(address, rule, inputs), found };
  }
  if ('from' in rule) {
    const wanted = inputs?.[rule.from];
    return { ok: wanted === undefined ? undefined : hashOfValue(wanted) === hash, found };
  }
  const wanted = 'value' in rule ? hashOfValue(rule.value) : value?.env[rule.fromEnv];
  return { ok: wanted === hash, found };
}

interface Where {
  readonly goal: Goal;
  /** Where the parameters are; their values are those of `goal.to` in any case. */
  readonly region: Region;
}

function assess(resource: Parameters, observation: Observation<Value>, goal: Goal): Assessment {
  const seen = seenIn(observation, goal.to);
  const names = Object.keys(rulesIn(resource.spec.parameters, goal.to));
  const problems = seen.state === 'seen' ? problemsIn(resource, seen.value, goal.to) : [];
  if (seen.state === 'failed')
    return {
      state: 'blocked',
      summary: seen.problem.message,
      problems: [{ ...seen.problem, resource: resource.id }],
    };
  if (problems.length > 0)
    return { state: 'blocked', summary: `parameters in ${goal.to} cannot be set`, problems };
  const left = putSteps(resource, observation, { goal, region: goal.to });
  if (left.length === 0) return { state: 'done', summary: `${names.join(', ')} in ${goal.to}: as wanted` };
  return { state: 'ready', summary: `${names.join(', ')} in ${goal.to}: will be checked and set` };
}

function problemsIn(resource: Parameters, value: Value, region: Region): readonly Problem[] {
  const where = { resource: resource.id, region };
  return Object.entries(rulesIn(resource.spec.parameters, region)).flatMap(([name, rule]): Problem[] => {
    const look = value.parameters[name];
    if (look === undefined)
      return [{ ...where, code: 'RESOURCE_MISSING', message: `There is no parameter ${name} in ${region}.` }];
    const notReady = (message: string, fix: string): Problem[] => [
      { ...where, code: 'RESOURCE_NOT_READY', message, fix },
    ];
    if ('value' in rule && look.type === 'SecureString')
      return notReady(
        `${name} in ${region} is a SecureString, and the config gives it a literal value.`,
        'Use `fromEnv`, `from` or `host`; or make it a String, if it is no secret.',
      );
    if ('host' in rule && look.address === undefined)
      return notReady(
        `${name} in ${region} holds no single host that could be replaced.`,
        'It must hold a URL with one host, host:port, or a host name.',
      );
    if (!('fromEnv' in rule) || value.env[rule.fromEnv] !== undefined) return [];
    return notReady(
      `The environment variable for ${name} in ${region} is not set.`,
      'Set the variable that `fromEnv` names, then plan again.',
    );
  });
}

function putSteps(
  resource: Parameters,
  observation: Observation<Value>,
  { goal, region }: Where,
): readonly StepDraft[] {
  const value = valueIn(observation, region);
  const there = region === goal.to;
  return Object.entries(rulesIn(resource.spec.parameters, goal.to)).flatMap(([name, rule]): StepDraft[] => {
    const look = value?.parameters[name];
    if (look === undefined || judge(name, rule, { value, inputs: observation.inputs }).ok === true) return [];
    // What the other region must not be told is a secret's literal; see `problemsIn`.
    if ('value' in rule && look.type === 'SecureString') return [];
    return [
      {
        action: `${there ? 'put' : 'tell'}(${name})`,
        title: `Set the parameter ${name} in ${region}`,
        region,
        phase: there ? 'config' : 'release',
        risk: 'reversible',
        changes: true,
        expectedMs: 2_000,
        timeoutMs: 5 * 60_000,
        params: { name, rule: { ...rule }, former: look.version },
        calls: callsFor(name, region),
        reads: readsOfRule(rule, goal.to),
        after: [],
        optional: !there && goal.mode === 'unplanned',
        undo: { title: `Put version ${look.version} of ${name} in ${region} back` },
        repeat: 'safe',
      },
    ];
  });
}

function checks(
  resource: Parameters,
  observation: Observation<Value>,
  { goal, region }: Where,
): readonly Check[] {
  const seen = seenIn(observation, region);
  const value = valueIn(observation, region);
  const other = region === goal.to ? valueIn(observation, goal.from) : undefined;
  return Object.entries(rulesIn(resource.spec.parameters, goal.to)).map(([name, rule]) => {
    const { ok, found } = judge(name, rule, { value, inputs: observation.inputs });
    // Without the other resource at hand, what is the same as in the region that was left is taken for wrong.
    const differs = other?.parameters[name]?.hash !== value?.parameters[name]?.hash;
    return {
      name: `${name} in ${region}`,
      ok: seen.state === 'seen' && (ok ?? (resource.spec.everywhere || differs)),
      expected: `the value for ${goal.to}`,
      found: seen.state === 'failed' ? seen.problem.message : found,
    };
  });
}

function changeCalls(resource: Parameters, region: Region): readonly Call[] {
  return Object.keys(resource.spec.parameters).flatMap((name) => callsFor(name, region));
}

function callsFor(name: string, region: Region): readonly Call[] {
  return [
    call('GetParameters', name, region),
    call('PutParameter', name, region),
    // It takes a filter, so there is nothing for IAM to compare with.
    { service: 'ssm', action: 'DescribeParameters', resource: '*', region, plane: 'control' },
  ];
}

function call(action: string, name: string, region: Region): Call {
  const plane = action === 'GetParameters' ? 'data' : 'control';
  return { service: 'ssm', action, resource: parameterArn({ region }, name), region, plane };
}
