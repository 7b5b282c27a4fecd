import type { Config } from '../../src/config/config.ts';
import type { IncidentsConfig } from '../../src/config/incidents-schema.ts';
import type { Region } from '../../src/ids.ts';
import type { ActiveRegion } from '../incidents/active-region.ts';
import type { IncidentId } from '../incidents/incident.ts';
import type { Alarm } from './alarm.ts';
import { subjectOf } from './alarm-subject.ts';

/** `incidents.alarms` of failover.yml. */
export type AlarmsConfig = NonNullable<IncidentsConfig['alarms']>;

/** What the alarms about the active region come to: a declaration that is shown with a button, or made. */
export interface AlarmWish {
  readonly how: AlarmsConfig['policy'];
  readonly service: string;
  readonly from: Region;
  readonly to: Region;
  readonly reason: string;
  /** The same for as long as the first of these alarms stands, whoever looks. */
  readonly dedupe: string;
}

/** What other alarms come to: people are told, and nothing is proposed. */
export type AlarmNotice = { readonly service: string; readonly reason: string } & (
  | {
      readonly about: 'standby';
      /** Those that stand by and are not well, or may not be. */
      readonly regions: readonly Region[];
      readonly active?: Region;
    }
  /** `since`: the incident after which nobody can tell which region is active. */
  | { readonly about: 'active-unknown'; readonly region?: Region; readonly since: IncidentId }
  | { readonly about: 'unknown' }
);

/** `key` stands for what the alarms are about, as long as they ring. */
export type AlarmFinding = { readonly key: string } & (
  { readonly wish: AlarmWish } | { readonly notice: AlarmNotice }
);

/** The keys of findings that are about no single region. */
export const keysBesides = ['active', 'standby', 'unknown'] as const;

/** What is known when alarms are judged. `now` in ms since the epoch. */
export interface AlarmsSeen {
  readonly alarms: readonly Alarm[];
  readonly active: ActiveRegion;
  readonly now: number;
}

type Service = Pick<Config, 'service' | 'regions'>;

/**
 * Judges the alarms of a service. Only the region that is active can be left, and only because of alarms about it. What is about no
 * region of the service is passed over.
 */
export function judgeAlarms(
  service: Service,
  policy: AlarmsConfig,
  { alarms, active, now }: AlarmsSeen,
): readonly AlarmFinding[] {
  const forMs = policy.policy === 'ask' ? 0 : policy.for;
  const ringing = alarms
    .filter(({ state, since }) => state === 'ALARM' && now - since >= forMs)
    .toSorted((a, b) => a.since - b.since || a.id.localeCompare(b.id));
  const groups = new Map<string, readonly Alarm[]>();
  for (const alarm of ringing) {
    const key = keyOf(alarm, { service, policy, active });
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), alarm]);
  }
  return [...service.regions, ...keysBesides].flatMap((key) => {
    const about = groups.get(key);
    return about === undefined ? [] : findingOf(key, about, { service, policy, active, groups });
  });
}

interface Judging {
  readonly service: Service;
  readonly policy: AlarmsConfig;
  readonly active: ActiveRegion;
}

/** A region of the service, or one of `keysBesides`. */
function keyOf(alarm: Alarm, { service, policy, active }: Judging): string | undefined {
  const subject = subjectOf(alarm, { service: service.service, about: policy.about });
  switch (subject.type) {
    case 'region':
      return service.regions.includes(subject.region) ? subject.region : undefined;
    case 'active':
      return 'active' in active ? active.active : 'active';
    case 'standby': {
      const [only, ...more] = standingBy(service, active);
      return only !== undefined && more.length === 0 ? only : 'standby';
    }
    case 'unknown':
      return 'unknown';
    case 'nothing':
      return undefined;
  }
}

function standingBy({ regions }: Service, active: ActiveRegion): readonly Region[] {
  return 'active' in active ? regions.filter((region) => region !== active.active) : [];
}

function findingOf(
  key: string,
  ringing: readonly Alarm[],
  { service, policy, active, groups }: Judging & { readonly groups: ReadonlyMap<string, readonly Alarm[]> },
): readonly AlarmFinding[] {
  const told = { service: service.service, reason: reasonOf(ringing) };
  if (key === 'unknown') return [{ key, notice: { ...told, about: 'unknown' } }];
  const isRegion = service.regions.includes(key);
  if ('unsure' in active && key !== 'standby') {
    const region = isRegion ? { region: key } : {};
    return [{ key, notice: { ...told, about: 'active-unknown', since: active.unsure, ...region } }];
  }
  const home = 'active' in active ? { active: active.active } : {};
  if (key !== home.active) {
    const regions = isRegion ? [key] : standingBy(service, active);
    return [{ key, notice: { ...told, about: 'standby', regions, ...home } }];
  }
  const to = nextRegion(service.regions, key);
  const [first] = ringing;
  const least = policy.policy === 'ask' ? 1 : policy.agree;
  if (to === undefined || first === undefined || namesOf(ringing).length < least) return [];
  const there = groups.get(to);
  return [
    {
      key,
      wish: {
        ...{ how: policy.policy, service: service.service, from: key, to },
        reason: there === undefined ? told.reason : `${told.reason} About ${to}: ${reasonOf(there)}`,
        dedupe: `alarm:${service.service}:${key}:${first.id}:${first.since}`,
      },
    },
  ];
}

/** The one after it in the list of the service; after the last comes the first. */
function nextRegion(regions: readonly Region[], from: Region): Region | undefined {
  const next = regions[(regions.indexOf(from) + 1) % regions.length];
  return next === from ? undefined : next;
}

/** An alarm on the numbers of the whole service stands in every region of it, and is one alarm all the same. */
function namesOf(alarms: readonly Alarm[]): readonly string[] {
  return [...new Set(alarms.map(({ name }) => name))];
}

const mostNamed = 5;

function reasonOf(ringing: readonly Alarm[]): string {
  const names = namesOf(ringing);
  const named = names.slice(0, mostNamed).map((name) => name.slice(0, 80));
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  return names.length === 1
    ? `The alarm ${named.join('')} is in ALARM.`
    : `${names.length} alarms are in ALARM: ${named.join(', ')}${more}.`;
}
