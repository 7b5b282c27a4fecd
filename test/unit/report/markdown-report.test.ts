import { describe, expect, it } from 'vitest';
import { markdownText } from '../../../src/report/markdown-text.ts';
import { renderMarkdownReport } from '../../../src/report/markdown-report.ts';
import { doneReport, hostile, ownResults, stoppedReport } from './sample-report.ts';

describe('the Markdown twin', () => {
  it('has the headline, the objectives and the checklist with times', () => {
    const text = renderMarkdownReport(doneReport());
    for (const part of [
      '# 🟢 lomash-wood: eu-west-1 → eu-west-2 (unplanned)',
      '**Done: eu-west-2 is active**',
      '| RTO | 🟢 05:02 of 30:00: met |',
      '`databases/b:promote` | 00:00:01 | 4 min 00 s | available |',
    ])
      expect(text).toContain(part);
  });

  it('has the objectives of single resources, the missed ones first', () => {
    const report = doneReport();
    const text = renderMarkdownReport({ ...report, summary: { ...report.summary, resources: ownResults } });
    expect(text.replaceAll('\u00a0', ' ')).toContain(
      [
        '## Objectives of resources',
        '',
        '- 🔴 `databases/b` took 4 min of 2 min: missed',
        '- 🟡 `dns` RPO of 5 s: not measured',
        '- 🟢 `databases/a` took 1 min of 2 min: met',
      ].join('\n'),
    );
    expect(renderMarkdownReport(report)).not.toContain('Objectives of resources');
  });

  it('draws the timeline as a Mermaid chart in UTC with the critical path', () => {
    const text = renderMarkdownReport(doneReport());
    const chart = /```mermaid\n([^]*?)\n```/.exec(text)?.[1] ?? '';
    expect(chart.split('\n')).toEqual([
      'gantt',
      '  dateFormat YYYY-MM-DD HH:mm:ss',
      '  axisFormat %H:%M',
      '  section Make the data writable',
      '  databases/a promote :done, 1970-01-01 00:00:01, 1970-01-01 00:01:01',
      '  databases/b promote :crit, done, 1970-01-01 00:00:01, 1970-01-01 00:04:01',
      '  section Move the traffic',
      '  dns move :crit, done, 1970-01-01 00:04:02, 1970-01-01 00:05:02',
      '  section Moments',
      '  point of no return :milestone, 1970-01-01 00:00:01, 0s',
      '  service restored :milestone, 1970-01-01 00:05:02, 0s',
    ]);
  });

  it('says what went wrong and what to do', () => {
    expect(renderMarkdownReport(stoppedReport())).toMatch(
      /\*\*DENIED\*\* `databases\/b:promote` in `eu-west-2`: rds&#58;PromoteReadReplica was refused\.\n {2}- expected: leave to promote\n {2}- found: AccessDenied\n {2}- do: Grant/,
    );
  });

  it('shows hostile text as that text and lets none of it become structure', () => {
    const written = markdownText(hostile);
    expect(written.replace(/&#\d+;/g, '')).not.toMatch(
      /[<>[\]|`*#@$\\!{}\n\r\u202e\u2066\u0007]|:\/\/|www\./,
    );
    expect(written).not.toContain('::');
    const shown = written.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    expect(shown).toContain('<script>alert(1)</script>');
    expect(shown).toContain('${{ secrets.TOKEN }}');
    const report = { ...doneReport(), reason: hostile, actor: hostile };
    expect(
      renderMarkdownReport(report)
        .split('\n')
        .filter((line) => /^(::|#{1,6} heading|<)/.test(line)),
    ).toEqual([]);
    expect(renderMarkdownReport(report).split('\n')).toHaveLength(
      renderMarkdownReport(doneReport()).split('\n').length,
    );
  });

  it.each(['- item', '1. item', '+ item', '= item'])(
    'does not take %j for the beginning of a list or heading',
    (text) => {
      expect(markdownText(text)).toMatch(/^&#\d+;/);
    },
  );

  it('leaves out the keys of payment providers', () => {
    expect(markdownText('refused: sk_live_51Abcdefghijkl and whsec_abcdefghijkl')).toBe(
      'refused: &#91;key&#93; and &#91;key&#93;',
    );
  });

  it('keeps times, names and commands readable', () => {
    expect(markdownText('at 10:31 `retry` DATABASE_URL (ReplicaLag): fine')).toBe(
      'at 10:31 `retry` DATABASE_URL (ReplicaLag): fine',
    );
  });

  it('stays within the bytes it is given and says what it left out', () => {
    const report = doneReport();
    const [first] = report.steps;
    if (first === undefined) throw new Error('the plan has steps');
    const steps = Array.from({ length: 500 }, (_, index) => ({
      ...first,
      id: `databases/d${index}:promote`,
      resource: `databases/d${index}`,
      title: `Promote d${index}`,
      note: 'ü'.repeat(200),
    }));
    const large = { ...report, steps, warnings: ['mind the gap'] };
    const text = renderMarkdownReport(large, { maxBytes: 6000 });
    expect(Buffer.byteLength(renderMarkdownReport(large))).toBeGreaterThan(100_000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(6000);
    for (const part of ['Done: eu-west-2 is active', '500 done', 'Left out for length: before and after'])
      expect(text).toContain(part);
  });
});
