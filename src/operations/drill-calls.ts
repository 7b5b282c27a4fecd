import type { Config } from '../config/config.ts';
import type { Call } from '../plan/plan.ts';
import { monitorCalls } from './monitor-service.ts';

/** What the drills that change nothing call besides what every look at the service does. */
export function drillCalls(config: Config): readonly Call[] {
  return config.monitoring === undefined ? [] : monitorCalls(config, { changes: false });
}
