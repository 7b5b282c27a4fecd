import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../src/clock.ts';
import type { Incident } from '../../../bot/incidents/incident.ts';
import { createLivePage, type LivePage } from '../../../bot/live-page/live-page.ts';
import { openStore } from '../../../bot/store/open-store.ts';

/** 32 characters, as the settings want at least. */
export const secret = 'a secret of the tests, never used';

/** A live page in front of a real store, with one incident in it. */
export interface Served {
  readonly url: string;
  readonly page: LivePage;
  /** What was noted as refused. */
  readonly refused: readonly string[];
  readonly incident: Incident;
  /** Stores another state of the incident and tells the page, as the worker does. */
  readonly change: (next: Incident, told?: boolean) => Promise<void>;
  /** A link to the page of the incident. */
  readonly link: () => string;
  readonly close: () => Promise<void>;
}

/** Serves the page of this incident on a port of its own. */
export async function serve(
  incident: Incident,
  clock: Clock,
  { mostStreams }: { readonly mostStreams?: number } = {},
): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), 'live-page-'));
  const store = await openStore({ file: join(folder, 'bot.db') });
  await store.migrate();
  const { incident: kept } = await store.createIncident(
    { service: incident.request.service, dedupe: 'test' },
    (id) => ({ incident: { ...incident, id }, effects: [], audit: [], result: undefined }),
  );
  const refused: string[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const made = createLivePage({
    store,
    secret,
    clock,
    refusals: {
      note: ({ at, code }) => {
        refused.push(`${at} ${code}`);
        return Promise.resolve();
      },
    },
    publicUrl: url,
    ...(mostStreams === undefined ? {} : { mostStreams }),
  });
  server.on('request', (req, res) => {
    void made.handle(req, res).then((ours) => {
      if (!ours) res.writeHead(418).end('not ours');
    });
  });
  return {
    url,
    page: made,
    refused,
    incident: kept,
    link: () => made.link(kept.id),
    change: async (next, told = true) => {
      await store.changeIncident(kept.id, () => ({
        incident: { ...next, id: kept.id },
        effects: [],
        audit: [],
        result: undefined,
      }));
      if (told) await made.notify(kept.id);
    },
    close: async () => {
      made.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Reads server-sent events one by one from an answer. */
export function eventReader(answer: Response): {
  next(): Promise<Record<string, string>>;
  cancel(): Promise<void>;
} {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('an answer without a body');
  let buffer = '';
  return {
    next: async () => {
      for (;;) {
        const end = buffer.indexOf('\n\n');
        if (end >= 0) {
          const block = buffer.slice(0, end);
          buffer = buffer.slice(end + 2);
          if (block.startsWith('retry:')) continue;
          return Object.fromEntries(
            block
              .split('\n')
              .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
          );
        }
        const { done, value } = await reader.read();
        if (done) return { event: 'end of the stream' };
        buffer += value;
      }
    },
    cancel: () => reader.cancel(),
  };
}
