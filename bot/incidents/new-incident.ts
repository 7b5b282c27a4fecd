import type { Declaration, ServiceAtCommit } from '../ports.ts';
import type { AuditDraft } from '../store/store.ts';
import { addDispatch } from './dispatches.ts';
import type { IncidentEffect } from './effect.ts';
import type { Dispatch, Incident, IncidentId, Policy } from './incident.ts';
import { notifyAll, story, viewsOf } from './outcome.ts';
import { operationOf, type Purpose } from './purpose.ts';

/** What an incident is made of. `at`: when it was declared, in ms since the epoch. */
export interface NewIncident {
  readonly declaration: Declaration;
  readonly source: ServiceAtCommit['source'];
  readonly policy: Policy;
  readonly at: number;
}

/** The rules of a service as its file states them; undefined where it has no `approvals` or `incidents`. */
export function policyOf({ config }: ServiceAtCommit): Policy | undefined {
  const { approvals, incidents, people = [], objectives, regions } = config;
  if (approvals === undefined || incidents === undefined) return undefined;
  const [home] = regions;
  return { approvals, incidents, people, ...objectives, ...(home === undefined ? {} : { home }) };
}

/** A declared incident, and what happens at once: everybody is told, and a job makes the plan. */
export function newIncident(
  id: IncidentId,
  { declaration, source, policy, at }: NewIncident,
): {
  readonly incident: Incident;
  readonly effects: readonly IncidentEffect[];
  readonly audit: readonly AuditDraft[];
} {
  const { purpose, service, from, to, mode, only, reason, origin, requester, run } = declaration;
  const declared: Incident = {
    ...{ schemaVersion: 1, id, state: 'planning', origin, source, policy, declaredAt: at },
    request: { purpose, service, from, to, mode, only, reason },
    ...(requester === undefined ? {} : { requester, owner: requester }),
    ...{ approvals: [], questions: [], places: {} },
    dispatches: run === undefined ? [] : [externalDispatch(id, { purpose, run }, at)],
  };
  const { incident, effect } = addDispatch(declared, { command: 'plan', at, by: requester, reason });
  const facts = { name: requester?.name, from, to, reason };
  return {
    incident,
    effects: [
      effect,
      story(incident, 'declared', { at, once: id, facts }),
      ...notifyAll(incident, 'declared', id),
      ...viewsOf(incident),
    ],
    audit: [
      {
        ...{ at, incident: id, action: 'declared', actor: requester?.key ?? origin },
        details: {
          ...incident.request,
          origin,
          commit: source.commit,
          configDigest: source.configDigest,
          run: run?.id,
        },
      },
    ],
  };
}

/** A run that somebody started straight from GitHub: it waits for the same approvals as if the bot had started it. */
function externalDispatch(
  id: IncidentId,
  { purpose, run }: { readonly purpose: Purpose; readonly run: NonNullable<Declaration['run']> },
  at: number,
): Dispatch {
  return {
    ...{ operation: `${id}.1`, command: operationOf(purpose), state: 'dispatched', external: true, at },
    ...{ githubRun: run.id, attempt: run.attempt, url: run.url },
  };
}
