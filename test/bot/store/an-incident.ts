import { approvalsSchema, incidentsSchema } from '../../../src/config/incidents-schema.ts';
import type { Dispatch, Incident } from '../../../bot/incidents/incident.ts';
import type { Change } from '../../../bot/store/store.ts';

/** An incident that waits for its plan. */
export function anIncident(id: string, other: Partial<Incident> = {}): Incident {
  return {
    schemaVersion: 1,
    id,
    state: 'planning',
    origin: 'slack',
    request: {
      purpose: 'failover',
      service: id.replace(/-\d+$/, ''),
      from: 'eu-west-1',
      to: 'eu-west-2',
      mode: 'auto',
      only: [],
      reason: 'the region is dark: <!channel> `$(rm)` \u0000 \ud83d',
    },
    source: {
      owner: 'lomash',
      repo: 'wood',
      repositoryId: 1,
      branch: 'main',
      commit: 'c'.repeat(40),
      configPath: 'failover.yml',
      configDigest: `sha256:${'d'.repeat(64)}`,
      workflowPath: '.github/workflows/failover.yml',
    },
    policy: {
      approvals: approvalsSchema.parse({ slackGroup: 'S0614TZR7' }),
      incidents: incidentsSchema.parse({ channel: 'C024BE7LR' }),
      people: [],
    },
    declaredAt: 1_000,
    approvals: [],
    dispatches: [],
    questions: [],
    places: {},
    ...other,
  };
}

/** A job of an incident. */
export function aDispatch(operation: string, other: Partial<Dispatch> = {}): Dispatch {
  return { operation, command: 'plan', state: 'asked', at: 1_000, ...other };
}

/** A change that stores the incident and nothing else, unless told. */
export function stored(incident: Incident, other: Partial<Change<string>> = {}): Change<string> {
  return { incident, effects: [], audit: [], result: 'ok', ...other };
}
