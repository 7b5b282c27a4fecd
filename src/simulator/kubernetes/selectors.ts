import type { KubeObject } from './cluster.ts';
import { at, textsAt } from './json.ts';

/** Which objects a list or watch asks for. */
export interface Selection {
  namespace: string | undefined;
  name: string | undefined;
  labels: string;
  fields: string;
}

/** Whether an object is among those asked for. */
export function isSelected(object: KubeObject, { namespace, name, labels, fields }: Selection): boolean {
  if (namespace !== undefined && object.metadata['namespace'] !== namespace) return false;
  if (name !== undefined && object.metadata['name'] !== name) return false;
  const own = textsAt(object, 'metadata', 'labels');
  return (
    requirements(labels).every((one) => labelHolds(own, one)) &&
    requirements(fields).every((one) => fieldHolds(object, one))
  );
}

// Commas separate requirements, but not those inside `in (a, b)`.
function requirements(selector: string): string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function labelHolds(labels: Record<string, string>, requirement: string): boolean {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(requirement);
  if (set) {
    const found = (set[3] ?? '')
      .split(',')
      .map((one) => one.trim())
      .includes(labels[set[1] ?? ''] ?? '');
    return set[2] === 'in' ? found : !found;
  }
  const comparison = /^([^=!]+)(==|=|!=)(.*)$/.exec(requirement);
  if (comparison)
    return (labels[comparison[1]?.trim() ?? ''] === comparison[3]?.trim()) === (comparison[2] !== '!=');
  return requirement.startsWith('!') ? !(requirement.slice(1) in labels) : requirement in labels;
}

function fieldHolds(object: KubeObject, requirement: string): boolean {
  const comparison = /^([^=!]+)(==|=|!=)(.*)$/.exec(requirement);
  if (!comparison) return false;
  const value = at(object, ...(comparison[1] ?? '').split('.')) ?? '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (text === comparison[3]) === (comparison[2] !== '!=');
}
