import type * as z from 'zod';
import type { Actions } from '../actions/actions.ts';
import type { IssueTracker } from '../actions/issue-tracker.ts';
import type { Site } from '../site.ts';
import type { Repository } from '../state/repository.ts';
import type { Webhooks } from '../webhooks.ts';
import { invalid, type Answer } from './answer.ts';
import type { Caller, Credentials } from './auth.ts';

/** All that a route may use. */
export interface Services {
  readonly site: Site;
  readonly actions: Actions;
  readonly issues: IssueTracker;
  readonly webhooks: Webhooks;
  readonly credentials: Credentials;
}

/** A request that has found its route. */
export interface Call extends Services {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly accept: string;
  /** The full address without the query, for links to other pages. */
  readonly address: string;
  /** The JSON body; undefined where there is none. */
  readonly body: unknown;
}

/** A request about a repository that the caller may see. */
export interface RepositoryCall extends Call {
  readonly repository: Repository;
}

/** A permission of an App: `issues`, `actions` and so on. */
export interface Needs {
  readonly permission: string;
  readonly access: 'read' | 'write';
}

/** One operation, named by the method and path template of GitHub's OpenAPI description. */
export type Route =
  | {
      readonly template: string;
      readonly for: 'anyone' | 'app' | 'installation';
      readonly handle: Handler<Call>;
    }
  | {
      readonly template: string;
      readonly for: 'repository';
      readonly needs: Needs;
      readonly handle: Handler<RepositoryCall>;
    };

type Handler<C> = (call: C) => Answer | Promise<Answer>;

/** An operation on a repository. */
export function onRepository(
  template: string,
  needs: `${string}:${'read' | 'write'}`,
  handle: Handler<RepositoryCall>,
): Route {
  const [permission = '', access] = needs.split(':');
  return {
    template,
    for: 'repository',
    needs: { permission, access: access === 'write' ? 'write' : 'read' },
    handle,
  };
}

/** Reads the body by a schema, or answers 422 with what is wrong. */
export function readBody<T>(
  call: Call,
  schema: z.ZodType<T>,
): { readonly body: T } | { readonly answer: Answer } {
  const parsed = schema.safeParse(call.body ?? {});
  if (parsed.success) return { body: parsed.data };
  const errors = parsed.error.issues.map(({ path, message }) => ({
    field: path.join('.'),
    code: 'invalid',
    message,
  }));
  return { answer: invalid('Invalid request.', errors) };
}

/** A whole number from the path; NaN finds nothing. */
export function numberIn(call: Call, name: string): number {
  return Number(call.params[name]);
}
