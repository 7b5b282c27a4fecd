import { aboutRoutes } from '../routes/about.ts';
import { appRoutes } from '../routes/app.ts';
import { commentRoutes } from '../routes/comments.ts';
import { contentRoutes } from '../routes/contents.ts';
import { environmentRoutes } from '../routes/environments.ts';
import { issueRoutes } from '../routes/issues.ts';
import { peopleRoutes } from '../routes/people.ts';
import { pullRoutes } from '../routes/pulls.ts';
import { repositoryRoutes } from '../routes/repositories.ts';
import { runRoutes } from '../routes/runs.ts';
import { workflowRoutes } from '../routes/workflows.ts';
import { findRepository } from '../site.ts';
import { notFound, refused, type Answer } from './answer.ts';
import { mayUse } from './auth.ts';
import type { Call, Route } from './route.ts';

/** The route that a request has found, and what its path says. */
export interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The parameters that may have slashes in them. */
const greedy = new Set(['path', 'ref', 'branch', 'basehead']);

const table = [
  ...aboutRoutes,
  ...appRoutes,
  ...peopleRoutes,
  ...repositoryRoutes,
  ...contentRoutes,
  ...pullRoutes,
  // Before the comments of one issue, so that `comments` is no issue number.
  ...commentRoutes,
  ...issueRoutes,
  ...workflowRoutes,
  ...runRoutes,
  ...environmentRoutes,
].map((route) => ({ route, ...compile(route.template) }));

/** The operations that are there, as `METHOD /path/{template}`. */
export const templates: readonly string[] = table.map(({ route }) => route.template);

function compile(template: string) {
  const [method = '', path = ''] = template.split(' ');
  const names: string[] = [];
  const pattern = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return greedy.has(name) ? '(.*)' : '([^/]+)';
  });
  return { method, names, pattern: new RegExp(`^${pattern}$`) };
}

/** Finds the route of a request by its path below `/api/v3`. */
export function findRoute(method: string, path: string): Found | undefined {
  for (const { route, method: wanted, names, pattern } of table) {
    const match = wanted === method ? pattern.exec(path) : null;
    if (match) {
      const params = names.map((name, index) => [name, decode(match[index + 1] ?? '')] as const);
      return { route, params: Object.fromEntries(params) };
    }
  }
  return undefined;
}

/** Checks what the route asks of its caller, and handles the request. */
export async function handleRoute({ route }: Found, call: Call): Promise<Answer> {
  const { caller, params } = call;
  switch (route.for) {
    case 'anyone':
      return route.handle(call);
    case 'app':
      if (caller.kind !== 'app') return refused(401, 'A JSON web token could not be decoded');
      return route.handle(call);
    case 'installation':
      if (caller.kind !== 'installation') return refused(403, 'Resource not accessible by integration');
      return route.handle(call);
    case 'repository': {
      const repository = findRepository(call.site, `${params['owner'] ?? ''}/${params['repo'] ?? ''}`);
      if (!repository) return notFound;
      const refusal = mayUse(caller, repository, route.needs);
      return refusal ?? route.handle({ ...call, repository });
    }
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
