import type { Site } from '../site.ts';
import type { Holder } from '../state/accounts.ts';
import type { Repository } from '../state/repository.ts';
import { accountView, organizationView } from '../views/account.ts';
import { repositoryView } from '../views/repository.ts';
import type { HookEvent } from '../webhooks.ts';

/** Something that happened in a repository; `content` are the fields that only this event has. */
export interface Happening {
  readonly event: string;
  readonly action: string;
  readonly repository: Repository;
  readonly sender: Holder;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Tells the App of what happened. */
export type Announce = (happening: Happening) => void;

/** Adds what every payload carries: repository, organisation, installation, sender. */
export function createAnnounce(site: Site, emit: (event: HookEvent) => void): Announce {
  return ({ event, action, repository, sender, content }) => {
    const { owner } = repository;
    emit({
      event,
      action,
      payload: {
        action,
        ...content,
        repository: repositoryView(site, repository),
        ...(owner.type === 'Organization' ? { organization: organizationView(site, owner) } : {}),
        sender: accountView(site, sender),
        installation: { id: site.app.installationId, node_id: 'MDIz' },
      },
    });
  };
}
