import { expect, it } from 'vitest';
import { createAnnotations } from '../../../src/action/annotations.ts';
import { openLog } from '../../../src/action/workflow-commands.ts';

function record() {
  const written: string[] = [];
  let count = 0;
  const log = openLog({
    write: (text) => written.push(text),
    token: () => {
      count += 1;
      return `token-${count}`;
    },
  });
  return { log, lines: () => written.join('').split('\n').slice(0, -1) };
}

it('switches commands off around text, with another token each time, and on again at its end', () => {
  const { log, lines } = record();
  log.text('::set-output name=a::b');
  log.text('more');
  log.annotate('notice', 'meant');
  log.text('::error::not meant');
  log.close();
  expect(lines()).toEqual([
    '::stop-commands::token-1',
    '::set-output name=a::b',
    'more',
    '::token-1::',
    '::notice::meant',
    '::stop-commands::token-2',
    '::error::not meant',
    '::token-2::',
  ]);
});

it('escapes what would end a command or one of its properties', () => {
  const { log, lines } = record();
  log.annotate('error', '100%\r\n::warning::x', { title: 'a:b,c\n%', line: 3 });
  expect(lines()).toEqual(['::error title=a%3Ab%2Cc%0A%25,line=3::100%25%0D%0A::warning::x']);
});

it('tells the runner of each secret once, and writes it nowhere else', () => {
  const { log, lines } = record();
  log.masks.add('first-secret\nsecond-secret');
  log.masks.add('first-secret');
  log.masks.add('1');
  log.masks.add(undefined);
  log.text('has first-secret and second-secret and 1');
  log.annotate('warning', 'first-secret');
  log.close();
  expect(lines()).toEqual([
    '::add-mask::first-secret',
    '::add-mask::second-secret',
    '::stop-commands::token-1',
    'has *** and *** and 1',
    '::token-1::',
    '::warning::***',
  ]);
});

it('hides a longer secret whole where a shorter one begins like it', () => {
  const { log } = record();
  log.masks.add('abcdef');
  log.masks.add('abcdefghi');
  expect(log.masks.redact('abcdefghi abcdef')).toBe('*** ***');
});

it('says no error twice in the log, where it stands with all that is known of it', () => {
  const { log, lines } = record();
  const annotations = createAnnotations(log);
  for (let number = 1; number <= 12; number += 1)
    annotations.problems([{ code: 'CHECK_FAILED', message: `Check ${number} has failed.`, fix: 'Look.' }]);
  log.close();
  expect(lines().filter((line) => line.startsWith('::error'))).toHaveLength(10);
  expect(lines().join('\n')).not.toContain('Check 12');
});

it('annotates ten of a level at most, each once, and leaves the rest to the log', () => {
  const { log, lines } = record();
  const annotations = createAnnotations(log);
  for (let number = 1; number <= 12; number += 1) annotations.warning(`warning ${number}`);
  annotations.warning('warning 1');
  annotations.problems([
    {
      code: 'DENIED',
      message: 'no',
      step: 'databases/orders:promote',
      region: 'eu-west-2',
      fix: 'allow it',
    },
  ]);
  log.close();
  expect(lines().filter((line) => line.startsWith('::warning'))).toHaveLength(10);
  expect(lines()).toContain('::warning::warning 10 (Further ones are in the log only.)');
  expect(lines().filter((line) => line.startsWith('warning: '))).toEqual([
    'warning: warning 11',
    'warning: warning 12',
  ]);
  expect(lines()).toContain('::error title=DENIED databases/orders%3Apromote eu-west-2::no. allow it');
});
