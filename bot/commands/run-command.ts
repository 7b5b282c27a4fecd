import { Later } from '../ports.ts';
import type { ButtonName } from './button-names.ts';
import type { CommandName } from './command-names.ts';
import type { CommandContext } from './context.ts';
import { breakGlass, shortened } from './decide.ts';
import { complete } from './declare.ts';
import { longestCommand, parseCommand, type Arguments } from './parse-command.ts';
import { sayLines, type ButtonValue, type ModalField, type Reply, type Submission } from './reply.ts';
import { skip } from './steer.ts';
import { specOf } from './table.ts';

/** Carries out what stands after `/failover`, wherever it was typed. Never throws for what people do; throws for a broken store. */
export async function runCommand(context: CommandContext, text: string): Promise<Reply> {
  const parsed = parseCommand(text);
  if ('problem' in parsed) {
    const hint = parsed.suggestion === undefined ? '' : ` Did you mean \`/failover ${parsed.suggestion}\`?`;
    return sayLines(false, `${parsed.problem}${hint}`, '`/failover help` lists the commands.');
  }
  return await orLater(() => specOf(parsed.command).run(context, parsed.args));
}

/** What a button does: the command of its name, for what stands in its value. */
export async function runButton(
  context: CommandContext,
  name: ButtonName,
  value: ButtonValue,
): Promise<Reply> {
  // Only a link.
  if (name === 'open-report') return { type: 'nothing' };
  const command: CommandName = name;
  const args: Arguments & { readonly hash?: string } = {
    ...{ regions: [], rest: [], incident: value.incident },
    ...(value.step === undefined ? {} : { step: value.step }),
    ...(value.hash === undefined ? {} : { hash: value.hash }),
  };
  if (command === 'failback' || command === 'reprotect')
    return await orLater(() => nextOf(context, command, value));
  return await orLater(() => specOf(command).run(context, args));
}

/** What somebody sent back with a modal. An `invalid` reply keeps the modal open. */
export async function runSubmission(context: CommandContext, submission: Submission): Promise<Reply> {
  const { kind, values, incident, step } = submission;
  const reason = (values.reason ?? '').trim();
  if (reason === '') return invalid('reason', 'Say why.');
  if (reason.length > longestCommand) return invalid('reason', 'That is too long.');
  const asked = {
    rest: [{ text: reason.replace(/\s+/gu, ' '), quoted: true }],
    ...(incident === undefined ? {} : { incident }),
    ...(step === undefined ? {} : { step }),
  };
  switch (kind) {
    case 'skip':
      return await orLater(() => skip(context, asked));
    case 'break-glass':
      return await orLater(() => breakGlass(context, asked));
    case 'declare':
      return await orLater(() => declareSubmitted(context, submission, asked.rest[0]?.text ?? reason));
  }
}

async function declareSubmitted(
  context: CommandContext,
  { values, purpose = 'failover' }: Submission,
  reason: string,
): Promise<Reply> {
  const { service, from, to, mode } = values;
  if (service === undefined || service === '') return invalid('service', 'Choose a service.');
  if (from === undefined || from === '') return invalid('from', 'Choose a region.');
  if (to === undefined || to === '') return invalid('to', 'Choose a region.');
  if (from === to) return invalid('to', 'Choose another region than the first.');
  const services = await context.services();
  const known = services.find(({ name }) => name === service);
  if (known === undefined) return invalid('service', 'There is no such service any more.');
  if (!('at' in known)) return invalid('service', `Its file cannot be used: ${known.problem}`);
  const { regions } = known.at.config;
  if (!regions.includes(from)) return invalid('from', `${service} has ${regions.join(', ')}.`);
  if (!regions.includes(to)) return invalid('to', `${service} has ${regions.join(', ')}.`);
  const isMode = mode === 'planned' || mode === 'unplanned' || mode === 'auto';
  const wanted = { purpose, service, from, to, reason: shortened(reason) };
  return await complete(context, services, { ...wanted, ...(isMode ? { mode } : {}) });
}

/** What comes next for the service of an incident, asked for by a button under its end. */
async function nextOf(
  context: CommandContext,
  command: 'failback' | 'reprotect',
  value: ButtonValue,
): Promise<Reply> {
  const incident = await context.store.readIncident(value.incident);
  if (incident === undefined) return sayLines(false, 'There is no incident of that name.');
  const rest = [{ text: incident.request.service, quoted: false }];
  return await specOf(command).run(context, { regions: [], rest });
}

function invalid(field: ModalField, text: string): Reply {
  return { type: 'invalid', errors: { [field]: text } };
}

/** A platform that does not answer is no reason for silence. */
async function orLater(run: () => Promise<Reply>): Promise<Reply> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Later)) throw error;
    return sayLines(
      false,
      `That cannot be done just now: ${error.message}. Try again, or use the command line: \`region-failover --help\`.`,
    );
  }
}
