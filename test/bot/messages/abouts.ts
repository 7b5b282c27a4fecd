import type { Story } from '../../../bot/incidents/effect.ts';

/** Every kind of story. The compiler notices when one is missing. */
export const abouts = Object.keys({
  declared: 0,
  planned: 0,
  approved: 0,
  rejected: 0,
  expired: 0,
  'approvals-void': 0,
  'membership-lost': 0,
  'break-glass': 0,
  owner: 0,
  dispatched: 0,
  'dispatch-unclear': 0,
  'dispatch-refused': 0,
  begun: 0,
  'step-done': 0,
  'step-failed': 0,
  'step-skipped': 0,
  warning: 0,
  question: 0,
  answered: 0,
  aborting: 0,
  'job-lost': 0,
  stopped: 0,
  ended: 0,
} satisfies Record<Story['about'], 0>) as Story['about'][];

/** A story whose every fact is this text. */
export function aStory(about: Story['about'], text: string): Story {
  const names = [
    ...['by', 'reason', 'step', 'title', 'problem', 'code', 'fix', 'region', 'took', 'count', 'hash'],
    ...[
      'command',
      'answer',
      'question',
      'warning',
      'state',
      'operation',
      'why',
      'url',
      'cli',
      'message',
      'name',
      'names',
      'required',
    ],
  ];
  return { about, at: 0, broadcast: true, facts: Object.fromEntries(names.map((name) => [name, text])) };
}
