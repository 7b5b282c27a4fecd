import type { Clock } from '../clock.ts';
import { fail, type Problem } from '../errors.ts';
import type { RunId } from '../ids.ts';
import type { Lease, RunStore } from './run-store.ts';

/** How long a lease lasts without being renewed, in ms. Renewed after a third of it. */
const leaseTtlMs = 120_000;

/** A held lease of one service. */
export interface HeldLease {
  readonly tag: string;
  /** ms since the epoch; past this no change may be made. */
  readonly expiresAt: number;
  readonly renewAt: number;
  /** Why it could not be renewed when that was last tried. */
  readonly trouble?: string;
}

/** Who wants the lease of what. */
export interface LeaseRequest {
  readonly store: RunStore;
  readonly clock: Clock;
  readonly service: string;
  readonly run: RunId;
  /** This process: host name and process id. */
  readonly holder: string;
  /** Whether the process that a holder names has surely ended; false where that cannot be known. */
  readonly hasEnded: (holder: string) => boolean;
}

/** Takes the lease. Throws LEASE_HELD when another run has it and may still live; waits, telling `onWait`, when this run's own earlier process does and may still live. */
export async function takeLease(
  request: LeaseRequest,
  onWait: (message: string) => void,
  signal?: AbortSignal,
): Promise<HeldLease> {
  const { store, clock, service, run, holder } = request;
  for (;;) {
    const now = clock.now();
    const wanted = { run, holder, expiresAt: now + leaseTtlMs };
    let answer = await clock.during(store.acquireLease(service, wanted, now));
    if (!answer.acquired && isAbandoned(request, answer.lease)) {
      answer = await clock.during(store.acquireLease(service, wanted, answer.lease.expiresAt));
    }
    if (answer.acquired)
      return { tag: answer.tag, expiresAt: wanted.expiresAt, renewAt: now + leaseTtlMs / 3 };
    const until = new Date(answer.lease.expiresAt).toISOString();
    if (answer.lease.run !== run) {
      throw fail({
        code: 'LEASE_HELD',
        message: `Run ${answer.lease.run} (${answer.lease.holder}) holds the lease of ${service} until ${until}.`,
        found: answer.lease.run,
      });
    }
    onWait(
      `An earlier process of this run (${answer.lease.holder}) holds its lease until ${until}; waiting for it to expire.`,
    );
    await clock.sleep(Math.max(1_000, answer.lease.expiresAt - now + 100), signal);
  }
}

/** Another run of this very process lives as long as we do, whatever its process id says. */
function isAbandoned({ run, holder, hasEnded }: LeaseRequest, lease: Lease): boolean {
  return hasEnded(lease.holder) && (lease.run === run || lease.holder !== holder);
}

/** Prolongs the lease, or says why the run must stop. A store that does not answer is tolerated until the lease runs out. */
export async function renewLease(
  request: LeaseRequest,
  held: HeldLease,
): Promise<{ readonly held: HeldLease } | { readonly lost: Problem }> {
  const { store, clock, service, run, holder } = request;
  const now = clock.now();
  const wanted = { run, holder, expiresAt: now + leaseTtlMs };
  try {
    const answer = await clock.during(store.renewLease(service, wanted, held.tag));
    if (answer.acquired)
      return { held: { tag: answer.tag, expiresAt: wanted.expiresAt, renewAt: now + leaseTtlMs / 3 } };
    return {
      lost: {
        code: 'LEASE_LOST',
        message: `Run ${answer.lease.run} (${answer.lease.holder}) has taken the lease of ${service}.`,
      },
    };
  } catch (error) {
    const trouble = `${store.place} could not be reached: ${error instanceof Error ? error.message : String(error)}`;
    if (clock.now() < held.expiresAt)
      return { held: { ...held, renewAt: Math.min(held.expiresAt, now + 5_000), trouble } };
    return { lost: ranOut(service, trouble) };
  }
}

/** That a lease is no longer in force, and why it was not renewed in time where that is known. */
export function ranOut(service: string, trouble?: string): Problem {
  const why = trouble === undefined ? '.' : ` because ${trouble}`;
  return { code: 'LEASE_LOST', message: `The lease of ${service} ran out${why}` };
}
