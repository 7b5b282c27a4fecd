import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcement } from '../../../bot/messages/announce.ts';
import { headline } from '../../../bot/messages/headline.ts';
import { modalView } from '../../../bot/messages/modal.ts';
import { slackReply } from '../../../bot/messages/reply.ts';
import { storyMessage } from '../../../bot/messages/story.ts';
import type { ModalRequest } from '../../../bot/commands/reply.ts';
import { purposes } from '../../../bot/incidents/purpose.ts';
import { abouts, aStory } from './abouts.ts';
import { anIncident, declaredAt, hostileTexts, states } from './incidents.ts';
import { messageProblems, modalProblems } from './limits-checker.ts';
import { anyText } from '../../rig/any-text.ts';

const hosts = ['failover.lomash.example', 'lomash.slack.com', 'github.com'];
const shown = {
  now: declaredAt + 250_000,
  page: 'https://failover.lomash.example/runs/lomash-wood-12?token=abc.def&x=1',
};
const texts: readonly (readonly [string, string | undefined])[] = [
  ['ordinary', undefined],
  ...Object.entries(hostileTexts),
];

describe.each(texts)('with %s text', (_, text) => {
  const made = text === undefined ? {} : { text };

  it.each(states)('a headline that is %s keeps to the limits and calls nobody', (state) => {
    for (const steps of [1, 30]) {
      const message = headline(anIncident({ state, steps, ...made }), shown, 31);
      expect(messageProblems(message, hosts)).toEqual([]);
    }
    for (const purpose of purposes) {
      const message = headline(anIncident({ state, steps: 3, purpose, ...made }), shown, 31);
      expect(messageProblems(message, hosts)).toEqual([]);
    }
  });

  it.each(abouts)('the story of %s keeps to the limits and calls nobody', (about) => {
    const incident = anIncident({ state: 'running', ...made });
    const message = storyMessage(incident, aStory(about, text ?? 'databases/orders:promote'), {
      shown,
      item: 4,
    });
    expect(messageProblems(message, hosts)).toEqual([]);
    expect(
      messageProblems(
        storyMessage(incident, { about, at: 0, broadcast: false, facts: {} }, { shown, item: 4 }),
        hosts,
      ),
    ).toEqual([]);
  });

  it('announcements, answers and modals do so as well', () => {
    const word = text ?? 'orders';
    for (const state of states)
      expect(messageProblems(announcement(anIncident({ state, ...made }), shown, 1), hosts)).toEqual([]);
    const reply = slackReply({
      type: 'message',
      visible: 'ephemeral',
      ok: false,
      lines: Array.from({ length: 200 }, () => [{ text: word }, { bold: word }, { code: word }]),
      buttons: [1, 2, 3].map((step) => ({
        name: 'retry',
        label: word,
        value: { incident: word, step: `${step}` },
      })),
    });
    expect(messageProblems(reply, hosts)).toEqual([]);
    for (const modal of modals(word)) expect(modalProblems(modalView(modal))).toEqual([]);
  });
});

function modals(word: string): ModalRequest[] {
  const prefilled = { service: word, from: word, to: word, reason: word };
  const services = Array.from({ length: 150 }, (_, index) => ({
    name: `${word}${index}`,
    regions: [word, 'eu-west-2'],
  }));
  const declare = { kind: 'declare', missing: ['reason'], prefilled, services } as const;
  return [
    { ...declare, purpose: 'failover', problem: word },
    { ...declare, purpose: 'failback', prefilled: {} },
    { ...declare, purpose: 'plan', services: [] },
    { ...declare, purpose: 'reprotect' },
    { ...declare, purpose: 'drill', problem: word },
    { kind: 'skip', incident: 'lomash-wood-12', step: word, title: word, prefilled: { reason: word } },
    { kind: 'break-glass', incident: 'lomash-wood-12', prefilled: { reason: word } },
  ];
}

describe('the limits', () => {
  it.each(states)('hold with a thousand steps that are %s', (state) => {
    for (const statuses of [['failed', 'done'], ['running', 'failed', 'pending'], ['blocked']] as const) {
      const message = headline(anIncident({ state, steps: 1000, statuses }), shown, 31);
      expect(messageProblems(message, hosts)).toEqual([]);
    }
  });

  it('hold with a thousand steps of which none is like another', () => {
    const incident = anIncident({ state: 'running', steps: 1000, statuses: ['running', 'pending', 'done'] });
    const progress = incident.progress;
    const lonely = (progress?.steps ?? []).map((step) => ({ ...step, group: step.id }));
    const message = headline(
      progress === undefined ? incident : { ...incident, progress: { ...progress, steps: lonely } },
      shown,
      1,
    );
    expect(messageProblems(message, hosts)).toEqual([]);
    expect(JSON.stringify(message.blocks)).toMatch(/\d+ steps in \d+ groups are done/);
  });

  it('hold for whatever people type', () => {
    fc.assert(
      fc.property(anyText(400), fc.constantFrom(...states), (text, state) => {
        const message = headline(anIncident({ state, text, steps: 6 }), shown, 1);
        expect(messageProblems(message, hosts)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
