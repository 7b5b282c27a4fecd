import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cliCommand, shellWord } from '../../../bot/messages/cli-command.ts';
import { email } from '../../../bot/messages/email.ts';
import { clip, cut, fitLines } from '../../../bot/messages/limits.ts';
import { plainText } from '../../../bot/messages/line.ts';
import { modalView } from '../../../bot/messages/modal.ts';
import { submissionOf } from '../../../bot/messages/submission.ts';
import { anIncident, declaredAt, hostileTexts, states } from './incidents.ts';
import { anyText } from '../../rig/any-text.ts';

const shown = {
  now: declaredAt + 250_000,
  page: 'https://failover.lomash.example/runs/x?token=eyJhbGciOi.x&y=1',
};

/** Whether no surrogate stands alone. */
function isWhole(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}

/** The words that a shell makes of a command. */
function shellWords(command: string): string[] {
  const out = execFileSync('sh', ['-c', `for word in ${command}; do printf '%s\\0' "$word"; done`], {
    encoding: 'utf8',
  });
  return out.split('\0').slice(0, -1);
}

describe('a text that is cut', () => {
  it('is never too long, ends with no half character, and is left alone where it fits', () => {
    fc.assert(
      fc.property(anyText(300), fc.integer({ min: 1, max: 200 }), (text, most) => {
        for (const short of [cut(text, most), clip(text, most)]) {
          expect(short.length).toBeLessThanOrEqual(most);
          if (isWhole(text)) expect(isWhole(short)).toBe(true);
          if (text.length <= most) expect(short).toBe(text);
        }
      }),
    );
  });

  it('keeps a letter and its accent together, and a pair whole', () => {
    expect(cut('ae\u0301b', 3)).toBe('a…');
    expect(cut('😀😀', 3)).toBe('😀…');
  });

  it('says how much is missing', () => {
    expect(clip('a'.repeat(100), 60)).toMatch(/^a+… \(\d+ more characters\)$/);
    const [, kept = '', missing] = /^(a+)… \((\d+) more/.exec(clip('a'.repeat(100), 60)) ?? [];
    expect(kept.length + Number(missing)).toBe(100);
  });

  it('counts what is missing of a text as it was written', () => {
    expect(plainText('b'.repeat(10_000), 100)).toMatch(/^b+… \(99\d\d more characters\)$/);
  });

  it('leaves out whole lines and says how many', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    const fitted = fitLines(lines, 100, (missing) => `… and ${missing} more`);
    expect(fitted.join('\n').length).toBeLessThanOrEqual(100);
    expect(fitted.at(-1)).toBe(`… and ${30 - (fitted.length - 1)} more`);
  });
});

describe('the command for a terminal', () => {
  it('says what the dispatch would have said', () => {
    expect(cliCommand(anIncident({ state: 'starting' }), { command: 'failover' })).toBe(
      `region-failover failover --from eu-west-1 --to eu-west-2 --mode unplanned --reason 'eu-west-1 does not answer since 10:40' --plan-hash sha256:${'a1b2c3d4'.repeat(8)} --config failover.yml`,
    );
    expect(
      cliCommand(anIncident({ state: 'stopped' }), { command: 'skip', step: 'a:b(c)', reason: 'by hand' }),
    ).toBe(
      "region-failover skip 'a:b(c)' --run fo-20261121-104300-7f3a --reason 'by hand' --config failover.yml",
    );
  });

  it.each([
    ['failback', 'plan --operation failback', 'failback'],
    ['reprotect', 'plan --operation reprotect', 'reprotect'],
    ['drill', 'plan --operation drill', 'drill --type dns'],
  ] as const)('plans and carries out a %s, which knows no mode', (purpose, plan, command) => {
    const incident = anIncident({ state: 'starting', purpose });
    const regions = '--from eu-west-1 --to eu-west-2';
    expect(cliCommand(incident, { command: 'plan' })).toMatch(
      `region-failover ${plan} ${regions} --config failover.yml`,
    );
    expect(cliCommand(incident, { command: purpose })).toMatch(
      `region-failover ${command} ${regions} --reason`,
    );
  });

  it.each(Object.entries(hostileTexts))('is read back by a shell as it was meant with %s text', (_, text) => {
    const command = cliCommand(anIncident({ state: 'running', text }), { command: 'failover' });
    expect(command).not.toMatch(/\n/);
    const words = shellWords(command);
    expect(words.slice(0, 2)).toEqual(['region-failover', 'failover']);
    expect(words.slice(-2)).toEqual(['--config', 'failover.yml']);
    expect(words).toHaveLength(2 + 6 + 4 + 2 + 2 + 2);
  });

  it('survives any word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (word) => {
        expect(shellWords(shellWord(word))).toEqual([word.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a mail', () => {
  it.each(Object.entries(hostileTexts))('with %s text has one subject and no foreign tag', (_, text) => {
    for (const state of states) {
      const { subject, text: body, html } = email(anIncident({ state, text }), shown);
      expect(subject).toMatch(
        /^\[lomash-wood-12\] Failover of lomash-wood: eu-west-1 → eu-west-2: [^\r\n]+$/,
      );
      expect(subject.length).toBeLessThanOrEqual(200);
      expect(
        html.replace(/<\/?(?:!doctype|html|head|meta|title|body|h1|p|strong|code|time|a|br)\b[^<>]*>/g, ''),
      ).not.toMatch(/[<>]/);
      for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g))
        expect(href).toMatch(/^https:\/\/failover\.lomash\.example\//);
      expect(body).not.toMatch(/[\u202a-\u202e\u0000]|\p{Cs}/u);
    }
  });

  it('has the whole link in it', () => {
    const { text, html } = email(anIncident({ state: 'running' }), shown);
    expect(text).toContain(shown.page);
    expect(html).toContain('token=eyJhbGciOi.x&#38;y=1');
  });
});

describe('a form that comes back', () => {
  const services = [
    { name: 'lomash-wood', regions: ['eu-west-1', 'eu-west-2'] },
    { name: 'other', regions: ['us-east-1', 'us-west-2'] },
  ];

  it('carries what it was for and what was filled in', () => {
    const view = modalView({
      kind: 'skip',
      incident: 'lomash-wood-12',
      step: 'a:b',
      title: 'A',
      prefilled: {},
    });
    const values = { reason: { reason: { type: 'plain_text_input', value: ' done by hand ' } } };
    expect(submissionOf({ ...view, state: { values } })).toEqual({
      kind: 'skip',
      incident: 'lomash-wood-12',
      step: 'a:b',
      values: { reason: 'done by hand' },
    });
  });

  it('is read field by field, and empty ones are left out', () => {
    const view = modalView({ kind: 'declare', purpose: 'failback', missing: [], prefilled: {}, services });
    const picked = (value: string) => ({ type: 'static_select', selected_option: { value } });
    const values = {
      service: { service: picked('other') },
      from: { from: picked('us-east-1') },
      to: { to: { type: 'static_select', selected_option: null } },
      reason: { reason: { type: 'plain_text_input', value: null } },
    };
    expect(submissionOf({ ...view, state: { values } })).toEqual({
      kind: 'declare',
      purpose: 'failback',
      values: { service: 'other', from: 'us-east-1' },
    });
  });

  it.each([
    ['failback', ['Service', 'Leave region', 'Activate region', 'Reason']],
    ['reprotect', ['Service', 'Region to stand by', 'Region that is active', 'Reason']],
    ['drill', ['Service', 'Region that traffic leaves', 'Region that takes it', 'Reason']],
  ] as const)('asks for a %s in its own words, and for no mode', (purpose, labels) => {
    const view = modalView({ kind: 'declare', purpose, missing: [], prefilled: {}, services });
    const asked = view.blocks.flatMap((block) =>
      block.type === 'input' && 'label' in block ? [block.label.text] : [],
    );
    expect(asked).toEqual(labels);
    expect(submissionOf({ ...view, state: { values: {} } })).toMatchObject({ purpose });
  });

  it.each([
    [['reason'] as const, true],
    [['service', 'reason'] as const, false],
  ])('with %j missing, begins at the reason: %s', (missing, focused) => {
    const view = modalView({ kind: 'declare', purpose: 'failover', missing, prefilled: {}, services });
    const reason = view.blocks.find(({ block_id }) => block_id === 'reason');
    expect(reason).toMatchObject({ element: { focus_on_load: focused } });
  });

  it('speaks of approvals only where some are asked for', () => {
    const said = (purpose: 'plan' | 'failover') =>
      JSON.stringify(modalView({ kind: 'declare', purpose, missing: [], prefilled: {}, services }));
    expect(said('failover')).toContain('when it has been approved');
    expect(said('plan')).not.toContain('approved');
  });

  it('is nobody’s when it is not ours', () => {
    expect(
      submissionOf({ callback_id: 'other', private_metadata: '{}', state: { values: {} } }),
    ).toBeUndefined();
    expect(
      submissionOf({ callback_id: 'region-failover:skip', private_metadata: '{', state: { values: {} } }),
    ).toBeUndefined();
    expect(submissionOf(undefined)).toBeUndefined();
  });

  it('is filled in beforehand as far as it is known', () => {
    const view = modalView({
      kind: 'declare',
      purpose: 'failover',
      missing: ['reason'],
      prefilled: { service: 'lomash-wood', from: 'eu-west-1' },
      services,
    });
    const chosen = view.blocks.flatMap((block) =>
      block.type === 'input' && 'element' in block && block.element.type === 'static_select'
        ? [block.element.initial_option?.value]
        : [],
    );
    expect(chosen).toEqual(['lomash-wood', 'eu-west-1', 'eu-west-2', 'auto']);
  });
});
