import type { Config } from '../../src/config/config.ts';
import type { IncidentsConfig } from '../../src/config/incidents-schema.ts';
import type { Region } from '../../src/ids.ts';
import type { Alarm } from './alarm.ts';

/** `incidents.alarms` of failover.yml. */
export type AlarmsConfig = NonNullable<IncidentsConfig['alarms']>;

/** What the alarms of a service come to: a declaration that is shown with a button, or made. */
export interface AlarmWish {
  readonly how: AlarmsConfig['policy'];
  readonly service: string;
  readonly from: Region;
  readonly to: Region;
  readonly reason: string;
  /** The same for as long as the first of these alarms stands, whoever looks. */
  readonly dedupe: string;
}

/** Judges the alarms of a service, region by region. Regions that the service does not have are passed over. */
export function judgeAlarms(
  { service, regions }: Pick<Config, 'service' | 'regions'>,
  policy: AlarmsConfig,
  { alarms, now }: { readonly alarms: readonly Alarm[]; readonly now: number },
): readonly AlarmWish[] {
  const least = policy.policy === 'ask' ? 1 : policy.agree;
  const forMs = policy.policy === 'ask' ? 0 : policy.for;
  return regions.flatMap((from) => {
    const to = nextRegion(regions, from);
    const ringing = alarms
      .filter((alarm) => alarm.state === 'ALARM' && alarm.region === from && now - alarm.since >= forMs)
      .toSorted((a, b) => a.since - b.since || a.id.localeCompare(b.id));
    const [first] = ringing;
    if (to === undefined || first === undefined || ringing.length < least) return [];
    return [
      {
        how: policy.policy,
        service,
        from,
        to,
        reason: reasonOf(ringing),
        dedupe: `alarm:${service}:${from}:${first.id}:${first.since}`,
      },
    ];
  });
}

/** The one after it in the list of the service; after the last comes the first. */
function nextRegion(regions: readonly Region[], from: Region): Region | undefined {
  const next = regions[(regions.indexOf(from) + 1) % regions.length];
  return next === from ? undefined : next;
}

const mostNamed = 5;

function reasonOf(ringing: readonly Alarm[]): string {
  const named = ringing.slice(0, mostNamed).map(({ name }) => name.slice(0, 80));
  const more = ringing.length > mostNamed ? ` and ${ringing.length - mostNamed} more` : '';
  return ringing.length === 1
    ? `The alarm ${named.join('')} is in ALARM.`
    : `${ringing.length} alarms are in ALARM: ${named.join(', ')}${more}.`;
}
