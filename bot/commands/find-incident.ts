import { isEnded, type Incident } from '../incidents/incident.ts';
import type { CommandContext } from './context.ts';
import { sayLines, type Reply } from './reply.ts';

/** The incident that is meant: the one named, that of the thread, or the only one that is open. */
export async function findIncident(
  { store, incident: here }: CommandContext,
  named: string | undefined,
  usage: string,
): Promise<{ readonly incident: Incident } | { readonly reply: Reply }> {
  if (named !== undefined) {
    const found = await store.readIncident(named);
    if (found !== undefined) return { incident: found };
    return { reply: sayLines(false, 'There is no incident of that name. `/failover status` lists them.') };
  }
  if (here !== undefined) return { incident: (await store.readIncident(here.id)) ?? here };
  const listed = await store.listIncidents({ open: true, limit: 20 });
  const open = listed.filter((incident) => !isEnded(incident));
  const [only] = open;
  if (only === undefined)
    return { reply: sayLines(false, 'No incident is open. `/failover FROM TO` declares one.') };
  if (open.length === 1) return { incident: only };
  const names = open.map(({ id }) => `\`${id}\``).join(', ');
  return { reply: sayLines(false, `Which one? Open are ${names}.`, `Usage: \`${usage}\``) };
}
