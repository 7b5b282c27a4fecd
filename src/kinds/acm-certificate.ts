import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import { duration } from '../config/duration.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Call, Goal } from '../plan/plan.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, Observation, ObserveContext } from './kind.ts';
import { assessChecks } from './prerequisite.ts';

const spec = z.strictObject({
  warnBefore: duration
    .prefault('21d')
    .describe('A certificate that ends within this time is said to end soon.'),
});

const certificateArn = z
  .string()
  .regex(
    /^arn:aws[\w-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
    'must be the ARN of a certificate of ACM',
  )
  .describe('The ARN of the certificate in this region.');

type Spec = z.output<typeof spec>;
type Certificate = Resource<Spec, string>;

interface Value {
  readonly domain: string;
  readonly status: string;
  /** When it ends, ms since the epoch. */
  readonly notAfter?: number;
}

/** Certificates of the load balancers that users would reach. */
export const acmCertificate = defineKind<Spec, string, Value>({
  name: 'acm-certificate',
  role: 'evidence',
  summary: 'Looks whether the certificate of the region being activated is issued and has not ended.',
  notes: [
    'It changes nothing. A certificate that has ended is a warning in a plan, because a failover may still be better than none, and makes `health` fail.',
    'ACM renews what it has issued as long as its DNS validation record is there. A certificate that nobody uses is not renewed, which is how those of a standby end: https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html.',
  ],
  example: `kind: acm-certificate
eu-west-1: arn:aws:acm:eu-west-1:111122223333:certificate/0f1e2d3c-1111-2222-3333-444455556666
eu-west-2: arn:aws:acm:eu-west-2:111122223333:certificate/0f1e2d3c-7777-8888-9999-000011112222
`,
  spec,
  regional: certificateArn,
  regionalNeeded: 'some',
  places: ['regions'],
  observe,
  reads: ({ regional: arns }, place) => callsOn(arns[place], place),
  assess: (resource, observation, goal) => {
    const assessment = assessChecks(checks(resource, observation, goal), goal);
    const soon = endsSoon(resource, observation, goal.to);
    return soon === undefined
      ? assessment
      : { ...assessment, notes: [...(assessment.notes ?? []), { level: 'warning', message: soon }] };
  },
  steps: () => [],
  settled: () => ({ state: 'unobservable' }),
  verify: checks,
  prerequisites: checks,
});

async function observe(
  resources: readonly Certificate[],
  place: Region,
  { outside, signal }: ObserveContext,
) {
  const looks = resources.map(async ({ id, regional: arns }): Promise<[ResourceId, Value][]> => {
    const arn = arns[place];
    if (arn === undefined) return [];
    const api = await outside.aws.acm(place);
    try {
      const { Certificate } = await api.describeCertificate({ CertificateArn: arn }, { signal });
      const { DomainName = arn, Status = 'unknown', NotAfter } = Certificate ?? {};
      const end = NotAfter === undefined ? {} : { notAfter: NotAfter.getTime() };
      return [[id, { domain: DomainName, status: Status, ...end }]];
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
      throw error;
    }
  });
  return new Map((await Promise.all(looks)).flat());
}

function checks({ regional: arns }: Certificate, observation: Observation<Value>, { to }: Goal): Check[] {
  const arn = arns[to];
  if (arn === undefined) return [];
  const seen = seenIn(observation, to);
  const expected = 'issued and not ended';
  if (seen.state === 'failed')
    return [{ name: `certificate in ${to}`, ok: false, expected, found: seen.problem.message }];
  if (seen.state === 'absent')
    return [{ name: `certificate in ${to}`, ok: false, expected, found: `there is no ${arn}` }];
  const { domain, status, notAfter } = seen.value;
  const ended = notAfter !== undefined && notAfter <= observation.at;
  const until = notAfter === undefined ? '' : `${ended ? ', ended' : ', until'} ${dayOf(notAfter)}`;
  return [
    {
      name: `certificate of ${domain} in ${to}`,
      ok: status === 'ISSUED' && !ended,
      expected,
      found: `${status.toLowerCase()}${until}`,
    },
  ];
}

function endsSoon(
  { spec: { warnBefore } }: Certificate,
  observation: Observation<Value>,
  to: Region,
): string | undefined {
  const seen = valueIn(observation, to);
  const leftMs = (seen?.notAfter ?? Infinity) - observation.at;
  if (seen?.notAfter === undefined || leftMs <= 0 || leftMs > warnBefore) return undefined;
  return `The certificate of ${seen.domain} in ${to} ends on ${dayOf(seen.notAfter)}.`;
}

function callsOn(arn: string | undefined, place: Region): readonly Call[] {
  if (arn === undefined) return [];
  return [{ service: 'acm', action: 'DescribeCertificate', resource: arn, region: place, plane: 'control' }];
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
