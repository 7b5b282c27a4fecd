import type { Json, Region } from '../ids.ts';

/** How a cluster is reached: an EKS cluster by name (endpoint, CA and token come from AWS), or a context of a kubeconfig file. */
export type ClusterRef =
  | { readonly type: 'eks'; readonly name: string; readonly region: Region }
  | { readonly type: 'context'; readonly context: string; readonly kubeconfig?: string };

/** A Kubernetes object as the API server sends it. */
export interface KubernetesObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly generation?: number;
    readonly resourceVersion?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [key: string]: unknown;
}

/** One API server. Methods throw errors that carry the HTTP status as `code`, or the network's error. */
export interface Cluster {
  /** GET of a list, all pages; `path` such as `/apis/apps/v1/namespaces/shop/deployments`. */
  list(path: string, signal: AbortSignal): Promise<readonly KubernetesObject[]>;
  /** GET of one object. */
  get(path: string, signal: AbortSignal): Promise<KubernetesObject>;
  /** PATCH with a JSON merge patch (RFC 7396). */
  mergePatch(
    path: string,
    patch: { readonly [key: string]: Json },
    signal: AbortSignal,
  ): Promise<KubernetesObject>;
}

/** Clusters by reference; each connection is made when it is first asked for, and kept. */
export interface Kubernetes {
  cluster(ref: ClusterRef): Promise<Cluster>;
}
