import type { SlackWorld } from '../../../src/simulator/slack/world.ts';

/** What Slack and the app share. */
export const credentials = {
  signingSecret: 'a-signing-secret-of-the-tests',
  botToken: 'xoxb-local',
  appToken: 'xapp-local',
};

/** A workspace with people of every kind. */
export const world: SlackWorld = {
  team: { name: 'Lomash Wood' },
  channels: [
    { name: 'incidents', topic: 'What is broken and who is on it' },
    { name: 'general' },
    { name: 'secret', private: true, app: false, members: ['nadia'] },
    { name: 'elsewhere', app: false },
  ],
  users: [
    { name: 'nadia', realName: 'Nadia Okafor', title: 'On call' },
    { name: 'omar', realName: 'Omar Haddad' },
    { name: 'gus', realName: 'Gus Guest', kind: 'guest' },
    { name: 'stella', realName: 'Stella Stranger', kind: 'stranger' },
    { name: 'dora', realName: 'Dora Departed', kind: 'deleted' },
  ],
  userGroups: [{ handle: 'failover-approvers', members: ['nadia', 'omar', 'gus'] }],
};
