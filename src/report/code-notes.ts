import { groupSteps } from '../plan/step-groups.ts';
import type { Step } from '../plan/plan.ts';
import { counted, someOf } from '../terminal-text.ts';

/** What infrastructure code does not know of yet. */
export interface ToldToCode {
  /** Which pipelines, and why they must not run now. */
  readonly heading: string;
  readonly lead: string;
  /** What to change or to ignore, a sentence each. */
  readonly lines: readonly string[];
}

/** What has to be said in infrastructure code after these changes, before it runs again; undefined where nothing has. Pure. */
export function tellCode(changed: readonly Step[]): ToldToCode | undefined {
  const told = new Map<string, { readonly step: Step; readonly resources: Set<string> }>();
  for (const step of changed) {
    if (step.inCode === undefined) continue;
    const key = JSON.stringify([step.region, step.inCode]);
    const known = told.get(key) ?? { step, resources: new Set() };
    told.set(key, known);
    known.resources.add(step.resource);
  }
  const others = changed.filter(({ inCode }) => inCode === undefined);
  const lasting = groupSteps(others.filter(({ risk }) => risk !== 'reversible'));
  const more = others.filter(({ risk }) => risk === 'reversible').length;
  const lines = [
    ...[...told.values()].map(
      ({ step: { region, inCode = '' }, resources }) => `${inCode} (${region}: ${someOf([...resources], 8)})`,
    ),
    ...lasting.map(
      ({ title, steps: [first], members }) =>
        `${title} (${first.region})${members.length === 0 ? '' : `: ${members.join(', ')}`}`,
    ),
  ];
  if (lines.length === 0) return undefined;
  return {
    heading: 'Freeze the pipelines of this service that run Terraform, CloudFormation or GitOps',
    lead: 'Pipelines that run Terraform, CloudFormation or GitOps for this service may re-create, replace or detach what was changed. Freeze them; before they run again:',
    lines:
      more === 0
        ? lines
        : [
            ...lines,
            `and ${counted(more, 'change')} that can be taken back: compare with the config before the next apply.`,
          ],
  };
}
