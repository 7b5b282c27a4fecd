import { expect, it } from 'vitest';
import type { Incident } from '../../../bot/incidents/incident.ts';
import type { IncidentSignal } from '../../../bot/incidents/signal.ts';
import { carryRecheck } from '../../../bot/outbox/carry-recheck.ts';
import { Later, type Membership } from '../../../bot/ports.ts';
import { steppedClock } from '../../../src/simulator/clock.ts';
import { anIncident } from '../store/an-incident.ts';

const person = (name: string) => ({ key: `person:${name}`, name, slack: `U${name.toUpperCase()}` });
const approval = (name: string, via: 'slack' | 'break-glass' = 'slack') => ({
  by: person(name),
  via,
  at: 1,
  planHash: 'h',
});

function recheck(answers: Readonly<Record<string, Membership>>) {
  const signals: IncidentSignal[] = [];
  const clock = steppedClock(10_000);
  const incident: Incident = anIncident('shop-1');
  const ask = (...approvals: ReturnType<typeof approval>[]): Promise<void> =>
    carryRecheck(
      {
        clock,
        slack: {
          membership: (_group, { slack = '' }) => Promise.resolve(answers[slack] ?? { state: 'member' }),
        },
        github: { membership: () => Promise.resolve({ state: 'unknown', why: 'no team' }) },
        service: {
          signal: (_id, signal) => {
            signals.push(signal);
            return Promise.resolve({ ok: true });
          },
        },
      },
      incident,
      { approvals, since: 10_000 },
    );
  return { signals, clock, ask };
}

it('confirms who is still in the group, and whom it asked about', async () => {
  const { signals, ask } = recheck({ UOMAR: { state: 'not-a-member', why: 'left' } });
  await ask(approval('Nadia'), approval('Omar'));
  expect(signals).toEqual([
    { type: 'rechecked', at: 10_000, members: ['person:Nadia'], asked: ['person:Nadia', 'person:Omar'] },
  ]);
});

it('does not count somebody who has become a guest', async () => {
  const { signals, ask } = recheck({ UNADIA: { state: 'guest', why: 'guest' } });
  await ask(approval('Nadia'));
  expect(signals).toMatchObject([{ members: [] }]);
});

it('does not ask about whoever broke the glass: they are on a list of their own', async () => {
  const { signals, ask } = recheck({ UNADIA: { state: 'not-a-member', why: 'no' } });
  await ask(approval('Nadia', 'break-glass'));
  expect(signals).toMatchObject([{ members: ['person:Nadia'] }]);
});

it('asks again while Slack does not answer, and fails closed after two minutes', async () => {
  const { signals, clock, ask } = recheck({ UOMAR: { state: 'unknown', why: 'Slack is away' } });
  await expect(ask(approval('Nadia'), approval('Omar'))).rejects.toThrow(Later);
  clock.advance(119_000);
  await expect(ask(approval('Nadia'), approval('Omar'))).rejects.toThrow(Later);
  expect(signals).toEqual([]);
  clock.advance(1_000);
  await ask(approval('Nadia'), approval('Omar'));
  expect(signals).toMatchObject([{ members: ['person:Nadia'] }]);
});
