import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partitionOf } from '../../../src/config/aws-regions.ts';
import { duration, durationMs } from '../../../src/config/duration.ts';
import { suggest } from '../../../src/config/suggest.ts';

test('durations are read in ms', () => {
  expect(['500ms', '30s', '5m', '1h30m', '2d', '1h5ms', '0s'].map(durationMs)).toEqual([
    500, 30_000, 300_000, 5_400_000, 172_800_000, 3_600_005, 0,
  ]);
});

test('what is no duration is none', () => {
  for (const text of ['', '90', 'm', '1m1h', '1.5h', '-1s', '1 m', '1m1m', ' 1m', '9999999s', '٣s']) {
    expect(durationMs(text), text).toBeUndefined();
  }
});

test('every duration that the schema takes is a finite number of ms', () => {
  fc.assert(
    fc.property(fc.tuple(fc.nat(999_999), fc.constantFrom('ms', 's', 'm', 'h', 'd')), ([count, unit]) => {
      expect(duration.parse(`${count}${unit}`)).toBe(
        count * { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[unit],
      );
    }),
  );
});

test('suggestions forgive swapped letters, case and hyphens, and say nothing about strangers', () => {
  const known = ['replicas', 'node-type', 'cluster'];
  expect(
    ['relpicas', 'nodeType', 'NODE_TYPE', 'clusters', 'banana', 'x'.repeat(1e6)].map((word) =>
      suggest(word, known),
    ),
  ).toEqual(['replicas', 'node-type', 'node-type', 'cluster', undefined, undefined]);
});

test('regions have partitions', () => {
  expect(['eu-west-1', 'cn-north-1', 'us-gov-west-1'].map(partitionOf)).toEqual([
    'aws',
    'aws-cn',
    'aws-us-gov',
  ]);
});
