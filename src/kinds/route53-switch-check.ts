import type { Problem } from '../errors.ts';
import type { Goal, Note } from '../plan/plan.ts';
import { seenIn, valueIn } from './kind.ts';
import type { Observation } from './kind.ts';
import type { Switch, SwitchValue as Value } from './route53-switch-spec.ts';

/** What is odd about the health check of a switch, as far as it can be seen. */
export function checkNotes(
  { spec: block, regional: regions }: Switch,
  observation: Observation<Value>,
  { from, to }: Goal,
): readonly Note[] {
  const seen = seenIn(observation, 'global');
  const warn = (message: string): Note => ({ level: 'warning', message });
  const { healthCheck } = block;
  if (healthCheck === undefined) return [];
  if (seen.state === 'failed') return [];
  if (seen.state === 'absent' || seen.value.type !== 'check')
    return [warn(`There is no health check ${healthCheck}`)];
  const { watches } = seen.value;
  const at = regions[to] ?? regions[from];
  if (at === undefined || (watches.includes(at.bucket) && watches.endsWith(at.key))) return [];
  return [warn(`Health check ${healthCheck} watches ${watches}, not s3://${at.bucket}/${at.key}`)];
}

/** Why the health check does not follow the object, where that is known: a run would call the switch done, and traffic would stay. */
export function deafCheck(
  { id, spec: { healthCheck = '' } }: Switch,
  observation: Observation<Value>,
): Problem | undefined {
  const check = valueIn(observation, 'global');
  if (check?.type !== 'check' || (check.inverted && !check.disabled)) return undefined;
  const [why, fix] = check.disabled
    ? ['is disabled: it stays as it is, and the switch would move nothing', 'Enable it']
    : ['is not inverted: the switch would work the wrong way round', 'Invert it'];
  const message = `Health check ${healthCheck} ${why}.`;
  return {
    ...{ code: 'RESOURCE_NOT_READY', message, resource: id },
    fix: `${fix} in Route 53, or move traffic by a route53-record instead of ${id}.`,
  };
}
