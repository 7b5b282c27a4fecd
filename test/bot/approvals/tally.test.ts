import { describe, expect, it } from 'vitest';
import { authorised } from '../../../bot/approvals/authorised.ts';
import { approvalStatus } from '../../../bot/approvals/status.ts';
import { tallyOf } from '../../../bot/approvals/tally.ts';
import type { Approval, Incident } from '../../../bot/incidents/incident.ts';
import type { Person } from '../../../bot/people/person.ts';
import { declared, hashA, hashB, minute, nadia, omar, planOf, priya, t0 } from '../incidents/rig.ts';

const by = (person: Person, planHash = hashA, via: Approval['via'] = 'slack'): Approval => ({
  by: person,
  via,
  at: t0,
  planHash,
});
const shown = (...approvals: Approval[]): Incident => ({
  ...declared(),
  ...{ state: 'awaiting-approval', plan: planOf(hashA), approvals, expiresAt: t0 + 30 * minute },
});

describe('tallyOf', () => {
  it.each<[string, Approval[], { counted: number; satisfied: boolean }]>([
    ['two people', [by(omar), by(priya)], { counted: 2, satisfied: true }],
    ['one person twice', [by(omar), by(omar)], { counted: 1, satisfied: false }],
    ['the requester, however it came in', [by(nadia), by(omar)], { counted: 1, satisfied: false }],
    ['another plan', [by(omar, hashB), by(priya)], { counted: 1, satisfied: false }],
    ['a break-glass', [by(nadia, hashA, 'break-glass')], { counted: 0, satisfied: true }],
    ['a break-glass for another plan', [by(nadia, hashB, 'break-glass')], { counted: 0, satisfied: false }],
  ])('counts %s', (_what, approvals, expected) => {
    const tally = tallyOf(shown(...approvals));
    expect({ counted: tally.counted.length, satisfied: tally.satisfied }).toEqual(expected);
  });
});

describe('authorised', () => {
  it('ends with the time of the approvals, and of the break-glass', () => {
    const approved = shown(by(omar), by(priya));
    expect(authorised(approved, t0 + 30 * minute - 1)).toBe(true);
    expect(authorised(approved, t0 + 30 * minute)).toBe(false);
    const broken = shown(by(nadia, hashA, 'break-glass'));
    expect(authorised(broken, t0 + 20 * minute - 1)).toBe(true);
    expect(authorised(broken, t0 + 20 * minute)).toBe(false);
  });
});

describe('approvalStatus', () => {
  it('says how many there are and how long they may still come', () => {
    expect(approvalStatus(shown(by(omar)), t0 + 18 * minute)).toMatchObject({
      ...{ text: '1 of 2 approvals', missing: 1, names: ['Omar'], expiresInMs: 12 * minute },
    });
    expect(approvalStatus(shown(), t0 + 90 * minute).expiresInMs).toBe(0);
  });
});
