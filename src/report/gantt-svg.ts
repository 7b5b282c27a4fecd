import { formatDuration } from '../format-duration.ts';
import { roughly } from '../plan/roughly.ts';
import { phaseTitles } from '../plan/step-groups.ts';
import { formatTime } from './report-text.ts';
import { htmlText } from './html-text.ts';
import { axisTicks, type Bar, type Mark, type Timeline, type TimelineRow } from './timeline.ts';

// Widths are shares of the picture and heights are pixels, so that one picture is readable on a desk and on a phone.
const rowHeight = 20;
const phaseHeight = 22;
const barHeight = 11;
const markHeight = 15;

/** The timeline as an SVG picture: a bar for each step from its start to its end, in UTC, and lines for the moments that matter. */
export function ganttSvg(timeline: Timeline, description: string): string {
  const share = (at: number): number =>
    (100 * (Math.min(Math.max(at, timeline.from), timeline.until) - timeline.from)) /
    (timeline.until - timeline.from);
  const top = markHeight * timeline.marks.length + 24;
  const parts: string[] = [];
  let y = top;
  let phase: string | undefined;
  for (const row of timeline.rows) {
    if (row.phase !== phase) {
      parts.push(
        `<text class="phase" x="0" y="${y + phaseHeight / 2 + 2}">${htmlText(phaseTitles[row.phase])}</text>`,
      );
      y += phaseHeight;
    }
    phase = row.phase;
    parts.push(drawRow(row, { y, share }));
    y += rowHeight;
  }
  const height = y + 6;
  return [
    `<svg class="gantt" role="img" aria-labelledby="gantt-title gantt-text" height="${height}">`,
    `<title id="gantt-title">When each step ran</title><desc id="gantt-text">${htmlText(description)}</desc>`,
    ...axis(timeline, { share, top, height }),
    ...timeline.marks.map((mark, index) => drawMark(mark, { x: share(mark.at), index, height })),
    ...parts,
    '</svg>',
  ].join('\n');
}

type Share = (at: number) => number;

function axis(
  { from, until }: Timeline,
  { share, top, height }: { readonly share: Share; readonly top: number; readonly height: number },
): string[] {
  return axisTicks(until - from).map((ms) => {
    const x = share(from + ms);
    const text = ms === 0 ? formatTime(from).slice(0, 5) : `+${roughly(ms)}`;
    return `<line class="grid" x1="${percent(x)}" x2="${percent(x)}" y1="${top - 6}" y2="${height}"/><text class="tick" x="${percent(x)}" y="${top - 14}"${anchor(x, 3)}>${text}</text>`;
  });
}

function drawMark(
  { label, kind, at }: Mark,
  { x, index, height }: { readonly x: number; readonly index: number; readonly height: number },
): string {
  const y = markHeight * index + 8;
  const end = x > 50;
  return `<g><title>${htmlText(label)}: ${formatTime(at)} UTC</title><line class="moment ${kind}" x1="${percent(x)}" x2="${percent(x)}" y1="${y}" y2="${height}"/><text class="said ${kind}" x="${percent(x)}" dx="${end ? -6 : 6}" y="${y}" text-anchor="${end ? 'end' : 'start'}">${htmlText(label)} ${formatTime(at).slice(0, 5)}</text></g>`;
}

function drawRow(
  { name, count, whole, bars }: TimelineRow,
  { y, share }: { readonly y: number; readonly share: Share },
): string {
  const took = formatDuration(whole.endedAt - whole.startedAt);
  const title = `${htmlText(name)}${count === 1 ? '' : `, ${count} steps`}: ${formatTime(whole.startedAt)} to ${formatTime(whole.endedAt)} UTC, ${took}, ${words[whole.look]}${whole.critical ? ', on the critical path' : ''}`;
  const critical = count === 1 ? [] : bars.filter((bar) => bar.critical);
  const drawn = [
    drawBar(count === 1 ? whole : { ...whole, critical: false }, {
      y: y + (rowHeight - barHeight) / 2,
      share,
      height: barHeight,
    }),
    ...critical.map((bar) => drawBar(bar, { y: y + (rowHeight + barHeight) / 2 - 3, share, height: 4 })),
  ];
  const text = `${htmlText(name)}${count === 1 ? '' : ` ×${count}`}<tspan class="took" dx="6">${took}</tspan>`;
  const strong = count === 1 && (whole.critical || whole.look === 'failed') ? ' strong' : '';
  return `<g class="row${whole.critical ? ' critical' : ''}${strong}"><title>${title}</title>${drawn.join('')}${label(text, { start: share(whole.startedAt), end: share(whole.endedAt), y: y + rowHeight / 2 })}</g>`;
}

const words: Readonly<Record<Bar['look'], string>> = {
  done: 'done',
  failed: 'failed',
  warned: 'failed, the run went on without it',
  running: 'not ended',
  undone: 'taken back',
};

function drawBar(
  { startedAt, endedAt, look, critical }: Bar,
  { y, share, height }: { readonly y: number; readonly share: Share; readonly height: number },
): string {
  const x = Math.min(share(startedAt), 99.6);
  const width = Math.max(0.4, share(endedAt) - x);
  return `<rect class="bar ${look}${critical ? ' critical' : ''}" x="${percent(x)}" y="${y}" width="${percent(width)}" height="${height}" rx="${height / 4}"/>`;
}

/** A long bar has its name within; beside a short one it stands where there is more room. */
function label(
  text: string,
  { start, end, y }: { readonly start: number; readonly end: number; readonly y: number },
): string {
  if (end - start >= 40) return `<text class="inside" x="${percent(start)}" dx="6" y="${y}">${text}</text>`;
  return 100 - end >= start
    ? `<text x="${percent(end)}" dx="6" y="${y}">${text}</text>`
    : `<text x="${percent(start)}" dx="-6" y="${y}" text-anchor="end">${text}</text>`;
}

function percent(share: number): string {
  return `${Number(share.toFixed(2))}%`;
}

function anchor(x: number, edge: number): string {
  return x < edge ? '' : ` text-anchor="${x > 100 - edge ? 'end' : 'middle'}"`;
}
