import * as z from 'zod';
import { created, notFound, ok, refused, accepted, type Answer } from '../http/answer.ts';
import { pageOf } from '../http/pagination.ts';
import { numberIn, readBody, type Call, type Route } from '../http/route.ts';
import { findRepository, isoTime, type Site } from '../site.ts';
import type { Repository } from '../state/repository.ts';
import { appView, installationView } from '../views/account.ts';
import { repositoryView } from '../views/repository.ts';
import type { Delivery } from '../webhooks.ts';

const tokenBody = z.object({
  repositories: z.array(z.string()).max(500).optional(),
  repository_ids: z.array(z.number()).max(500).optional(),
  permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).optional(),
});

/** What an App does in its own name: https://docs.github.com/en/rest/apps/apps */
export const appRoutes: readonly Route[] = [
  { template: 'GET /app', for: 'app', handle: ({ site }) => ok(appView(site)) },
  { template: 'GET /app/installations', for: 'app', handle: listInstallations },
  { template: 'GET /app/installations/{installation_id}', for: 'app', handle: getInstallation },
  {
    template: 'POST /app/installations/{installation_id}/access_tokens',
    for: 'app',
    handle: issueToken,
  },
  { template: 'GET /repos/{owner}/{repo}/installation', for: 'app', handle: repositoryInstallation },
  { template: 'GET /app/hook/deliveries', for: 'app', handle: listDeliveries },
  { template: 'POST /app/hook/deliveries/{delivery_id}/attempts', for: 'app', handle: redeliver },
  { template: 'GET /installation/repositories', for: 'installation', handle: installationRepositories },
];

function ownerOf(site: Site) {
  return [...site.repositories.values()][0]?.owner ?? site.accounts.bot;
}

function listInstallations(call: Call): Answer {
  const { items, headers } = pageOf(call, [installationView(call.site, ownerOf(call.site))]);
  return ok(items, headers);
}

function getInstallation(call: Call): Answer {
  if (numberIn(call, 'installation_id') !== call.site.app.installationId) return notFound;
  return ok(installationView(call.site, ownerOf(call.site)));
}

function repositoryInstallation({ site, params }: Call): Answer {
  const repository = findRepository(site, `${params['owner'] ?? ''}/${params['repo'] ?? ''}`);
  return repository ? ok(installationView(site, repository.owner)) : notFound;
}

function issueToken(call: Call): Answer {
  const { site, credentials } = call;
  if (numberIn(call, 'installation_id') !== site.app.installationId) return notFound;
  const parsed = readBody(call, tokenBody);
  if ('answer' in parsed) return parsed.answer;
  const { repositories: names, repository_ids: ids, permissions = site.app.permissions } = parsed.body;
  const all = [...site.repositories.values()];
  const chosen = all.filter(
    ({ name, id }) => (!names && !ids) || names?.includes(name) === true || ids?.includes(id) === true,
  );
  if (chosen.length < (names?.length ?? 0) + (ids?.length ?? 0)) {
    return refused(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  }
  const tooMuch = Object.entries(permissions).some(([name, access]) => !grants(site, name, access));
  if (tooMuch) return refused(422, 'The permissions requested are not granted to this installation.');
  const { token, expiresAt } = credentials.issue({
    kind: 'installation',
    permissions,
    repositories: new Set(chosen.map(({ id }) => id)),
    narrowed: names !== undefined || ids !== undefined,
  });
  return created({
    token,
    expires_at: isoTime(expiresAt),
    permissions,
    repository_selection: chosen.length < all.length ? 'selected' : 'all',
    ...(names || ids ? { repositories: chosen.map((one) => repositoryView(site, one)) } : {}),
  });
}

function grants(site: Site, permission: string, access: string): boolean {
  const granted = site.app.permissions[permission];
  return granted === 'write' || (granted === 'read' && access === 'read');
}

function installationRepositories(call: Call): Answer {
  const { site, caller } = call;
  const visible = (repository: Repository) =>
    caller.kind === 'installation' && caller.repositories.has(repository.id);
  const all = [...site.repositories.values()].filter(visible);
  const { items, headers } = pageOf(call, all);
  const repositories = items.map((repository) => repositoryView(site, repository));
  return ok({ total_count: all.length, repository_selection: 'all', repositories }, headers);
}

function listDeliveries(call: Call): Answer {
  const { items, headers } = pageOf(call, [...call.webhooks.deliveries].reverse());
  return ok(
    items.map((delivery) => deliveryView(call.site, delivery)),
    headers,
  );
}

function deliveryView(site: Site, { number, guid, at, event, action, tries }: Delivery) {
  const last = tries.at(-1);
  const status = last?.status ?? 0;
  return {
    id: number,
    guid,
    delivered_at: isoTime(at),
    redelivery: last?.redelivery ?? false,
    duration: 0.1,
    status: status >= 200 && status < 300 ? 'OK' : 'failed',
    status_code: status,
    event,
    action: action ?? null,
    installation_id: site.app.installationId,
    repository_id: null,
    throttled_at: null,
  };
}

function redeliver(call: Call): Answer {
  const delivery = call.webhooks.deliveries.find(({ number }) => number === numberIn(call, 'delivery_id'));
  if (!delivery) return notFound;
  void call.webhooks.redeliver(delivery.guid);
  return accepted;
}
