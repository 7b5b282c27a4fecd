/** The two files that a new kind begins with, by their paths in the repository. */
export function kindTemplate(name: string): readonly { readonly path: string; readonly text: string }[] {
  const identifier = identifierOf(name);
  return [
    { path: `src/kinds/${name}.ts`, text: source(name, identifier) },
    { path: `test/kinds/${name}.conformance.test.ts`, text: suite(name, identifier) },
  ];
}

/** A name without a hyphen may be a word of the language (`switch`), so it gets a second part. */
function identifierOf(name: string): string {
  const joined = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return joined === name ? `${name}Kind` : joined;
}

function source(name: string, identifier: string): string {
  return `import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import type { Place } from '../ids.ts';
import type { Assessment, Call, Goal, StepDraft } from '../plan/plan.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Observation, ObserveContext, Seen } from './kind.ts';

// The fields of the block in failover.yml. Each one is described: the docs page and the editor's help are made of this.
const spec = z.strictObject({});

const regional = z.string().min(1).describe('Its name in this region.');

type Spec = z.output<typeof spec>;
type Thing = Resource<Spec, string>;

/** What is seen of one in one region; plain data, as little as the judgements below need. */
interface Sight {
  readonly account: string;
}

/** A kind that looks and waits, and changes nothing yet: docs/development/adding-a-kind.md says how it goes on. */
export const ${identifier} = defineKind<Spec, string, Sight>({
  name: '${name}',
  summary: 'Waits until what stands for ${name} answers in the region being activated.',
  notes: ['It only looks; nothing is changed.'],
  example: ['kind: ${name}', 'eu-west-1: shop', 'eu-west-2: shop-standby'].join('\\n'),
  spec,
  regional,
  regionalNeeded: 'every',
  places: ['regions'],
  observe,
  reads: (_resource, place) => [lookCall(place)],
  assess: (_resource, observation, goal) => assess(seenIn(observation, goal.to), goal),
  steps: (resource, _observation, goal) => [waitStep(resource, goal)],
  settled: (step, observation) =>
    valueIn(observation, step.region) === undefined
      ? { state: 'pending', note: 'does not answer yet' }
      : { state: 'done', note: 'answers' },
  verify: (resource, observation, goal) => [answers(resource, observation, goal)],
});

// One look for all of them. An id that is left out of the answer does not exist; what the clients throw is not caught here.
async function observe(
  resources: readonly Thing[],
  place: Place,
  { outside, signal }: ObserveContext,
): Promise<ReadonlyMap<string, Sight>> {
  const { Account } = await (await outside.aws.sts(place)).getCallerIdentity({}, { signal });
  return new Map(resources.map(({ id }) => [id, { account: Account ?? '' }]));
}

// Every call is declared: permissions and the list of what a plan depends on are made from these.
function lookCall(region: Place): Call {
  return { service: 'sts', action: 'GetCallerIdentity', resource: '*', region, plane: 'data' };
}

function assess(seen: Seen<Sight>, { to }: Goal): Assessment {
  if (seen.state === 'seen') return { state: 'ready', summary: \`answers in \${to}\` };
  const summary = seen.state === 'failed' ? seen.problem.message : \`does not exist in \${to}\`;
  return { state: 'blocked', summary, problems: [{ code: 'RESOURCE_MISSING', message: summary, region: to }] };
}

function waitStep({ regional: names }: Thing, { to }: Goal): StepDraft {
  return {
    action: 'wait',
    title: \`Wait until \${names[to] ?? '${name}'} answers in \${to}\`,
    region: to,
    phase: 'ready',
    risk: 'none',
    changes: false,
    expectedMs: 5_000,
    timeoutMs: 300_000,
    params: {},
    // Only what \`apply\` and \`undo\` call; looking is declared by \`reads\`.
    calls: [],
  };
}

function answers({ regional: names }: Thing, observation: Observation<Sight>, { to }: Goal) {
  const ok = valueIn(observation, to) !== undefined;
  const found = ok ? 'an answer' : 'none';
  return { name: \`\${names[to] ?? '${name}'} answers in \${to}\`, ok, expected: 'an answer', found };
}
`;
}

function suite(name: string, identifier: string): string {
  return `import { ${identifier} } from '../../src/kinds/${name}.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { conforms } from './conformance.ts';
import { awsWire } from './wire.ts';

const goal: Goal = { from: 'eu-west-1', to: 'eu-west-2', operation: 'failover', mode: 'unplanned', fromCondition: 'down' };

conforms(${identifier}, [
  {
    name: 'an unplanned failover',
    goal,
    open: () =>
      awsWire(() => {
        // Build here what the kind looks at: src/simulator/builders.ts has a function for each sort of thing.
      }),
    actions: ['wait'],
  },
]);
`;
}
