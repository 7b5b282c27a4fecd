import { htmlText } from '../../src/report/html-text.ts';
import { partNames, type PageState } from './page-parts.ts';
import { liveScript } from './page-script.ts';
import { liveStyle } from './page-style.ts';

/** The whole page. `nonce` must be new for each answer: only this style and this script may be used. */
export function pageHtml({ now, title, said, parts }: PageState, nonce: string): string {
  const slots = partNames.map((name) =>
    name === 'head'
      ? `<header id="head">${parts.head}</header>\n<p class="spoken" id="said" role="status" aria-live="polite">${htmlText(said)}</p>`
      : `<div id="${name}">${parts[name]}</div>`,
  );
  return [
    ...top(title, nonce),
    '<noscript><meta http-equiv="refresh" content="15"></noscript>',
    '</head>',
    `<body data-now="${now}">`,
    '<a class="skip" href="#primary">Skip to the content</a>',
    '<main>',
    '<p class="banner" id="link" role="status" hidden></p>',
    ...slots,
    '<footer>Served by region-failover. Times are UTC. Whoever has this link can read this page for a day; nothing can be pressed here.</footer>',
    '</main>',
    `<script nonce="${nonce}">${liveScript}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** A page that says why there is none, and what to do. */
export function refusalHtml(
  { title, text }: { readonly title: string; readonly text: string },
  nonce: string,
): string {
  return [
    ...top(title, nonce),
    '</head>',
    '<body><main>',
    `<header><h1>${htmlText(title)}</h1></header>`,
    `<section><p>${text
      .split('`')
      .map((part, index) => (index % 2 === 1 ? `<code>${htmlText(part)}</code>` : ` ${htmlText(part)} `))
      .join('')
      .trim()}</p></section>`,
    '</main></body>',
    '</html>',
    '',
  ].join('\n');
}

function top(title: string, nonce: string): string[] {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="robots" content="noindex">',
    '<link rel="icon" href="data:,">',
    `<title>${htmlText(title)}</title>`,
    `<style nonce="${nonce}">${liveStyle}</style>`,
  ];
}

/** The headers of every page: nothing is loaded from anywhere, kept anywhere, framed, or told to other sites. */
export function pageHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  };
}
