import type { Region } from '../ids.ts';
import type { Dependency, Step } from './plan.ts';

/** Services with one control plane for the whole world: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html */
const globalServices: ReadonlySet<string> = new Set([
  'iam',
  'route53',
  'cloudfront',
  'organizations',
  'support',
  'globalaccelerator',
  'route53-recovery-control-config',
]);

/** The regions and planes that these steps cannot do without, most needed first. Neighbours of AWS (`http`, `kubernetes` data) count as data planes. */
export function dependenciesOf(steps: readonly Step[]): Dependency[] {
  const found = new Map<
    string,
    { service: string; region: Region; plane: 'control' | 'data'; steps: string[]; global: boolean }
  >();
  for (const step of steps) {
    if (step.skip !== undefined) continue;
    for (const call of step.calls) {
      const key = `${call.service} ${call.region} ${call.plane}`;
      const entry = found.get(key) ?? {
        service: call.service,
        region: call.region,
        plane: call.plane,
        steps: [],
        global: globalServices.has(call.service),
      };
      if (entry.steps.at(-1) !== step.id) entry.steps.push(step.id);
      found.set(key, entry);
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      a.region.localeCompare(b.region) ||
      a.service.localeCompare(b.service) ||
      a.plane.localeCompare(b.plane),
  );
}
