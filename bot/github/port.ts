import type { Clock } from '../../src/clock.ts';
import type { Source } from '../incidents/incident.ts';
import { reviewComment } from '../messages/comment.ts';
import type { Person } from '../people/person.ts';
import { Later } from '../ports.ts';
import type { GitHubPort, Membership } from '../ports.ts';
import type { GitHubApi } from './api.ts';
import { dispatchWorkflow } from './dispatch.ts';
import { sameFiles } from './files.ts';
import { openReview, upsertIssue, writeComment } from './issues.ts';
import { gateAddress } from './gate-address.ts';
import { findDispatched, readRun } from './runs.ts';

/** GitHub as the rest of the bot uses it. */
export function createGitHubPort({
  api,
  services,
  clock,
}: {
  readonly api: GitHubApi;
  readonly services: GitHubPort['services'];
  readonly clock: Clock;
}): GitHubPort {
  return {
    services,
    dispatch: (incident, dispatch) => dispatchWorkflow(api, incident, dispatch),
    findDispatched: (incident, operation) => findDispatched(api, incident.source, operation),
    readRun: (source, run) => readRun(api, source, run),
    sameFiles: (source, commit) => sameFiles(api, source, commit),
    review: (review) => answerGate(api, review),
    cancel: (source, run) => cancelRun(api, source, run),
    issue: (incident) => upsertIssue(api, incident, clock.now()),
    comment: (incident, story, item) => writeComment(api, incident, { story, item }),
    reviewItem: (incident, item) => openReview(api, incident, item),
    membership: (team, person) => teamMembership(api, team, person),
  };
}

async function answerGate(
  api: GitHubApi,
  { callbackUrl, environment, state, comment }: Parameters<GitHubPort['review']>[0],
): Promise<void> {
  const address = gateAddress(callbackUrl);
  if (address === undefined) return;
  const { owner, repo, run } = address;
  const answer = await api.write(address, (octokit) =>
    octokit.request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule', {
      owner,
      repo,
      run_id: run,
      environment_name: environment,
      state,
      comment: reviewComment(comment),
    }),
  );
  if (answer === 'lost') throw new Later('GitHub did not take the answer of the gate.');
  // 422: the run is over, or the rule was answered before; 404: the run is gone. There is nothing to say any more.
  if (!answer.ok && answer.status !== 422 && answer.status !== 404)
    throw new Later(`GitHub refused the answer of the gate (${answer.status}): ${answer.message}`);
}

async function cancelRun(api: GitHubApi, source: Source, run: number): Promise<void> {
  const { owner, repo } = source;
  const answer = await api.write(source, (octokit) =>
    octokit.request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', { owner, repo, run_id: run }),
  );
  if (answer === 'lost') throw new Later('GitHub did not take the cancellation.');
  // 409: it has ended by itself.
  if (!answer.ok && answer.status !== 409 && answer.status !== 404)
    throw new Later(`GitHub refused the cancellation (${answer.status}): ${answer.message}`);
}

/** Whether a person is an active member of `org/team` just now; anything but a clear yes is no yes. */
async function teamMembership(api: GitHubApi, team: string, person: Person): Promise<Membership> {
  const [org, team_slug] = team.split('/');
  const username = person.github;
  if (org === undefined || team_slug === undefined || username === undefined)
    return { state: 'not-a-member', why: `${person.name} has no GitHub account that the bot knows of.` };
  const answer = await api
    .readOrg(org, (octokit) =>
      octokit.request('GET /orgs/{org}/teams/{team_slug}/memberships/{username}', {
        org,
        team_slug,
        username,
      }),
    )
    .catch((error: unknown) => {
      if (error instanceof Later) return undefined;
      throw error;
    });
  if (answer === undefined) return { state: 'unknown', why: 'GitHub does not answer.' };
  if (answer.ok && answer.data.state === 'active') return { state: 'member' };
  if (answer.ok)
    return { state: 'not-a-member', why: `${username} has not accepted the invitation to ${team} yet.` };
  if (answer.status === 404)
    return { state: 'not-a-member', why: `${username} is not in the GitHub team ${team}.` };
  return {
    state: 'unknown',
    why: `GitHub does not say who is in ${team} (${answer.status}); the App needs the permission Members: read.`,
  };
}
