import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../../src/simulator/github/pages/markdown.ts';
import { startRig, type Rig } from './rig.ts';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});

afterEach(() => rig.close());

async function page(path: string) {
  const answer = await fetch(`${rig.github.url}${path}`);
  return {
    status: answer.status,
    html: await answer.text(),
    csp: answer.headers.get('content-security-policy'),
  };
}

describe('for people there is', () => {
  test('a page of an issue with its comments', async () => {
    const nadia = rig.github.as('nadia');
    nadia.openIssue('Failing <over>', '- [x] fence\n- [ ] promote');
    nadia.comment(1, '**now**');
    const { status, html, csp } = await page('/acme/shop/issues/1');
    expect(status).toBe(200);
    expect(html).toContain('Failing &lt;over&gt;');
    expect(html).toContain('<input type="checkbox" disabled checked> fence');
    expect(html).toContain('<strong>now</strong>');
    expect(csp).toContain("default-src 'none'");
  });

  test('a page of a run with steps, annotations, log and summary', async () => {
    const { id } = rig.github.as('nadia').dispatch('failover.yml', { to: 'x', 'operation-id': 'shop-1.1' });
    const job = rig.runner.last().host.job({ key: 'run', name: 'run', id: 'run', labels: [] });
    job.start('runner-1');
    job.step({ number: 1, name: 'Promote', status: 'in_progress' });
    job.log('first line\n<script>alert(1)</script>\n');
    job.annotate({ level: 'failure', message: 'It <broke>' });
    job.summary('# Report\n');
    const { html } = await page(`/acme/shop/actions/runs/${id}`);
    for (const part of [
      'failover [shop-1.1]',
      'Promote',
      'first line',
      '&lt;script&gt;',
      'It &lt;broke&gt;',
      '<h2>Report</h2>',
    ]) {
      expect(html).toContain(part);
    }
    expect((await page('/acme/shop')).html).toContain(`/acme/shop/actions/runs/${id}`);
    expect((await page('/')).html).toContain('acme/shop');
  });

  test('a plain answer where there is nothing', async () => {
    for (const path of ['/acme/shop/issues/9', '/acme/none', '/a/b/c/d', '/%']) {
      expect((await page(path)).status).toBe(404);
    }
  });
});

describe('Markdown', () => {
  test.each([
    ['# Title', '<h2>Title</h2>'],
    ['a\nb', '<p>a<br>b</p>'],
    [
      '| a | b |\n|---|---|\n| 1 | `x` |',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td><code>x</code></td></tr></tbody></table>',
    ],
    ['```sh\n**no** <b>\n```', '<pre><code>**no** &lt;b&gt;</code></pre>'],
    ['- a\n  - b\n- c', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'],
    ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    [
      '[here](https://example.com/a?b=1&c=2)',
      '<p><a href="https://example.com/a?b=1&amp;c=2" rel="noreferrer">here</a></p>',
    ],
    ['[here](javascript:alert(1))', '<p>[here](javascript:alert(1))</p>'],
    ['[here](//evil.example)', '<p>here</p>'],
    [
      '`<b>` and **bold** and _it_',
      '<p><code>&lt;b&gt;</code> and <strong>bold</strong> and <em>it</em></p>',
    ],
    ['<!-- marker -->hello', '<p>hello</p>'],
    ['up to &#49;.8 s, &#42;&#42;no&#42;&#42;', '<p>up to &#49;.8 s, &#42;&#42;no&#42;&#42;</p>'],
    ['&#60;b&#62; &amp;lt; &x;', '<p>&#60;b&#62; &amp;lt; &amp;x;</p>'],
    ['> quoted', '<blockquote><p>quoted</p></blockquote>'],
    [
      '<details>\n<summary>More</summary>\n\ntext\n\n</details>',
      '<details>\n<summary>More</summary>\n<p>text</p>\n</details>',
    ],
    ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
  ])('%j', (markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(html);
  });

  test('never lets an element or attribute through that it did not make itself', () => {
    const nasty = fc.array(
      fc.constantFrom(
        '<script>',
        '"',
        "'",
        '<',
        '>',
        '[',
        '](',
        ')',
        '`',
        '**',
        '_',
        '\n',
        '|',
        '-',
        '- [ ] ',
        '#',
        'javascript:',
        'https://x.y/',
        ' ',
        'a',
        '<details>',
        '&',
        'onload=',
        '~~',
        '> ',
      ),
      { maxLength: 40 },
    );
    const own =
      /<\/?(h[1-6]|p|br|hr|ul|ol|li|table|thead|tbody|tr|th|td|pre|code|blockquote|strong|em|del|details|summary)>|<input type="checkbox" disabled( checked)?>|<a href="[^"<>]*" rel="noreferrer">|<\/a>/g;
    fc.assert(
      fc.property(nasty, (parts) => {
        const html = renderMarkdown(parts.join(''));
        expect(html.replaceAll(own, '')).not.toMatch(/[<>]/);
        expect(html).not.toMatch(/href="(?!https?:\/\/|\/(?!\/)|#)/i);
      }),
      { numRuns: 500 },
    );
  });

  test('takes 65,536 hostile characters in no time', () => {
    const started = performance.now();
    for (const text of ['**a', '[a](', '`', '- ', '| ', '> '])
      renderMarkdown(text.repeat(65_536 / text.length));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
