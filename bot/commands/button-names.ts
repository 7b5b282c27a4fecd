/** The action ids of every button, in messages and in answers. */
export const buttonNames = [
  'approve',
  'reject',
  'abort',
  'retry',
  'skip',
  'own',
  'failback',
  'reprotect',
  'break-glass',
  'open-report',
  'declare',
] as const;

/** The action id of a button. `open-report` only opens a link; nothing happens in the bot. `declare` stands under what alarms propose; bot/alarms answers it. */
export type ButtonName = (typeof buttonNames)[number];

/** Whether an action id that came from outside is one of ours. */
export function isButtonName(name: string): name is ButtonName {
  return (buttonNames as readonly string[]).includes(name);
}
