import type { Resource } from '../config/config.ts';
import { phaseNeeds } from './graph.ts';
import { phases, type Goal, type Need, type Phase, type Step, type StepDraft } from './plan.ts';

/** One resource with what its kind proposes. */
export interface Drafted {
  readonly resource: Resource;
  readonly drafts: readonly StepDraft[];
}

/** Gives every draft its id and what it waits for: its phase, the draft before it, `after:` of the config, and what it reads. */
export function connectSteps(list: readonly Drafted[], { mode, operation }: Goal): Step[] {
  const all = list.flatMap(({ drafts }) => drafts);
  const present = new Set<Phase>(all.filter((draft) => draft.skip === undefined).map((draft) => draft.phase));
  const providers = providersOf(list);
  const order = mode === 'planned' && isSetUpLate(all, providers) ? 'standstill' : mode;
  const ofPhase = new Map(phases.map((phase) => [phase, phaseNeeds(phase, present, order)]));
  return list.flatMap(({ resource, drafts }) =>
    drafts.map((draft, position) => {
      const sequence =
        draft.after ?? drafts.slice(Math.max(0, position - 1), position).map((earlier) => earlier.action);
      const needs: Need[] = [
        ...(ofPhase.get(draft.phase) ?? []),
        ...sequence.map((action) => ({
          on: { step: stepId(resource, action) },
          why: 'the step before it on the same resource',
        })),
        ...resource.after.map((name) => ({ on: { resource: name }, why: `the config says after: ${name}` })),
        ...readNeeds(draft, providers),
        ...(operation === 'drill' && draft.phase === 'release' ? takeBackNeeds(list, drafts) : []),
      ];
      return {
        ...draft,
        id: stepId(resource, draft.action),
        resource: resource.id,
        kind: resource.kind,
        needs,
      };
    }),
  );
}

/** The step that makes an output, and when. */
interface Provider {
  readonly step: string;
  readonly phase: Phase;
}

/** By `RESOURCE.OUTPUT`. */
type Providers = ReadonlyMap<string, Provider>;

function providersOf(list: readonly Drafted[]): Providers {
  return new Map(
    list.flatMap(({ resource, drafts }) =>
      drafts.flatMap(({ action, phase, provides = [] }) =>
        provides.map((output): [string, Provider] => [
          `${resource.id}.${output}`,
          { step: stepId(resource, action), phase },
        ]),
      ),
    ),
  );
}

/** Whether a connection string leads to something that is made only after writes have been stopped, as a database from a last snapshot is. */
function isSetUpLate(drafts: readonly StepDraft[], providers: Providers): boolean {
  return drafts
    .filter(({ phase }) => phase === 'config')
    .flatMap(({ reads = [] }) => reads)
    .some(({ resource, output }) => providers.get(`${resource}.${output}`)?.phase === 'data');
}

function readNeeds(draft: StepDraft, providers: Providers): Need[] {
  const found = new Map<string, Need>();
  for (const read of draft.reads ?? []) {
    const provider = providers.get(`${read.resource}.${read.output}`);
    if (provider === undefined || found.has(provider.step)) continue;
    found.set(provider.step, {
      on: { step: provider.step },
      why: `it takes the ${read.output} that this creates`,
    });
  }
  return [...found.values()];
}

/** A drill takes back last what it changed first: pods that were started for it stop when DNS has left them. */
function takeBackNeeds(list: readonly Drafted[], own: readonly StepDraft[]): Need[] {
  const changedIn = (drafts: readonly StepDraft[]): number =>
    phases.findIndex((phase) => drafts.some((draft) => draft.changes && draft.phase === phase));
  return list
    .filter(({ drafts }) => changedIn(drafts) > changedIn(own))
    .flatMap(({ resource, drafts }) =>
      drafts
        .filter(({ phase }) => phase === 'release')
        .map(({ action }) => ({
          on: { step: stepId(resource, action) },
          why: 'what a drill has changed last is taken back first',
        })),
    );
}

function stepId(resource: Resource, action: string): string {
  return `${resource.id}:${action}`;
}
