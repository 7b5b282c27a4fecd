import type { EventBatch } from '../../src/job-protocol.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { JobEvents } from '../incidents/job-events.ts';
import type { Store } from '../store/store.ts';
import { environments } from './job-place.ts';
import type { JobPlace, PlaceParts } from './job-place.ts';
import type { JobIdentity } from './job-token.ts';

/** What keeping a batch needs. */
export interface KeepParts extends PlaceParts {
  readonly store: PlaceParts['store'] & Pick<Store, 'keepEvents' | 'readEvents'>;
  /** Keeps the events and folds them into the incident; the number up to which they are kept without a gap. */
  readonly jobEvents: (events: JobEvents) => Promise<number>;
}

/** A run has two jobs that speak, each with numbers of its own: the one that plans and the one that acts. */
export function jobKey(job: {
  readonly repositoryId: number;
  readonly run: number;
  readonly attempt: number;
  readonly environment?: string;
}): string {
  return `${job.repositoryId}/${job.run}.${job.attempt}/${job.environment ?? ''}`;
}

/** Keeps a batch; those of a run without an incident are kept as well, because its gate may yet ask what it planned. */
export async function keepBatch(
  { store, jobEvents }: KeepParts,
  { job, place, batch }: { readonly job: JobIdentity; readonly place: JobPlace; readonly batch: EventBatch },
): Promise<number> {
  const key = jobKey(job);
  if (place.incident !== undefined)
    return jobEvents({
      incident: place.incident.id,
      operation: place.dispatch.operation,
      githubRun: job.run,
      job: key,
      events: batch.events,
    });
  await store.keepEvents(key, batch.events);
  return lastWithoutGap(store, key);
}

/** The plan that a run without an incident has made before it came to its gate. */
export async function plannedBefore(
  store: Pick<Store, 'readEvents'>,
  run: { readonly repositoryId: number; readonly run: number; readonly attempt: number },
): Promise<Plan | undefined> {
  const events = await store.readEvents(jobKey({ ...run, environment: environments.plan }), 1, 100);
  const planned = events.findLast((event) => event.type === 'planned');
  return planned?.plan;
}

const page = 1000;

async function lastWithoutGap(store: Pick<Store, 'readEvents'>, key: string): Promise<number> {
  let last = 0;
  for (;;) {
    const events = await store.readEvents(key, last + 1, page);
    last = events.at(-1)?.seq ?? last;
    if (events.length < page) return last;
  }
}
