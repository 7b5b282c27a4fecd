import { loadConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/config.ts';
import type { PolicyDocument, Statement } from '../../src/aws/policy.ts';
import { defaultAnswer, type Host, type HostAnswer } from '../../src/engine/host.ts';
import { FailoverError, fixOf } from '../../src/errors.ts';
import type { RunSummary } from '../../src/events.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { permissionsFor, type Purpose } from '../../src/operations/iam-service.ts';
import { planService, type Planned } from '../../src/operations/plan-service.ts';
import { runPlan } from '../../src/operations/run-service.ts';
import { openSession } from '../../src/operations/session.ts';
import { virtualClock } from '../../src/simulator/clock.ts';
import { startScenario, type Environment } from '../../src/simulator/environment.ts';
import { attachPolicy, detachPolicies } from '../../src/simulator/iam-policy.ts';
import { quicken } from './lomash-wood.ts';

const begin = Date.UTC(2026, 10, 21, 10);
const operator = 'arn:aws:iam::111122223333:user/operator';
const direction = { from: 'eu-west-1', to: 'eu-west-2' };

const declined: HostAnswer = { type: 'abort', actor: 'test', reason: 'test' };

/** The config of the example, which every run here is about. */
export async function lomashWoodConfig(): Promise<Config> {
  const file = 'docs/examples/lomash-wood/failover.yml';
  const loaded = await loadConfig({ directory: process.cwd(), registry: kinds, file });
  if ('problems' in loaded) throw new FailoverError(loaded.problems);
  // The smoke test is a program of its own, which knows nothing of virtual time and needs nothing of AWS.
  return { ...loaded.config, resources: loaded.config.resources.filter(({ kind }) => kind !== 'command') };
}

/** What `iam` prints for it. */
export function printedPolicy(config: Config, operation: Purpose): PolicyDocument {
  return permissionsFor(config, kinds, { ...direction, operation, mode: 'auto', only: [] }).policy;
}

/** The policy with one action of one statement taken out, and the statement with it when nothing is left. */
export function without(policy: PolicyDocument, sid: string, action?: string): PolicyDocument {
  const cut = (statement: Statement): readonly Statement[] => {
    const Action = action === undefined ? [] : statement.Action.filter((each) => each !== action);
    return Action.length === 0 ? [] : [{ ...statement, Action }];
  };
  return {
    ...policy,
    Statement: policy.Statement.flatMap((each) => (each.Sid === sid ? cut(each) : [each])),
  };
}

/** What came of a run, with everything that was said on the way. */
export interface Outcome {
  readonly planned?: Planned;
  readonly summary?: RunSummary;
  readonly said: string;
}

/** How far to go, and with which resources; `aborted` gives the run up as soon as a step has failed, so that all is taken back. */
export interface Journey {
  readonly scenario: string;
  readonly config: Config;
  readonly policy: PolicyDocument;
  readonly until: 'planned' | 'done' | 'aborted';
  readonly only?: readonly string[];
  /** Everything takes seconds in its world. */
  readonly quick?: boolean;
}

/** Plans, and where wanted runs, the example's failover in a fresh world that enforces the policy. */
export async function travel(journey: Journey): Promise<Outcome> {
  const environment = await startScenario({ scenario: journey.scenario, clock: virtualClock(begin) });
  if (journey.quick === true) quicken(environment);
  try {
    return await travelIn(environment, journey);
  } finally {
    await environment.close();
  }
}

/** The same in a world in which others have travelled, of whose policies nothing is left. */
export async function travelIn(
  environment: Environment,
  { config, policy, until, only = [] }: Omit<Journey, 'scenario' | 'quick'>,
): Promise<Outcome> {
  const { clock } = environment;
  detachPolicies(environment.world, operator);
  attachPolicy(environment.world, operator, policy);
  const env = { ...process.env, ...environment.environment };
  // The SDK reads its endpoint and keys from the process; `test/rig/own-environment.ts` takes them out again after the file.
  Object.assign(process.env, environment.environment);
  const session = openSession({
    config,
    registry: kinds,
    clock,
    to: direction.to,
    env,
    directory: '/nowhere',
  });
  const said: string[] = [];
  try {
    const planned = await planService(session, { ...direction, operation: 'failover', mode: 'auto', only });
    said.push(JSON.stringify(planned.plan));
    said.push(...planned.plan.problems.map((problem) => `${problem.message} ${fixOf(problem)}`));
    if (until === 'planned' || planned.plan.problems.length > 0) return { planned, said: said.join('\n') };
    const host: Host = {
      emit: (event) => said.push(JSON.stringify(event)),
      ask: (request) => Promise.resolve(until === 'aborted' ? declined : defaultAnswer(request)),
    };
    const running = { host, signal: new AbortController().signal, actor: 'test', reason: 'test' };
    const summary = await runPlan(session, planned, running);
    said.push(JSON.stringify(summary));
    return { planned, summary, said: said.join('\n') };
  } catch (error) {
    if (!(error instanceof FailoverError)) throw error;
    const problems = error.problems.map((problem) => `${problem.message} ${fixOf(problem)}`);
    return { said: [...said, ...problems].join('\n') };
  } finally {
    session.close();
  }
}
