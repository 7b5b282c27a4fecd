import type { Incident, OpenQuestion } from '../incidents/incident.ts';
import { openPointOfNoReturn } from '../approvals/status.ts';
import type { ButtonDraft } from './blocks.ts';
import { isFailed, listedSteps } from './checklist-lines.ts';
import { shortHash } from './incident-lines.ts';
import { say } from './line.ts';
import { deedOf, titleOf } from './purpose-words.ts';
import type { ListedStep, Shown } from './shown.ts';

const mostSteps = 5;

/** What people would press now, for the incident as a whole. */
export function incidentButtons(incident: Incident, { page }: Shown): ButtonDraft[] {
  const report = page === undefined ? [] : [openPage(incident, page)];
  return [...decisions(incident), ...report];
}

function decisions(incident: Incident): ButtonDraft[] {
  const { state, owner, requester, origin } = incident;
  const lead =
    owner === undefined || owner.key === requester?.key || origin === 'alarm' ? [own(incident)] : [];
  switch (state) {
    case 'awaiting-approval':
      return [...approving(incident), ...lead, ...breakGlass(incident), abort(incident, 'Withdraw')];
    case 'planning':
      return [...lead, abort(incident, 'Withdraw')];
    case 'starting':
    case 'running':
    case 'stopped':
      return [...lead, ...(incident.progress?.status === 'aborting' ? [] : [abort(incident, 'Abort')])];
    case 'done':
      return next(incident);
    case 'failed':
    case 'aborted':
    case 'rejected':
    case 'expired':
    case 'refused':
      return [];
  }
}

function approving(incident: Incident): ButtonDraft[] {
  const { id, plan, request } = incident;
  if (plan === undefined || plan.problems.length > 0 || request.purpose === 'plan') return [];
  const value = { incident: id, hash: plan.hash };
  return [
    {
      name: 'approve',
      label: say`Approve`,
      value,
      style: 'primary',
      confirm: {
        title: 'Approve this plan?',
        text: say`Plan ${shortHash(plan.hash)} ${deedOf(request)}. With the last approval it starts at once.`,
        yes: 'Approve',
      },
    },
    {
      name: 'reject',
      label: say`Reject`,
      value,
      style: 'danger',
      confirm: {
        title: 'Reject this plan?',
        text: say`One rejection ends it: ${titleOf(incident)} is not carried out.`,
        yes: 'Reject',
      },
    },
  ];
}

function own({ id }: Incident): ButtonDraft {
  return { name: 'own', label: say`Take ownership`, value: { incident: id } };
}

function abort({ id, progress, plan, state }: Incident, label: string): ButtonDraft {
  const before = state === 'planning' || state === 'awaiting-approval';
  const hash = plan === undefined ? {} : { hash: plan.hash };
  return {
    name: 'abort',
    label: say`${label}`,
    value: { incident: id, ...hash },
    style: 'danger',
    confirm: before
      ? { title: 'Withdraw it?', text: say`Nothing has been changed, and nothing will be.`, yes: 'Withdraw' }
      : {
          title: 'Abort the run?',
          text:
            progress === undefined
              ? say`The job is stopped before it changes anything.`
              : say`No further step is begun. Before the point of no return, what can be taken back is taken back.`,
          yes: 'Abort',
        },
  };
}

function breakGlass({ id, policy, request }: Incident): ButtonDraft[] {
  if (policy.approvals.breakGlass === undefined || request.purpose === 'plan') return [];
  return [{ name: 'break-glass', label: say`Break glass …`, value: { incident: id } }];
}

/** What people do after it; a service that is at home has no way home to go. */
function next(incident: Incident): ButtonDraft[] {
  const { request, policy } = incident;
  const { purpose, to } = request;
  const moved = purpose === 'failover' || purpose === 'failback';
  const away = moved || purpose === 'reprotect' ? to !== policy.home && purpose !== 'failback' : false;
  return [...(moved ? [reprotect(incident)] : []), ...(away ? [failback(incident)] : [])];
}

function reprotect({ id, request }: Incident): ButtonDraft {
  return {
    name: 'reprotect',
    label: say`Reprotect`,
    value: { incident: id },
    confirm: {
      title: 'Plan the new standby?',
      text: say`This declares a reprotect of ${request.service}: ${request.from} is to stand by behind ${request.to}, which stays active. It is planned first, and needs approvals of its own.`,
      yes: 'Plan it',
    },
  };
}

function failback({ id, request }: Incident): ButtonDraft {
  return {
    name: 'failback',
    label: say`Fail back`,
    value: { incident: id },
    confirm: {
      title: 'Plan the way back?',
      text: say`This declares a failback of ${request.service} to home. It is planned first, and needs approvals of its own.`,
      yes: 'Plan it',
    },
  };
}

function openPage(incident: Incident, page: string): ButtonDraft {
  const ended = incident.report !== undefined;
  return {
    name: 'open-report',
    label: ended ? say`Open report` : say`Live page`,
    value: { incident: incident.id },
    url: page,
  };
}

/** The failed steps that an operator may retry or skip now, at most five, each with its buttons. */
export function stepButtons(
  incident: Incident,
): { readonly step: ListedStep; readonly buttons: ButtonDraft[] }[] {
  if (incident.state !== 'running' && incident.state !== 'stopped') return [];
  if (incident.progress?.status === 'aborting') return [];
  return listedSteps(incident)
    .filter(isFailed)
    .slice(0, mostSteps)
    .map((step) => ({ step, buttons: retryOrSkip(incident, step) }));
}

function retryOrSkip({ id }: Incident, step: ListedStep): ButtonDraft[] {
  const value = { incident: id, step: step.id };
  if (step.status !== 'failed') return [];
  return [
    { name: 'retry', label: say`Retry ${step.id}`, value, style: 'primary' },
    { name: 'skip', label: say`Skip ${step.id} …`, value, style: 'danger' },
  ];
}

/** The question whether the run may go past the point of no return, while it is open. */
export function returnQuestion(incident: Incident): OpenQuestion | undefined {
  return incident.state === 'running' ? openPointOfNoReturn(incident) : undefined;
}

/** The buttons of that question. */
export function returnButtons({ id, plan }: Incident, { question }: OpenQuestion): ButtonDraft[] {
  if (question.type !== 'point-of-no-return') return [];
  const value = { incident: id, step: question.step, ...(plan === undefined ? {} : { hash: plan.hash }) };
  return [
    {
      name: 'approve',
      label: say`Approve: go past the point of no return`,
      value,
      style: 'primary',
      confirm: {
        title: 'Go past the point of no return?',
        text: say`After ${question.step} the run cannot be taken back.`,
        yes: 'Approve',
      },
    },
    {
      name: 'reject',
      label: say`Decline: take back`,
      value,
      style: 'danger',
      confirm: {
        title: 'Decline?',
        text: say`The run is aborted, and the steps that can be taken back are taken back.`,
        yes: 'Decline',
      },
    },
  ];
}
