/** HTML that is safe to put into a page. */
export interface Markup {
  readonly html: string;
}

type Part = Markup | string | number | false | undefined | readonly Part[];

/** HTML with parts filled in: text is escaped, markup is taken as it is, `false` and undefined are left out. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: literals.reduce((all, literal, index) => all + render(parts[index - 1]) + literal) };
}

/** Markup that shows nothing. */
export const nothing: Markup = { html: '' };

function render(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  if ('html' in part) return part.html;
  return part.map(render).join('');
}

/** Text as HTML, fit for content and for quoted attributes. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
