import type { Clock } from '../../src/clock.ts';
import type { Declaration, GitHubPort, IncidentService } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { applySignals, outgoing } from './apply.ts';
import {
  findService,
  refusal,
  regionRefusal,
  type DeclareRefusal,
  type Services,
} from './check-declaration.ts';
import type { Incident } from './incident.ts';
import { newIncident, policyOf, type NewIncident } from './new-incident.ts';

/** What the middle of the bot is made of. */
export interface ServiceParts {
  readonly store: Store;
  readonly github: Pick<GitHubPort, 'services'>;
  readonly clock: Clock;
  /** Called when there is something in the outbox. */
  readonly wake: () => void;
}

type Declared = Awaited<ReturnType<IncidentService['declare']>>;

/** The middle of the bot: declares incidents, and lets signals happen to them. */
export function createIncidentService(parts: ServiceParts): IncidentService {
  const { store, wake } = parts;
  return {
    declare: async (declaration) => {
      const declared = await declare(parts, declaration);
      wake();
      if (declared.ok) return declared;
      await store.appendAudit([auditOfRefusal(declaration, declared, parts.clock.now())]);
      return declared;
    },
    signal: async (incident, signal) => {
      const [verdict] = await applySignals(store, incident, [signal]);
      wake();
      if (verdict === undefined) throw new Error('one signal has one verdict');
      return verdict;
    },
  };
}

async function declare(parts: ServiceParts, declaration: Declaration): Promise<Declared> {
  const { store, clock } = parts;
  const known = await declaredBefore(store, declaration);
  if (known !== undefined) return { ok: true, incident: known, created: false };
  if (declaration.run !== undefined && declaration.run.attempt > 1)
    return refusal('OLD_ATTEMPT', 'A re-run carries no approval. Start it anew, or use `/failover`.').refusal;
  if (declaration.barred !== undefined) return refusal('NOT_ALLOWED', declaration.barred).refusal;
  const services = await servicesOf(parts);
  if ('refusal' in services) return services.refusal;
  const found = findService(services.services, declaration.service);
  if ('refusal' in found) return found.refusal;
  const { at } = found;
  const wrongRegion = regionRefusal(declaration, at.config.regions);
  if (wrongRegion !== undefined) return wrongRegion;
  const policy = policyOf(at);
  if (policy === undefined)
    return refusal(
      'NOT_CONFIGURED',
      `The file of ${declaration.service} needs the blocks \`approvals\` and \`incidents\` before the bot can fail it over.`,
    ).refusal;
  return await create(store, { declaration, source: at.source, policy, at: clock.now() });
}

/** The incident of a run that is known already, whoever brings it. */
async function declaredBefore(store: Store, { run }: Declaration): Promise<Incident | undefined> {
  return run === undefined ? undefined : await store.findIncident({ githubRun: run.id });
}

/** Thrown out of the transaction that would have made a second incident. */
class AlreadyOpen extends Error {
  constructor(readonly incident: Incident) {
    super(`${incident.id} is open`);
  }
}

/** Whether another incident is open is asked in the transaction that makes one, so of two people in the same instant one is told. */
async function create(store: Store, make: NewIncident): Promise<Declared> {
  const { service, purpose, dedupe } = make.declaration;
  try {
    const { created, incident } = await store.createIncident({ service, dedupe }, (id, others) => {
      const open = others.find(({ request }) => request.purpose !== 'plan');
      // A plan changes nothing, so it neither hinders nor is hindered.
      if (open !== undefined && purpose !== 'plan') throw new AlreadyOpen(open);
      const { effects, ...made } = newIncident(id, make);
      return { ...made, effects: outgoing(effects), result: undefined };
    });
    return { ok: true, incident, created };
  } catch (error) {
    if (error instanceof AlreadyOpen) return alreadyOpen(error.incident);
    throw error;
  }
}

async function servicesOf({
  github,
}: ServiceParts): Promise<{ readonly services: Services } | { readonly refusal: DeclareRefusal }> {
  try {
    return { services: await github.services() };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refusal(
      'NOT_READY',
      `GitHub cannot be reached (${why}), so the files of the services cannot be read. From a terminal with the repository: \`region-failover failover\`.`,
    );
  }
}

function alreadyOpen({ id, places, state }: Incident): DeclareRefusal {
  const link = places.slack?.permalink ?? places.issue?.url;
  const where = link === undefined ? '' : ` ${link}`;
  return refusal('ALREADY_OPEN', `${id} is open already (\`${state}\`).${where}`).refusal;
}

function auditOfRefusal(
  { service, from, to, origin, requester, reason, run }: Declaration,
  { code, say }: DeclareRefusal,
  at: number,
): Parameters<Store['appendAudit']>[0][number] {
  const details = { signal: 'declare', code, why: say, service, from, to, reason, run: run?.id };
  return { at, action: 'refused', actor: requester?.key ?? origin, details };
}
