import { expect, test } from 'vitest';
import { expandMatrix, matrixLabel } from '../../../../src/simulator/github/runner/matrix.ts';

test('every value of one vector meets every value of the others, in their order', () => {
  expect(expandMatrix({ region: ['a', 'b'], size: [1, 2] }).map(matrixLabel)).toEqual([
    'a, 1',
    'a, 2',
    'b, 1',
    'b, 2',
  ]);
});

test('exclude takes away whatever it fits, also in part', () => {
  expect(
    expandMatrix({ region: ['a', 'b'], size: [1, 2], exclude: [{ region: 'a' }, { region: 'b', size: 1 }] }),
  ).toEqual([{ region: 'b', size: 2 }]);
});

test('include extends as in the example of the documentation', () => {
  const found = expandMatrix({
    fruit: ['apple', 'pear'],
    animal: ['cat', 'dog'],
    include: [
      { color: 'green' },
      { color: 'pink', animal: 'cat' },
      { fruit: 'apple', shape: 'circle' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ],
  });
  expect(found).toEqual([
    { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
    { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
    { fruit: 'pear', animal: 'cat', color: 'pink' },
    { fruit: 'pear', animal: 'dog', color: 'green' },
    { fruit: 'banana' },
    { fruit: 'banana', animal: 'cat' },
  ]);
});

test('include alone makes one job of each entry', () => {
  expect(expandMatrix({ include: [{ site: 'a', n: 1 }, { site: 'b' }] })).toEqual([
    { site: 'a', n: 1 },
    { site: 'b' },
  ]);
});

test.each([
  [{ config: [] }, "Matrix vector 'config' does not contain any values."],
  [{ config: 'x' }, "Matrix vector 'config' does not contain any values."],
  [{ a: [1], exclude: [{ a: 1 }] }, 'Matrix must define at least one vector.'],
  ['x', 'The matrix must be a mapping.'],
])('%j is refused', (matrix, message) => {
  expect(() => expandMatrix(matrix)).toThrow(message);
});
