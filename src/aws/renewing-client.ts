import type { CredentialSource } from './credentials.ts';
import type { Client } from './service.ts';

/** What services call keys that were good once; such a call has done nothing. */
const expired = ['ExpiredToken', 'ExpiredTokenException'];

/** A client that renews keys which have expired under way, once for all calls that they were refused to, and sends those again. */
export function renewingClient(client: Client, source: CredentialSource): Client {
  return {
    send: async (command, options) => {
      const generation = source.generation();
      try {
        return await client.send(command, options);
      } catch (error) {
        if (!(error instanceof Error) || !expired.includes(error.name)) throw error;
        if (source.generation() === generation && !(await renewed(source))) throw error;
        return await client.send(command, options);
      }
    },
    destroy: () => {
      client.destroy();
    },
  };
}

/** Where the provider has nothing new, the refusal says more than its error. */
async function renewed(source: CredentialSource): Promise<boolean> {
  return await source.refresh().then(
    () => true,
    () => false,
  );
}
