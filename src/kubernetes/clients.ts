import { type ApiServerLimits, apiServer } from './api-server.ts';
import { contextConnection } from './context-connection.ts';
import { eksConnection, type EksSource } from './eks-connection.ts';
import type { Cluster, ClusterRef, Kubernetes } from './kubernetes.ts';

/** How Kubernetes is reached. */
export interface KubernetesOptions {
  /** Finds EKS clusters and signs their tokens. */
  readonly aws: EksSource['aws'];
  /** Proxies, KUBECONFIG and endpoint overrides are read from here; the process's own where absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** ms since the epoch. */
  readonly now?: () => number;
  /** 5 s and 15 s where absent. */
  readonly limits?: ApiServerLimits;
}

const defaultLimits: ApiServerLimits = { connectTimeoutMs: 5000, requestTimeoutMs: 15_000 };

/** Clusters by reference. A connection that could not be made is tried anew the next time. */
export function createKubernetes({
  aws,
  env = process.env,
  now = Date.now,
  limits = defaultLimits,
}: KubernetesOptions): Kubernetes {
  const clusters = new Map<string, Promise<Cluster>>();
  const connect = async (ref: ClusterRef): Promise<Cluster> => {
    const connection =
      ref.type === 'eks'
        ? await eksConnection(ref, { aws, env, now })
        : await contextConnection(ref, { env, now });
    return apiServer(connection, limits);
  };
  return {
    cluster: (ref) => {
      const key =
        ref.type === 'eks'
          ? `eks ${ref.region} ${ref.name}`
          : `context ${ref.kubeconfig ?? ''} ${ref.context}`;
      const kept = clusters.get(key) ?? connect(ref);
      clusters.set(key, kept);
      kept.catch(() => clusters.delete(key));
      return kept;
    },
  };
}
