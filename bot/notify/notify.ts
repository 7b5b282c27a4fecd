import type { Clock } from '../../src/clock.ts';
import type { NotifyPort } from '../ports.ts';
import { notifyFacts } from './facts.ts';
import { sendMail, type MailSettings } from './mail.ts';
import { tellPagerDuty } from './pagerduty.ts';
import { publish } from './sns.ts';
import { tellWebhook } from './webhook.ts';

/** What stakeholders are told with. `env` holds the variables that failover.yml names; `page` signs the address of a live page. */
export interface NotifyOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly mail: MailSettings;
  readonly clock: Clock;
  readonly page: (incident: string) => string | undefined;
}

/** Tells stakeholders outside Slack. Every target is tried for itself; see the worker for how long. */
export function createNotify({ env, mail, clock, page }: NotifyOptions): NotifyPort {
  return {
    notify: async (incident, { target, about, delivery }) => {
      const wanted = incident.policy.incidents.notify[target];
      if (wanted === undefined) return;
      const now = clock.now();
      const facts = notifyFacts(incident, about, now);
      if ('email' in wanted) {
        const address = page(incident.id);
        const shown = { now, ...(address === undefined ? {} : { page: address }) };
        await clock.during(sendMail(mail, { to: wanted.email, incident, shown, delivery }));
      } else if ('sns' in wanted) await clock.during(publish(wanted.sns, facts, { delivery, env }));
      else if ('pagerduty' in wanted)
        await clock.during(tellPagerDuty({ variable: wanted.pagerduty, env }, incident, facts));
      else if ('webhook' in wanted)
        await clock.during(tellWebhook({ variable: wanted.webhook, env, now }, facts, delivery));
    },
  };
}
