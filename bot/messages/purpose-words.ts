import type { Incident, Request } from '../incidents/incident.ts';
import type { Purpose } from '../incidents/purpose.ts';
import { code, say, type Line } from './line.ts';

/** What the purpose is called. */
export const purposeNames: Readonly<Record<Purpose, string>> = {
  failover: 'Failover',
  failback: 'Failback',
  reprotect: 'Reprotect',
  drill: 'DNS drill',
  plan: 'Plan',
};

/** `Failover of lomash-wood: eu-west-1 → eu-west-2`, plain text that is not yet escaped. */
export function titleOf({ request }: Pick<Incident, 'request'>): string {
  const { purpose, service, from, to } = request;
  return `${purposeNames[purpose]} of ${service}: ${wayOf(purpose, from, to)}`;
}

function wayOf(purpose: Purpose, from: string, to: string): string {
  switch (purpose) {
    case 'failover':
    case 'failback':
    case 'plan':
      return `${from} → ${to}`;
    case 'reprotect':
      return `${from} stands by behind ${to}`;
    case 'drill':
      return `${from} → ${to} and back`;
  }
}

/** The regions and what is to become of them, for the declaration. */
export function regionsLine({ purpose, from, to }: Request, mode: string): Line {
  switch (purpose) {
    case 'failover':
    case 'failback':
    case 'plan':
      return say`${code(from)} → ${code(to)} (${mode})`;
    case 'reprotect':
      return say`${code(to)} is active and stays it; ${code(from)} is to stand by behind it`;
    case 'drill':
      return say`traffic leaves ${code(from)} for ${code(to)} by its health check, and comes back`;
  }
}

/** What an approval lets happen: `moves shop from eu-west-1 to eu-west-2`. */
export function deedOf({ purpose, service, from, to }: Request): string {
  switch (purpose) {
    case 'failover':
    case 'failback':
    case 'plan':
      return `moves ${service} from ${from} to ${to}`;
    case 'reprotect':
      return `makes ${from} stand by behind ${to} for ${service}`;
    case 'drill':
      return `sends the traffic of ${service} from ${from} to ${to} and back`;
  }
}
