import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { templates } from '../../../src/simulator/github/http/router.ts';
import { loadOpenApi } from './openapi-check.ts';
import { startRig, workflowFile, type Rig } from './rig.ts';

const here = { owner: 'acme', repo: 'shop' };
let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});

afterEach(async () => {
  await rig.close();
  expect(rig.watched.withDeliveries()).toEqual([]);
});

describe('the API of the local GitHub', () => {
  test('has only operations that GitHub has', () => {
    const api = loadOpenApi();
    expect(templates.filter((template) => !api.has(template))).toEqual([]);
  });

  test('finds the installation of a repository', async () => {
    const app = await rig.probot.auth();
    const { data } = await app.rest.apps.getRepoInstallation(here);
    expect(data.id).toBe(5);
    expect((await app.rest.apps.getAuthenticated()).data?.slug).toBe('region-failover');
    expect((await app.rest.apps.listInstallations()).data.map(({ id }) => id)).toEqual([5]);
    const { data: visible } = await rig.octokit.rest.apps.listReposAccessibleToInstallation();
    expect(visible.repositories.map(({ full_name }) => full_name)).toEqual(['acme/shop']);
  });

  test('reads files at a commit, as JSON and raw, and lists folders', async () => {
    const { rest } = rig.octokit;
    const { data: branch } = await rest.repos.getBranch({ ...here, branch: 'main' });
    rig.github.as('nadia').push({ 'failover.yml': 'service: other\n' });
    const path = 'failover.yml';
    const old = await rest.repos.getContent({ ...here, path, ref: branch.commit.sha });
    const now = await rest.repos.getContent({ ...here, path, mediaType: { format: 'raw' } });
    expect(old.data).toMatchObject({ encoding: 'base64', content: 'c2VydmljZTogc2hvcAo=\n' });
    expect(now.data).toBe('service: other\n');
    const folder = await rest.repos.getContent({ ...here, path: 'docs' });
    expect(folder.data).toMatchObject([{ path: 'docs/a.md', type: 'file' }]);
    await expect(rest.repos.getContent({ ...here, path: 'nothing' })).rejects.toMatchObject({ status: 404 });
  });

  test('shows commits, refs and what changed between two', async () => {
    const { rest } = rig.octokit;
    const { data: before } = await rest.git.getRef({ ...here, ref: 'heads/main' });
    const sha = rig.github.as('omar').push({ [workflowFile]: 'on: push\n', 'new.txt': 'x' });
    const { data } = await rest.repos.compareCommitsWithBasehead({
      ...here,
      basehead: `${before.object.sha}...${sha}`,
    });
    expect(data.status).toBe('ahead');
    expect(data.files?.map(({ filename, status }) => [filename, status])).toEqual([
      [workflowFile, 'modified'],
      ['new.txt', 'added'],
    ]);
    const { data: commits } = await rest.repos.listCommits({ ...here, path: 'new.txt' });
    expect(commits.map((commit) => commit.sha)).toEqual([sha]);
    expect((await rest.repos.getCommit({ ...here, ref: 'main' })).data.sha).toBe(sha);
    expect((await rest.repos.get(here)).data.default_branch).toBe('main');
  });

  test('refuses to write files without the permission', async () => {
    const content = Buffer.from('x').toString('base64');
    const write = rig.octokit.rest.repos.createOrUpdateFileContents({
      ...here,
      path: 'x',
      message: 'x',
      content,
    });
    await expect(write).rejects.toMatchObject({ status: 403 });
  });

  test('keeps issues with labels, edits, locks and a list by label, state and time', async () => {
    const { issues } = rig.octokit.rest;
    const { data: one } = await issues.create({ ...here, title: 'One', body: 'first', labels: ['incident'] });
    rig.clock.advance(60_000);
    await issues.create({ ...here, title: 'Two' });
    await issues.update({ ...here, issue_number: one.number, body: 'changed', state: 'closed' });
    await issues.lock({ ...here, issue_number: one.number, lock_reason: 'resolved' });
    const { data } = await issues.get({ ...here, issue_number: one.number });
    expect(data).toMatchObject({ body: 'changed', state: 'closed', state_reason: 'completed', locked: true });
    const list = async (query: object) =>
      (await issues.listForRepo({ ...here, ...query })).data.map(({ title }) => title);
    expect(await list({})).toEqual(['Two']);
    expect(await list({ state: 'all', labels: 'incident' })).toEqual(['One']);
    expect(await list({ state: 'all', since: '2027-01-05T12:00:30Z' })).toEqual(['Two', 'One']);
    expect((await issues.listLabelsForRepo(here)).data.map(({ name }) => name)).toEqual(['incident']);
    await issues.createLabel({ ...here, name: 'loud', color: 'ff0000' });
    await expect(issues.createLabel({ ...here, name: 'Loud' })).rejects.toMatchObject({ status: 422 });
    const { data: labels } = await issues.addLabels({ ...here, issue_number: 1, labels: ['loud'] });
    expect(labels.map(({ name }) => name)).toEqual(['incident', 'loud']);
    expect((await issues.getLabel({ ...here, name: 'loud' })).data.color).toBe('ff0000');
  });

  test('keeps comments and reactions, each reaction of somebody once', async () => {
    const { issues, reactions } = rig.octokit.rest;
    await issues.create({ ...here, title: 'One' });
    const { data: comment } = await issues.createComment({ ...here, issue_number: 1, body: 'hello' });
    await issues.updateComment({ ...here, comment_id: comment.id, body: 'changed' });
    const eyes = { ...here, comment_id: comment.id, content: 'eyes' } as const;
    expect((await reactions.createForIssueComment(eyes)).status).toBe(201);
    expect((await reactions.createForIssueComment(eyes)).status).toBe(200);
    await reactions.createForIssue({ ...here, issue_number: 1, content: '+1' });
    expect((await reactions.listForIssueComment({ ...here, comment_id: comment.id })).data).toHaveLength(1);
    const { data } = await issues.getComment({ ...here, comment_id: comment.id });
    expect(data).toMatchObject({ body: 'changed', user: { login: 'region-failover[bot]', type: 'Bot' } });
    expect((await issues.listCommentsForRepo(here)).data).toHaveLength(1);
    await issues.deleteComment({ ...here, comment_id: comment.id });
    expect((await issues.listComments({ ...here, issue_number: 1 })).data).toEqual([]);
    const tooLong = issues.createComment({ ...here, issue_number: 1, body: 'x'.repeat(65_537) });
    await expect(tooLong).rejects.toMatchObject({ status: 422 });
  });

  test('lists page by page', async () => {
    const { octokit } = rig;
    for (let number = 1; number <= 5; number += 1) {
      await octokit.rest.issues.create({ ...here, title: `Issue ${number}` });
    }
    const all = await octokit.paginate(octokit.rest.issues.listForRepo, { ...here, per_page: 2 });
    expect(all.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
    const { headers } = await octokit.rest.issues.listForRepo({ ...here, per_page: 2, page: 2 });
    expect(headers.link).toMatch(
      /page=1>; rel="prev".*page=3>; rel="next".*page=3>; rel="last".*rel="first"/,
    );
  });

  test('knows who is in a team and who is not', async () => {
    const { teams, orgs, users, repos } = rig.octokit.rest;
    const team = { org: 'acme', team_slug: 'approvers' };
    const { data } = await teams.getMembershipForUserInOrg({ ...team, username: 'KIM' });
    expect(data.state).toBe('active');
    const outside = teams.getMembershipForUserInOrg({ ...team, username: 'stranger' });
    await expect(outside).rejects.toMatchObject({ status: 404 });
    expect((await teams.listMembersInOrg(team)).data).toHaveLength(3);
    expect((await orgs.checkMembershipForUser({ org: 'acme', username: 'omar' })).status).toBe(204);
    expect((await orgs.getMembershipForUser({ org: 'acme', username: 'omar' })).data.role).toBe('member');
    expect((await users.getByUsername({ username: 'omar' })).data.login).toBe('omar');
    const permission = await repos.getCollaboratorPermissionLevel({ ...here, username: 'omar' });
    expect(permission.data.permission).toBe('write');
  });

  test('answers unchanged pages with 304, and says how many requests are left', async () => {
    const { octokit } = rig;
    const first = await octokit.request('GET /repos/{owner}/{repo}', here);
    const headers = { 'if-none-match': first.headers.etag ?? '' };
    const again = octokit.request('GET /repos/{owner}/{repo}', { ...here, headers });
    await expect(again).rejects.toMatchObject({ status: 304 });
    expect((await octokit.rest.rateLimit.get()).data.rate.limit).toBe(5000);
    expect((await octokit.rest.meta.get()).status).toBe(200);
  });
});
