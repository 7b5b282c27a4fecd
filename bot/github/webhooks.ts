import type { IncomingMessage, ServerResponse } from 'node:http';
import { createNodeMiddleware } from 'probot';
import type { Probot } from 'probot';
import type { Clock } from '../../src/clock.ts';
import type { Gate } from '../gate/gate.ts';
import { pathOf, readBody, sendRefusal } from '../http/answer.ts';
import type { Refusals } from '../http/refusals.ts';
import type { Log } from '../log.ts';
import type { IncidentService } from '../ports.ts';
import type { Store } from '../store/store.ts';
import type { TypedComment } from './comment-commands.ts';

/** Where the webhook of the App points to, under the address of the bot. */
const webhookPath = '/github/webhooks';

/** GitHub sends no more than 25 MB; what the bot listens to is far smaller. */
const bodyLimit = 5 * 1024 * 1024;

/** What webhooks cause. */
export interface WebhookParts {
  readonly probot: Probot;
  readonly store: Pick<Store, 'firstDelivery' | 'findIncident'>;
  readonly service: Pick<IncidentService, 'signal'>;
  readonly gate: Gate;
  readonly onComment: (comment: TypedComment) => Promise<void>;
  readonly refusals: Refusals;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Answers POST /github/webhooks through Probot; false for any other path. The signature is checked here first: Probot answers a forged
 * delivery as well, but in words of its own and without a trace in the audit.
 */
export async function createWebhookEndpoint(
  parts: WebhookParts,
): Promise<(req: IncomingMessage, res: ServerResponse) => Promise<boolean>> {
  const { probot, refusals } = parts;
  const app = (loaded: Probot): void => {
    listen(loaded, parts);
  };
  const middleware = await createNodeMiddleware(app, { probot, webhooksPath: webhookPath });
  return async (req, res) => {
    if (pathOf(req) !== webhookPath) return false;
    if (req.method !== 'POST') {
      res.setHeader('allow', 'POST');
      sendRefusal(res, { status: 405, code: 'METHOD', message: 'Only POST is answered here.' });
      return true;
    }
    const body = await readBody(req, bodyLimit);
    if ('refusal' in body) {
      sendRefusal(res, body.refusal);
      return true;
    }
    const text = body.bytes.toString('utf8');
    const signature = req.headers['x-hub-signature-256'];
    const isSigned =
      typeof signature === 'string' &&
      text !== '' &&
      (await probot.webhooks.verify(text, signature).catch(() => false));
    if (!isSigned) {
      const refusal = {
        status: 401,
        code: signature === undefined ? 'UNSIGNED' : 'SIGNATURE',
        message: 'The delivery is not signed with the webhook secret of the App.',
      };
      await refusals.note({ at: 'github', ...refusal });
      sendRefusal(res, refusal);
      return true;
    }
    // Probot takes the body from here when the stream has been read already.
    Object.assign(req, { body: text });
    await middleware(req, res, () => {
      sendRefusal(res, { status: 404, code: 'NOT_FOUND', message: 'There is nothing here.' });
    });
    return true;
  };
}

/** Each delivery is taken once, however often it comes; a failure is told in the log and caught by polling. */
function listen(app: Probot, parts: WebhookParts): void {
  const once = async (id: string, work: () => Promise<void>): Promise<void> => {
    if (!(await parts.store.firstDelivery(`github:${id}`, parts.clock.now()))) return;
    await work().catch((error: unknown) => {
      parts.log.warn({ err: error, delivery: id }, 'a delivery of GitHub could not be carried out');
    });
  };
  app.on('deployment_protection_rule.requested', ({ id, payload }) =>
    once(id, async () => {
      const { deployment_callback_url: callbackUrl, environment } = payload;
      if (callbackUrl !== undefined && environment !== undefined)
        await parts.gate({ callbackUrl, environment });
    }),
  );
  app.on('workflow_run.completed', ({ id, payload }) =>
    once(id, () => jobOver(parts, payload.workflow_run.id, payload.workflow_run.conclusion ?? 'unknown')),
  );
  app.on('workflow_job.completed', ({ id, payload }) =>
    // The run has other jobs: only one that went wrong says that nothing more will come.
    once(id, async () => {
      const { run_id: run, conclusion } = payload.workflow_job;
      if (conclusion === 'failure' || conclusion === 'cancelled' || conclusion === 'timed_out')
        await jobOver(parts, run, conclusion);
    }),
  );
  app.on('issue_comment.created', ({ id, payload }) =>
    once(id, async () => {
      const { comment, issue, repository, sender } = payload;
      if (sender.type !== 'User' || comment.user?.login !== sender.login) return;
      await parts.onComment({
        delivery: `github:${id}`,
        owner: repository.owner.login,
        repo: repository.name,
        issue: issue.number,
        issueBody: issue.body ?? '',
        comment: comment.id,
        text: comment.body,
        login: sender.login,
        association: comment.author_association,
      });
    }),
  );
}

async function jobOver(
  { store, service, clock }: WebhookParts,
  githubRun: number,
  conclusion: string,
): Promise<void> {
  const incident = await store.findIncident({ githubRun });
  if (incident === undefined) return;
  await service.signal(incident.id, { type: 'job-over', at: clock.now(), githubRun, conclusion });
}
