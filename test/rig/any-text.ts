import fc from 'fast-check';

const surrogates = { first: 0xd800, count: 0x800 };

const character = fc
  .integer({ min: 0, max: 0x10_ff_ff - surrogates.count })
  .map((point) => String.fromCodePoint(point < surrogates.first ? point : point + surrogates.count));

/** Any text of whole characters. The same as fast-check's unit `binary`, which takes more than a second to list them all beforehand. */
export function anyText(maxLength?: number): fc.Arbitrary<string> {
  return fc.string({ unit: character, ...(maxLength === undefined ? {} : { maxLength }) });
}
