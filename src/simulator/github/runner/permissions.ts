import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { valueOf } from './evaluate.ts';
import { isObject, textOf } from './json.ts';

/** What a job may do, by scope; a scope that is not named is `none`. */
export type Permissions = Readonly<Record<string, Level>> | 'read-all' | 'write-all';

type Level = 'none' | 'read' | 'write';

/** What a workflow may do that says nothing: an organisation's restricted default. */
const defaultPermissions: Permissions = { contents: 'read', packages: 'read', metadata: 'read' };

/** What stands at `permissions`; undefined where nothing does. */
export function permissionsOf(token: TemplateToken | undefined): Permissions | undefined {
  if (token === undefined) return undefined;
  const value = valueOf(token, { contexts: {} });
  if (value === 'read-all' || value === 'write-all') return value;
  return Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).map(([scope, level]) => [scope, levelOf(textOf(level))]),
  );
}

function levelOf(text: string): Level {
  return text === 'write' || text === 'read' ? text : 'none';
}

/** The permissions of a job: its own, or those of its workflow, or the default. */
export function effectivePermissions(
  job: Permissions | undefined,
  workflow: Permissions | undefined,
): Permissions {
  return job ?? workflow ?? defaultPermissions;
}

/** What a job may do in this scope. `read-all` gives no OIDC tokens: they have no read level. */
export function levelIn(permissions: Permissions, scope: string): Level {
  if (permissions === 'write-all') return 'write';
  if (permissions === 'read-all') return scope === 'id-token' ? 'none' : 'read';
  return permissions[scope] ?? 'none';
}

/** The first scope in which a called workflow's job asks for more than its caller has, in GitHub's words. */
export function excessOf(asked: Permissions, allowed: Permissions): string | undefined {
  const rank = { none: 0, read: 1, write: 2 };
  const scopes =
    typeof asked === 'string' ? ['contents', 'id-token', 'actions', 'deployments'] : Object.keys(asked);
  const scope = scopes.find((each) => rank[levelIn(asked, each)] > rank[levelIn(allowed, each)]);
  return scope === undefined
    ? undefined
    : `is requesting '${scope}: ${levelIn(asked, scope)}', but is only allowed '${scope}: ${levelIn(allowed, scope)}'`;
}
