import { describe, expect, it, onTestFinished } from 'vitest';
import type { Kind } from '../../src/kinds/kind.ts';
import { acmCertificate } from '../../src/kinds/acm-certificate.ts';
import { ecrImage } from '../../src/kinds/ecr-image.ts';
import { serviceQuota } from '../../src/kinds/service-quota.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addCertificate, addQuota, addRepository } from '../../src/simulator/watching.ts';
import type { World } from '../../src/simulator/world.ts';
import { conforms } from './conformance.ts';
import { resourceOf } from './resource.ts';
import { awsWire, look } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'up',
};

const day = 24 * 60 * 60_000;
const day0 = Date.UTC(2026, 10, 21, 10);
const standby = '0f1e2d3c-7777-8888-9999-000011112222';

function certificates(world: World, standbyEnds: number): void {
  addCertificate(world, 'eu-west-1', {
    id: '0f1e2d3c-1111-2222-3333-444455556666',
    domainName: 'shop.example.com',
  });
  addCertificate(world, 'eu-west-2', { id: standby, domainName: 'shop.example.com', notAfter: standbyEnds });
}

function images(world: World): void {
  for (const name of ['shop/api', 'shop/worker'])
    addRepository(world, 'eu-west-1', { name, images: { production: 'sha256:1111' } });
  addRepository(world, 'eu-west-2', { name: 'shop/api', images: { production: 'sha256:2222' } });
  addRepository(world, 'eu-west-2', { name: 'shop/worker', images: { old: 'sha256:1111' } });
}

conforms(acmCertificate, [
  {
    name: 'a certificate that is good',
    goal,
    open: () =>
      awsWire((world) => {
        certificates(world, day0 + 90 * day);
      }),
    actions: [],
  },
]);
conforms(ecrImage, [
  {
    name: 'images that are replicated',
    goal,
    open: () =>
      awsWire((world) => {
        for (const name of ['shop/api', 'shop/worker'])
          addRepository(world, 'eu-west-2', { name, images: { production: 'sha256:1111' } });
      }),
    actions: [],
  },
]);
conforms(serviceQuota, [
  {
    name: 'a quota that is enough',
    goal,
    open: () =>
      awsWire((world) => {
        addQuota(world, 'eu-west-2', { service: 'ec2', code: 'L-1216C47A', value: 256, used: 16 });
      }),
    actions: [],
    verifies: false,
  },
]);

/** What stands in the way in eu-west-2, and what a plan would warn of. */
async function told(kind: Kind, build: (world: World) => void, block = kind.example) {
  const wire = await awsWire(build);
  onTestFinished(() => wire.close());
  wire.advance(120_000);
  const resource = resourceOf(kind, block);
  const observation = await look(kind, resource, { wire, goal });
  const checks = kind.prerequisites?.(resource, observation, goal) ?? [];
  return {
    failed: checks.filter(({ ok }) => !ok).map(({ name, found }) => `${name}: ${found}`),
    notes: kind.assess(resource, observation, goal).notes?.map(({ message }) => message) ?? [],
  };
}

describe('what a failover would run into', () => {
  it('a certificate that has ended', async () => {
    const { failed } = await told(acmCertificate, (world) => {
      certificates(world, day0 - day);
    });
    expect(failed).toEqual(['certificate of shop.example.com in eu-west-2: expired, ended 2026-11-20']);
  });

  it('a certificate that is not there, or ends soon', async () => {
    const { failed } = await told(acmCertificate, () => undefined);
    expect(failed[0]).toContain(`there is no arn:aws:acm:eu-west-2:111122223333:certificate/${standby}`);
    const soon = await told(acmCertificate, (world) => {
      certificates(world, day0 + 7 * day);
    });
    expect(soon.failed).toEqual([]);
    expect(soon.notes[0]).toContain('ends on 2026-11-28');
  });

  it('images that are missing or are not those that run', async () => {
    const { failed, notes } = await told(ecrImage, images);
    expect(failed).toEqual(['image shop/worker:production in eu-west-2: no such image']);
    expect(notes).toContain('shop/api:production is another image in eu-west-2 than in eu-west-1');
  });

  it('a quota with less room than is needed, counting what is in use', async () => {
    const { failed } = await told(serviceQuota, (world) => {
      addQuota(world, 'eu-west-2', { service: 'ec2', code: 'L-1216C47A', value: 64, used: 16 });
    });
    expect(failed).toEqual(['quota ec2 L-1216C47A in eu-west-2 (L-1216C47A): 48 of 64']);
  });

  it('says so where the use is not measured', async () => {
    const { failed } = await told(serviceQuota, (world) => {
      addQuota(world, 'eu-west-2', { service: 'ec2', code: 'L-1216C47A', value: 32 });
    });
    expect(failed[0]).toContain('32, its use is not measured');
  });
});
