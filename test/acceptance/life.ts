import type { Clock } from '../../src/clock.ts';
import type { Session } from '../../src/operations/session.ts';

/** A process inside this one, which can be killed: from that moment it hears of nothing any more, and so does nothing any more. */
export interface Life {
  /** The session, as this life has it. */
  readonly session: Session;
  /** Ends it at once. What it has sent is on its way; nothing follows. */
  readonly kill: () => void;
  /** Resolves to undefined when it is killed. */
  readonly killed: Promise<undefined>;
}

type Method = (...args: readonly unknown[]) => unknown;

const never = new Promise<never>(() => undefined);

/**
 * Cuts a session at everything through which it reaches the world: clock, store, AWS, Kubernetes, HTTP and programs. Unlike a process
 * that is gone, it leaves its lease to somebody with the same process id.
 */
export function begin(opened: Session): Life {
  const end = new AbortController();
  const killed = new Promise<undefined>((resolve) => {
    end.signal.addEventListener('abort', () => {
      resolve(undefined);
    });
  });
  const heard = async (answer: Promise<unknown>): Promise<unknown> => {
    try {
      const value = await answer;
      return end.signal.aborted ? await never : cut(value);
    } catch (error) {
      if (end.signal.aborted) return await never;
      throw error;
    }
  };
  const cut = (value: unknown): unknown => {
    if (!hasMethods(value)) return value;
    const methods = Object.entries(value).map(([name, member]): [string, unknown] => [
      name,
      typeof member === 'function' ? cutMethod(member as Method) : member,
    ]);
    return Object.fromEntries(methods);
  };
  const cutMethod =
    (method: Method): Method =>
    (...args) => {
      if (end.signal.aborted) return never;
      const answer = method(...args);
      return answer instanceof Promise ? heard(answer as Promise<unknown>) : cut(answer);
    };
  const clock = mortalClock(opened.clock, { signal: end.signal, killed });
  // What is cut has the members of what it was made from, each of the same type.
  const outside = Object.fromEntries(
    Object.entries(opened.looking.outside).map(([name, client]) => [name, cut(client)]),
  ) as unknown as Session['looking']['outside'];
  const store = cut(opened.store) as Session['store'];
  return {
    session: { ...opened, clock, store, looking: { ...opened.looking, clock, outside } },
    killed,
    kill: () => {
      end.abort();
      opened.close();
    },
  };
}

/** Objects that consist of functions, such as clients; what they answer is data and is left alone. */
function hasMethods(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some((member) => typeof member === 'function')
  );
}

/** Time goes on without the dead: nobody waits for their work, and they never wake. */
function mortalClock(
  clock: Clock,
  { signal: end, killed }: { readonly signal: AbortSignal; readonly killed: Promise<undefined> },
): Clock {
  const alive = async <T>(work: Promise<T>): Promise<T> => {
    try {
      const value = await work;
      return end.aborted ? await never : value;
    } catch (error) {
      if (end.aborted) return await never;
      throw error;
    }
  };
  return {
    now: () => clock.now(),
    sleep: (ms, signal) => alive(clock.sleep(ms, AbortSignal.any([end, ...(signal ? [signal] : [])]))),
    during: async (work) => {
      // Its failure is told to whoever lives; a rejection that comes later is nobody's.
      await clock.during(Promise.race([work.catch(() => undefined), killed]));
      return await alive(end.aborted ? never : work);
    },
  };
}
