import { systemClock, type Clock } from '../../src/clock.ts';
import type { Reply } from '../commands/reply.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Answers, Asker } from './answer.ts';
import { plainMessage } from './form.ts';

/** A trigger id is used before it expires, 3 s after the press by Slack's own clock: https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
const holdFormAfterMs = 1_000;

/** One delivery of Slack, already acknowledged. */
export interface Delivery {
  /** The same for every copy of it. */
  readonly delivery: string;
  readonly asker: Asker;
  /** Whether the answer may be a form. */
  readonly form: boolean;
  readonly work: () => Promise<Reply>;
  /** Takes the answer, where it has a better place for it; false where it has not. */
  readonly take?: (reply: Reply) => boolean;
}

/** Does what people ask for, once. */
export interface Reception {
  /** Never throws. */
  receive(delivery: Delivery): Promise<void>;
  /** Resolves when everything that was received is done. */
  idle(): Promise<void>;
}

/** Handles each delivery once and answers the one who caused it. */
export function createReception({
  store,
  clock,
  log,
  answers,
}: {
  readonly store: Pick<Store, 'firstDelivery'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly answers: Answers;
}): Reception {
  const underWay = new Set<Promise<void>>();

  const replyTo = async ({ delivery, work }: Delivery): Promise<Reply> => {
    try {
      if (!(await store.firstDelivery(delivery, clock.now()))) return { type: 'nothing' };
    } catch (error) {
      log.error({ err: error, delivery }, 'a delivery of Slack could not be noted');
      return plainMessage(
        false,
        'The database of the bot does not answer. Nothing was done; try again in a moment.',
      );
    }
    try {
      return await work();
    } catch (error) {
      log.error({ err: error, delivery }, 'a delivery of Slack could not be handled');
      return plainMessage(
        false,
        'Something went wrong in the bot. Look at the incident before you try again: it may have been done.',
      );
    }
  };

  const handle = async (delivery: Delivery): Promise<void> => {
    const reply = replyTo(delivery);
    const asker =
      delivery.form && (await isSlow(reply)) ? await answers.holdForm(delivery.asker) : delivery.asker;
    const final = await reply;
    if (delivery.take?.(final) !== true) await answers.give(asker, final);
  };

  return {
    receive: async (delivery) => {
      const done = handle(delivery).catch((error: unknown) => {
        log.error({ err: error, delivery: delivery.delivery }, 'an answer in Slack could not be given');
      });
      underWay.add(done);
      await done;
      underWay.delete(done);
    },
    idle: async () => {
      await Promise.all(underWay);
    },
  };
}

async function isSlow(reply: Promise<Reply>): Promise<boolean> {
  const answered = new AbortController();
  const slow = systemClock.sleep(holdFormAfterMs, answered.signal).then(
    () => true,
    () => false,
  );
  return await Promise.race([slow, reply.then(() => false)]).finally(() => {
    answered.abort();
  });
}
