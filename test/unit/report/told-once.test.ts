import { describe, expect, test } from 'vitest';
import { createAnnotations } from '../../../src/action/annotations.ts';
import { openLog } from '../../../src/action/workflow-commands.ts';
import { initialState, runContext, type RunState } from '../../../src/engine/run-state.ts';
import type { Problem } from '../../../src/errors.ts';
import { explainPlan } from '../../../src/plan/explain.ts';
import { renderChecks } from '../../../src/report/checks-text.ts';
import { renderDrill } from '../../../src/report/drill-text.ts';
import { renderHealth } from '../../../src/report/health-text.ts';
import { renderHtmlReport } from '../../../src/report/html-report.ts';
import { renderMarkdownReport } from '../../../src/report/markdown-report.ts';
import { plainPalette } from '../../../src/report/palette.ts';
import { renderProblems } from '../../../src/report/problem-text.ts';
import { renderStatus } from '../../../src/report/status-text.ts';
import { renderSummary } from '../../../src/report/summary-text.ts';
import { widthOf } from '../../../src/terminal-text.ts';
import { denied, run, summaryOf } from './replay.ts';
import { samplePlan } from './sample-plan.ts';
import { doneReport } from './sample-report.ts';

const style = { palette: plainPalette, unicode: true, width: 100 };
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `db-${index}`);
const warningsOf = (count: number): string[] =>
  names(count).map((name, index) => `databases/${name} loses up to ${index + 31} s (ReplicaLag).`);
const problemsOf = (count: number): Problem[] =>
  names(count).map((name) => ({
    code: 'DENIED',
    message: `AWS does not allow rds:PromoteReadReplica on ${name}.`,
    fix: 'Allow it.',
    resource: `databases/${name}`,
    region: 'eu-west-2',
  }));
const eight = { warnings: warningsOf(8), problems: problemsOf(8) };
const lost =
  'databases/* (8 of them: db-7 38 s, db-6 37 s, db-5 36 s, db-4 35 s, db-3 34 s, db-2 33 s, db-1 32 s, db-0 31 s) loses up to ... (ReplicaLag).';
const everyone = '8 of them: db-0, db-1, db-2, db-3, db-4, db-5, db-6, db-7';

describe('what differs by member only is told once', () => {
  test('in a plan, where verbose tells each', () => {
    const plan = { ...samplePlan(), ...eight };
    const text = flat(explainPlan(plan, style));
    expect(text).toContain(
      `Blocked by 1 problem ✖ DENIED databases/* in eu-west-2 ${everyone} AWS does not allow rds:PromoteReadReplica on *. fix: Allow it.`,
    );
    expect(text).toContain(`▲ ${lost}`);
    const verbose = explainPlan(plan, { ...style, verbose: true });
    expect(verbose).toContain('Blocked by 8 problems');
    expect(verbose.match(/▲ databases\/db-\d loses up to \d+ s/g)).toHaveLength(8);
    expect(verbose.match(/✖ DENIED {2}databases\/db-\d in/g)).toHaveLength(8);
  });

  test('in a plan of 40 columns', () => {
    const lines = explainPlan({ ...samplePlan(), ...eight }, { ...style, width: 40 }).split('\n');
    const from = lines.indexOf('Warnings');
    const told = [...lines.slice(0, lines.indexOf('Steps')), ...lines.slice(from, from + 6)];
    expect(told.filter((line) => widthOf(line) > 40 && !/sha256|^Fail lomash/.test(line))).toEqual([]);
    expect(lines.slice(from, from + 3)).toEqual([
      'Warnings',
      '  ▲ databases/* (8 of them: db-7 38 s,',
      '    db-6 37 s, db-5 36 s, db-4 35 s,',
    ]);
  });

  test('in the summary of a run, whose commands name real steps', () => {
    const problems = eight.problems.map((problem) => ({
      ...problem,
      step: `${problem.resource ?? ''}:promote`,
    }));
    const plan = samplePlan();
    const text = flat(
      renderSummary(summaryOf(plan, { result: 'stopped', warnings: eight.warnings, problems }), plan, style),
    );
    expect(text).toContain(`DENIED databases/*:promote in eu-west-2 ${everyone} AWS does not allow`);
    expect(text).toContain(`▲ ${lost}`);
    expect(text).toContain("retry 'databases/db-0:promote'");
  });

  test('in the objectives of resources, by what came of them', () => {
    const resources = names(4).map((name, index) => ({
      resource: `databases/${name}`,
      rtoMs: (index + 1) * 60_000,
      rtoObjectiveMs: 120_000,
    }));
    const plan = samplePlan();
    const text = flat(renderSummary(summaryOf(plan, { resources }), plan, style));
    expect(text).toContain('databases/* (2 of them: db-3 4 min, db-2 3 min) took ... of 2 min: missed');
    expect(text).toContain('databases/* (2 of them: db-1 2 min, db-0 1 min) took ... of 2 min: met');
    const markdown = renderMarkdownReport(doneReport({ summary: summaryOf(plan, { resources }) }));
    expect(markdown).toMatch(/🔴 `databases\/\*` \(2 of them: db-3 4 min, db-2 3 min\) took \.\.\. of 2 min/);
  });

  test('in the status of a run, its failures and its checks', () => {
    const plan = samplePlan();
    const context = runContext(plan);
    const fresh = initialState(context);
    const state: RunState = {
      ...fresh,
      status: 'stopped',
      steps: fresh.steps.map((step, index) =>
        /^databases\/(auth|orders):/.test(plan.steps[index]?.id ?? '')
          ? { ...step, status: 'failed', failure: { class: 'denied', problem: denied } }
          : step,
      ),
    };
    const record = {
      ...({ schemaVersion: 1, run, service: plan.service, declaredAt: 0, actor: 'sarah', plan } as const),
      ...{ reason: 'eu-west-1 is dark', configDigest: 'sha256:0' },
    };
    const checks = names(2).map((name) => ({
      resource: `databases/${name}`,
      checks: [{ name: `${name} accepts writes`, ok: false, expected: 'yes', found: 'no' }],
    }));
    const text = renderStatus({ record, state, context, checks }, { ...style, now: 0 });
    expect(text).toContain(
      'DENIED  databases/*:promote in eu-west-2\n  2 of them: auth, orders\n  rds:PromoteReadReplica was refused.',
    );
    expect(text).toContain(
      'Checks: 2 of 2 checks failed\n  ✖ databases/*  * accepts writes  expected yes, found no (2 of them: db-0, db-1)',
    );
  });

  test('in an error', () => {
    expect(renderProblems(eight.problems, plainPalette)).toEqual([
      [
        'error DENIED databases/* in eu-west-2',
        `  ${everyone}`,
        '  AWS does not allow rds:PromoteReadReplica on *.',
        '  fix       Allow it.',
      ].join('\n'),
    ]);
  });

  test('in annotations and the log of a job', () => {
    const lines: string[] = [];
    const annotations = createAnnotations(
      openLog({ write: (line) => lines.push(line), token: () => 'token' }),
    );
    annotations.warnings(eight.warnings);
    annotations.problems(eight.problems);
    const said = lines.join('');
    expect(said.match(/^::(?:warning|error)/gm)).toHaveLength(2);
    expect(said).toContain(`::warning::${lost}`);
    expect(said).toContain(
      `::error title=DENIED databases/* eu-west-2::AWS does not allow rds:PromoteReadReplica on *. ${everyone}. Allow it.`,
    );
  });

  test('in Markdown, where a few of a thousand are named, and in the page, where all are', () => {
    const warnings = warningsOf(1000);
    const problems = problemsOf(1000);
    const report = doneReport({ warnings, summary: summaryOf(samplePlan(), { problems }) });
    const markdown = renderMarkdownReport(report);
    expect(markdown).toContain(
      '**DENIED** `databases/*` in `eu-west-2` (1000 of them: db-0, db-1, db-2, db-3, db-4, db-5, db-6, db-7 and 992 more)',
    );
    expect(markdown).toMatch(
      /- databases\/.{1,8} \(1000 of them: db-999 1030 s, .*and 992 more down to 31 s\) loses/,
    );
    const page = renderHtmlReport(report);
    expect(page.match(/class="problem"/g)).toHaveLength(1);
    for (const name of ['db-0', 'db-500', 'db-999'])
      expect(page.match(new RegExp(`\\b${name}\\b`, 'g'))).toHaveLength(2);
  });

  test('in the evidence in Markdown; the page has a row for each', () => {
    const evidence = names(3).map((name) => ({
      resource: `databases/${name}`,
      before: { state: 'ready' as const, summary: `${name}-replica is available`, region: [] },
      steps: [],
      after: [
        { name: `${name}-replica accepts writes`, ok: true, expected: 'available', found: 'available' },
      ],
    }));
    const report = doneReport({ evidence, checkedAt: 0 });
    expect(renderMarkdownReport(report)).toContain('| `databases/*`<br>3 of them: db-0, db-1, db-2 | ');
    expect(renderHtmlReport(report)).toContain('<code>databases/db-1</code>');
  });
});

describe('checks', () => {
  const check = (name: string, found: string, ok = false) => ({ name, ok, expected: '3 pods', found });

  test('of members, and of the names of one resource, are told once and counted each', () => {
    const text = renderChecks(
      [
        ...names(2).map((name) => ({
          resource: `databases/${name}`,
          checks: [check(`${name}-replica accepts writes`, 'available', true)],
        })),
        { resource: 'services', checks: [check('web runs', '0 pods'), check('api runs', '2 pods')] },
        { resource: 'dns', checks: [check('leads there', 'no')] },
      ],
      { ...style, region: 'eu-west-2' },
    );
    expect(text.split('\n')).toEqual([
      '✔ databases/*  *-replica accepts writes: available',
      '               2 of them: db-0, db-1',
      '✖ services     * runs: expected 3 pods, found ... pods',
      '               2 of them: api 2, web 0',
      '✖ dns          leads there: expected 3 pods, found no',
      '',
      'eu-west-2 is not active: 3 of 5 checks failed.',
    ]);
  });

  test('of a drill are told once and counted each', () => {
    const checks = names(2).map((name, index) => ({
      ...check(`databases/${name} keeps the RPO`, `${index + 1} s behind`, true),
      resource: `databases/${name}`,
    }));
    const part = { type: 'data-consistency' as const, tookMs: 0, checks, notes: [] };
    const report = { service: 'shop', from: 'a', to: 'b', startedAt: 0, tookMs: 0, ok: true, parts: [part] };
    expect(renderDrill(report, style)).toContain(
      '✔ databases/* keeps the RPO: ... behind\n    2 of them: db-1 2 s, db-0 1 s\n\nPassed: 2 checks.',
    );
  });

  test('and obstacles of a region are told once', () => {
    const resources = names(2).map((name, index) => ({
      resource: `databases/${name}`,
      state: 'ready' as const,
      summary: `${name}-replica is available`,
      lag: { ms: 60_000 * (index + 1), source: 'ReplicaLag' },
    }));
    const obstacles = names(2).map((name, index) => ({
      resource: `databases/${name}`,
      sentence: `databases/${name} is ${index + 1} min behind.`,
      fix: 'Wait.',
    }));
    const region = { region: 'eu-west-2', condition: 'up' as const, evidence: [], services: [] };
    const text = renderHealth('shop', [{ ...region, resources, obstacles }], style);
    expect(text).toContain('  ○ databases/*  *-replica is available (... behind, ReplicaLag)');
    expect(text).toContain('                 2 of them: db-1 2 min 00 s, db-0 1 min 00 s');
    expect(text).toContain(
      '  - databases/* is ... behind.\n    databases/*, 2 of them: db-1 2 min, db-0 1 min\n    Wait.',
    );
  });
});
