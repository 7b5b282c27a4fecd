import { isEnded, type Incident } from '../incidents/incident.ts';
import { cut } from '../messages/limits.ts';
import type { NotifyFacts } from './facts.ts';
import { addressFrom, sendJson } from './send-json.ts';

type Env = Readonly<Record<string, string | undefined>>;

const publicAddress = 'https://events.pagerduty.com/v2/enqueue';

/**
 * Raises an alert when an incident is declared or stops, acknowledges it while the run works, and resolves it at the end
 * (https://developer.pagerduty.com/docs/send-alert-event). `PAGERDUTY_URL` takes the place of the public address.
 */
export async function tellPagerDuty(
  { variable, env }: { readonly variable: string; readonly env: Env },
  incident: Incident,
  facts: NotifyFacts,
): Promise<void> {
  const key = env[variable];
  if (key === undefined || key === '')
    throw new Error(`The variable ${variable} of the bot holds no integration key.`);
  await sendJson({
    to: 'PagerDuty',
    url: addressFrom('PAGERDUTY_URL', env['PAGERDUTY_URL'] ?? publicAddress),
    body: JSON.stringify({
      routing_key: key,
      event_action: actionOf(incident),
      dedup_key: incident.id,
      payload: {
        // At most 1,024 characters.
        summary: cut(facts.title, 1_000),
        source: facts.service,
        severity: incident.state === 'failed' || incident.state === 'stopped' ? 'critical' : 'warning',
        component: facts.service,
        group: `${facts.from} to ${facts.to}`,
        class: 'region failover',
        custom_details: facts,
      },
      ...(facts.issue === undefined
        ? {}
        : { links: [{ href: facts.issue, text: 'The incident in GitHub' }] }),
    }),
  });
}

/** From the state and not from what happened: a message that comes late must not raise again what has been resolved. */
function actionOf(incident: Incident): 'trigger' | 'acknowledge' | 'resolve' {
  // A failover that failed is still somebody's trouble.
  if (isEnded(incident)) return incident.state === 'failed' ? 'trigger' : 'resolve';
  return incident.state === 'running' ? 'acknowledge' : 'trigger';
}
