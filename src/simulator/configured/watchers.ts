import { createHash } from 'node:crypto';
import { listAt, textAt, textsAt } from '../kubernetes/json.ts';
import { addAlarm, addCertificate, addQuota, addRepository, addTopic } from '../watching.ts';
import type { DescribedResource } from './described-service.ts';
import { countMade, inRegion, resourcesOf, textOf } from './making.ts';
import type { Making } from './making.ts';

/** Makes the topics, each in the region of its ARN. */
export function makeTopics(making: Making, { regional }: DescribedResource): void {
  for (const arn of Object.values(regional).flatMap((each) => textOf(each) ?? [])) {
    const [, , , region = '', , name = ''] = arn.split(':');
    addTopic(making.world, region, name);
    countMade(making, 'topic/topics');
  }
}

/** Makes the alarms that the config names, quiet for as long as nobody sets their state: what they watch it does not say. */
export function makeAlarms(making: Making, { regional }: DescribedResource): void {
  const { world } = making;
  for (const [region, given] of Object.entries(regional))
    for (const name of listAt(given, 'alarms').flatMap((each) => textOf(each) ?? [])) {
      addAlarm(world, region, {
        ...{ name, namespace: 'Simulated', metricName: name, threshold: 1, state: 'OK' },
        ...{ treatMissingData: 'notBreaching', dimensions: textsAt(given, 'dimensions') },
      });
      countMade(making, 'alarm/alarms');
    }
}

/** Makes certificates, issued and good for three months, for the name that people ask for. */
export function makeCertificates(making: Making, { regional }: DescribedResource): void {
  const [check] = resourcesOf(making, 'http-check', 'region').map(({ spec }) => textAt(spec, 'url'));
  const domainName =
    check !== undefined && URL.canParse(check)
      ? new URL(check).hostname
      : `${making.service.service}.example`;
  for (const arn of Object.values(regional).flatMap((each) => textOf(each) ?? [])) {
    const region = arn.split(':')[3] ?? '';
    addCertificate(making.world, region, { id: arn.split('/').at(-1) ?? '', arn, domainName });
    countMade(making, 'certificate/certificates');
  }
}

/** Makes an image of each repository in every region, the same one everywhere. */
export function makeImages(making: Making, { spec }: DescribedResource): void {
  const tag = textAt(spec, 'tag');
  for (const name of listAt(spec, 'repositories').flatMap((each) => textOf(each) ?? [])) {
    const digest = `sha256:${createHash('sha256').update(`${name}:${tag}`).digest('hex')}`;
    for (const region of making.service.regions)
      addRepository(making.world, region, { name, images: { [tag]: digest } });
    countMade(making, 'image/images');
  }
}

/** Makes quotas that leave twice the room that a failover takes. */
export function makeQuota(making: Making, { spec }: DescribedResource): void {
  for (const region of making.service.regions) {
    const needs = inRegion(making, spec['needs'], region);
    if (typeof needs !== 'number') continue;
    const [service, code] = [textAt(spec, 'service'), textAt(spec, 'quota')];
    addQuota(making.world, region, { service, code, value: 2 * needs });
  }
  countMade(making, 'quota/quotas');
}
