import { expect, it } from 'vitest';
import { checkOf, isZoneId } from '../../src/kinds/record-lookup.ts';
import { addHealthCheck } from '../../src/simulator/builders.ts';
import { awsWire } from './wire.ts';

it.each([
  ['Z0123456789ABCDEFGHIJ', true],
  ['WAMGP87USOEP5NE6QBIC0E', true],
  ['example.com', false],
  ['ZONE.EXAMPLE', false],
  ['internal', false],
])('takes %s for the id of a zone: %s; an emulator begins its own with any letter', (text, expected) => {
  expect(isZoneId(text)).toBe(expected);
});

it('tells a calculated health check by its children, since Route 53 does not show its status', async () => {
  const answers = new Map([
    ['one.example.com', 200],
    ['two.example.com', 503],
  ]);
  const ids: Record<string, string> = {};
  const wire = await awsWire((world) => {
    world.probe = (host) => ({ status: answers.get(host) ?? 404 });
    const children = [...answers.keys()].map(
      (host) => addHealthCheck(world, { Type: 'HTTPS', FullyQualifiedDomainName: host }).id,
    );
    const calculated = (HealthThreshold: number, Inverted: boolean) =>
      addHealthCheck(world, { Type: 'CALCULATED', ChildHealthChecks: children, HealthThreshold, Inverted })
        .id;
    Object.assign(ids, {
      any: calculated(1, false),
      all: calculated(2, false),
      not: calculated(2, true),
    });
  });
  try {
    const api = await wire.outside.aws.route53();
    const { signal } = new AbortController();
    const healthy = async (name: string) => (await checkOf(api, ids[name] ?? '', { signal }))?.healthy;
    expect([await healthy('any'), await healthy('all'), await healthy('not')]).toEqual([true, false, true]);
  } finally {
    await wire.close();
  }
});
