import { expect, test } from 'vitest';
import { renderDiagnostic, renderDiagnostics } from '../../../src/config/diagnostic.ts';
import type { Diagnostic } from '../../../src/config/diagnostic.ts';

const at = (source: string, column: number, endColumn: number): Diagnostic => ({
  severity: 'error',
  rule: 'toy',
  message: 'It is wrong.',
  file: 'failover.yml',
  line: 3,
  column,
  endColumn,
  source,
});
const excerpt = (diagnostic: Diagnostic) => renderDiagnostic(diagnostic).split('\n').slice(1);

test('the fault is underlined under wide characters, tabs and escapes', () => {
  expect(excerpt(at('店: bad', 4, 7))).toEqual(['  3 | 店: bad', '    |     ^^^']);
  expect(excerpt(at('a:\tbad', 4, 7))).toEqual(['  3 | a:\\tbad', '    |     ^^^']);
  expect(excerpt(at('a: \u001B[31m', 4, 5))).toEqual(['  3 | a: \\u{1b}[31m', '    |    ^^^^^^']);
});

test('of a line of a million characters a window around the fault is shown', () => {
  const [line = '', carets = ''] = excerpt(
    at(`${'x'.repeat(500_000)}BAD${'y'.repeat(500_000)}`, 500_001, 500_004),
  );
  expect(line.length).toBeLessThan(180);
  expect(line.slice(carets.indexOf('^'), carets.indexOf('^') + 3)).toBe('BAD');
  expect(line).toMatch(/^ {2}3 \| …x+BADy+…$/);
});

test('a list of diagnostics ends with a count', () => {
  const warning = { ...at('a', 1, 2), severity: 'warning' as const };
  expect(renderDiagnostics([])).toBe('');
  expect(renderDiagnostics([at('a', 1, 2), at('b', 1, 2), warning])).toMatch(/\n\n2 errors, 1 warning\n$/);
});

test('colour is there only when asked for', () => {
  expect(renderDiagnostic(at('a', 1, 2), { colour: true })).toContain('\u001B[31merror\u001B[0m');
  expect(renderDiagnostic(at('a', 1, 2))).not.toContain('\u001B');
});
