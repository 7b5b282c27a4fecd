import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { fail } from '../errors.ts';
import type { Step } from '../plan/plan.ts';
import type { Applied, ApplyContext, ObserveContext } from './kind.ts';

/** Where a distribution leads: domain names by origin id, and which member of an origin group is asked first. */
export interface Leads {
  readonly origins: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
}

/** What is seen of a distribution. */
export interface DistributionLook {
  /** `Deployed` or `InProgress`. */
  readonly status: string;
  readonly enabled: boolean;
  readonly domainName: string;
  readonly origins: Leads['origins'];
  /** Members of each origin group in their order. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** What the step carries. */
export interface DistributionParams {
  readonly distribution: string;
  readonly wanted: Leads;
  readonly former: Leads;
}

/** The cast is sound: the step gets its params from `cloudfront-distribution.ts` alone. */
export function distributionParams(step: Step): DistributionParams {
  return step.params as unknown as DistributionParams;
}

/** Looks at one distribution; undefined when it does not exist. */
export async function describeDistribution(
  id: string,
  { outside, signal }: ObserveContext,
): Promise<DistributionLook | undefined> {
  const api = await outside.aws.cloudfront();
  try {
    const { Distribution } = await api.getDistribution({ Id: id }, { signal });
    const config = Distribution?.DistributionConfig;
    if (Distribution === undefined || config === undefined) return undefined;
    return {
      status: Distribution.Status ?? 'unknown',
      enabled: config.Enabled === true,
      domainName: Distribution.DomainName ?? '',
      ...leadsOf(config),
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchDistribution') return undefined;
    throw error;
  }
}

function leadsOf(config: DistributionConfig): Pick<DistributionLook, 'origins' | 'groups'> {
  const origins = (config.Origins?.Items ?? []).map(({ Id = '', DomainName = '' }) => [Id, DomainName]);
  const groups = (config.OriginGroups?.Items ?? []).map(({ Id = '', Members }) => [
    Id,
    (Members?.Items ?? []).map(({ OriginId = '' }) => OriginId),
  ]);
  return {
    origins: Object.fromEntries(origins) as Leads['origins'],
    groups: Object.fromEntries(groups) as DistributionLook['groups'],
  };
}

/** Whether a distribution leads where it shall. Names of domains are compared without regard to case. */
export function leadsThere(
  look: Pick<DistributionLook, 'origins' | 'groups'>,
  { origins, groups }: Leads,
): boolean {
  const domains = Object.entries(origins).every(
    ([id, domain]) => look.origins[id]?.toLowerCase() === domain.toLowerCase(),
  );
  return domains && Object.entries(groups).every(([id, first]) => look.groups[id]?.[0] === first);
}

/** Leads the step's distribution to where it shall lead, or back to where it led; nothing else in its config changes. */
export async function lead(step: Step, context: ApplyContext, leads: Leads): Promise<Applied> {
  const { distribution: Id } = distributionParams(step);
  const api = await context.outside.aws.cloudfront();
  const options = { signal: context.signal };
  const { DistributionConfig: config, ETag } = await api.getDistributionConfig({ Id }, options);
  if (config === undefined || ETag === undefined) throw incomplete(step, Id);
  if (leadsThere(leadsOf(config), leads)) return { note: `${Id} leads there already` };
  // With the version that was read, a change by somebody else in between is a conflict instead of being overwritten.
  await api.updateDistribution({ Id, IfMatch: ETag, DistributionConfig: withLeads(config, leads) }, options);
  return { note: `${Id} is being deployed to the edge locations`, evidence: { ...leads } };
}

function withLeads(config: DistributionConfig, { origins, groups }: Leads): DistributionConfig {
  const { Origins, OriginGroups } = config;
  const changed: DistributionConfig = {
    ...config,
    Origins: Origins && {
      ...Origins,
      Items: (Origins.Items ?? []).map((origin) => {
        const DomainName = origins[origin.Id ?? ''];
        return DomainName === undefined ? origin : { ...origin, DomainName };
      }),
    },
  };
  if (OriginGroups === undefined) return changed;
  const Items = (OriginGroups.Items ?? []).map((group) => {
    const first = groups[group.Id ?? ''];
    if (first === undefined || group.Members === undefined) return group;
    const rank = ({ OriginId }: { OriginId: string | undefined }): number => (OriginId === first ? 0 : 1);
    const members = [...(group.Members.Items ?? [])].sort((a, b) => rank(a) - rank(b));
    return { ...group, Members: { ...group.Members, Items: members } };
  });
  return { ...changed, OriginGroups: { ...OriginGroups, ...(Items.length === 0 ? {} : { Items }) } };
}

function incomplete(step: Step, id: string) {
  return fail({
    code: 'RESOURCE_NOT_READY',
    message: `CloudFront gives no config for the distribution ${id}.`,
    resource: step.resource,
    step: step.id,
  });
}
