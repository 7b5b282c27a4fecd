import type { Story } from '../incidents/effect.ts';
import type { Incident, Places } from '../incidents/incident.ts';
import { storyComment } from '../messages/comment.ts';
import { issueLabel, issueText } from '../messages/issue-body.ts';
import { incidentMarker, itemMarker } from '../messages/markdown.ts';
import { reviewItem } from '../messages/review-item.ts';
import { Later } from '../ports.ts';
import type { OutboxItem } from '../store/store.ts';
import type { Answer, GitHubApi } from './api.ts';

type Issue = NonNullable<Places['issue']>;

/** Opens the incident's issue, or brings it up to date; after a try whose outcome is unknown it is found again by its mark. Throws `Later`. */
export async function upsertIssue(api: GitHubApi, incident: Incident, now: number): Promise<Issue> {
  const { owner, repo } = incident.source;
  // Without the link to the live page: more people may read the repository than the channel.
  const { title, body, state } = issueText(incident, { now });
  const known = incident.places.issue ?? (await findMarked(api, incident, incidentMarker(incident.id)));
  if (known === undefined) return openIssue(api, incident, { title, body });
  const answer = await api.write(incident.source, (octokit) =>
    octokit.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      owner,
      repo,
      issue_number: known.number,
      title,
      body,
      state,
    }),
  );
  succeeded(answer, `issue #${known.number}`);
  return known;
}

/** Writes a comment into the incident's issue, once. Throws `Later`. */
export async function writeComment(
  api: GitHubApi,
  incident: Incident,
  { story, item }: { readonly story: Story; readonly item: OutboxItem },
): Promise<void> {
  const issue = incident.places.issue;
  if (issue === undefined) throw new Later('The incident has no issue yet.', 2000);
  if (item.attempts > 1 && (await hasComment(api, incident, { issue, item }))) return;
  const { owner, repo } = incident.source;
  const body = storyComment(incident, story, item.id);
  const answer = await api.write(incident.source, (octokit) =>
    octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner,
      repo,
      issue_number: issue.number,
      body,
    }),
  );
  succeeded(answer, `issue #${issue.number}`);
}

/** Opens the issue that asks for the review of a break-glass, once. Throws `Later`. */
export async function openReview(api: GitHubApi, incident: Incident, item: OutboxItem): Promise<void> {
  const review = reviewItem(incident, item.id);
  if (review === undefined) return;
  if (item.attempts > 1 && (await findMarked(api, incident, itemMarker(item.id))) !== undefined) return;
  await openIssue(api, incident, review);
}

async function openIssue(
  api: GitHubApi,
  { source }: Incident,
  { title, body }: { readonly title: string; readonly body: string },
): Promise<Issue> {
  const { owner, repo } = source;
  const answer = await api.write(source, (octokit) =>
    octokit.request('POST /repos/{owner}/{repo}/issues', { owner, repo, title, body, labels: [issueLabel] }),
  );
  const data = succeeded(answer, 'a new issue');
  return { number: data.number, url: data.html_url };
}

/** An issue of the App's own with the mark; nobody else's text can pass for one. */
async function findMarked(
  api: GitHubApi,
  { source, declaredAt }: Incident,
  mark: string,
): Promise<Issue | undefined> {
  const { owner, repo } = source;
  const login = await api.login();
  const answer = await api.read(source, (octokit) =>
    octokit.request('GET /repos/{owner}/{repo}/issues', {
      owner,
      repo,
      labels: issueLabel,
      state: 'all',
      creator: login,
      per_page: 100,
      since: new Date(declaredAt - 3_600_000).toISOString(),
    }),
  );
  const found = succeeded(answer, 'the issues').find(
    ({ body, user }) => body?.includes(mark) === true && user?.login === login,
  );
  return found === undefined ? undefined : { number: found.number, url: found.html_url };
}

async function hasComment(
  api: GitHubApi,
  { source }: Incident,
  { issue, item }: { readonly issue: Issue; readonly item: OutboxItem },
): Promise<boolean> {
  const { owner, repo } = source;
  const login = await api.login();
  const answer = await api.read(source, (octokit) =>
    octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner,
      repo,
      issue_number: issue.number,
      per_page: 100,
      since: new Date(item.createdAt - 60_000).toISOString(),
    }),
  );
  return succeeded(answer, 'the comments').some(
    ({ body, user }) => body?.includes(itemMarker(item.id)) === true && user?.login === login,
  );
}

/** Data, or `Later`: an issue is wanted still when GitHub comes back, or when the App has been given its permission. */
function succeeded<Data>(answer: Answer<Data> | 'lost', what: string): Data {
  if (answer === 'lost') throw new Later('GitHub does not answer.');
  if (answer.ok) return answer.data;
  const slow = answer.status === 0 || answer.status === 403 || answer.status === 404 || answer.status === 410;
  throw new Later(`GitHub refused ${what} (${answer.status}): ${answer.message}`, slow ? 60_000 : undefined);
}
