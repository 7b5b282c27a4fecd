import type { Region } from '../../src/ids.ts';
import { contextBlock, headerBlock, sectionBlock, slackMessage } from '../messages/blocks.ts';
import type { SlackMessage } from '../messages/blocks.ts';
import { code, joined, say } from '../messages/line.ts';
import type { Line } from '../messages/line.ts';
import type { AlarmNotice } from './alarm-policy.ts';

/** What is said of alarms that propose nothing: there is no button under it. */
export function noticeMessage(notice: AlarmNotice): SlackMessage {
  const { title, lines, hint } = wordsOf(notice);
  return slackMessage(title, [
    headerBlock(title.map((span) => ('text' in span ? span.text : '')).join('')),
    ...sectionBlock([say`${notice.reason}`, ...lines]),
    ...contextBlock([hint]),
  ]);
}

interface Words {
  readonly title: Line;
  readonly lines: readonly Line[];
  readonly hint: Line;
}

function wordsOf(notice: AlarmNotice): Words {
  const { service } = notice;
  const declare = say`If it has to be left: ${code(`/failover FROM TO ${service}`)}`;
  switch (notice.about) {
    case 'standby':
      return standbyWords(notice);
    case 'active-unknown': {
      const of = notice.region === undefined ? say`the region that is active` : say`${code(notice.region)}`;
      return {
        title: say`Alarm: a region of ${service} is not well`,
        lines: [
          say`It is about ${of}. Which region is active cannot be told since ${code(notice.since)}, which did not finish, so nothing is proposed.`,
        ],
        hint: declare,
      };
    }
    case 'unknown':
      return {
        title: say`Alarm: something about ${service} is not well`,
        lines: [
          say`It does not say which region it is about, so nothing is proposed. ${code('incidents.alarms.about')} in failover.yml can say it.`,
        ],
        hint: declare,
      };
  }
}

function standbyWords({
  service,
  regions,
  active,
}: Extract<AlarmNotice, { readonly about: 'standby' }>): Words {
  const [only] = regions.length === 1 ? regions : [];
  const stands = namesOf(regions);
  const behind = active === undefined ? say`` : say`; ${code(active)} is active`;
  return {
    title: say`Alarm: the standby of ${service} is not well`,
    lines: [
      regions.length === 0
        ? say`It is about what stands by. Nothing is proposed.`
        : say`It is about ${stands}, which stands by${behind}. Nothing is proposed: a failover to it may not go well.`,
    ],
    hint:
      only === undefined || active === undefined
        ? say`What stands in the way: ${code('region-failover health')}`
        : say`What stands in the way: ${code(`/failover plan ${active} ${only} ${service}`)}`,
  };
}

function namesOf(regions: readonly Region[]): Line {
  return joined(
    regions.map((region) => say`${code(region)}`),
    ' or ',
  );
}
