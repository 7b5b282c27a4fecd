import { jobPaths, type BeginQuestion, type JobEvent, type QuestionReply } from '../../src/job-protocol.ts';
import type { BotStage, StageService } from './bot-stage.ts';
import { eventually } from './eventually.ts';

/** A job of a run, as the bot hears it. */
export interface SyntheticJob {
  /** Sends one event and resolves when the bot has accepted it. */
  send(event: JobEvent): Promise<void>;
  /** Asks whether it may begin, until the bot says so. Throws when it may not. */
  begin(planHash: string): Promise<void>;
}

/** The run that the bot has started for an operation, such as `shop-01-1.2`, and the job of it. */
export interface JobOf {
  readonly service: StageService;
  readonly operation: string;
  readonly command: 'plan' | 'failover';
}

const environments = { plan: 'failover-plan', failover: 'failover' } as const;
/** GitHub's tokens are valid for five minutes. */
const tokenMs = 120_000;
const patienceMs = 120_000;

/** Waits until the bot has started the run of this operation, and gives its job. Throws when it does not come. */
export async function jobOf(stage: BotStage, about: JobOf): Promise<SyntheticJob> {
  const { github, url } = stage;
  const { service, operation, command } = about;
  const { id: run } = await inTime(`the run of ${operation}`, () =>
    github.runs().find(({ inputs }) => inputs['operation-id'] === operation),
  );
  const token = tokens(
    async () =>
      await github.oidc.issueToken({ audience: url, run, attempt: 1, environment: environments[command] }),
  );
  const header = { schemaVersion: 1, service: service.name, command, operation };
  const post = async (path: string, body: object): Promise<unknown> =>
    await inTime(`the answer to ${operation}`, async () => {
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...header, ...body }),
      });
      const said: unknown = await answer.json();
      if (answer.ok) return said;
      if (answer.status === 503) return undefined;
      throw new Error(`${operation} was refused: ${JSON.stringify(said)}`);
    });
  let seq = 0;
  return {
    send: async (event) => {
      seq += 1;
      const sent = { ...event, seq, at: Date.now(), ...(command === 'plan' ? {} : { run: operation }) };
      await post(jobPaths.events, { events: [sent] });
    },
    begin: async (planHash) => {
      const question: BeginQuestion = {
        ...{ type: 'begin', from: 'eu-west-1', to: 'eu-west-2', mode: 'unplanned', only: [] },
        ...{ reason: 'bench', planHash, configDigest: service.configDigest, run: operation },
      };
      const reply = (await post(jobPaths.questions, { id: operation, question })) as QuestionReply;
      if (reply.state !== 'answered' || reply.answer.type !== 'proceed')
        throw new Error(`${operation} may not begin: ${JSON.stringify(reply)}`);
    },
  };
}

function tokens(issue: () => Promise<string>): () => Promise<string> {
  let kept: { readonly token: string; readonly at: number } | undefined;
  return async () => {
    if (kept === undefined || performance.now() - kept.at > tokenMs)
      kept = { token: await issue(), at: performance.now() };
    return kept.token;
  };
}

/** The first value that is not undefined. Throws, naming what was waited for, when there is none within two minutes. */
export async function inTime<Found>(
  what: string,
  probe: () => Found | undefined | Promise<Found | undefined>,
): Promise<Found> {
  const found = await eventually(probe, patienceMs);
  if (found === undefined) throw new Error(`Waited in vain for ${what}.`);
  return found;
}
