import type { Palette } from '../terminal-text.ts';

export type { Palette } from '../terminal-text.ts';

const same = (text: string): string => text;
const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`;

/** No colour: pipes, files, NO_COLOR. */
export const plainPalette: Palette = {
  bold: same,
  dim: same,
  red: same,
  green: same,
  yellow: same,
  cyan: same,
};

/** The terminal's own sixteen colours, so that they fit its theme: https://ecma-international.org/publications-and-standards/standards/ecma-48/ */
export const ansiPalette: Palette = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  green: sgr(32, 39),
  yellow: sgr(33, 39),
  cyan: sgr(36, 39),
};
