import type { GitHubWorld, LocalEnvironment } from '../github/world.ts';
import type { SlackWorld } from '../slack/world.ts';

/** The people of Lomash Wood, as docs/examples/lomash-wood/failover.yml names them. */
export const slackWorld: SlackWorld = {
  team: { name: 'Lomash Wood', domain: 'lomash-wood' },
  app: { name: 'failover' },
  channels: [
    { name: 'incidents', id: 'C0INCIDENTS', topic: 'Declared incidents, one thread each' },
    { name: 'status', id: 'C0STATUS01', topic: 'What customers and the business are told' },
  ],
  users: [
    { name: 'nadia', id: 'U0NADIA01', realName: 'Nadia Khan', title: 'On call' },
    { name: 'tom', id: 'U0TOMRE01', realName: 'Tom Reid', title: 'Site reliability' },
    { name: 'priya', id: 'U0PRIYA01', realName: 'Priya Shah', title: 'Payments' },
    { name: 'ewan', id: 'U0EWANB01', realName: 'Ewan Blake', title: 'Head of engineering' },
    { name: 'gus', id: 'U0GUSTG01', realName: 'Gus Marlow', title: 'Contractor', kind: 'guest' },
  ],
  userGroups: [
    {
      handle: 'oncall',
      id: 'S0ONCALL1',
      name: 'On-call engineers',
      members: ['nadia', 'tom', 'priya', 'ewan'],
    },
  ],
};

/** Where the service's code is. */
export const repository = { owner: 'lomash-wood', name: 'platform', id: 815_001 } as const;

/** The same people on GitHub. */
export const githubPeople: Pick<GitHubWorld, 'users' | 'teams'> = {
  users: [
    { login: 'nadia-khan', name: 'Nadia Khan' },
    { login: 'tomreid', name: 'Tom Reid' },
    { login: 'priyashah', name: 'Priya Shah' },
    { login: 'ewanblake', name: 'Ewan Blake', permission: 'admin' },
    { login: 'gus-marlow', name: 'Gus Marlow', permission: 'read' },
  ],
  teams: [
    { org: 'lomash-wood', slug: 'on-call', members: ['nadia-khan', 'tomreid', 'priyashah', 'ewanblake'] },
  ],
};

/** The environments of the repository; `app`: the bot is the protection rule of the one that changes things. */
export function environments(gate: 'environment' | 'dispatch'): LocalEnvironment[] {
  return [
    { name: 'failover-plan' },
    { name: 'failover', ...(gate === 'environment' ? { protectedBy: 'app' as const } : {}) },
  ];
}
