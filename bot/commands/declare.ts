import { suggest } from '../../src/config/suggest.ts';
import { findService, regionRefusal, type Services } from '../incidents/check-declaration.ts';
import type { Purpose } from '../incidents/purpose.ts';
import { resolvePerson } from '../people/resolve-person.ts';
import type { Declaration, ServiceAtCommit } from '../ports.ts';
import type { CommandContext } from './context.ts';
import { reasonOf } from './decide.ts';
import { directionOf } from './direction.ts';
import type { Arguments } from './parse-command.ts';
import { sayLines, type ModalField, type Reply, type ServiceChoice } from './reply.ts';
import type { Word } from './words.ts';

/** What somebody wants declared, as far as it is known. */
export interface Wanted {
  readonly purpose: Purpose;
  readonly service?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly mode?: Declaration['mode'] | undefined;
  readonly reason?: string | undefined;
}

/** `[FROM TO] [service] [reason]`: declares, or asks for what is missing. */
export async function declare(context: CommandContext, args: Arguments, purpose: Purpose): Promise<Reply> {
  const services = await context.services();
  const named = serviceIn(services, args.rest);
  if ('nearest' in named)
    return sayLines(
      false,
      `No service has this name. Did you mean \`${named.nearest}\`? Nothing has been started.`,
    );
  const reason = reasonOf(named.rest);
  const { service } = named;
  const regions = choicesOf(services).find(({ name }) => name === service)?.regions ?? [];
  const direction = await directionOf(context, { purpose, typed: args.regions, service, regions });
  if ('say' in direction) return sayLines(false, `${direction.say} Nothing has been started.`);
  return await complete(context, services, { purpose, service, reason, ...direction });
}

/** Declares what is complete, and asks for what is not. */
export async function complete(context: CommandContext, services: Services, wanted: Wanted): Promise<Reply> {
  const missing = missingOf(wanted);
  const problem = regionProblem(services, wanted);
  if (problem !== undefined) return sayLines(false, `${problem} Nothing has been started.`);
  if (missing.length > 0) return askFor(context, services, { wanted, missing });
  const { purpose, service = '', from = '', to = '', mode, reason = '' } = wanted;
  const found = findService(services, service);
  if ('refusal' in found) return sayLines(false, `${found.refusal.say} Nothing has been started.`);
  const barred = await guestProblem(context, found.at);
  const requester = resolvePerson(found.at.config.people ?? [], context.who);
  const declared = await context.service.declare({
    ...{ purpose, service, from, to, reason, requester, only: [], dedupe: context.delivery },
    mode: purpose === 'failover' || purpose === 'plan' ? (mode ?? 'auto') : 'planned',
    origin: context.who.platform,
    ...(barred === undefined ? {} : { barred }),
  });
  if (!declared.ok) return sayLines(false, `${declared.say} Nothing has been started.`);
  const { id } = declared.incident;
  if (purpose === 'plan')
    return sayLines(true, `\`${id}\`: the plan is being made. Nothing is changed by it.`);
  return sayLines(
    true,
    `\`${id}\` is declared. The plan is being made; it is shown where everybody can see it.`,
  );
}

/** The service that the words name; with one service there is no need to. A near miss is no reason. */
function serviceIn(
  services: Services,
  rest: readonly Word[],
): { readonly service?: string; readonly rest: readonly Word[] } | { readonly nearest: string } {
  const names = services.map(({ name }) => name);
  const [first] = rest;
  const only = names.length === 1 ? names[0] : undefined;
  const other = only === undefined ? {} : { service: only };
  if (first === undefined || first.quoted) return { ...other, rest };
  const exact = names.find((name) => name.toLowerCase() === first.text.toLowerCase());
  if (exact !== undefined) return { service: exact, rest: rest.slice(1) };
  const nearest = suggest(first.text, names);
  return nearest === undefined ? { ...other, rest } : { nearest };
}

/** A stranger to the workspace may look on; not set a whole channel in motion. */
async function guestProblem(
  context: CommandContext,
  { config }: ServiceAtCommit,
): Promise<string | undefined> {
  const { approvals, people = [] } = config;
  if (approvals === undefined) return undefined;
  const standing = await context.membership({ approvals }, resolvePerson(people, context.who));
  return standing.state === 'guest' ? `Guests cannot declare: ${standing.why}` : undefined;
}

function regionProblem(services: Services, wanted: Wanted): string | undefined {
  const regions = choicesOf(services).find(({ name }) => name === wanted.service)?.regions;
  return regions === undefined ? undefined : regionRefusal(wanted, regions)?.say;
}

function missingOf({ service, from, to, reason }: Wanted): readonly ModalField[] {
  const fields = { service, from, to, reason };
  return (['service', 'from', 'to', 'reason'] as const).filter((field) => (fields[field] ?? '') === '');
}

function askFor(
  { who }: CommandContext,
  services: Services,
  { wanted, missing }: { readonly wanted: Wanted; readonly missing: readonly ModalField[] },
): Reply {
  const choices = choicesOf(services);
  if (choices.length === 0)
    return sayLines(
      false,
      'No service can be failed over yet: no repository has a usable failover.yml.',
      ...brokenLines(services),
    );
  if (who.platform === 'github') {
    const usage = usageFor(wanted.purpose, missing);
    return sayLines(
      false,
      `Missing: ${missing.join(', ')}. Nothing has been started.`,
      `Usage: \`/failover ${usage} SERVICE "reason"\``,
      `Services: ${choices.map(({ name, regions }) => `\`${name}\` (${regions.join(', ')})`).join('; ')}`,
    );
  }
  const { purpose, service, from, to, mode, reason } = wanted;
  const prefilled = Object.fromEntries(
    Object.entries({ service, from, to, mode, reason }).filter(([, value]) => value !== undefined),
  );
  return { type: 'modal', modal: { kind: 'declare', purpose, missing, prefilled, services: choices } };
}

function usageFor(purpose: Purpose, missing: readonly ModalField[]): string {
  if (purpose === 'failover') return 'FROM TO';
  const unknown = missing.includes('from') || missing.includes('to');
  return purpose === 'plan' || unknown ? `${purpose} FROM TO` : purpose;
}

function brokenLines(services: Services): readonly string[] {
  return services.flatMap((service) => ('problem' in service ? [`${service.name}: ${service.problem}`] : []));
}

/** What can be picked; services whose file is broken cannot. */
function choicesOf(services: Services): readonly ServiceChoice[] {
  return services.flatMap((service) =>
    'at' in service ? [{ name: service.name, regions: service.at.config.regions }] : [],
  );
}
