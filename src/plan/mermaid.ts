import { buildGraph, type Graph } from './graph.ts';
import { phases, type Plan, type Step } from './plan.ts';
import { roughly } from './roughly.ts';
import { phaseTitles } from './step-groups.ts';

/** The plan as a Mermaid flowchart: stages as boxes, the same junctions as the run's own graph so that arrows stay few. */
export function mermaidPlan(plan: Plan): string {
  const graph = buildGraph(plan.steps);
  const boxes = phases.flatMap((phase) => {
    const steps = plan.steps.flatMap((step, index) =>
      step.phase === phase ? [`    ${nodeId(index)}${label(step)}`] : [],
    );
    return steps.length === 0
      ? []
      : [`  subgraph ${phase}_stage["${phaseTitles[phase]}"]`, ...steps, '  end'];
  });
  const junctions = graph.nodes.flatMap(({ step }, index) =>
    step === undefined ? [`  ${nodeId(index)}(( ))`] : [],
  );
  const arrows = graph.nodes.flatMap(({ needs }, index) =>
    needs.map((need) => `  ${nodeId(need)} --> ${nodeId(index)}`),
  );
  return ['flowchart LR', ...boxes, ...junctions, ...arrows, ...classes(plan, graph)].join('\n');
}

/** Ids are numbers, so that no name of a config can be taken for Mermaid's own words (`end` breaks a chart). */
function nodeId(index: number): string {
  return `n${index}`;
}

function label({ id, title, region, expectedMs, skip, risk }: Step): string {
  const time = skip === undefined ? `about ${roughly(expectedMs)}` : 'not needed';
  const text = [id, title, `${region}, ${time}`].map(escapeLabel).join('<br/>');
  return risk === 'irreversible' || risk === 'lossy' ? `{{"${text}"}}` : `["${text}"]`;
}

/** Everything that is not a letter, a digit or harmless is written as its number: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters */
function escapeLabel(text: string): string {
  return text
    .replace(/[\p{C}\u2028\u2029]/gu, '\u{fffd}')
    .replace(/[^\p{L}\p{M}\p{N}\p{So} ,./:_-]/gu, (character) => `#${character.codePointAt(0) ?? 0xfffd};`);
}

function classes({ steps, estimate }: Plan, graph: Graph): string[] {
  const critical = estimate.criticalPath.flatMap((id) => graph.index.get(id) ?? []);
  const final = steps.flatMap((step, index) =>
    step.skip === undefined && (step.risk === 'irreversible' || step.risk === 'lossy') ? [index] : [],
  );
  const skipped = steps.flatMap((step, index) => (step.skip === undefined ? [] : [index]));
  const assign = (name: string, indexes: readonly number[], look: string): string[] =>
    indexes.length === 0
      ? []
      : [`  classDef ${name} ${look}`, `  class ${indexes.map(nodeId).join(',')} ${name}`];
  return [
    ...assign('critical', critical, 'stroke-width:3px'),
    ...assign('final', final, 'stroke:#c0392b'),
    ...assign('skipped', skipped, 'stroke-dasharray:4 4'),
  ];
}
