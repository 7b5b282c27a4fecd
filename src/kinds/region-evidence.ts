import { classify } from '../error-class.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes.ts';
import type { RegionCondition } from '../plan/plan.ts';
import { clusterRef } from './cluster-ref.ts';
import type { ClusterField } from './cluster-ref.ts';
import type { ObserveContext } from './kind.ts';
import { forRegion } from './per-region.ts';
import type { PerRegion } from './per-region.ts';

/** What a region shows of itself; that something did not answer is a finding here, not an error. */
export interface RegionEvidence {
  /** Whether the region's own API endpoint answers at all; a refusal is an answer. */
  readonly api: { readonly answers: boolean; readonly detail: string };
  readonly nodes?:
    { readonly ready: number; readonly total: number } | { readonly error: string } | undefined;
  /** The service by the region's own address. */
  readonly endpoint?: { readonly status: number } | { readonly error: string } | undefined;
}

const HTTP_TIMEOUT_MS = 10_000;

/** Asks the region's STS endpoint who is calling: the smallest question that shows the region's API alive. */
export async function askApi(region: Region, context: ObserveContext): Promise<RegionEvidence['api']> {
  try {
    const sts = await context.outside.aws.sts(region);
    await sts.getCallerIdentity({}, { signal: context.signal });
    return { answers: true, detail: 'answers' };
  } catch (error) {
    context.signal.throwIfAborted();
    const { class: reason, problem } = classify(error, { region });
    // Our own credentials say nothing about the region: whoever asked must renew them and look again.
    if (problem.code === 'CREDENTIALS_MISSING' || problem.code === 'CREDENTIALS_EXPIRED') throw error;
    return { answers: !['unreachable', 'transient', 'unknown'].includes(reason), detail: problem.message };
  }
}

/** Counts the nodes of the region's cluster and those that are ready. */
export async function askNodes(
  { cluster, resource }: { cluster: PerRegion<ClusterField>; resource: ResourceId },
  region: Region,
  context: ObserveContext,
): Promise<RegionEvidence['nodes']> {
  if (forRegion(cluster, region) === undefined) return undefined;
  try {
    const api = await context.outside.kubernetes.cluster(clusterRef(cluster, region, resource));
    const nodes = await api.list('/api/v1/nodes', context.signal);
    return { ready: nodes.filter(isReady).length, total: nodes.length };
  } catch (error) {
    context.signal.throwIfAborted();
    return { error: classify(error, { region }).problem.message };
  }
}

function isReady(node: KubernetesObject): boolean {
  const status = node['status'] as { conditions?: readonly { type?: string; status?: string }[] } | undefined;
  return status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false;
}

/** Asks the service by the region's own address; any answer below 500 shows it alive. */
export async function askEndpoint(
  { url, connectTo }: { url: string; connectTo: string | undefined },
  region: Region,
  context: ObserveContext,
): Promise<RegionEvidence['endpoint']> {
  try {
    const request = { url, timeoutMs: HTTP_TIMEOUT_MS, signal: context.signal };
    const { status } = await context.outside.http.request(
      connectTo === undefined ? request : { ...request, connectTo },
    );
    return { status };
  } catch (error) {
    context.signal.throwIfAborted();
    return { error: classify(error, { region }).problem.message };
  }
}

/** `down` when nothing answers, `up` when everything that was asked is well, `degraded` between. */
export function conditionFrom({ api, nodes, endpoint }: RegionEvidence): RegionCondition {
  const silentNodes = nodes === undefined || 'error' in nodes;
  const silentEndpoint = endpoint === undefined || 'error' in endpoint;
  if (!api.answers && silentNodes && silentEndpoint) return 'down';
  const nodesWell =
    nodes === undefined || ('total' in nodes && nodes.ready === nodes.total && nodes.total > 0);
  const endpointWell = endpoint === undefined || ('status' in endpoint && endpoint.status < 400);
  return api.answers && nodesWell && endpointWell ? 'up' : 'degraded';
}

/** The evidence as sentences for people. */
export function sentencesOf({ api, nodes, endpoint }: RegionEvidence, region: Region): readonly string[] {
  const sentences = [
    api.answers ? `The API of ${region} answers.` : `The API of ${region} does not answer: ${api.detail}`,
  ];
  if (nodes !== undefined) {
    sentences.push(
      'error' in nodes
        ? `The cluster in ${region} does not answer: ${nodes.error}`
        : `${nodes.ready} of ${nodes.total} nodes in ${region} are ready.`,
    );
  }
  if (endpoint !== undefined) {
    sentences.push(
      'error' in endpoint
        ? `The service in ${region} does not answer: ${endpoint.error}`
        : `The service in ${region} answers ${endpoint.status}.`,
    );
  }
  return sentences;
}
