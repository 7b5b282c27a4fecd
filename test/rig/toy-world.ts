import type { ErrorClass, ErrorCode, Failure } from '../../src/errors.ts';

/** What a toy API throws: an error that names its own class. */
class ToyError extends Error {
  override readonly name = 'ToyError';
  constructor(
    readonly errorClass: ErrorClass,
    readonly retryAfterMs?: number,
  ) {
    super(`the toy answers: ${errorClass}`);
  }
}

const codes: Readonly<Partial<Record<ErrorClass, ErrorCode>>> = {
  throttled: 'THROTTLED',
  denied: 'DENIED',
  conflict: 'CONFLICT',
  unreachable: 'UNREACHABLE',
  transient: 'UNREACHABLE',
  invalid: 'INVALID_CALL',
  unsupported: 'UNSUPPORTED',
  'expired-credentials': 'CREDENTIALS_EXPIRED',
};

/** Turns what toys throw into failures. */
export function classifyToy(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ToyError)) return { class: 'unknown', problem: { code: 'UNEXPECTED', message } };
  const failure = {
    class: error.errorClass,
    problem: { code: codes[error.errorClass] ?? 'UNEXPECTED', message },
  };
  return error.retryAfterMs === undefined ? failure : { ...failure, retryAfterMs: error.retryAfterMs };
}

/** What goes wrong with one step; queues are used up from the front. */
export interface Faults {
  /** Refuses a change without making it. */
  refuse?: ErrorClass[];
  /** Makes the change and loses the answer. */
  loseAnswer?: ErrorClass[];
  /** How many looks after the change still show the time before it. */
  staleLooks?: number;
  /** The change fails on the other side. */
  breaks?: boolean;
  /** The change never ends. */
  hangs?: boolean;
  /** Fails to take the change back. */
  refuseUndo?: ErrorClass[];
  /** Called when the change has just been made. */
  onEffect?: () => void;
}

/** What is seen of a toy: since when each change is there, in ms since the epoch. */
export interface ToyValue {
  readonly since: Readonly<Record<string, number>>;
}

/** A world in memory that counts what is done to it. It outlives the processes that change it. */
export interface ToyWorld {
  readonly faults: Map<string, Faults>;
  /** Failures of the next looks, by place. */
  readonly lookFaults: Map<string, ErrorClass[]>;
  /** Changes that were accepted, by step: more than one means done twice. */
  readonly effects: Map<string, number>;
  /** Calls in the order in which they came: `apply a:go`, `undo a:go`. */
  readonly log: { readonly call: string; readonly at: number }[];
  looks: number;
  apply(step: string, at: number): void;
  undo(step: string, at: number): void;
  look(resource: string, place: string): ToyValue;
  /** The steps whose change is there. */
  changed(): string[];
  faultsOf(step: string): Faults;
}

/** Makes an untouched world. */
export function toyWorld(): ToyWorld {
  const since = new Map<string, number>();
  const faults = new Map<string, Faults>();
  const lookFaults = new Map<string, ErrorClass[]>();
  const effects = new Map<string, number>();
  const log: { call: string; at: number }[] = [];
  const faultsOf = (step: string): Faults => {
    const known = faults.get(step) ?? {};
    faults.set(step, known);
    return known;
  };
  const world: ToyWorld = {
    faults,
    lookFaults,
    effects,
    log,
    looks: 0,
    faultsOf,
    apply: (step, at) => {
      log.push({ call: `apply ${step}`, at });
      const fault = faultsOf(step);
      const refusal = fault.refuse?.shift();
      if (refusal !== undefined) throw new ToyError(refusal);
      if (!since.has(step)) since.set(step, at);
      effects.set(step, (effects.get(step) ?? 0) + 1);
      fault.onEffect?.();
      const lost = fault.loseAnswer?.shift();
      if (lost !== undefined) throw new ToyError(lost);
    },
    undo: (step, at) => {
      log.push({ call: `undo ${step}`, at });
      const refusal = faultsOf(step).refuseUndo?.shift();
      if (refusal !== undefined) throw new ToyError(refusal);
      since.delete(step);
    },
    look: (resource, place) => {
      const failure = lookFaults.get(place)?.shift();
      if (failure !== undefined) throw new ToyError(failure);
      const own = [...since].filter(([step]) => step.startsWith(`${resource}:`));
      const shown = own.filter(([step]) => {
        const fault = faultsOf(step);
        if ((fault.staleLooks ?? 0) <= 0) return true;
        fault.staleLooks = (fault.staleLooks ?? 0) - 1;
        return false;
      });
      return { since: Object.fromEntries(shown.map(([step, at]) => [step.slice(resource.length + 1), at])) };
    },
    changed: () => [...since.keys()].sort(),
  };
  return world;
}
