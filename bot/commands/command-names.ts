/** Every command, as it is typed after `/failover`; `declare` is what two regions without a word mean. */
export const commandNames = [
  'declare',
  'plan',
  'status',
  'approve',
  'reject',
  'abort',
  'retry',
  'skip',
  'resume',
  'failback',
  'own',
  'history',
  'break-glass',
  'reprotect',
  'drill',
  'help',
] as const;

/** The name of a command. */
export type CommandName = (typeof commandNames)[number];
