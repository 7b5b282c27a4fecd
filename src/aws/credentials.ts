import type { Region } from '../ids.ts';
import type { Credentials } from './service.ts';

/** Renewed this long before they expire, so that no call is signed with keys that die on the way. In ms. */
const renewBeforeMs = 5 * 60_000;

/** Credentials that all clients share: asked for once, kept until shortly before they expire. */
export interface CredentialSource {
  readonly provide: () => Promise<Credentials>;
  /** Drops what is kept and asks again; rejects with the provider's error. */
  readonly refresh: () => Promise<void>;
  /** How often keys have been loaded: whether those of a call are still the ones in use. */
  readonly generation: () => number;
}

/**
 * Keeps what `load` gives until it nears its expiry. When a renewal fails while the old keys are still valid,
 * the old keys are used: a failover must not stop because the identity provider is slow.
 */
export function createCredentials(load: () => Promise<Credentials>, now: () => number): CredentialSource {
  let kept: Credentials | undefined;
  let loading: Promise<Credentials> | undefined;
  let generation = 0;

  const remainingMs = (credentials: Credentials): number =>
    credentials.expiration === undefined ? Infinity : credentials.expiration.getTime() - now();

  const renew = (): Promise<Credentials> => {
    loading ??= load()
      .then((fresh) => {
        generation += 1;
        return (kept = fresh);
      })
      .finally(() => {
        loading = undefined;
      });
    return loading;
  };

  const provide = async (): Promise<Credentials> => {
    const old = kept;
    if (old !== undefined && remainingMs(old) > renewBeforeMs) return old;
    try {
      return await renew();
    } catch (error) {
      if (old !== undefined && remainingMs(old) > 0) return old;
      throw error;
    }
  };

  // The SDK would otherwise keep its own copy for each client, which `refresh` could not reach.
  const shared = Object.assign(provide, { memoized: true });
  return {
    provide: shared,
    refresh: async () => {
      kept = undefined;
      await renew();
    },
    generation: () => generation,
  };
}

/**
 * The SDK's default chain (environment, shared files, SSO, process, web identity, container, instance). Where it has to
 * exchange a token, it does so at the regional STS endpoint of `region`, never at the global one in us-east-1.
 */
export function defaultChain(region: Region): () => Promise<Credentials> {
  return async () => {
    const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
    // A fresh chain for every load: the chain keeps what it has found, and a renewal must look again.
    return defaultProvider({ clientConfig: { region } })();
  };
}
