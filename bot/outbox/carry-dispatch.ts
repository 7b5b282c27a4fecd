import type { Story } from '../incidents/effect.ts';
import { isEnded, type Dispatch, type Incident } from '../incidents/incident.ts';
import { cliCommand } from '../messages/cli-command.ts';
import { Later, type GitHubPort, type IncidentService } from '../ports.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from '../../src/clock.ts';

/** How long after an unclear dispatch its run may still turn up in GitHub's list, in ms. */
const turnsUpWithinMs = 90_000;
/** How long starting a job may fail before people are given the command for a terminal, in ms. */
const tellAfterMs = 60_000;
const lookEveryMs = 5_000;

/** What starting a job needs. */
export interface DispatchContext {
  readonly store: Pick<Store, 'changeIncident' | 'readNote' | 'writeNote'>;
  readonly github: Pick<GitHubPort, 'dispatch' | 'findDispatched'>;
  readonly service: Pick<IncidentService, 'signal'>;
  readonly clock: Clock;
}

/**
 * Starts the job of an operation exactly once. The time of each try is noted before it, so that after an unclear answer or a crash
 * the run is looked for by its name first, for 90 s, and only then asked for again under the same operation id, of which the
 * Action carries out no second run. Throws `Later` while it is not settled.
 */
export async function carryDispatch(
  context: DispatchContext,
  incident: Incident,
  wanted: Dispatch,
): Promise<void> {
  const current = incident.dispatches.find(({ operation }) => operation === wanted.operation) ?? wanted;
  // Its job may have been heard of meanwhile, or the incident may be over: a job for it must not start now.
  if (!['asked', 'unclear'].includes(current.state) || isEnded(incident)) return;
  try {
    await settle(context, incident, wanted);
  } catch (error) {
    if (error instanceof Later && context.clock.now() - wanted.at >= tellAfterMs)
      await tellCommand(context, { incident, wanted, why: error.message });
    throw error;
  }
}

async function settle(context: DispatchContext, incident: Incident, wanted: Dispatch): Promise<void> {
  const { store, github, service, clock } = context;
  const noteKey = `dispatch:${wanted.operation}`;
  const triedAt = triedAtOf(await store.readNote(noteKey));
  if (triedAt !== undefined) {
    const found = await github.findDispatched(incident, wanted.operation);
    if (found !== undefined) {
      await service.signal(incident.id, {
        type: 'dispatched',
        at: clock.now(),
        operation: wanted.operation,
        githubRun: found.id,
        url: found.url,
      });
      return;
    }
    if (clock.now() - triedAt < turnsUpWithinMs) {
      await service.signal(incident.id, {
        type: 'dispatch-unclear',
        at: clock.now(),
        operation: wanted.operation,
      });
      throw new Later('GitHub has not said whether the job was started', lookEveryMs);
    }
  }
  await store.writeNote(noteKey, { triedAt: clock.now() });
  await tryOnce(context, incident, wanted);
}

async function tryOnce(context: DispatchContext, incident: Incident, wanted: Dispatch): Promise<void> {
  const { store, github, service, clock } = context;
  const { operation } = wanted;
  const outcome = await github.dispatch(incident, wanted).catch(async (error: unknown) => {
    // `Later` says that the request was never sent, so there is no run to look for.
    if (error instanceof Later) await store.writeNote(`dispatch:${operation}`, {});
    throw error;
  });
  const at = clock.now();
  switch (outcome.state) {
    case 'dispatched':
      await service.signal(incident.id, {
        type: 'dispatched',
        at,
        operation,
        githubRun: outcome.githubRun,
        url: outcome.url,
      });
      return;
    case 'refused':
      await service.signal(incident.id, { type: 'dispatch-refused', at, operation, reason: outcome.why });
      return;
    case 'unclear':
      await service.signal(incident.id, { type: 'dispatch-unclear', at, operation });
      throw new Later(outcome.why, lookEveryMs);
  }
}

function triedAtOf(note: unknown): number | undefined {
  return typeof note === 'object' && note !== null && 'triedAt' in note && typeof note.triedAt === 'number'
    ? note.triedAt
    : undefined;
}

/** Puts the command for a terminal into the story, once for an operation. */
async function tellCommand(
  { store, clock }: DispatchContext,
  { incident, wanted, why }: { readonly incident: Incident; readonly wanted: Dispatch; readonly why: string },
): Promise<void> {
  const at = clock.now();
  const key = `github-down:${wanted.operation}`;
  const story: Story = {
    about: 'dispatch-unclear',
    at,
    broadcast: true,
    facts: {
      operation: wanted.operation,
      job: wanted.command,
      reason: why,
      command: cliCommand(incident, wanted),
    },
  };
  await store.changeIncident(incident.id, (newest) => ({
    incident: newest,
    effects: [{ type: 'story', key, payload: { type: 'story', key, story } }],
    audit: [],
    result: undefined,
  }));
}
