import { describe, expect, it } from 'vitest';
import { headline } from '../../../bot/messages/headline.ts';
import { issueText } from '../../../bot/messages/issue-body.ts';
import { pageState } from '../../../bot/live-page/page-parts.ts';
import type { Incident } from '../../../bot/incidents/incident.ts';
import type { Problem } from '../../../src/errors.ts';
import { anIncident, declaredAt, hostileTexts, type Making } from './incidents.ts';
import { messageProblems } from './limits-checker.ts';

const shown = { now: declaredAt + 250_000, page: 'https://failover.lomash.example/runs/x?token=1' };
const hosts = ['failover.lomash.example', 'lomash.slack.com', 'github.com'];

function textOf(incident: Incident): string {
  const { blocks } = headline(incident, shown, 31);
  return blocks.map((block) => (block.type === 'section' ? (block.text?.text ?? '') : '')).join('\n');
}

function planned(change: Partial<NonNullable<Incident['plan']>>, making: Partial<Making> = {}): Incident {
  const incident = anIncident({ state: 'awaiting-approval', ...making });
  if (incident.plan === undefined) throw new Error('without a plan');
  return { ...incident, plan: { ...incident.plan, ...change } };
}

const loss = (name: string, seconds: number): string =>
  `databases/${name} loses up to ${seconds} s (ReplicaLag); the RPO allows 30 s.`;
const many = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => loss(`db-${index}`, index + 31));

describe('what differs by member only is told once', () => {
  it('in the headline: eight databases over the RPO, with their figures', () => {
    const text = textOf(planned({ warnings: [...many(8), 'sessions: is created anew.'] }));
    expect(text).toContain(
      '⚠️ `databases/*` (8 of them: db-7 38 s, db-6 37 s, db-5 36 s, db-4 35 s, db-3 34 s, db-2 33 s, db-1 32 s, db-0 31 s) loses up to ... (ReplicaLag); the RPO allows 30 s.\n⚠️ sessions: is created anew.',
    );
    expect(textOf(planned({ warnings: [loss('auth', 41)] }))).toContain(`⚠️ ${loss('auth', 41)}`);
  });

  it('in the headline: the same problem of everything', () => {
    const problems = ['databases/auth', 'databases/orders', 'sessions'].map((resource): Problem => ({
      code: 'DENIED',
      message: 'No credentials.',
      resource,
      region: 'eu-west-2',
    }));
    expect(textOf(planned({ problems }))).toContain(
      '❌ *DENIED* `3 resources` (2 of databases/∗, sessions): No credentials.',
    );
  });

  it('in the issue and on the live page, too', () => {
    const incident = planned({ warnings: many(8) });
    expect(issueText(incident, shown).body.match(/loses up to/g)).toHaveLength(1);
    expect(issueText(incident, shown).body).toMatch(/`databases\/\*` \(8 of them: db-7 38 s, /);
    expect(JSON.stringify(pageState(incident, shown.now)).match(/loses up to/g)).toHaveLength(1);
  });

  it('in the objectives of single resources at the end', () => {
    const objectives = ['auth', 'orders', 'products'].map((name, index) => ({
      ...{ resource: `databases/${name}`, lostMs: 41_000 - 3000 * index, rpoObjectiveMs: 30_000 },
    }));
    const text = textOf(anIncident({ state: 'done', objectives }));
    expect(text).toContain('Objectives of single resources: 3 missed');
    expect(text).toContain(
      '❌ `databases/*` (3 of them: auth 41 s, orders 38 s, products 35 s) lost ... of 30 s: missed',
    );
  });

  it('in what has failed, with the buttons of each step', () => {
    const incident = anIncident({ state: 'stopped', steps: 9, statuses: ['failed'] });
    const { blocks } = headline(incident, shown, 31);
    const text = textOf(incident);
    expect(text.match(/\*RESOURCE_NOT_READY\*/g)).toHaveLength(3);
    expect(text).toContain(
      '❌ *Promote lomash-∗-prod-replica* in `eu-west-2` (`databases/*:promote`), 3 of them: item-0, item-1, item-2',
    );
    expect(text).toContain('The instance ∗ is backing-up.');
    const retries = JSON.stringify(blocks).match(/Retry databases\/item-\d:promote/g);
    expect(new Set(retries)).toHaveProperty('size', 3);
    expect(issueText(incident, shown).body.match(/RESOURCE_NOT_READY\*\*/g)).toHaveLength(3);
    expect(pageState(incident, shown.now).parts.attention.match(/class="problem"/g)).toHaveLength(3);
  });

  it.each(Object.entries(hostileTexts))(
    'with a thousand members and %s text within the limits',
    (_, text) => {
      const warnings = [
        ...many(1000),
        ...Array.from({ length: 100 }, (__, index) => `databases/db-${index}: ${text}`),
        ...Array.from({ length: 20 }, (__, index) => `databases/${text}${index}: is lost`),
      ];
      const problems = Array.from({ length: 100 }, (__, index): Problem => ({
        code: 'DENIED',
        message: text,
        resource: `${text}/${text}-${index}`,
      }));
      const message = headline(planned({ warnings, problems }, { text }), shown, 31);
      expect(messageProblems(message, hosts)).toEqual([]);
      const body = issueText(planned({ warnings, problems }, { text }), shown).body;
      expect(body.length).toBeLessThanOrEqual(65_536);
      expect(body.match(/and 992 more down to 31 s/g)).toHaveLength(1);
    },
  );
});
