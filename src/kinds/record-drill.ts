import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Problem } from '../errors.ts';
import type { Assessment, Goal, Step, StepDraft } from '../plan/plan.ts';
import type { ApplyContext, Applied, Settled } from './kind.ts';
import { checkCalls } from './record-calls.ts';
import type { DnsRecord, RecordValue } from './record-look.ts';
import type { HealthCheckSeen } from './record-lookup.ts';
import { leadsTo } from './record-shape.ts';
import { expireStep, ttlOf } from './record-steps.ts';
import { strayFrom } from './region-addresses.ts';

/** The two settings that decide what a health check counts as. */
interface Settings {
  readonly disabled: boolean;
  readonly inverted: boolean;
}

interface CheckParams {
  readonly check: string;
  readonly wanted: Settings;
  readonly was: Settings;
}

/**
 * Unhealthy whatever the checkers see. Disabling alone, as runbooks have it, does the opposite: a disabled check counts as healthy.
 * Inverting alone would count a region that dies during the drill as healthy. See `Disabled` in
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html
 */
const unhealthy: Settings = { disabled: true, inverted: true };

/** What a drill is about: the record of the region that traffic leaves, and the health check that makes it leave. */
type Subject =
  | { readonly record: ResourceRecordSet; readonly id: string; readonly check: HealthCheckSeen }
  | { readonly problem: Problem };

function subjectOf({ id, spec, regional }: DnsRecord, value: RecordValue, { from, to }: Goal): Subject {
  const { name } = spec;
  const problem = (code: Problem['code'], message: string, fix?: string): Subject => ({
    problem: { code, message, resource: id, ...(fix === undefined ? {} : { fix }) },
  });
  const leadAway = value.records.filter((record) => leadsTo(record, regional[from]));
  const active = leadAway.find(({ Failover, Weight }) => Failover !== 'SECONDARY' && Weight !== 0);
  if (active === undefined) return problem('REGION_NOT_ACTIVE', `${name} does not lead to ${from}.`);
  if (!value.records.some((record) => record !== active && leadsTo(record, regional[to])))
    return problem('RESOURCE_NOT_READY', `${name} has no record that leads to ${to}: DNS could go nowhere.`);
  const { HealthCheckId: check } = active;
  if (check === undefined)
    return problem(
      'RESOURCE_NOT_READY',
      `The record of ${name} that leads to ${from} has no health check, so DNS never leaves it by itself.`,
      'Give the record a health check, then plan again.',
    );
  const found = value.checks[check];
  if (found === undefined)
    return problem('RESOURCE_NOT_READY', `Health check ${check} of ${name} cannot be read.`);
  if (found.type === 'RECOVERY_CONTROL')
    return problem('RESOURCE_NOT_READY', `Health check ${check} of ${name} follows a routing control.`);
  if (found.healthy === false)
    return problem(
      'RESOURCE_NOT_READY',
      found.disabled
        ? `Health check ${check} of ${name} is disabled and inverted, as a drill that was not finished leaves it.`
        : `Health check ${check} of ${name} is unhealthy already: this is no time for a drill.`,
      found.disabled
        ? `aws route53 update-health-check --health-check-id ${check} --no-disabled --no-inverted`
        : undefined,
    );
  return { record: active, id: check, check: found };
}

/** Whether a drill of DNS can be held, and what it means for the users. */
export function assessDrill(resource: DnsRecord, value: RecordValue, goal: Goal): Assessment {
  const { name } = resource.spec;
  const subject = subjectOf(resource, value, goal);
  if ('problem' in subject)
    return {
      state: 'blocked',
      summary: `DNS of ${name} cannot be practised on`,
      problems: [subject.problem],
    };
  return {
    state: 'ready',
    summary: `DNS of ${name} leaves ${goal.from} by health check ${subject.id}, and comes back`,
    notes: [
      {
        level: 'warning',
        message: `Users of ${name} are sent to ${goal.to} while the drill lasts, so ${goal.to} must be able to serve them`,
      },
      {
        level: 'info',
        message:
          'The health check is disabled and inverted: disabled alone it would count as healthy, and nothing would move',
      },
    ],
  };
}

/** Makes the region's health check count as unhealthy, waits for DNS, and takes that back. */
export function drillSteps(resource: DnsRecord, value: RecordValue, goal: Goal): readonly StepDraft[] {
  const subject = subjectOf(resource, value, goal);
  if (goal.drill !== 'dns' || 'problem' in subject) return [];
  const { id: check } = subject;
  const { name, ttl } = resource.spec;
  const was = { disabled: subject.check.disabled, inverted: subject.check.inverted };
  const change = {
    region: goal.to,
    risk: 'reversible',
    changes: true,
    expectedMs: 15_000,
    timeoutMs: 5 * 60_000,
    calls: checkCalls(resource, check),
    watch: ['global'],
    repeat: 'safe',
  } as const;
  const wait = {
    region: goal.to,
    risk: 'none',
    changes: false,
    expectedMs: 60_000,
    timeoutMs: 10 * 60_000,
    calls: [],
    watch: ['global'],
    repeat: 'safe',
  } as const;
  // A pair goes back to PRIMARY; records that share traffic may answer with either region then.
  const alone = subject.record.Failover !== undefined;
  return [
    {
      ...change,
      action: 'fail-check',
      title: `Make health check ${check} of ${name} count as unhealthy`,
      phase: 'traffic',
      params: { check, wanted: { ...unhealthy }, was },
      undo: { title: `Put health check ${check} back as it was` },
    },
    {
      ...wait,
      action: 'leave',
      title: `Wait until DNS leads ${name} to ${goal.to}`,
      phase: 'verify',
      params: { to: goal.to, alone: true },
      retreats: 'fail-check',
    },
    {
      ...change,
      action: 'restore-check',
      title: `Put health check ${check} of ${name} back as it was`,
      phase: 'release',
      params: { check, wanted: was, was: { ...unhealthy } },
      undo: { title: `Make health check ${check} count as unhealthy again` },
    },
    {
      ...wait,
      action: 'return',
      title: `Wait until DNS leads ${name} to ${goal.from} again`,
      phase: 'release',
      params: { to: goal.from, alone, check },
    },
    // Until then some are still sent to the other region, so that nothing may be taken away there.
    { ...expireStep(resource, goal, 1000 * Math.max(ttl, ttlOf(value.records))), phase: 'release' },
  ];
}

/** Gives the health check the settings that the step wants. */
export async function setCheck(step: Step, context: ApplyContext): Promise<Applied> {
  return set(checkParams(step).wanted, step, context);
}

/** Gives the health check the settings that it had before the step. */
export async function resetCheck(step: Step, context: ApplyContext): Promise<Applied> {
  return set(checkParams(step).was, step, context);
}

async function set(
  { disabled, inverted }: Settings,
  step: Step,
  { outside, signal }: ApplyContext,
): Promise<Applied> {
  const { check: HealthCheckId } = checkParams(step);
  const api = await outside.aws.route53();
  const { HealthCheck: found } = await api.getHealthCheck({ HealthCheckId }, { signal });
  const { Disabled = false, Inverted = false } = found?.HealthCheckConfig ?? {};
  const settings = `disabled: ${disabled ? 'yes' : 'no'}, inverted: ${inverted ? 'yes' : 'no'}`;
  if (Disabled === disabled && Inverted === inverted)
    return { note: `health check ${HealthCheckId} was so already (${settings})` };
  // With the version Route 53 refuses the change where somebody else has changed the check in between.
  await api.updateHealthCheck(
    { HealthCheckId, HealthCheckVersion: found?.HealthCheckVersion, Disabled: disabled, Inverted: inverted },
    { signal },
  );
  return { note: `health check ${HealthCheckId}: ${settings}` };
}

/** Whether the health check is as the step wants it (`wanted`) or as it was (`was`). */
export function checkStands(step: Step, value: RecordValue, which: 'wanted' | 'was'): Settled {
  const { check, [which]: settings } = checkParams(step);
  const found = value.checks[check];
  if (found === undefined) return { state: 'pending', note: `health check ${check} cannot be read` };
  const right = found.disabled === settings.disabled && found.inverted === settings.inverted;
  const note = `health check ${check} counts as ${found.healthy === false ? 'unhealthy' : 'healthy'}`;
  return { state: right ? 'done' : 'not-begun', note };
}

/** Whether DNS answers as a waiting step of a drill wants it. */
export function dnsStands(step: Step, { dns, checks }: RecordValue): Settled {
  // The cast is sound: these steps get their params from `drillSteps` alone.
  const { to, alone, check } = step.params as unknown as {
    readonly to: string;
    readonly alone: boolean;
    readonly check?: string;
  };
  if (dns === undefined) return { state: 'pending', note: 'the name servers have not been asked yet' };
  if (check !== undefined && checks[check]?.healthy !== true)
    return { state: 'pending', note: `health check ${check} is not healthy yet` };
  const stray = strayFrom(dns, to);
  const known = Object.values(dns.regions).flat();
  if (!alone && dns.name.some((address) => known.includes(address)))
    return { state: 'done', note: `DNS answers ${dns.name.join(', ')}` };
  if (stray !== undefined) return { state: 'pending', note: stray };
  return {
    state: 'done',
    note: `DNS answers ${dns.name.join(', ')}`,
    evidence: { addresses: dns.name },
  };
}

/** The cast is sound: the steps on health checks get their params from `drillSteps` alone. */
function checkParams(step: Step): CheckParams {
  return step.params as unknown as CheckParams;
}
