import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderHtmlReport } from '../../../src/report/html-report.ts';
import type { RunReport } from '../../../src/report/run-report.ts';
import { doneReport, hostile, ownResults, stoppedReport } from './sample-report.ts';

/** The report with hostile text wherever text comes from outside. */
function poisoned(): RunReport {
  const report = stoppedReport();
  const check = { name: hostile, ok: false, expected: hostile, found: hostile };
  return {
    ...report,
    reason: hostile,
    actor: hostile,
    service: hostile,
    warnings: [hostile],
    steps: report.steps.map((step) => ({
      ...step,
      title: hostile,
      note: hostile,
      loss: { ms: 1000, source: hostile },
    })),
    decisions: [{ at: 5000, type: 'abort', actor: hostile, reason: hostile }],
    evidence: [
      {
        resource: 'dns',
        before: { state: 'ready', summary: hostile, region: [hostile] },
        steps: [],
        after: [check],
      },
    ],
    summary: {
      ...report.summary,
      resources: [{ resource: hostile, rtoMs: 2000, rtoObjectiveMs: 1000 }],
      problems: [{ code: 'DENIED', message: hostile, fix: hostile, expected: hostile, found: hostile }],
    },
  };
}

/** The elements of a page, with the names of their attributes. */
function tagsOf(html: string): Map<string, Set<string>> {
  const tags = new Map<string, Set<string>>();
  for (const [, name = '', rest = ''] of html
    .replace(/<style>[^]*?<\/style>/, '<style>')
    .matchAll(/<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)) {
    const attributes = tags.get(name) ?? new Set();
    for (const [, attribute = ''] of rest.matchAll(/([\w:-]+)(?:="[^"]*")?/g)) attributes.add(attribute);
    tags.set(name, attributes);
  }
  return tags;
}

describe('the page', () => {
  it('has the objectives of single resources as a table, the missed ones first', () => {
    const report = doneReport();
    const html = renderHtmlReport({ ...report, summary: { ...report.summary, resources: ownResults } });
    const table = /<h2>Objectives of resources<\/h2>[^]*?<\/section>/.exec(html)?.[0] ?? '';
    const cells = [...table.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell = '']) =>
      cell.replace(/<[^>]+>/g, ''),
    );
    expect(cells.slice(4).map((cell) => cell.replaceAll('\u00a0', ' '))).toEqual([
      ...['databases/b', 'RTO of 2 min 00 s', '4 min 00 s', 'missed'],
      ...['dns', 'RPO of 5 s', '–', 'not measured'],
      ...['databases/a', 'RTO of 2 min 00 s', '1 min 00 s', 'met'],
    ]);
    expect(renderHtmlReport(report)).not.toContain('Objectives of resources');
  });

  it('says what happened, from where to where, by whom, why, and what it came to', () => {
    const html = renderHtmlReport(doneReport());
    for (const text of [
      'Done: eu-west-2 is active',
      'lomash-wood: eu-west-1 → eu-west-2',
      'eu-west-1 is dark',
      'sarah',
      '05:02 of 30:00: met',
      '1970-01-01 00:05:02 UTC',
      'up to 7 s of 30 s: met',
    ])
      expect(html).toContain(text);
  });

  it('names what went wrong, what was expected and found, and what to do', () => {
    const html = renderHtmlReport(stoppedReport());
    for (const text of [
      'Stopped: waits for the operator',
      'DENIED',
      'rds:PromoteReadReplica was refused.',
      'leave to promote',
      'AccessDenied',
      'the service is not restored',
      'Grant the permission',
    ])
      expect(html).toContain(text);
  });

  it('says unknown where the loss is not known', () => {
    const report = doneReport();
    const html = renderHtmlReport({
      ...report,
      summary: { ...report.summary, rpo: { ms: 0, known: false, source: 'ReplicaLag has no data points' } },
    });
    expect(html).toContain('<div class="figure">unknown</div>');
  });

  it('has the critical path and the point of no return in its picture, with words beside the colours', () => {
    const html = renderHtmlReport(doneReport());
    expect(html).toMatch(
      /<title>databases\/b:promote: 00:00:01 to 00:04:01 UTC, 4 min 00 s, done, on the critical path<\/title><rect class="bar done critical"/,
    );
    expect(html).toMatch(/<title>databases\/a:promote: [^<]*, done<\/title><rect class="bar done"/);
    expect(html).toContain('point of no return: 00:00:01 UTC');
    expect(html).toMatch(/<svg class="gantt" role="img" aria-labelledby="gantt-title gantt-text"/);
    expect(html).toContain('<desc id="gantt-text">From 00:00:00 to 00:05:02 UTC.');
  });

  it('needs nothing from outside and may run nothing', () => {
    const html = renderHtmlReport(doneReport());
    const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
    expect(html).toContain(
      `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    );
    expect(style).not.toMatch(/url\(|@import/);
    expect(html).not.toMatch(
      /<script|<link|<img|<iframe|<object|\ssrc=|\shref=|\son\w+=|\sstyle=|http:\/\/|https:\/\//i,
    );
  });

  it('has the same elements and attributes whatever anybody writes into a reason, a note or a name', () => {
    const html = renderHtmlReport(poisoned());
    const tags = tagsOf(html);
    const known = new Set([
      'html',
      'head',
      'meta',
      'title',
      'style',
      'body',
      'main',
      'header',
      'span',
      'h1',
      'h2',
      'blockquote',
      'dl',
      'div',
      'dt',
      'dd',
      'ul',
      'li',
      'section',
      'strong',
      'code',
      'p',
      'svg',
      'desc',
      'line',
      'text',
      'tspan',
      'g',
      'rect',
      'table',
      'caption',
      'thead',
      'tr',
      'th',
      'tbody',
      'td',
      'details',
      'summary',
      'br',
      'footer',
    ]);
    expect([...tags.keys()].filter((name) => !known.has(name))).toEqual([]);
    expect(
      [...tags.values()].flatMap((names) => [...names]).filter((name) => /^on|^(src|href|style)$/.test(name)),
    ).toEqual([]);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html.match(/<title[ >]/g)?.length).toBe(html.match(/<\/title>/g)?.length);
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u007f]/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('puts many steps of the same kind and state on one line', () => {
    const report = doneReport();
    const [first] = report.steps;
    if (first === undefined) throw new Error('the plan has steps');
    const many = Array.from({ length: 200 }, (_, index) => ({
      ...first,
      id: `databases/d${index}:promote`,
      resource: `databases/d${index}`,
      title: `Promote d${index}`,
    }));
    const html = renderHtmlReport({ ...report, steps: many, criticalPath: [] });
    expect(html).toContain('Promote * <strong>×200</strong>');
    expect(html.match(/<rect class="bar/g)?.length).toBeLessThan(10);
  });
});
