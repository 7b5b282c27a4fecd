import { suggest } from '../../src/config/suggest.ts';
import type { IncidentService, ServiceAtCommit } from '../ports.ts';

/** Why a declaration was refused. */
export type DeclareRefusal = Extract<Awaited<ReturnType<IncidentService['declare']>>, { readonly ok: false }>;

/** The services of the repositories, by name; those whose file is broken say so. */
export type Services = readonly ({ readonly name: string } & (
  { readonly at: ServiceAtCommit } | { readonly problem: string }
))[];

/** The service that is meant, or why there is none; the nearest name is suggested. */
export function findService(
  services: Services,
  name: string,
): { readonly at: ServiceAtCommit } | { readonly refusal: DeclareRefusal } {
  const found = services.find((service) => service.name === name);
  if (found === undefined) {
    const names = services.map((service) => service.name);
    const nearest = suggest(name, names);
    const known = names.length === 0 ? 'There is none yet.' : `There is ${listOf(names)}.`;
    return refusal(
      'UNKNOWN_SERVICE',
      `No service has this name. ${nearest === undefined ? known : `Did you mean \`${nearest}\`?`}`,
    );
  }
  if ('problem' in found)
    return refusal('NOT_CONFIGURED', `The file of ${name} cannot be used: ${found.problem}`);
  return { at: found.at };
}

/** Checks the regions that are known so far against the file; undefined when they will do. What was meant cannot be the region that was named beside it. */
export function regionRefusal(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  regions: readonly string[],
): DeclareRefusal | undefined {
  for (const [region, other] of [
    [from, to],
    [to, from],
  ]) {
    if (region === undefined || regions.includes(region)) continue;
    const nearest = suggest(
      region,
      regions.filter((name) => name !== other),
    );
    const help = nearest === undefined ? `It has ${listOf(regions)}.` : `Did you mean \`${nearest}\`?`;
    return refusal('UNKNOWN_REGION', `The service has no such region. ${help}`).refusal;
  }
  if (from === undefined || from !== to) return undefined;
  return refusal('SAME_REGION', 'The region to leave and the region to activate are the same; name two.')
    .refusal;
}

/** A refusal as `declare` answers it. */
export function refusal(code: DeclareRefusal['code'], say: string): { readonly refusal: DeclareRefusal } {
  return { refusal: { ok: false, code, say } };
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => `\`${name}\``);
  return names.length > 10 ? `${shown.join(', ')} and ${names.length - 10} more` : shown.join(', ');
}
