import { outcomeOf } from '../../src/plan/operation-words.ts';
import { operations, type Operation } from '../../src/plan/plan.ts';
import type { Request } from './incident.ts';

/** Everything an incident can be for: an operation that is carried out, or only a plan. */
export const purposes = [...operations, 'plan'] as const;

/** What an incident is for. */
export type Purpose = (typeof purposes)[number];

/** What the plan of an incident is about, and the command that carries it out. A plan alone shows a failover. */
export function operationOf(purpose: Purpose): Operation {
  return purpose === 'plan' ? 'failover' : purpose;
}

/** Whether a command carries out what has been approved. The others look, or go on with a run. */
export function carriesOut(command: string): command is Operation {
  return (operations as readonly string[]).includes(command);
}

/** What is so when it has been done, as a sentence; it may begin with the name of a region. */
export function doneSentence({ purpose, from, to }: Pick<Request, 'purpose' | 'from' | 'to'>): string {
  const outcome = outcomeOf({ operation: operationOf(purpose), from, to });
  // A region keeps its small letters.
  return purpose === 'drill' ? `${outcome.charAt(0).toUpperCase()}${outcome.slice(1)}.` : `${outcome}.`;
}

/** Whether a service is without its region until it is done, so that the RTO clock runs and data can be lost. */
export function recovers(purpose: Purpose): boolean {
  return purpose === 'failover' || purpose === 'failback';
}
