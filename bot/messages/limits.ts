/**
 * What Slack takes at most, in characters unless it says otherwise: https://docs.slack.dev/reference/block-kit/blocks,
 * https://docs.slack.dev/reference/block-kit/composition-objects and https://docs.slack.dev/surfaces/modals.
 */
export const slackLimits = {
  blocks: 50,
  modalBlocks: 100,
  section: 3000,
  fields: 10,
  field: 2000,
  header: 150,
  contextElements: 10,
  actions: 25,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmAnswer: 30,
  modalTitle: 24,
  modalButton: 24,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  initialValue: 3000,
  privateMetadata: 3000,
  options: 100,
  optionText: 75,
  optionValue: 150,
  callbackId: 255,
  /** Longer fallback texts are cut by Slack itself: https://docs.slack.dev/reference/methods/chat.postMessage */
  fallback: 4000,
  /** All texts of one message together. Not published: Slack answers `msg_blocks_too_long` from about 13,000 on. */
  message: 12_000,
} as const;

/** What GitHub takes at most, in characters: https://docs.github.com/rest/issues and https://docs.github.com/rest/actions/workflow-runs. */
export const githubLimits = { body: 65_536, title: 256, reviewComment: 1024 } as const;

/** The beginning of a text, at most `most` UTF-16 units long, with `…` where something is missing. No character is cut in half. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${start(text, Math.max(0, most - 1))}…`;
}

/** Like `cut`, but says how many characters are missing, where there is room for saying it. `total`: how many there were, when `text` is a part already. */
export function clip(text: string, most: number, total?: number): string {
  if (text.length <= most && total === undefined) return text;
  const count = total ?? countOf(text);
  const note = (kept: string): string => `… (${count - countOf(kept)} more characters)`;
  const room = most - note('').length;
  if (room < note('').length) return cut(text, most);
  const kept = start(text, room);
  return `${kept}${note(kept)}`;
}

/** The first characters of a text, without one at the end that would be cut in half or lose its accents. */
function start(text: string, length: number): string {
  const kept = text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  return /^\p{M}/u.test(text.slice(kept.length)) ? kept.replace(/(?:\P{M}\p{M}*|\p{M}+)$/u, '') : kept;
}

/** How many characters a text has, in code points. */
export function countOf(text: string): number {
  let count = 0;
  for (const character of text) if (character !== '') count += 1;
  return count;
}

/** As many lines as fit into `most` characters with their line breaks; `more` says how many are missing, and is made room for. */
export function fitLines(
  lines: readonly string[],
  most: number,
  more: (missing: number) => string,
): readonly string[] {
  const length = (some: readonly string[]): number =>
    some.reduce((sum, line) => sum + line.length + 1, 0) - 1;
  if (length(lines) <= most) return lines;
  const room = most - more(lines.length).length - 1;
  const kept: string[] = [];
  for (let used = 0; kept.length < lines.length;) {
    const next = lines[kept.length] ?? '';
    used += next.length + 1;
    if (used > room) break;
    kept.push(next);
  }
  return [...kept, more(lines.length - kept.length)];
}
