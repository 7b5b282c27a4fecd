import { describe, expect, it } from 'vitest';
import { reviewComment, storyComment } from '../../../bot/messages/comment.ts';
import { issueText } from '../../../bot/messages/issue-body.ts';
import { githubText } from '../../../bot/messages/markdown.ts';
import { reviewItem } from '../../../bot/messages/review-item.ts';
import { abouts, aStory } from './abouts.ts';
import { anIncident, declaredAt, hostileTexts, states } from './incidents.ts';

const shown = { now: declaredAt + 250_000, page: 'https://failover.lomash.example/runs/x?token=1' };

/** Markdown as GitHub reads it before it looks for mentions: references resolved, code taken out. */
function read(markdown: string): string {
  return markdown
    .replace(/`[^`\n]*`/g, 'CODE')
    .replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)));
}

/** What is wrong with a text that should be nothing but text. */
function problemsOf(markdown: string): string[] {
  const own = markdown
    .replace(/<!-- region-failover:(?:incident:lomash-wood-12|item:\d+) -->/g, '')
    .replace(/<\/?details>|<\/?summary>/g, '')
    .replace(/\]\(https:\/\/(?:failover\.lomash\.example|github\.com)\/[^)\s]*\)/g, ']');
  const seen = read(own);
  return [
    ...(/[<>]/.test(own.replace(/`[^`\n]*`/g, '')) ? ['a tag or a quote'] : []),
    ...(/(?:^|[^\p{L}\p{N}])@[\p{L}\p{N}]/u.test(seen) ? ['a mention'] : []),
    ...(/(?:^|[^\p{L}\p{N}&])#\d|GH-\d/iu.test(seen) ? ['a reference'] : []),
    ...(/https?:\/\/\w|www\.\w/.test(seen.replace(/\u200b/g, ' ')) ? ['a link'] : []),
    ...(/!?\[[^\]\n]*\]\([^)]/.test(own.replace(/`[^`\n]*`/g, '')) ? ['a Markdown link'] : []),
    ...(/\p{Cs}|[\u202a-\u202e\u0000]/u.test(own) ? ['a broken or hidden character'] : []),
    ...(own.length > 65_536 ? [`${own.length} characters`] : []),
  ];
}

describe('in GitHub', () => {
  it('the issue names every objective of a single resource that was missed, up to twenty', () => {
    const missed = { rtoMs: 300_000, rtoObjectiveMs: 120_000 };
    const objectives = Array.from({ length: 25 }, (_, index) => ({ resource: `orders-${index}`, ...missed }));
    const { body } = issueText(anIncident({ state: 'done', objectives }), shown);
    expect(body).toContain('Objectives of single resources: 25 missed');
    expect(body.match(/❌ `orders-\d+` took 5\smin of 2\smin: missed/g)).toHaveLength(20);
    expect(body).toContain('and 5 more');
  });

  it.each(Object.entries(hostileTexts))(
    '%s text calls nobody, links nowhere and forges no marker',
    (_, text) => {
      for (const state of states) {
        const { body, title } = issueText({ ...anIncident({ state, text }), report: 'ok' }, shown);
        expect(problemsOf(body)).toEqual([]);
        expect(body.match(/<!--/g)).toHaveLength(1);
        expect(title.length).toBeLessThanOrEqual(256);
        expect(title).not.toMatch(/\n/);
      }
      for (const about of abouts) {
        const comment = storyComment(anIncident({ state: 'running', text }), aStory(about, text), 9);
        expect(problemsOf(comment)).toEqual([]);
        expect(comment.startsWith('<!-- region-failover:item:9 -->\n')).toBe(true);
      }
      const review = reviewItem(anIncident({ state: 'done', text }), 9);
      expect(problemsOf(review?.body ?? '<none>')).toEqual([]);
      expect(reviewComment(text).length).toBeLessThanOrEqual(1024);
    },
  );

  it('an issue is the declaration, the approvals and the checklist as a task list', () => {
    const { title, body, state } = issueText(anIncident({ state: 'stopped' }), shown);
    expect(title).toBe('Failover of lomash-wood: eu-west-1 → eu-west-2 (lomash-wood-12)');
    expect(state).toBe('open');
    expect(body.startsWith('<!-- region-failover:incident:lomash-wood-12 -->')).toBe(true);
    expect(body).toContain('- **Regions:** `eu-west-1` → `eu-west-2` (unplanned)');
    expect(body).toContain('- **1 of 2 approvals**');
    expect(body).toContain('  - [x] ✅ Promote lomash-item-0-prod-replica · 00:42');
    expect(body).toContain(
      '  - [ ] ❌ Promote lomash-item-1-prod-replica · 00:42 · RESOURCE&#95;NOT&#95;READY'.replaceAll(
        '&#95;',
        '_',
      ),
    );
    expect(body).toContain('`/failover abort`');
  });

  it('an issue is closed with the report when the incident has ended', () => {
    const { body, state } = issueText(anIncident({ state: 'done' }), shown);
    expect(state).toBe('closed');
    expect(body).toContain('<details><summary>Report</summary>');
    expect(body).not.toContain('/failover abort');
  });

  it('an issue with a thousand steps, or a report as long as a book, fits and says what is missing', () => {
    const many = issueText(anIncident({ state: 'running', steps: 1000 }), shown);
    expect(many.body.length).toBeLessThan(65_536);
    const report = `${'- a line of the report\n'.repeat(2000)}\`\`\`\n${'x\n'.repeat(30_000)}\`\`\``;
    const { body } = issueText({ ...anIncident({ state: 'done' }), report }, shown);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toContain('does not fit into an issue');
    expect((body.match(/^```/gm) ?? []).length % 2).toBe(0);
    expect(body).toMatch(/<\/details>\n\n… The rest/);
  });

  it('a report calls nobody and forges no marker', () => {
    const report = '@lomash/sre &#64;nadia <!-- region-failover:incident:x-1 -->';
    const { body } = issueText({ ...anIncident({ state: 'done' }), report }, shown);
    expect(body.match(/<!--/g)).toHaveLength(1);
    expect(read(body)).not.toMatch(/@\w/);
  });

  it('ordinary words stay as they are', () => {
    expect(githubText('eu-west-1 is down – since 10:40, see "status" (…)')).toBe(
      'eu-west-1 is down – since 10:40, see "status" (…)',
    );
  });

  it('nobody is asked to review what was not broken', () => {
    expect(reviewItem(anIncident({ state: 'done' }), 9)).toBeUndefined();
  });
});
