import { afterEach } from 'vitest';
import { addAccessKey, addRole } from '../../../src/simulator/builders.ts';
import { startSimulator } from '../../../src/simulator/simulator.ts';
import type { Simulator } from '../../../src/simulator/simulator.ts';
import { createWorld } from '../../../src/simulator/world.ts';
import type { World } from '../../../src/simulator/world.ts';

/** A running simulator on a clock that moves only when it is told. */
export interface Rig {
  world: World;
  simulator: Simulator;
  /** Client settings for a region: `new RDSClient(rig.aws('eu-west-2'))`. */
  aws(region: string): {
    region: string;
    endpoint: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    maxAttempts: number;
    forcePathStyle: boolean;
  };
  step(ms: number): void;
}

export const keyId = 'AKIAEXAMPLEOPERATOR1';
export const secret = 'not-a-secret-but-signed-with-all-the-same';
export const startOfTime = Date.parse('2026-11-02T09:00:00Z');
export const minutes = (count: number) => count * 60_000;

const running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** Starts a simulator with one operator and one role; it is closed after the test. */
export async function startRig(): Promise<Rig> {
  let now = startOfTime;
  const world = createWorld({ now: () => now });
  addAccessKey(world, { id: keyId, secret });
  addRole(world, 'failover');
  const simulator = await startSimulator({ world });
  running.push(simulator);
  return {
    world,
    simulator,
    aws: (region) => ({
      region,
      endpoint: simulator.url,
      credentials: { accessKeyId: keyId, secretAccessKey: secret },
      maxAttempts: 1,
      forcePathStyle: true,
    }),
    step: (ms) => {
      now += ms;
    },
  };
}
