import { dbInstanceArn } from '../aws/arn.ts';
import type { Region } from '../ids.ts';
import type { Call, Goal, Note, Phase, Step, StepDraft } from '../plan/plan.ts';
import type { Applied, ApplyContext } from './kind.ts';
import { isNamed, needed } from './rds-changes.ts';
import type { RdsDatabase } from './rds-database.ts';
import type { RdsSituation } from './rds-situation.ts';
import type { RdsSpec } from './rds-spec.ts';
import { control, lookCalls } from './rds-steps.ts';
import { textParam } from './step-params.ts';

const MINUTE = 60_000;

/** Where and when in the run an instance is to get a class. */
interface Occasion {
  readonly wanted: string | undefined;
  readonly region: Region;
  readonly phase: Phase;
}

/**
 * Gives an instance the class that its part asks for; nothing where it has it, or where the config says none. After the promotion, while
 * nobody is served, the run goes on without it rather than not at all: a small database is better than none.
 */
export function resizeSteps(
  { id, settings, multiAz }: RdsDatabase,
  { wanted, region, phase }: Occasion,
): readonly StepDraft[] {
  const { class: former } = settings;
  if (wanted === undefined || former === undefined || former === wanted) return [];
  const urgent = phase === 'data';
  return [
    {
      action: 'resize',
      title: `Change ${id} from ${former} to ${wanted}`,
      region,
      phase,
      risk: 'reversible',
      changes: true,
      // AWS says no time. With a standby in another zone one is changed after the other.
      expectedMs: (multiAz ? 15 : 8) * MINUTE,
      timeoutMs: (urgent ? 30 : 60) * MINUTE,
      params: { instance: id, class: wanted, former },
      calls: resizeCalls(id, region),
      ...(urgent ? { optional: true } : {}),
      undo: { title: `Change ${id} back to ${former}` },
      repeat: 'safe',
    },
  ];
}

/** The calls of changing the class of an instance, and of taking that back. */
export function resizeCalls(id: string, region: Region): readonly Call[] {
  return [control('ModifyDBInstance', dbInstanceArn({ region }, id), region), ...lookCalls(region)];
}

/**
 * Gives the instance of the step this class. It restarts for that:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html
 */
export async function resize(wanted: string, step: Step, context: ApplyContext): Promise<Applied> {
  const before = await needed(step, context);
  if (before.settings.class === wanted && before.pendingClass === undefined)
    return { note: `${before.id} is a ${wanted} already.` };
  const begun = { note: `${before.id} is being changed to ${wanted} already.` };
  if (isUnderWay(before, wanted)) return begun;
  const rds = await context.outside.aws.rds(step.region);
  try {
    await rds.modifyDBInstance(
      { DBInstanceIdentifier: before.id, DBInstanceClass: wanted, ApplyImmediately: true },
      { signal: context.signal },
    );
  } catch (error) {
    const refused = isNamed(error, 'InvalidDBInstanceState');
    if (!refused || !isUnderWay(await needed(step, context), wanted)) throw error;
    return begun;
  }
  return { note: `${before.id} is being changed to ${wanted}; it restarts.` };
}

/** Gives the instance its former class back. */
export function resizeBack(step: Step, context: ApplyContext): Promise<Applied> {
  return resize(textParam(step, 'former'), step, context);
}

/** A change that waits for the maintenance window is pending as well, so only these statuses tell that it has begun. */
function isUnderWay({ pendingClass, status }: RdsDatabase, wanted: string): boolean {
  return pendingClass === wanted && (status === 'modifying' || status === 'rebooting');
}

/** Where the config makes standbys small and does not say what they become, what is promoted stays small. */
export function classNotes(
  { class: classes }: RdsSpec,
  situation: Exclude<RdsSituation, { is: 'blocked' }>,
  goal: Goal,
): readonly Note[] {
  if (situation.is !== 'replica' || classes?.standby === undefined || classes.active !== undefined) return [];
  const { id, settings } = situation.replica;
  if (settings.class !== classes.standby) return [];
  const message = `${id} has the class of a standby, ${classes.standby}, and keeps it when it is promoted: \`class.active\` would change it.`;
  return [{ level: goal.mode === 'planned' ? 'warning' : 'info', message }];
}
