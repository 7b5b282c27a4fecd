import { suggest } from '../../src/config/suggest.ts';
import { drillTypes } from '../../src/plan/drill-report.ts';
import type { CommandContext } from './context.ts';
import { declare } from './declare.ts';
import type { Arguments } from './parse-command.ts';
import { sayLines, type Reply } from './reply.ts';

/** `[dns] [service] ["reason"]`: declares a DNS drill; of another type it says where that is run. */
export async function drill(context: CommandContext, args: Arguments): Promise<Reply> {
  const words = args.rest.filter(({ text, quoted }) => quoted || text !== '--type');
  const [first, ...others] = words;
  const type = first === undefined || first.quoted ? '' : first.text.toLowerCase();
  // The others change nothing, so nobody has to approve them, and they are no incident.
  const other = drillTypes.find((name) => name === type && name !== 'dns');
  if (other !== undefined)
    return sayLines(
      false,
      `\`${other}\` changes nothing, so it needs no approvals: start the workflow \`drill.yml\` in GitHub, or type \`region-failover drill --type ${other}\` in a terminal. Nothing has been started.`,
      'From here it is the DNS drill: `/failover drill dns [service] ["reason"]`.',
    );
  if (type === 'full')
    return sayLines(
      false,
      'A full drill moves production, there and back: `/failover FROM TO [service] ["reason"]`, and when that is done `/failover failback`. Nothing has been started.',
    );
  const rest = type === 'dns' ? others : words;
  // One word that is neither a drill nor a service was meant to be one of them, and is no reason to move traffic.
  const [only] = rest;
  if (rest.length === 1 && only?.quoted === false && !(await isService(context, only.text)))
    return sayLines(
      false,
      `No drill and no service has this name. Drills are ${drillTypes.map((name) => `\`${name}\``).join(', ')}. Nothing has been started.`,
      'A reason of one word stands in quotes: `/failover drill dns [service] ["reason"]`.',
    );
  return await declare(context, { ...args, rest }, 'drill');
}

/** A name that is nearly that of a service is left to the declaration, which suggests it. */
async function isService(context: CommandContext, name: string): Promise<boolean> {
  const names = (await context.services()).map((service) => service.name);
  return suggest(name, names) !== undefined;
}
