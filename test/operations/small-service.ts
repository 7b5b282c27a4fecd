import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config/parse.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { openSession, type Session } from '../../src/operations/session.ts';
import { addBucket, addDbInstance, addReplica } from '../../src/simulator/builders.ts';
import { systemClock } from '../../src/clock.ts';
import { virtualClock } from '../../src/simulator/clock.ts';
import type { World } from '../../src/simulator/world.ts';
import { awsWire, type Wire } from '../kinds/wire.ts';

/** A service of one database and one bucket, in a world whose clock is stepped, with a session on it. */
export interface SmallService {
  readonly wire: Wire;
  readonly session: Session;
}

const text = `service: shop
regions: [eu-west-1, eu-west-2]
objectives: { rto: 15m, rpo: 1m }
account: '111122223333'
resources:
  orders: { kind: rds-instance, eu-west-1: orders-prod, eu-west-2: orders-prod-replica }
  media: { kind: s3-bucket, eu-west-1: shop-media, eu-west-2: shop-media-replica }
`;

/** Opens it until the test ends; `more` is added to the config, `build` to the world. */
export async function openSmallService(
  more = '',
  build: (world: World) => void = () => undefined,
): Promise<SmallService> {
  const wire = await awsWire((world) => {
    const source = addDbInstance(world, { identifier: 'orders-prod', region: 'eu-west-1' });
    addReplica(world, source, { identifier: 'orders-prod-replica', region: 'eu-west-2' });
    addBucket(world, { name: 'shop-media', region: 'eu-west-1', versioning: 'Enabled' });
    addBucket(world, { name: 'shop-media-replica', region: 'eu-west-2', versioning: 'Enabled' });
    build(world);
  });
  wire.advance(5 * 60_000);
  const { config, diagnostics } = parseConfig({
    text: text + more,
    file: 'failover.yml',
    registry: kinds,
  });
  if (config === undefined) throw new Error(JSON.stringify(diagnostics));
  const directory = await mkdtemp(join(tmpdir(), 'small-service-'));
  const clock = { ...systemClock, now: wire.now, sleep: () => Promise.resolve() };
  const session = openSession({
    ...{ config, registry: kinds, clock, to: 'eu-west-2', env: process.env, directory },
  });
  onTestFinished(async () => {
    session.close();
    await wire.close();
    await rm(directory, { recursive: true });
  });
  return { wire, session };
}

/** The session with a clock that jumps ahead while everybody waits, and takes the world with it. */
export function withTime({ session, wire }: SmallService): Session {
  const inner = virtualClock(wire.now());
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    await inner.sleep(ms, signal);
    wire.advance(Math.max(0, inner.now() - wire.now()));
  };
  const clock = { ...inner, sleep };
  return { ...session, clock, looking: { ...session.looking, clock } };
}
