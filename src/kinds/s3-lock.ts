import * as z from 'zod';
import type { Region } from '../ids.ts';
import type { Check, ObserveContext } from './kind.ts';

/** What a bucket's Object Lock is to be: enabled, or with a default retention besides. */
export const lockSpec = z
  .union([
    z.boolean(),
    z.strictObject({
      mode: z
        .enum(['COMPLIANCE', 'GOVERNANCE'])
        .describe('The mode of the default retention; only under COMPLIANCE can nobody shorten it.'),
      days: z.int().min(1).max(36_500).describe('For how many days at least new versions are locked.'),
    }),
  ])
  .default(false)
  .describe(
    '`true` verifies that Object Lock is enabled for the bucket, as an audit log needs it; `{ mode: COMPLIANCE, days: 2555 }` its default retention as well.',
  );

/** What is asked of a bucket's Object Lock. */
export type LockSpec = z.output<typeof lockSpec>;

/** The Object Lock of a bucket; `mode` and `days` are those of its default retention, absent where new versions are not locked by themselves. */
export interface LockLook {
  readonly enabled: boolean;
  readonly mode?: string;
  readonly days?: number;
}

/** Looks at the Object Lock of a bucket in its region. */
export async function lookAtLock(name: string, region: Region, context: ObserveContext): Promise<LockLook> {
  const s3 = await context.outside.aws.s3(region);
  try {
    const answer = await s3.getObjectLockConfiguration({ Bucket: name }, { signal: context.signal });
    const { ObjectLockEnabled, Rule } = answer.ObjectLockConfiguration ?? {};
    const { Mode: mode, Days, Years } = Rule?.DefaultRetention ?? {};
    // It stands in days or in years, never in both.
    const days = Days ?? (Years === undefined ? undefined : Years * 365);
    return {
      enabled: ObjectLockEnabled === 'Enabled',
      ...(mode === undefined ? {} : { mode }),
      ...(days === undefined ? {} : { days }),
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'ObjectLockConfigurationNotFoundError')
      return { enabled: false };
    throw error;
  }
}

/** Whether versions of a bucket are locked as the config asks; nothing to check where it asks for nothing. */
export function lockChecks(
  wanted: LockSpec,
  {
    bucket,
    region,
    lock,
  }: { readonly bucket: string; readonly region: Region; readonly lock: LockLook | undefined },
): readonly Check[] {
  if (wanted === false) return [];
  const retains =
    wanted === true || (lock?.mode === wanted.mode && lock.days !== undefined && lock.days >= wanted.days);
  return [
    {
      name: `Object Lock of ${bucket} in ${region}`,
      ok: lock?.enabled === true && retains,
      expected: wanted === true ? 'Enabled' : `Enabled, ${wanted.mode} for ${wanted.days} days at least`,
      found: lock === undefined ? 'not seen' : lockText(lock, wanted !== true),
    },
  ];
}

function lockText({ enabled, mode, days }: LockLook, withRetention: boolean): string {
  if (!enabled) return 'not enabled';
  if (!withRetention) return 'Enabled';
  return mode === undefined || days === undefined
    ? 'Enabled, no default retention'
    : `Enabled, ${mode} for ${days} days`;
}
