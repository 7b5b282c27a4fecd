import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate } from '../../../src/plan/estimate.ts';
import { buildGraph, isOf, phaseNeeds, sortGraph } from '../../../src/plan/graph.ts';
import type { NeedTarget, Phase, Step } from '../../../src/plan/plan.ts';
import { stableJson } from '../../../src/plan/stable-json.ts';
import { toyDraft } from '../../rig/toy-kind.ts';

function step(id: string, needs: readonly NeedTarget[] = [], more: Partial<Step> = {}): Step {
  const [resource = '', action = ''] = id.split(':');
  return {
    ...toyDraft({ action }),
    id,
    resource,
    kind: 'toy',
    needs: needs.map((on) => ({ on, why: 'so' })),
    ...more,
  };
}

describe('a graph', () => {
  it('stands one junction for all steps of a phase or a group, so that edges stay few', () => {
    const data = Array.from({ length: 100 }, (_, index) =>
      step(`db/${index}:promote`, [], { phase: 'data' }),
    );
    const traffic = Array.from({ length: 100 }, (_, index) =>
      step(`dns${index}:flip`, [{ phase: 'data' }, { resource: 'db' }], { phase: 'traffic' }),
    );
    const { nodes } = buildGraph([...data, ...traffic]);
    expect(nodes.slice(200).map(({ id }) => id)).toEqual(['phase data', 'resource db']);
    expect(nodes.reduce((sum, { needs }) => sum + needs.length, 0)).toBe(400);
  });

  it('leaves the release out of what it means to come after a resource', () => {
    const { nodes } = buildGraph([
      step('a:go'),
      step('a:drop', [], { phase: 'release' }),
      step('b:go', [{ resource: 'a' }]),
    ]);
    expect(nodes[3]?.needs).toEqual([0]);
  });

  it('takes a need for what has no steps as met', () => {
    const { nodes } = buildGraph([
      step('a:go', [{ phase: 'fence' }, { resource: 'gone' }, { step: 'gone:go' }]),
    ]);
    expect(nodes).toMatchObject([{ needs: [] }]);
  });

  it('names a circle step by step', () => {
    const steps = [
      step('x:go'),
      step('a:go', [{ step: 'b:go' }]),
      step('b:go', [{ resource: 'c' }]),
      step('c:go', [{ step: 'a:go' }]),
    ];
    expect(sortGraph(buildGraph(steps))).toEqual({ cycle: ['a:go', 'b:go', 'resource c', 'c:go', 'a:go'] });
  });

  it('is sorted so that each step stands after its needs, always in the same way, however long the chain', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      step(`s${index}:go`, index < 19_999 ? [{ step: `s${index + 1}:go` }] : []),
    );
    const sorted = sortGraph(buildGraph(chain));
    expect('order' in sorted && sorted.order.slice(0, 3)).toEqual([19_999, 19_998, 19_997]);
    const anyGraph = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(anyGraph, (lists) => {
        const steps = lists.map((list, index) =>
          step(`s${index}:go`, index === 0 ? [] : list.map((pick) => ({ step: `s${pick % index}:go` }))),
        );
        const graph = buildGraph(steps);
        const found = sortGraph(graph);
        const order = 'order' in found ? found.order : [];
        expect(order).toHaveLength(steps.length);
        graph.nodes.forEach(({ needs }, node) => {
          for (const need of needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(node));
        });
        expect(sortGraph(buildGraph(steps))).toEqual(found);
      }),
    );
  });
});

describe('what a phase waits for', () => {
  const needs = (phase: Phase, ...present: Phase[]) =>
    phaseNeeds(phase, new Set(present), 'unplanned').map(({ on }) => ('phase' in on ? on.phase : ''));

  it('is the phase before it, or the one before that where nobody is in it', () => {
    expect(needs('data', 'evidence', 'prepare', 'fence', 'drain')).toEqual(['drain']);
    expect(needs('data', 'evidence', 'fence')).toEqual(['fence']);
    expect(needs('data', 'evidence')).toEqual(['evidence']);
    expect(needs('data')).toEqual([]);
    expect(needs('traffic', 'compute', 'data')).toEqual(['data', 'compute']);
    expect(needs('traffic', 'ready', 'compute', 'data')).toEqual(['ready']);
    expect(needs('verify', 'data', 'capacity')).toEqual(['data', 'capacity']);
  });

  it('is everything that takes long, before a planned switchover stops writes', () => {
    const planned = phaseNeeds(
      'fence',
      new Set<Phase>(['evidence', 'capacity', 'config', 'compute']),
      'planned',
    );
    expect(planned.map(({ on }) => on)).toEqual([
      { phase: 'evidence' },
      { phase: 'capacity' },
      { phase: 'config' },
    ]);
    expect(needs('fence', 'evidence', 'capacity', 'config')).toEqual(['evidence']);
  });

  it('is not what can be set up only during the standstill', () => {
    const present = new Set<Phase>(['prepare', 'capacity', 'config', 'fence', 'data']);
    const standstill = (phase: Phase) => phaseNeeds(phase, present, 'standstill').map(({ on }) => on);
    expect(standstill('fence')).toEqual([{ phase: 'prepare' }, { phase: 'capacity' }]);
    expect(standstill('ready')).toEqual([{ phase: 'data' }, { phase: 'config' }]);
  });

  it('is nothing for capacity, config and announcements, which begin at once', () => {
    const all = ['evidence', 'fence', 'drain', 'data', 'ready'] as const;
    expect([needs('capacity', ...all), needs('config', ...all), needs('announce', ...all)]).toEqual([
      [],
      [],
      [],
    ]);
  });
});

describe('an estimate', () => {
  it('is the longest chain, in which skipped steps take no time', () => {
    const steps = [
      step('a:go', [], { expectedMs: 5 }),
      step('b:go', [{ step: 'a:go' }], { expectedMs: 100, skip: 'so' }),
      step('c:go', [{ step: 'b:go' }], { expectedMs: 7 }),
      step('d:go', [], { expectedMs: 11 }),
    ];
    const graph = buildGraph(steps);
    const sorted = sortGraph(graph);
    expect(estimate(steps, graph, 'order' in sorted ? sorted.order : [])).toEqual({
      totalMs: 12,
      criticalPath: ['a:go', 'c:go'],
      startMs: { 'a:go': 0, 'b:go': 5, 'c:go': 5, 'd:go': 0 },
    });
  });
});

it('a resource belongs to its group and not to one whose name begins alike', () => {
  expect([isOf('db/a', 'db'), isOf('db', 'db'), isOf('dbs/a', 'db'), isOf('db', 'db/a')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('equal data has equal JSON, whatever the order of its keys', () => {
  expect(stableJson({ b: [{ y: 1, x: undefined }], a: null })).toBe('{"a":null,"b":[{"y":1}]}');
});
