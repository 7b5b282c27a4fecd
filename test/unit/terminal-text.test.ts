import { describe, expect, test } from 'vitest';
import { ansiPalette } from '../../src/report/palette.ts';
import {
  clip,
  formatClock,
  hanging,
  padTo,
  printable,
  someOf,
  table,
  widthOf,
  wrap,
} from '../../src/terminal-text.ts';

describe('terminal text', () => {
  test.each([
    ['plain', 5],
    ['日本', 4],
    ['e\u0301', 1],
    ['✔ ok', 4],
    [ansiPalette.bold(ansiPalette.red('red')), 3],
  ])('%j takes its columns', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });

  test.each([
    ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
    ['a\nb\r\tc', 'a\\u000ab\\u000d\\u0009c'],
    ['\u202eevil', '\\u202eevil'],
    ['\u009b2J', '\\u009b2J'],
    ['\u{e0041}', '\\u{e0041}'],
    ['Grüße, 世界', 'Grüße, 世界'],
  ])('%j is printed as what it is', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('wrapping keeps every word, breaks long ones, and keeps a number beside its unit', () => {
    expect(wrap('it takes 4 min to promote', 13)).toEqual(['it takes', '4 min to', 'promote']);
    expect(wrap('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
    expect(wrap('', 10)).toEqual(['']);
  });

  test('a hanging text continues under itself', () => {
    expect(hanging('fix: ', 'one two three four', { width: 18 })).toEqual([
      'fix: one two three',
      '     four',
    ]);
  });

  test('clipping says that something is missing and never exceeds the columns', () => {
    expect(clip('databases/orders', 16)).toBe('databases/orders');
    expect(clip('databases/orders', 8)).toBe('databas…');
    expect(clip('日本日本', 5, '...')).toBe('日...');
    expect(clip('long', 2, '...')).toBe('');
  });

  test('columns line up whatever their colour', () => {
    expect(
      table([
        ['a', ansiPalette.red('bb'), 'c'],
        ['aaa', 'b', 'c'],
      ]).map((row) => row.replace(/\u001b\[\d+m/g, '')),
    ).toEqual(['a    bb  c', 'aaa  b   c']);
    expect(padTo('日', 4)).toBe('日  ');
  });

  test.each([
    [0, 1, '0:00'],
    [245_000, 1, '4:05'],
    [245_999, 2, '04:05'],
    [3_845_000, 2, '1:04:05'],
    [-5, 1, '0:00'],
  ])('%i ms on a clock with %i digits', (ms, digits, text) => {
    expect(formatClock(ms, digits)).toBe(text);
  });

  test('a list that is one too long is given whole rather than "and 1 more"', () => {
    expect(someOf(['a', 'b', 'c'], 2)).toBe('a, b, c');
    expect(someOf(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  });
});
