import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../../src/plan/graph.ts';
import { mermaidPlan } from '../../../src/plan/mermaid.ts';
import { draft, samplePlan, toyPlan } from '../report/sample-plan.ts';

describe('a plan as a Mermaid flowchart', () => {
  test('every line is one of the few forms that are known to parse', () => {
    const forms = [
      /^flowchart LR$/,
      /^ {2}subgraph [a-z]+_stage\["[A-Za-z ]+"\]$/,
      /^ {4}n\d+\["[^"`\][{}()<>\\]+(<br\/>[^"`\][{}()<>\\]+)*"\]$/,
      /^ {4}n\d+\{\{"[^"`\][{}()<>\\]+(<br\/>[^"`\][{}()<>\\]+)*"\}\}$/,
      /^ {2}end$/,
      /^ {2}n\d+\(\( \)\)$/,
      /^ {2}n\d+ --> n\d+$/,
      /^ {2}classDef (critical|final|skipped) [a-z-]+:[#a-z0-9 ]+$/,
      /^ {2}class n\d+(,n\d+)* (critical|final|skipped)$/,
    ];
    const unknown = mermaidPlan(samplePlan())
      .split('\n')
      .filter((line) => !forms.some((form) => form.test(line)));
    expect(unknown).toEqual([]);
  });

  test.each([
    ['say "hi"', 'say #34;hi#34;'],
    ['a[b](c){d}', 'a#91;b#93;#40;c#41;#123;d#125;'],
    ['<script>', '#60;script#62;'],
    ['`code` #35; & |', '#96;code#96; #35;35#59; #38; #124;'],
    ['Grüße 世界 ✔', 'Grüße 世界 ✔'],
    ['line\nbreak\u001b[31m\u202e', 'line\ufffdbreak\ufffd#91;31m\ufffd'],
    ['%%{init}%% --> end', '#37;#37;#123;init#125;#37;#37; --#62; end'],
  ])('the title %j cannot leave its label', (title, escaped) => {
    expect(mermaidPlan(toyPlan([{ id: 'a', drafts: [draft('x', { title })] }]))).toContain(
      `n0["a:x<br/>${escaped}<br/>eu-west-2, about 1 min"]`,
    );
  });

  test('arrows are those of the run: stages go through junctions, so that they stay few', () => {
    const plan = samplePlan();
    const arrows = mermaidPlan(plan).match(/ --> /g) ?? [];
    expect(arrows).toHaveLength(buildGraph(plan.steps).nodes.flatMap(({ needs }) => needs).length);
    expect(arrows.length).toBeLessThan(2.5 * plan.steps.length);
  });

  test('what cannot be undone and what is not needed look different', () => {
    const chart = mermaidPlan(samplePlan());
    expect(chart.match(/\{\{"databases\//g)).toHaveLength(8);
    expect(chart).toMatch(/n\d+\["sessions:create<br\/>[^"]*not needed"\]/);
    expect(chart).toMatch(/class n\d+ skipped/);
  });

  test('a plan without steps is still a chart', () => {
    expect(mermaidPlan(toyPlan([]))).toBe('flowchart LR');
  });
});
