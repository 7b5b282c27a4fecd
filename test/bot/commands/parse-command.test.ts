import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandNames } from '../../../bot/commands/command-names.ts';
import { parseCommand } from '../../../bot/commands/parse-command.ts';
import { anyText } from '../../rig/any-text.ts';

const read = (text: string) => {
  const parsed = parseCommand(text);
  if ('problem' in parsed) return parsed;
  const { regions, incident, step, rest } = parsed.args;
  return [parsed.command, regions, incident ?? step ?? '', rest.map((word) => word.text).join(' ')];
};

describe('parseCommand', () => {
  it.each<[string, unknown]>([
    ['eu-west-1 eu-west-2', ['declare', ['eu-west-1', 'eu-west-2'], '', '']],
    [
      '  EU-WEST-1   eu-west-2\tlomash-wood “the region is dark” ',
      ['declare', ['eu-west-1', 'eu-west-2'], '', 'lomash-wood the region is dark'],
    ],
    ['lomash-wood eu-west-1 eu-west-2', ['declare', ['eu-west-1', 'eu-west-2'], '', 'lomash-wood']],
    ['from eu-west-2 to eu-west-1 shop', ['declare', ['eu-west-2', 'eu-west-1'], '', 'shop']],
    ['to eu-west-1 from eu-west-2', ['declare', ['eu-west-2', 'eu-west-1'], '', '']],
    ['eu-west-1 → eu-west-2', ['declare', ['eu-west-1', 'eu-west-2'], '', '']],
    [
      'eu-west-1 eu-west-2 shop "move to eu-west-2"',
      ['declare', ['eu-west-1', 'eu-west-2'], '', 'shop move to eu-west-2'],
    ],
    ['eu-west-1 euwest2', ['declare', ['eu-west-1', 'euwest2'], '', '']],
    ['', ['declare', [], '', '']],
    ['PLAN eu-west-1 eu-west-2', ['plan', ['eu-west-1', 'eu-west-2'], '', '']],
    ['approve', ['approve', [], '', '']],
    ['Approve lomash-wood-12', ['approve', [], 'lomash-wood-12', '']],
    ['lomash-wood-12 approve', ['approve', [], 'lomash-wood-12', '']],
    ["reject it isn't dark", ['reject', [], '', "it isn't dark"]],
    ['skip databases/orders:promote "done by hand', ['skip', [], 'databases/orders:promote', 'done by hand']],
    [
      'skip "done by hand" databases/orders:promote',
      ['skip', [], 'databases/orders:promote', 'done by hand'],
    ],
    ['break-glass ‘nobody answers’', ['break-glass', [], '', 'nobody answers']],
    ['breakglass now', ['break-glass', [], '', 'now']],
    ['reprotect lomash-wood "it is back"', ['reprotect', [], '', 'lomash-wood it is back']],
    ['reprotect eu-west-1 eu-west-2', ['reprotect', ['eu-west-1', 'eu-west-2'], '', '']],
    ['protect', ['reprotect', [], '', '']],
    ['drill dns lomash-wood', ['drill', [], '', 'dns lomash-wood']],
    ['failback lomash-wood "home again"', ['failback', [], '', 'lomash-wood home again']],
    ['cancel', ['abort', [], '', '']],
    ['constructor', { problem: 'That is not a command of /failover.' }],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['aprove', 'approve'],
    ['staus', 'status'],
    ['rety db:promote', 'retry'],
    ['hlep', 'help'],
  ])('suggests a command for %j', (text, suggestion) => {
    expect(parseCommand(text)).toMatchObject({ suggestion });
  });

  it('refuses what is too long', () => {
    expect(parseCommand('a '.repeat(1001))).toHaveProperty('problem');
  });

  it('never throws, names only known commands, and loses no word of a reason', () => {
    const hostile = fc.oneof(
      anyText(2100),
      fc
        .array(
          fc.constantFrom(
            ...commandNames,
            'eu-west-1',
            'eu-west-2',
            '"',
            "'",
            '“',
            '<!channel>',
            '$(rm)',
            '${{ x }}',
            'a:b',
            'x-1',
            '\n',
            '__proto__',
            '\u202e',
            'from',
            'to',
          ),
          { maxLength: 30 },
        )
        .map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const parsed = parseCommand(text);
        if ('problem' in parsed) {
          expect(parsed.problem).not.toContain('<!');
          return;
        }
        expect(commandNames).toContain(parsed.command);
        expect(parsed.args.regions.length).toBeLessThanOrEqual(2);
        for (const { text: word } of parsed.args.rest) expect(word).not.toMatch(/[\n\u202e\u0000]/u);
      }),
      { numRuns: 300 },
    );
  });

  it('is quick with the worst of what fits', () => {
    const started = performance.now();
    for (const text of [
      '"'.repeat(2000),
      "' ".repeat(1000),
      "'a ".repeat(660),
      'a-1 '.repeat(500),
      'eu-west-9 '.repeat(200),
    ])
      parseCommand(text);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
