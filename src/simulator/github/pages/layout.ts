import { escapeHtml } from './html.ts';

const style = `
:root { color-scheme: light dark; --line: #8884; --quiet: light-dark(#59636e, #9198a1); --paper: light-dark(#fff, #0d1117); --shade: light-dark(#f6f8fa, #151b23); --link: light-dark(#0550ae, #58a6ff);
  --good: light-dark(#1a7f37, #3fb950); --bad: light-dark(#cf222e, #f85149); --busy: light-dark(#9a6700, #d29922); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); font: 15px/1.55 system-ui, sans-serif; }
header { padding: .75rem 1rem; background: var(--shade); border-bottom: 1px solid var(--line); }
header nav { max-width: 60rem; margin: auto; overflow-wrap: anywhere; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
a { color: var(--link); }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; overflow-wrap: anywhere; }
.quiet, .number { color: var(--quiet); font-weight: normal; }
.card { border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; }
.card > h2, .card > summary { margin: 0; padding: .5rem .75rem; font-size: .9rem; font-weight: 600; background: var(--shade); border-bottom: 1px solid var(--line); border-radius: .5rem .5rem 0 0; overflow-wrap: anywhere; }
.card > div { padding: .25rem .75rem .75rem; overflow-x: auto; }
.state { display: inline-block; padding: .1rem .6rem; border: 1px solid; border-radius: 1rem; font-size: .85rem; font-weight: 600; }
.good { color: var(--good); } .bad { color: var(--bad); } .busy { color: var(--busy); }
pre { overflow: auto; max-height: 24rem; padding: .75rem; border-radius: .35rem; background: var(--shade); font-size: .82rem; line-height: 1.4; }
code { font-family: ui-monospace, monospace; font-size: .9em; padding: .1em .25em; border-radius: .25em; background: var(--shade); }
pre code { padding: 0; }
table { border-collapse: collapse; } th, td { padding: .3rem .6rem; border: 1px solid var(--line); text-align: left; }
ul, ol { padding-left: 1.5rem; } li:has(> input) { list-style: none; margin-left: -1.3rem; } li li:has(> input) { margin-left: 0; }
.steps { list-style: none; padding: 0; } .steps li { padding: .15rem 0; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: .25rem solid var(--line); color: var(--quiet); }
`;

/** What a page shows. `html` is trusted: whoever makes it has escaped it. */
export interface Page {
  readonly title: string;
  readonly crumbs: readonly { readonly text: string; readonly href: string }[];
  readonly html: string;
  /** Whether there may soon be something new. */
  readonly live?: boolean;
}

/** A page that needs no script and takes nothing from elsewhere. */
export function layout({ title, crumbs, html, live = false }: Page): string {
  const links = crumbs.map(({ text, href }) => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${live ? '<meta http-equiv="refresh" content="3">' : ''}
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header><nav aria-label="Where you are">${['<a href="/">Local GitHub</a>', ...links].join(' / ')}</nav></header>
<main>${html}</main>
</body>
</html>
`;
}
