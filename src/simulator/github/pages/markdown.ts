import { escapeHtml } from './html.ts';

/**
 * Renders the part of GitHub's Markdown that reports and issues use: headings, lists, task lists, tables, quotes, code, bold, italics, links,
 * `<details>`. Everything is escaped first, and only http(s) and relative links become links; HTML comments vanish, as on GitHub.
 */
export function renderMarkdown(markdown: string): string {
  const visible = markdown.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '').replaceAll(/\r\n?/g, '\n');
  return renderBlocks(visible.split('\n'), 0);
}

/** Longer lines are shown as they are: the expressions below take time by the square of the length. */
const longestMarkedLine = 5_000;

/** How deep lists and quotes may lie in one another. */
const deepest = 20;

type Block = (
  lines: readonly string[],
  depth: number,
) => { readonly html: string; readonly used: number } | undefined;

const blocks: readonly Block[] = [fenced, heading, rule, details, table, quote, list, paragraph];

function renderBlocks(lines: readonly string[], depth: number): string {
  if (depth > deepest) return escapeHtml(lines.join('\n'));
  const html: string[] = [];
  for (let at = 0; at < lines.length;) {
    if (lines[at]?.trim() === '') {
      at += 1;
      continue;
    }
    const rest = lines.slice(at);
    for (const block of blocks) {
      const rendered = block(rest, depth);
      if (!rendered) continue;
      html.push(rendered.html);
      at += rendered.used;
      break;
    }
  }
  return html.join('\n');
}

function countWhile(lines: readonly string[], matches: (line: string) => boolean): number {
  const end = lines.findIndex((line) => !matches(line));
  return end < 0 ? lines.length : end;
}

function fenced(lines: readonly string[]) {
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(lines[0] ?? '')?.[1];
  if (fence === undefined) return undefined;
  const length = countWhile(lines.slice(1), (line) => !line.trimStart().startsWith(fence));
  const code = escapeHtml(lines.slice(1, length + 1).join('\n'));
  return { html: `<pre><code>${code}</code></pre>`, used: length + 2 };
}

function heading(lines: readonly string[]) {
  const match = /^(#{1,6})\s+(.*?)\s*#*$/.exec(lines[0] ?? '');
  if (!match) return undefined;
  // The page itself has the first heading.
  const level = Math.min(6, (match[1] ?? '').length + 1);
  return { html: `<h${level}>${inline(match[2] ?? '')}</h${level}>`, used: 1 };
}

function rule(lines: readonly string[]) {
  return /^ {0,3}([-*_])(\s*\1){2,}\s*$/.test(lines[0] ?? '') ? { html: '<hr>', used: 1 } : undefined;
}

/** The one kind of HTML that reports write themselves; nothing of its attributes is kept. */
function details(lines: readonly string[]) {
  const line = lines[0]?.trim() ?? '';
  const summary = /^(?:<details(?: open)?>)?\s*<summary>(.*)<\/summary>$/.exec(line);
  const opening = line.startsWith('<details') ? '<details>' : '';
  if (summary) return { html: `${opening}<summary>${inline(summary[1] ?? '')}</summary>`, used: 1 };
  if (line === '<details>' || line === '<details open>') return { html: line, used: 1 };
  return line === '</details>' ? { html: line, used: 1 } : undefined;
}

function table(lines: readonly string[]) {
  const divider = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
  if (!lines[0]?.includes('|') || !divider.test(lines[1] ?? '')) return undefined;
  const length = countWhile(lines, (line) => line.includes('|'));
  const row = (line: string, cell: 'th' | 'td') =>
    `<tr>${cellsOf(line)
      .map((text) => `<${cell}>${inline(text)}</${cell}>`)
      .join('')}</tr>`;
  const rows = lines.slice(2, length).map((line) => row(line, 'td'));
  const head = `<thead>${row(lines[0], 'th')}</thead>`;
  return { html: `<table>${head}<tbody>${rows.join('')}</tbody></table>`, used: length };
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
}

function quote(lines: readonly string[], depth: number) {
  const length = countWhile(lines, (line) => line.startsWith('>'));
  if (length === 0) return undefined;
  const inner = lines.slice(0, length).map((line) => line.replace(/^> ?/, ''));
  return { html: `<blockquote>${renderBlocks(inner, depth + 1)}</blockquote>`, used: length };
}

const bullet = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;

function list(lines: readonly string[], depth: number) {
  const first = bullet.exec(lines[0] ?? '');
  if (!first) return undefined;
  const indent = (first[1] ?? '').length;
  const inside = (line: string) => bullet.test(line) || (/^\s+\S/.test(line) && line.search(/\S/) > indent);
  const length = Math.max(1, countWhile(lines, inside));
  const items: { text: string; inner: string[] }[] = [];
  let used = 0;
  for (const line of lines.slice(0, length)) {
    const item = bullet.exec(line);
    const depth = line.search(/\S/);
    if (item && depth < indent) break;
    if (item && depth === indent) items.push({ text: item[3] ?? '', inner: [] });
    else items.at(-1)?.inner.push(line.slice(indent + 2));
    used += 1;
  }
  const tag = /\d/.test(first[2] ?? '') ? 'ol' : 'ul';
  const rendered = items.map(({ text, inner }) => `<li>${task(text)}${renderBlocks(inner, depth + 1)}</li>`);
  return { html: `<${tag}>${rendered.join('')}</${tag}>`, used };
}

function task(text: string): string {
  const match = /^\[([ xX])\]\s+(.*)$/.exec(text);
  if (!match) return inline(text);
  const checked = match[1] === ' ' ? '' : ' checked';
  return `<input type="checkbox" disabled${checked}> ${inline(match[2] ?? '')}`;
}

function paragraph(lines: readonly string[]) {
  const others = blocks.filter((block) => block !== paragraph);
  const length = countWhile(
    lines.slice(1),
    (line) => line.trim() !== '' && !others.some((block) => block([line], deepest) !== undefined),
  );
  const text = lines.slice(0, length + 1).map((line) => inline(line.trim()));
  return { html: `<p>${text.join('<br>')}</p>`, used: length + 1 };
}

/** Renders what stands within a line. Code is taken out first, so that nothing in it is markup. */
function inline(text: string): string {
  if (text.length > longestMarkedLine) return escapeHtml(text);
  return text
    .split(/(`+[^`]+`+)/)
    .map((part) => {
      const code = /^(`+)([^`]+)\1$/.exec(part)?.[2];
      return code === undefined ? marked(part) : `<code>${escapeHtml(code.trim())}</code>`;
    })
    .join('');
}

function marked(text: string): string {
  return text
    .split(/(!?\[[^\]]*\]\([^()\s]+\))/)
    .map((part) => {
      const link = /^!?\[([^\]]*)\]\(([^()\s]+)\)$/.exec(part);
      return link ? linked(link[1] ?? '', link[2] ?? '') : emphasised(part);
    })
    .join('');
}

function linked(label: string, target: string): string {
  const safe = /^(https?:\/\/|\/(?!\/)|#)/i.test(target);
  if (!safe) return emphasised(label);
  return `<a href="${escapeHtml(target)}" rel="noreferrer">${emphasised(label)}</a>`;
}

function emphasised(text: string): string {
  const escaped = escapeHtml(text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')).replaceAll(
    /&lt;br ?\/?&gt;/g,
    '<br>',
  );
  return (
    escaped
      .replaceAll(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '<strong>$2</strong>')
      .replaceAll(/(?<![\w*])[*_](?=\S)([^*_]+?)(?<=\S)[*_](?![\w*])/g, '<em>$1</em>')
      .replaceAll(/~~(.+?)~~/g, '<del>$1</del>')
      .replaceAll(
        /(^|[\s(])(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/g,
        '$1<a href="$2" rel="noreferrer">$2</a>',
      )
      // Last, so that a character that somebody wrote as a reference is no markup: it is shown, as on GitHub.
      .replaceAll(/&amp;(#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|nbsp);/gi, '&$1;')
  );
}
