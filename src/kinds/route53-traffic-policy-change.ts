import type { Route53Api } from '../aws/services/route53.ts';
import type { Step } from '../plan/plan.ts';
import type { ApplyContext, Applied } from './kind.ts';
import { documentText, readDocument } from './route53-traffic-policy-document.ts';
import type { PolicyDocument } from './route53-traffic-policy-document.ts';

/** What is seen of an instance and of the version that it follows. */
export interface Value {
  readonly policy: string;
  readonly version: number;
  readonly state: string;
  readonly message: string;
  readonly ttl: number;
  readonly document: PolicyDocument;
}

/** What a step that changes traffic carries. */
export interface Params {
  readonly instance: string;
  /** The document that the instance must follow, and the one that it followed before, each as text. */
  readonly wanted: string;
  readonly former: string;
}

/** Looks at an instance and at the document it follows; undefined where that cannot be read. */
export async function lookAt(api: Route53Api, Id: string, signal: AbortSignal): Promise<Value | undefined> {
  const { TrafficPolicyInstance: instance } = await api.getTrafficPolicyInstance({ Id }, { signal });
  const { TrafficPolicyId: policy, TrafficPolicyVersion: version, State, Message, TTL } = instance ?? {};
  const { TrafficPolicy } = await api.getTrafficPolicy({ Id: policy, Version: version }, { signal });
  const document = readDocument(TrafficPolicy?.Document ?? '');
  if (document === undefined || policy === undefined || version === undefined) return undefined;
  return { policy, version, document, state: State ?? '', message: Message ?? '', ttl: TTL ?? 60 };
}

/** A version with this document, made when there is none yet: an attempt that was cut off is found again that way. */
export async function follow(
  text: string,
  step: Step,
  { outside, signal, run }: ApplyContext,
): Promise<Applied> {
  const { instance: Id } = paramsOf(step);
  const api = await outside.aws.route53();
  const value = await lookAt(api, Id, signal);
  if (value !== undefined && documentText(value.document) === text)
    return { note: `version ${value.version} was followed already` };
  const policy = value?.policy ?? '';
  const known = await versionOf(api, { policy, text }, signal);
  const Version = known ?? (await makeVersion(api, { policy, text, run }, signal));
  const request = { Id, TTL: value?.ttl ?? 60, TrafficPolicyId: policy, TrafficPolicyVersion: Version };
  await api.updateTrafficPolicyInstance(request, { signal });
  return { note: `version ${Version ?? '?'} is followed`, evidence: { version: Version ?? null } };
}

interface Wanted {
  readonly policy: string;
  readonly text: string;
}

async function versionOf(
  api: Route53Api,
  { policy, text }: Wanted,
  signal: AbortSignal,
): Promise<number | undefined> {
  let marker: string | undefined;
  do {
    const page = await api.listTrafficPolicyVersions(
      { Id: policy, TrafficPolicyVersionMarker: marker, MaxItems: 100 },
      { signal },
    );
    const found = (page.TrafficPolicies ?? []).find(({ Document }) => {
      const document = readDocument(Document ?? '');
      return document !== undefined && documentText(document) === text;
    });
    if (found !== undefined) return found.Version;
    marker = page.IsTruncated === true ? page.TrafficPolicyVersionMarker : undefined;
  } while (marker !== undefined);
  return undefined;
}

async function makeVersion(
  api: Route53Api,
  { policy: Id, text: Document, run }: Wanted & { readonly run: string },
  signal: AbortSignal,
): Promise<number | undefined> {
  const Comment = `region-failover ${run}`;
  const { TrafficPolicy } = await api.createTrafficPolicyVersion({ Id, Document, Comment }, { signal });
  return TrafficPolicy?.Version;
}

/** The cast is sound: the changing steps of this kind get their params from `steps` alone. */
export function paramsOf(step: Step): Params {
  return step.params as unknown as Params;
}
