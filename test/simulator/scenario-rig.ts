import { Agent, request } from 'node:https';
import { onTestFinished } from 'vitest';
import type { SteppedClock } from '../../src/simulator/clock.ts';
import { steppedClock } from '../../src/simulator/clock.ts';
import type { Environment } from '../../src/simulator/environment.ts';
import { startScenario } from '../../src/simulator/environment.ts';

/** A moment at which the test worlds begin, in milliseconds since the epoch. */
export const START = Date.parse('2026-03-02T09:00:00Z');

/** Starts a scenario on a stepped clock and stops it when the test is over. */
export async function startStepped(scenario: string): Promise<Environment & { clock: SteppedClock }> {
  const clock = steppedClock(START);
  const running = await startScenario({ scenario, clock });
  onTestFinished(() => running.close());
  return { ...running, clock };
}

interface KubeCall {
  path: string;
  method?: string;
  body?: unknown;
  type?: string;
  token?: string;
  accept?: string;
}

/** What a Kubernetes API server answered. */
export interface KubeAnswer {
  status: number;
  body: Record<string, unknown> & { metadata?: Record<string, unknown>; items?: unknown[] };
}

/** Asks a region's API server with the operator's token, unless another is given. */
export async function askKubernetes(
  running: Environment,
  region: string,
  call: KubeCall,
): Promise<KubeAnswer> {
  const { status, text } = await send(running, region, call);
  return { status, body: JSON.parse(text) as KubeAnswer['body'] };
}

/** The events of a watch that ends by itself. */
export async function watchKubernetes(
  running: Environment,
  region: string,
  path: string,
): Promise<{ type: string; object: unknown }[]> {
  const { text } = await send(running, region, { path });
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as { type: string; object: unknown });
}

function send(
  { world }: Environment,
  region: string,
  call: KubeCall,
): Promise<{ status: number; text: string }> {
  const eks = world.regions.get(region)?.clusters.get('lomash-wood');
  const ca = Buffer.from(eks?.certificateAuthority ?? '', 'base64').toString();
  const agent = new Agent({ ca, keepAlive: false });
  const headers = {
    authorization: `Bearer ${call.token ?? 'simulated-operator-token'}`,
    accept: call.accept ?? 'application/json',
    'content-type': call.type ?? 'application/json',
  };
  return new Promise((resolve, reject) => {
    const url = `${eks?.endpoint ?? ''}${call.path}`;
    const sent = request(url, { method: call.method ?? 'GET', headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(call.body === undefined ? undefined : JSON.stringify(call.body));
  });
}
