import type { Json, JsonObject } from './json.ts';
import { isObject, sameJson, textAt } from './json.ts';

/** What a patch comes to: the patched value, or why it cannot be applied. */
export type Patched = { ok: true; value: JsonObject } | { ok: false; reason: string };

/** The lists Kubernetes merges by a member instead of replacing, for what is simulated. */
const mergeKeys: Record<string, string> = {
  containers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  ports: 'containerPort',
  conditions: 'type',
  ownerReferences: 'uid',
};

/** Applies a patch by its content type: RFC 6902, RFC 7386 or Kubernetes' strategic merge. */
export function applyPatch(target: JsonObject, patch: Json, contentType: string): Patched {
  if (contentType.startsWith('application/json-patch+json')) return jsonPatch(target, patch);
  if (!isObject(patch)) return { ok: false, reason: 'the patch must be a JSON object' };
  if (contentType.startsWith('application/strategic-merge-patch+json'))
    return { ok: true, value: merge(target, patch, true) };
  return { ok: true, value: merge(target, patch, false) };
}

function merge(target: JsonObject, patch: JsonObject, strategic: boolean): JsonObject {
  const merged: JsonObject = strategic && patch['$patch'] === 'replace' ? {} : { ...target };
  for (const [name, value] of Object.entries(patch)) {
    // Directives guide the merge and are not part of the result; the order of lists is not simulated.
    if (strategic && name.startsWith('$')) continue;
    const before = merged[name];
    const key = mergeKeys[name];
    if (value === null || value === undefined) merged[name] = undefined;
    else if (isObject(value)) merged[name] = merge(isObject(before) ? before : {}, value, strategic);
    else if (strategic && key && Array.isArray(value) && Array.isArray(before))
      merged[name] = mergeList(before, value, key);
    else merged[name] = value;
  }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

function mergeList(before: Json[], patch: Json[], key: string): Json[] {
  const merged = [...before];
  for (const item of patch) {
    if (!isObject(item)) continue;
    const index = merged.findIndex((one) => isObject(one) && sameJson(one[key], item[key]));
    const known = merged[index];
    if (item['$patch'] === 'delete') {
      if (index >= 0) merged.splice(index, 1);
    } else if (isObject(known)) merged[index] = merge(known, item, true);
    else merged.push(item);
  }
  return merged;
}

function jsonPatch(target: JsonObject, patch: Json): Patched {
  if (!Array.isArray(patch)) return { ok: false, reason: 'a JSON patch must be a list of operations' };
  const value = structuredClone(target);
  for (const operation of patch) {
    const path = textAt(operation, 'path');
    const steps = path
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const next = isObject(operation) ? operation['value'] : undefined;
    if (!change(value, steps, { op: textAt(operation, 'op'), value: next })) {
      return {
        ok: false,
        reason: `the operation ${textAt(operation, 'op')} ${path} does not fit the object`,
      };
    }
  }
  return { ok: true, value };
}

function change(root: Json, steps: string[], operation: { op: string; value: Json | undefined }): boolean {
  const last = steps.at(-1);
  let holder: Json | undefined = root;
  for (const step of steps.slice(0, -1))
    holder = Array.isArray(holder) ? holder[Number(step)] : isObject(holder) ? holder[step] : undefined;
  if (last === undefined) return false;
  const { op, value } = operation;
  if (Array.isArray(holder)) return changeList(holder, last, operation);
  if (!isObject(holder)) return false;
  const exists = holder[last] !== undefined;
  if (op === 'test') return sameJson(holder[last], value);
  if (op !== 'add' && !exists) return false;
  if (op === 'remove') return Reflect.deleteProperty(holder, last);
  if ((op !== 'add' && op !== 'replace') || value === undefined) return false;
  holder[last] = value;
  return true;
}

function changeList(
  list: Json[],
  last: string,
  { op, value }: { op: string; value: Json | undefined },
): boolean {
  const index = last === '-' ? list.length : Number(last);
  if (!Number.isInteger(index) || index < 0 || index > list.length) return false;
  if (op === 'test') return sameJson(list[index], value);
  if (op === 'remove') return list.splice(index, 1).length === 1;
  if (value === undefined || (op === 'replace' && index === list.length)) return false;
  list.splice(index, op === 'replace' ? 1 : 0, value);
  return true;
}
