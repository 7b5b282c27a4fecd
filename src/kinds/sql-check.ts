import type { Problem } from '../errors.ts';
import type { Place, Region } from '../ids.ts';
import type { Assessment, Call, Goal, Note, StepDraft } from '../plan/plan.ts';
import { networkErrorName } from './http-status.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, ObserveContext, Observation, Settled } from './kind.ts';
import { variable } from './outside-env.ts';
import { addressIn, labelOf, readsOf, referencesOf, sqlRegional, sqlSpec } from './sql-check-spec.ts';
import type { SqlCheck, SqlSpec } from './sql-check-spec.ts';
import { acceptsWrites, evidenceOf, expectedOf, mistakesIn, soleSettled } from './sql-check-verdict.ts';
import type { SqlSeen } from './sql-check-verdict.ts';

/** Asks the databases themselves who accepts writes. */
export const sqlCheck = defineKind<SqlSpec, string, SqlSeen>({
  name: 'sql-check',
  role: 'verification',
  summary:
    'Asks a PostgreSQL server itself whether it is in recovery and can write: the new one before traffic moves, and the old one against two writers.',
  notes: [
    'What RDS says of a database is not what an application finds: this check signs in over TLS, asks `pg_is_in_recovery()` and `transaction_read_only`, and with `writeProbe: true` writes into a temporary table that is rolled back. `query` runs in a read-only transaction.',
    'Traffic waits until the server in the region being activated accepts writes. Afterwards the server in the region being left is asked, unless that region is down: one that still accepts writes is reported as `otherWrites` says. One that does not answer is not proven to be stopped, and the report says so.',
    'The check needs a way to the database, which a job outside its network does not have: run it from a runner inside.',
    'User and password come from environment variables and appear nowhere else. A role that may connect is enough; the write probe needs TEMPORARY on the database.',
    "`sslmode: verify-full` is the default. For RDS give `caFile`: the bundle is at https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem, and the server's name must be the endpoint that AWS has given it.",
    'Addresses given by region need nothing else to be known. With `host` the address is an output of another resource and is looked up when the step runs, so a plan says nothing about the server.',
    'Its output `healthy` guards traffic that moves in stages.',
  ],
  example: `kind: sql-check
database: app
userEnv: DATABASE_USER
passwordEnv: DATABASE_PASSWORD
caFile: /etc/ssl/certs/rds-global-bundle.pem
eu-west-1: orders.cluster-example.eu-west-1.rds.amazonaws.com
eu-west-2: orders.cluster-example.eu-west-2.rds.amazonaws.com:5432
`,
  spec: sqlSpec,
  regional: sqlRegional,
  regionalNeeded: 'some',
  places: ['regions'],
  looksByInputs: true,
  outputNames: ['healthy'],
  batch: (resource) => resource.id,
  observe: async (resources, place, context) => {
    const looks = resources.map(
      async (resource) => [resource.id, await ask(resource, place, context)] as const,
    );
    const found = await Promise.all(looks);
    // An interrupted look is no finding about the server.
    context.signal.throwIfAborted();
    return new Map(found);
  },
  reads: (resource, place) => [sqlCall(resource, place)],
  assess,
  steps,
  settled: (step, observation): Settled => {
    const place = step.watch?.[0] ?? step.region;
    const seen = seenIn(observation, place);
    if (step.action === 'sole') return soleSettled(seen);
    const mistakes = mistakesIn(seen, step.params);
    if (mistakes.length > 0) return { state: 'pending', note: mistakes.join(', ') };
    return { state: 'done', note: 'accepts writes', evidence: evidenceOf(seen) };
  },
  verify: (resource, observation, goal) => [
    writableCheck(resource, observation, goal),
    ...soleCheck(resource, observation, goal),
  ],
  outputs: (resource, observation, region) => {
    const seen = seenIn(observation, region);
    if (seen.state !== 'seen') return { healthy: undefined };
    return { healthy: mistakesIn(seen, expectedOf(resource, region)).length === 0 ? 'yes' : 'no' };
  },
  references: referencesOf,
});

/** No answer is a finding of a check, not a failure of it. */
async function ask(resource: SqlCheck, place: Place, context: ObserveContext): Promise<SqlSeen> {
  const { userEnv, passwordEnv, database, sslmode, writeProbe, timeout, caFile, query } = resource.spec;
  const address = addressIn(resource, place, context.inputs);
  if (address === undefined) return { state: 'unknown-address' };
  const { outside, signal } = context;
  const user = variable(outside, userEnv);
  const password = passwordEnv === undefined ? undefined : variable(outside, passwordEnv);
  if (user === undefined) return { state: 'unset', variable: userEnv };
  if (passwordEnv !== undefined && password === undefined) return { state: 'unset', variable: passwordEnv };
  try {
    const answer = await outside.sql.ask({
      ...{ ...address, database, user, sslmode, writeProbe, timeoutMs: timeout, signal },
      ...(password === undefined ? {} : { password }),
      ...(caFile === undefined ? {} : { caFile }),
      ...(query === undefined ? {} : { query }),
    });
    return { state: 'answered', answer };
  } catch (error) {
    return { state: 'silent', error: reasonOf(error) };
  }
}

/** In a few words, without user and password: class 28 of the server's errors names the user. */
function reasonOf(error: unknown): string {
  const name = networkErrorName(error);
  if (!(error instanceof Error)) return name;
  if ('path' in error && typeof error.path === 'string') return `${error.path}: ${name}`;
  if (/^28[0-9A-Z]{3}$/.test(name)) return `the server refuses the user or the password (${name})`;
  if (/^(?=.*\d)[0-9A-Z]{5}$/.test(name)) return `${error.message} (${name})`;
  return name === 'Error' ? error.message : name;
}

function assess(resource: SqlCheck, observation: Observation<SqlSeen>, { to }: Goal): Assessment {
  const seen = seenIn(observation, to);
  const label = `${labelOf(resource, to)} in ${to}`;
  const blocked = (problem: Problem): Assessment => ({
    state: 'blocked',
    summary: problem.message,
    problems: [{ ...problem, resource: resource.id, region: to }],
  });
  if (resource.regional[to] === undefined && resource.spec.host === undefined)
    return blocked({
      code: 'RESOURCE_MISSING',
      message: `${resource.id} has no address in ${to}.`,
      fix: `Give one under \`${to}\`, or name a resource with \`host\`.`,
    });
  if (seen.state !== 'seen') return { state: 'ready', summary: `${label} is asked before traffic moves` };
  const { value } = seen;
  switch (value.state) {
    case 'unset':
      return blocked({
        code: 'RESOURCE_NOT_READY',
        message: `The environment variable ${value.variable} of ${resource.id} is not set.`,
        fix: `Set ${value.variable}, then plan again.`,
      });
    case 'unknown-address':
      return { state: 'ready', summary: `${label} is asked before traffic moves` };
    case 'silent': {
      const message = `${label} cannot be asked now (${value.error}); the run would wait for it.`;
      return { state: 'ready', summary: message, notes: [{ level: 'warning', message } satisfies Note] };
    }
    case 'answered': {
      const { version, inRecovery, readOnly } = value.answer;
      const role = inRecovery ? 'in recovery' : readOnly ? 'read-only' : 'accepts writes';
      return { state: 'ready', summary: `${label}: PostgreSQL ${version}, ${role}` };
    }
  }
}

function steps(resource: SqlCheck, _observation: Observation<SqlSeen>, goal: Goal): readonly StepDraft[] {
  const { from, to, fromCondition } = goal;
  const common = { region: to, risk: 'none', changes: false, repeat: 'safe', after: [] } as const;
  const waits = {
    ...common,
    params: { ...expectedOf(resource, to) },
    calls: [sqlCall(resource, to)],
    watch: [to],
    reads: readsOf(resource, to),
  };
  const label = labelOf(resource, to);
  const [ready, verify]: readonly [StepDraft, StepDraft] = [
    {
      ...waits,
      action: 'ready',
      title: `Wait until ${label} in ${to} accepts writes`,
      phase: 'ready',
      expectedMs: 20_000,
      timeoutMs: 15 * 60_000,
    },
    {
      ...waits,
      action: 'verify',
      title: `Check that ${label} in ${to} accepts writes under traffic`,
      phase: 'verify',
      expectedMs: 5_000,
      timeoutMs: 5 * 60_000,
    },
  ];
  const { otherWrites, host } = resource.spec;
  const known = resource.regional[from] !== undefined || host !== undefined;
  if (otherWrites === 'ignore' || fromCondition === 'down' || !known) return [ready, verify];
  const sole: StepDraft = {
    ...common,
    action: 'sole',
    title: `Check that ${labelOf(resource, from)} in ${from} accepts no writes any more`,
    phase: 'verify',
    expectedMs: 5_000,
    timeoutMs: 2 * 60_000,
    params: {},
    calls: [sqlCall(resource, from)],
    watch: [from],
    reads: readsOf(resource, from),
    // Only what a plan can do without may need the region that is being left.
    optional: otherWrites === 'warn' || goal.mode === 'unplanned',
  };
  return [ready, verify, sole];
}

function writableCheck(resource: SqlCheck, observation: Observation<SqlSeen>, { to }: Goal): Check {
  const expected = expectedOf(resource, to);
  const mistakes = mistakesIn(seenIn(observation, to), expected);
  return {
    name: `${labelOf(resource, to)} in ${to} accepts writes`,
    ok: mistakes.length === 0,
    expected: ['not in recovery', 'writable', ...(expected.value === undefined ? [] : [expected.value])].join(
      ', ',
    ),
    found: mistakes.join(', ') || 'as expected',
  };
}

/** Only where the other side has answered: who was not asked cannot be accused. */
function soleCheck(resource: SqlCheck, observation: Observation<SqlSeen>, { from }: Goal): readonly Check[] {
  const writes = acceptsWrites(seenIn(observation, from));
  if (
    resource.spec.otherWrites === 'ignore' ||
    writes === undefined ||
    valueIn(observation, from) === undefined
  )
    return [];
  return [
    {
      name: `${labelOf(resource, from)} in ${from} accepts no writes`,
      ok: !writes,
      expected: 'in recovery, or read-only',
      found: writes ? 'accepts writes' : 'as expected',
    },
  ];
}

function sqlCall(resource: SqlCheck, region: Region): Call {
  return { service: 'sql', action: 'SELECT', resource: labelOf(resource, region), region, plane: 'data' };
}
