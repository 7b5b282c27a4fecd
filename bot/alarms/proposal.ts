import { createHash } from 'node:crypto';
import * as z from 'zod';
import { regionPattern } from '../../src/ids.ts';
import { sayLines } from '../commands/reply.ts';
import type { Reply } from '../commands/reply.ts';
import { actionsBlock, contextBlock, headerBlock, sectionBlock, slackMessage } from '../messages/blocks.ts';
import type { SlackMessage } from '../messages/blocks.ts';
import { code, say } from '../messages/line.ts';
import type { Account } from '../people/resolve-person.ts';
import { resolvePerson } from '../people/resolve-person.ts';
import type { GitHubPort, IncidentService } from '../ports.ts';
import type { SlackCall } from '../slack/call.ts';
import type { Store } from '../store/store.ts';
import { activeRegion } from '../incidents/active-region.ts';
import type { AlarmPosts } from './alarm-desk.ts';
import { noticeMessage } from './alarm-notice.ts';
import type { AlarmWish } from './alarm-policy.ts';

const proposalNote = z.object({
  service: z.string(),
  from: z.string().regex(regionPattern),
  to: z.string().regex(regionPattern),
  reason: z.string(),
  dedupe: z.string(),
});

/** What the button under a proposal carries instead of an incident. */
function keyOf({ dedupe }: Pick<AlarmWish, 'dedupe'>): string {
  return `alarm:${createHash('sha256').update(dedupe).digest('hex').slice(0, 32)}`;
}

/** The message that an alarm causes under `policy: ask`. */
function proposalMessage({ service, from, to, reason, dedupe }: AlarmWish): SlackMessage {
  return slackMessage(say`Alarm: fail ${service} over from ${from} to ${to}?`, [
    headerBlock(`Alarm: fail ${service} over?`),
    ...sectionBlock([
      say`${reason}`,
      say`Nothing has been declared. The button declares a failover from ${code(from)} to ${code(to)}: it is planned first, and needs its approvals.`,
    ]),
    ...actionsBlock([
      {
        name: 'declare',
        label: say`Declare`,
        value: { incident: keyOf({ dedupe }) },
        style: 'danger',
        confirm: {
          title: 'Declare a failover?',
          text: say`A failover of ${service} from ${from} to ${to} is declared and planned. You cannot approve it yourself then.`,
          yes: 'Declare',
        },
      },
    ]),
    ...contextBlock([say`Or type ${code(`/failover ${from} ${to} ${service}`)}`]),
  ]);
}

/** Posts into Slack; what a proposal says is kept, because a button carries only its key. */
export function createAlarmPosts(call: SlackCall, store: Pick<Store, 'writeNote'>): AlarmPosts {
  const post = (channel: string, message: SlackMessage) =>
    call({ method: 'chat.postMessage', channel }, (client) =>
      client.chat.postMessage({ channel, ...message }),
    );
  return {
    propose: async (channel, wish) => {
      await store.writeNote(keyOf(wish), {
        service: wish.service,
        from: wish.from,
        to: wish.to,
        reason: wish.reason,
        dedupe: wish.dedupe,
      });
      await post(channel, proposalMessage(wish));
    },
    tell: async (channel, notice) => {
      await post(channel, noticeMessage(notice));
    },
  };
}

/** Somebody has pressed the button under a proposal: from here on it is their declaration, so they cannot approve it. */
export async function declareProposal(
  {
    store,
    service,
    github,
  }: {
    readonly store: Pick<Store, 'readNote' | 'listIncidents'>;
    readonly service: Pick<IncidentService, 'declare'>;
    readonly github: Pick<GitHubPort, 'services'>;
  },
  key: string,
  account: Account,
): Promise<Reply> {
  const read = proposalNote.safeParse(key.startsWith('alarm:') ? await store.readNote(key) : undefined);
  if (!read.success) return sayLines(false, 'This proposal is not known any more. Type `/failover FROM TO`.');
  const proposal = read.data;
  const services = await github.services().catch(() => []);
  const found = services.find(({ name }) => name === proposal.service);
  const config = found !== undefined && 'at' in found ? found.at.config : undefined;
  const past = await store.listIncidents({ service: proposal.service, limit: 50 });
  const now = activeRegion(past, config?.regions ?? []);
  if (now !== undefined && 'active' in now && now.active !== proposal.from)
    return sayLines(false, [
      { code: now.active },
      { text: ' is active by now, so there is nothing to leave in ' },
      { code: proposal.from },
      { text: '.' },
    ]);
  const people = config?.people ?? [];
  const declared = await service.declare({
    purpose: 'failover',
    origin: 'alarm',
    service: proposal.service,
    from: proposal.from,
    to: proposal.to,
    mode: 'auto',
    only: [],
    reason: proposal.reason,
    dedupe: proposal.dedupe,
    requester: resolvePerson(people, account),
  });
  if (!declared.ok) return sayLines(false, [{ text: declared.say }]);
  return sayLines(true, [
    { text: declared.created ? 'Declared: ' : 'It has been declared already: ' },
    { code: declared.incident.id },
  ]);
}
