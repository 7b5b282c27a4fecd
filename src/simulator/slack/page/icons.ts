import { html } from './markup.ts';
import type { Markup } from './markup.ts';

/** A drawing on a field of 16 by 16: its colour, and shapes in it. Shapes of class `on` stand on the colour. */
interface Icon {
  readonly tone: 'good' | 'bad' | 'warn' | 'info' | 'calm';
  readonly name: string;
  readonly shapes: string;
}

const disc = '<circle cx="8" cy="8" r="7"/>';
const square = '<rect x="1" y="1" width="14" height="14" rx="3.5"/>';
const line = (path: string) => `<path class="on line" d="${path}"/>`;
const filled = (path: string) => `<path class="on" d="${path}"/>`;
const bar = `${disc}<rect class="on" x="4" y="6.7" width="8" height="2.6" rx="1"/>`;
const turning = `${square}${line('M4.5 8a3.5 3.5 0 0 1 6-2.4M11.5 8a3.5 3.5 0 0 1-6 2.4M10.6 3.4v2.4H8.2M5.4 12.6v-2.4h2.4')}`;
const glass =
  '<path class="line" d="M4 1.8h8M4 14.2h8M5 1.8v2.4L8 8l3-3.8V1.8M5 14.2v-2.4L8 8l3 3.8v2.4"/><path d="M6.2 12.9 8 10.8l1.8 2.1z"/>';
const flag = '<path d="M3 1.2h1.6v13.6H3z"/><path d="M5.2 2h8.3l-2 3.1 2 3.1H5.2z"/>';

const icons: Readonly<Record<string, Icon>> = {
  '✅': { tone: 'good', name: 'done', shapes: `${square}${line('M4.4 8.3l2.5 2.5 4.8-5.3')}` },
  '✔': { tone: 'good', name: 'done', shapes: `${square}${line('M4.4 8.3l2.5 2.5 4.8-5.3')}` },
  '❌': { tone: 'bad', name: 'failed', shapes: `${square}${line('M5 5l6 6M11 5l-6 6')}` },
  '⚠': {
    tone: 'warn',
    name: 'warning',
    shapes: `<path d="M8 1.2 15.4 14.4H.6z"/>${line('M8 6v3.8M8 12v.2')}`,
  },
  '⛔': { tone: 'bad', name: 'stopped', shapes: bar },
  '🚫': { tone: 'bad', name: 'not allowed', shapes: bar },
  '🛑': { tone: 'bad', name: 'stop', shapes: bar },
  '✋': { tone: 'warn', name: 'waiting for somebody', shapes: `${disc}${line('M6 11V5M10 11V5')}` },
  '⏸': { tone: 'warn', name: 'paused', shapes: `${disc}${line('M6 11V5M10 11V5')}` },
  '⏳': { tone: 'info', name: 'under way', shapes: glass },
  '⌛': { tone: 'warn', name: 'time is up', shapes: glass },
  '⏱': {
    tone: 'info',
    name: 'clock',
    shapes: `<circle class="line" cx="8" cy="9" r="5.5"/><path class="line" d="M6.5 1.3h3M8 9V6"/>`,
  },
  '▶': { tone: 'info', name: 'started', shapes: `${square}${filled('M6 4.5 11.5 8 6 11.5z')}` },
  '⏭': { tone: 'calm', name: 'skipped', shapes: `${square}${filled('M3.8 5 8 8l-4.2 3zM8 5l4.2 3L8 11z')}` },
  '⏩': { tone: 'calm', name: 'skipped', shapes: `${square}${filled('M3.8 5 8 8l-4.2 3zM8 5l4.2 3L8 11z')}` },
  '▫': {
    tone: 'calm',
    name: 'waits',
    shapes: '<rect class="line" x="2.5" y="2.5" width="11" height="11" rx="2.5"/>',
  },
  '⬜': {
    tone: 'calm',
    name: 'waits',
    shapes: '<rect class="line" x="2.5" y="2.5" width="11" height="11" rx="2.5"/>',
  },
  '⚪': { tone: 'calm', name: 'waits', shapes: '<circle class="line" cx="8" cy="8" r="5.5"/>' },
  '🟢': { tone: 'good', name: 'green', shapes: disc },
  '🔴': { tone: 'bad', name: 'red', shapes: disc },
  '🟡': { tone: 'warn', name: 'yellow', shapes: disc },
  '🔵': { tone: 'info', name: 'blue', shapes: disc },
  '❔': {
    tone: 'calm',
    name: 'unknown',
    shapes: `${disc}${line('M6 6.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.2M8 11.6v.2')}`,
  },
  '❓': {
    tone: 'warn',
    name: 'question',
    shapes: `${disc}${line('M6 6.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.2M8 11.6v.2')}`,
  },
  ℹ: { tone: 'info', name: 'information', shapes: `${disc}${line('M8 7.5v4M8 4.6v.2')}` },
  '👤': {
    tone: 'calm',
    name: 'person',
    shapes: '<circle cx="8" cy="5" r="3.2"/><path d="M1.8 14.6c.3-3.6 2.9-5.4 6.2-5.4s5.9 1.8 6.2 5.4z"/>',
  },
  '💬': {
    tone: 'info',
    name: 'says',
    shapes:
      '<path d="M2.5 2h11A1.5 1.5 0 0 1 15 3.5v6a1.5 1.5 0 0 1-1.5 1.5H8l-4 3.5V11H2.5A1.5 1.5 0 0 1 1 9.5v-6A1.5 1.5 0 0 1 2.5 2z"/>',
  },
  '📣': {
    tone: 'info',
    name: 'announcement',
    shapes:
      '<path d="M12.5 1.5v12L6 10.6H3.5A2.5 2.5 0 0 1 1 8.1V7a2.5 2.5 0 0 1 2.5-2.5H6zM4.2 11.4h2.5l.8 3.3H5.2z"/>',
  },
  '🔁': { tone: 'info', name: 'again', shapes: turning },
  '🔄': { tone: 'info', name: 'again', shapes: turning },
  '🚨': {
    tone: 'bad',
    name: 'alarm',
    shapes:
      '<path d="M3.5 12V8.5a4.5 4.5 0 0 1 9 0V12z"/><rect x="2" y="12.7" width="12" height="2.3" rx=".8"/><path class="line" d="M8 .8v1.6M2.2 2.9l1.2 1.2M13.8 2.9l-1.2 1.2"/>',
  },
  '🏁': { tone: 'calm', name: 'finished', shapes: flag },
  '🎉': { tone: 'good', name: 'finished', shapes: flag },
  '🔒': {
    tone: 'warn',
    name: 'locked',
    shapes:
      '<rect x="3" y="7" width="10" height="7.5" rx="1.5"/><path class="line" d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>',
  },
  '📋': {
    tone: 'info',
    name: 'list',
    shapes: `<rect x="2.5" y="2" width="11" height="13" rx="2"/>${line('M5.3 6h5.4M5.3 8.7h5.4M5.3 11.4h3')}`,
  },
};

const marks = new RegExp(`(${Object.keys(icons).join('|')})\\uFE0F?`, 'u');

/**
 * Text in which the marks that operators read first (done, failed, waits) are drawn: they look the same everywhere, also where no
 * emoji font is installed.
 */
export function drawMarks(text: string): Markup {
  const parts = text.split(marks);
  return {
    html: parts.map((part) => (Object.hasOwn(icons, part) ? drawn(part) : html`${part}`).html).join(''),
  };
}

function drawn(character: string): Markup {
  const icon = icons[character];
  if (!icon) return html`${character}`;
  return html`<svg class="mark ${icon.tone}" viewBox="0 0 16 16" role="img" aria-label="${icon.name}">
    ${{ html: icon.shapes }}
  </svg>`;
}
