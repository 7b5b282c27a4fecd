import { describe, expect, it } from 'vitest';
import { areDistinct, isSamePerson } from '../../../bot/people/distinct.ts';
import { membershipOf } from '../../../bot/people/membership.ts';
import type { Person } from '../../../bot/people/person.ts';
import { resolvePerson, type Account } from '../../../bot/people/resolve-person.ts';
import { approvalsSchema } from '../../../src/config/incidents-schema.ts';
import type { Membership } from '../../../bot/ports.ts';

const people = [
  { name: 'Nadia', slack: 'UNADIA', github: 'Nadia-S' },
  { name: 'Omar', slack: 'UOMAR' },
  { name: 'Twin', slack: 'UTWIN', github: 'nadia-s' },
];
const slack = (id: string, team = 'T1'): Person =>
  resolvePerson(people, { platform: 'slack', id, name: id, team });
const github = (id: string): Person => resolvePerson(people, { platform: 'github', id, name: id });

describe('resolvePerson', () => {
  it.each<[Account, string]>([
    [{ platform: 'slack', id: 'UNADIA', name: 'x', team: 'T1' }, 'person:Nadia'],
    [{ platform: 'github', id: 'NADIA-s', name: 'x' }, 'person:Nadia'],
    [{ platform: 'github', id: 'Stranger', name: '' }, 'github:stranger'],
    [{ platform: 'slack', id: 'UX', name: 'x', team: 'T9' }, 'slack:T9/UX'],
  ])('knows %o as %s', (account, key) => {
    expect(resolvePerson(people, account).key).toBe(key);
  });
});

describe('areDistinct', () => {
  it.each<[string, [Person, Person], boolean]>([
    ['two entries', [slack('UNADIA'), slack('UOMAR')], true],
    ['two accounts of one entry', [slack('UNADIA'), github('nadia-s')], false],
    ['two entries that share an account', [slack('UNADIA'), slack('UTWIN')], false],
    ['two unknown accounts of one platform', [slack('UX'), slack('UY')], true],
    ['two unknown accounts of two platforms', [slack('UX'), github('zed')], false],
    ['an entry with an account on the platform of the other', [slack('UNADIA'), github('zed')], true],
    ['an entry without one', [slack('UOMAR'), github('zed')], false],
    ['one unknown account in two workspaces', [slack('UX', 'T1'), slack('UX', 'T2')], false],
  ])('%s', (_what, [a, b], distinct) => {
    expect(areDistinct(a, b)).toBe(distinct);
    expect(areDistinct(b, a)).toBe(distinct);
    expect(isSamePerson(a, a)).toBe(true);
  });
});

describe('membershipOf', () => {
  const approvals = approvalsSchema.parse({ slackGroup: 'S0614TZR7', githubTeam: 'acme/sre' });
  const answer = (membership: Membership | Error) => ({
    membership: () =>
      membership instanceof Error ? Promise.reject(membership) : Promise.resolve(membership),
  });
  const member: Membership = { state: 'member' };
  const no: Membership = { state: 'not-a-member', why: 'not in it' };
  const guest: Membership = { state: 'guest', why: 'a guest' };

  it.each<[string, [Membership | Error, Membership | Error], Membership['state']]>([
    ['a member of the group', [member, no], 'member'],
    ['a member of the team', [no, member], 'member'],
    ['a guest, whatever the team says', [guest, member], 'guest'],
    ['a member of the team while Slack is down', [new Error('down'), member], 'member'],
    ['nobody knows while Slack is down', [new Error('down'), no], 'unknown'],
    ['no member of either', [no, no], 'not-a-member'],
  ])('%s', async (_what, [ofSlack, ofGitHub], state) => {
    const ports = { slack: answer(ofSlack), github: answer(ofGitHub) };
    expect((await membershipOf(ports, { approvals }, slack('UNADIA'))).state).toBe(state);
  });

  it.each<[string, Membership | Error, Membership['state']]>([
    ['a guest of the workspace does not count', guest, 'guest'],
    ['somebody of the workspace does', no, 'member'],
    ['so does somebody while Slack is down', new Error('down'), 'member'],
  ])('where only a team of GitHub approves, %s', async (_what, ofSlack, state) => {
    const ports = { slack: answer(ofSlack), github: answer(member) };
    const onlyTeam = approvalsSchema.parse({ githubTeam: 'acme/sre' });
    expect((await membershipOf(ports, { approvals: onlyTeam }, slack('UNADIA'))).state).toBe(state);
  });

  it('asks nobody about an account that could not be in the group', async () => {
    const ports = { slack: answer(member), github: answer(member) };
    const onlySlack = approvalsSchema.parse({ slackGroup: 'S0614TZR7' });
    expect((await membershipOf(ports, { approvals: onlySlack }, github('zed'))).state).toBe('not-a-member');
  });
});
