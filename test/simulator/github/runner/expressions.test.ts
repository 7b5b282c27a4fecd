import { describe, expect, test } from 'vitest';
import {
  conditionAt,
  evaluateCondition,
  evaluateExpression,
  valueOf,
} from '../../../../src/simulator/github/runner/evaluate.ts';
import { statusFunctions } from '../../../../src/simulator/github/runner/functions.ts';
import { textOf, type Json } from '../../../../src/simulator/github/runner/json.ts';
import { partAt, readWorkflow } from '../../../../src/simulator/github/runner/template-file.ts';

const contexts: Record<string, Json> = {
  github: { actor: 'dana', ref: 'refs/heads/main', event: { labels: [{ name: 'bug' }, { name: 'big' }] } },
  inputs: { go: false, count: 3, empty: '', text: "it's ${{ github.actor }} $(id)" },
  needs: { plan: { result: 'success', outputs: { 'plan-hash': 'sha256:1' } } },
  matrix: null,
};

function value(expression: string): Json {
  return evaluateExpression(expression, { contexts });
}

describe('an expression', () => {
  test.each<[string, Json]>([
    // Literals, operators and their order.
    ["'it''s'", "it's"],
    ["'a''b''''c'", "a'b''c"],
    ['0xff', 255],
    ['-1.5e3', -1500],
    ['null', null],
    ['!true', false],
    ['1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3', true],
    ['true || false && false', true],
    ['(true || false) && false', false],
    // The last value that was looked at comes out, not a boolean.
    ["inputs.empty || 'else'", 'else'],
    ["inputs.go && 'yes' || 'no'", 'no'],
    // Comparison: coerced to numbers, without regard to case.
    ["'ABC' == 'abc'", true],
    ["true == 'true'", false],
    ["1 == '1'", true],
    ["0 == ''", true],
    ["null == ''", true],
    ['null == 0', true],
    ['false == 0', true],
    ["'x' == 0", false],
    ["'x' > 0", false],
    ['github.event == github.event', true],
    ["fromJSON('[1]') == fromJSON('[1]')", false],
    // What is not there is null, however deep.
    ['inputs.nothing.deeper', null],
    ['matrix.region', null],
    ["needs.plan.outputs['plan-hash']", 'sha256:1'],
    ["needs['PLAN'].result", 'success'],
    ['github.event.labels[1].name', 'big'],
    ['github.event.labels[9]', null],
    ['github.event.labels.*.name', ['bug', 'big']],
    // Functions.
    ["contains('Hello', 'ELL')", true],
    ["contains(fromJSON('[\"a\", 1]'), '1')", true],
    ["startsWith(github.ref, 'REFS/')", true],
    ["endsWith(github.ref, '/main')", true],
    ["format('{1} {{{0}}}', 'a', 2)", '2 {a}'],
    ["join(github.event.labels.*.name, ', ')", 'bug, big'],
    ["join('alone')", 'alone'],
    ['fromJSON(\'{"a": [true, null, 2]}\')', { a: [true, null, 2] }],
    ['fromJSON(toJSON(inputs)).count', 3],
    ["FromJson('1')", 1],
  ])('%s is %j', (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  test.each<[string, boolean]>([
    ["''", false],
    ["'false'", true],
    ["'0'", true],
    ['0', false],
    ['-0', false],
    ['null', false],
    ["fromJSON('{}')", true],
    ["fromJSON('[]')", true],
    ["'x'", true],
  ])('%s is truthy: %s', (expression, expected) => {
    expect(evaluateCondition(expression, { contexts })).toBe(expected);
  });

  test.each<[Json, string]>([
    [null, ''],
    [true, 'true'],
    [1.5, '1.5'],
    [-0, '0'],
    [{ a: 1 }, 'Object'],
    [[1], 'Array'],
  ])('%j becomes the text %j', (json, text) => {
    expect(textOf(json)).toBe(text);
  });

  test.each([
    ['secrets.KEY', /Unrecognized named-value: 'secrets'/],
    ['shell(1)', /Unrecognized function: 'shell'/],
    ["contains('a')", /Too few parameters/],
    ['1 +', /Unexpected symbol/],
    ["format('{0}')", /more arguments than were supplied/],
    ["fromJSON('{')", /parsing JSON/],
  ])('%s is refused', (expression, message) => {
    expect(() => value(expression)).toThrow(message);
  });

  test('a value that looks like an expression or a command stays a text', () => {
    expect(value("format('<{0}>', inputs.text)")).toBe("<it's ${{ github.actor }} $(id)>");
  });
});

function conditionOf(
  condition: string,
  status: { success: boolean; failure: boolean; cancelled: boolean },
): boolean {
  const text = `on: push\njobs: { a: { runs-on: x, if: ${JSON.stringify(condition)}, steps: [{ run: 'true' }] } }`;
  const file = readWorkflow('x.yml', text);
  if (!file.ok) throw new Error(file.problems.join());
  return conditionAt(partAt(file.root, 'jobs', 'a', 'if'), {
    contexts: { github: {}, inputs: { a: 'x' }, vars: {}, needs: {} },
    functions: statusFunctions(status),
  });
}

describe('a condition', () => {
  const went = { success: true, failure: false, cancelled: false };
  const failed = { success: false, failure: true, cancelled: false };
  const stopped = { success: false, failure: false, cancelled: true };

  test.each([
    ["inputs.a == 'x'", went, true],
    ["inputs.a == 'x'", failed, false],
    ["${{ inputs.a == 'x' }}", failed, false],
    ['always()', stopped, true],
    ['failure()', failed, true],
    ['failure()', stopped, false],
    ['cancelled()', stopped, true],
    ['!cancelled()', failed, true],
    ["${{ !cancelled() && inputs.a == 'x' }}", failed, true],
    ["success() || inputs.a == 'x'", failed, true],
    // A name in a text is no call.
    ["inputs.a == 'always()' || true", failed, false],
    // GitHub's own trap: with text around it, an expression is a text, and that is true.
    ['${{ false }} && true', went, true],
  ])('%s after %j is %s', (condition, status, expected) => {
    expect(conditionOf(condition, status)).toBe(expected);
  });
});

describe('a part of a workflow file', () => {
  test('a block with expressions keeps the text that YAML means, without its indentation', () => {
    const file = readWorkflow(
      'x.yml',
      "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n          cat <<EOF\n          ${{ github.actor }} '{0}'\n          EOF\n",
    );
    if (!file.ok) throw new Error(file.problems.join());
    const steps = partAt(file.root, 'jobs', 'a', 'steps');
    expect(steps && valueOf(steps, { contexts: { github: { actor: 'dana' } } })).toEqual([
      { run: "cat <<EOF\ndana '{0}'\nEOF\n" },
    ]);
  });

  test('says where an expression stands that cannot be evaluated', () => {
    const file = readWorkflow(
      'x.yml',
      "on: push\nenv:\n  A: ${{ fromJSON('{') }}\njobs: { a: { runs-on: x, steps: [{ run: x }] } }",
    );
    if (!file.ok) throw new Error(file.problems.join());
    const env = partAt(file.root, 'env');
    expect(() => env && valueOf(env, { contexts: {} })).toThrow('(Line: 3, Col: 6): ');
  });
});
