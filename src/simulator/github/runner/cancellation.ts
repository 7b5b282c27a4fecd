/** How the end of a job is asked for from outside. */
export interface Cancellation {
  /** Somebody wants it to stop; steps with `always()` still run. */
  readonly asked: AbortSignal;
  /** It has to be gone at once. */
  readonly forced: AbortSignal;
  ask(): void;
  force(): void;
}

/** The cancellation of one job; with the signals of something wider it is asked for and forced by them as well. */
export function createCancellation(wider?: AbortSignal): Cancellation {
  const asked = new AbortController();
  const forced = new AbortController();
  const force = (): void => {
    asked.abort();
    forced.abort();
  };
  if (wider?.aborted === true) force();
  wider?.addEventListener('abort', force, { once: true });
  return {
    asked: asked.signal,
    forced: forced.signal,
    ask: () => {
      asked.abort();
    },
    force,
  };
}

/** Resolves when a signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => {
    signal.addEventListener(
      'abort',
      () => {
        done();
      },
      { once: true },
    );
  });
}
