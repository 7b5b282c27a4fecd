import { formatDuration } from '../format-duration.ts';
import type { Goal } from './plan.ts';

/** The operation as a heading, with the service's name: `Bring orders home`. */
export function headingOf({ operation, mode, drill }: Goal, service: string): string {
  switch (operation) {
    case 'failover':
      return `${mode === 'planned' ? 'Switch' : 'Fail'} ${service} over`;
    case 'failback':
      return `Bring ${service} home`;
    case 'reprotect':
      return `Protect ${service} again`;
    case 'drill':
      return `Drill of ${service}${drill === undefined ? '' : ` (${drill})`}`;
    case 'deploy':
      return `Deploy ${service}`;
  }
}

/** Why it is done that way, in a sentence; begins with the mode, and says how `from` is. */
export function meaningOf({ operation, mode, from, to, fromCondition, stages }: Goal): string {
  switch (operation) {
    case 'failover':
    case 'failback': {
      if (mode === 'unplanned')
        return `Unplanned: ${from} is ${fromCondition}; what has not been replicated is given up.`;
      const planned = `Planned: ${from} is ${fromCondition}; writes are stopped and replication drained first.`;
      if (stages === undefined) return planned;
      const guards = stages.guards.length === 0 ? '' : ` watched by ${stages.guards.join(', ')}`;
      const both = stages.serving === 'both' ? ' Until then both regions answer.' : '';
      return `${planned} Traffic moves in stages of ${stages.percent.join(', ')} %, each held for ${formatDuration(stages.holdMs)}${guards}.${both}`;
    }
    case 'reprotect':
      return `${from} is ${fromCondition}; it shall stand by behind ${to}, which stays active.`;
    case 'drill':
      return `Practised on the real thing: ${from} is ${fromCondition} and stays the active region; what is changed is changed back.`;
    case 'deploy':
      return `In ${to} only; it is watched, and taken back if it does badly.`;
  }
}

/** What is so when it has been done. */
export function outcomeOf({ operation, from, to }: Pick<Goal, 'operation' | 'from' | 'to'>): string {
  switch (operation) {
    case 'failover':
    case 'failback':
      return `${to} is active`;
    case 'reprotect':
      return `${from} stands by behind ${to}`;
    case 'drill':
      return `practised; ${from} is active as before`;
    case 'deploy':
      return `deployed in ${to}`;
  }
}

/** What to type to carry a plan with this goal out. */
export function commandOf({ operation, from, to, mode, drill }: Goal): string {
  const direction = `--from ${from} --to ${to}`;
  switch (operation) {
    case 'failover':
      return `region-failover failover ${direction} --mode ${mode}`;
    case 'failback':
    case 'reprotect':
      return `region-failover ${operation} ${direction}`;
    case 'drill':
      return `region-failover drill --type ${drill ?? 'dns'} ${direction}`;
    case 'deploy':
      return `region-failover deploy --region ${to}`;
  }
}

/** What to type to plan it. */
export function planCommandOf({ operation, from, to }: Pick<Goal, 'operation' | 'from' | 'to'>): string {
  const what = operation === 'failover' ? '' : `--operation ${operation} `;
  return `region-failover plan ${what}--from ${from} --to ${to}`;
}

/** The operations that come after this one, and what each of their plans would show. */
export function followUps({
  operation,
  from,
  to,
}: Goal): readonly (readonly [command: string, why: string])[] {
  const reprotect = planCommandOf({ operation: 'reprotect', from, to });
  const home = planCommandOf({ operation: 'failback', from: to, to: from });
  switch (operation) {
    case 'failover':
      return [
        [reprotect, `shows what it takes to build the standby again, once ${from} is well again`],
        [home, 'shows what the way back would take'],
      ];
    case 'failback':
      return [[reprotect, `shows what it takes for ${from} to stand by again`]];
    case 'reprotect':
      return [[home, `shows what it takes to go over to ${from}`]];
    case 'drill':
    case 'deploy':
      return [];
  }
}
