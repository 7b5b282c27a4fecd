import { regionPattern } from '../ids.ts';
import { awsRegions, partitionOf } from './aws-regions.ts';
import { quoted } from './diagnostic.ts';
import { ruleError, ruleWarning } from './facts.ts';
import type { Rule } from './facts.ts';
import { didYouMean, suggest } from './suggest.ts';

/** two-regions-at-least: a failover needs a region to leave and a region to activate. */
export const twoRegionsAtLeast: Rule = ({ regions, key }) =>
  regions.length >= 2
    ? []
    : [
        ruleError('two-regions-at-least', key('regions'), [
          'A service needs two regions at least: home and a standby.',
        ]),
      ];

/** duplicate-region: each region is listed once. */
export const duplicateRegion: Rule = ({ regions }) =>
  regions
    .filter(({ name }, index) => regions.findIndex((other) => other.name === name) < index)
    .map(({ name, span }) =>
      ruleError('duplicate-region', span, [`The region ${quoted(name)} is listed twice.`]),
    );

/** unknown-region (warning): the name looks like a region's, but was not one when this was released. */
export const unknownRegion: Rule = ({ regions, residency, witness }) =>
  [...regions, ...(residency ?? []), ...(witness === undefined ? [] : [witness])]
    .filter(({ name }) => regionPattern.test(name) && !awsRegions.includes(name))
    .map(({ name, span }) => {
      const meant = suggest(name, awsRegions);
      const message = `${quoted(name)} is not a region of AWS that is known here.`;
      return ruleWarning('unknown-region', span, [
        message,
        meant === undefined ? undefined : didYouMean(meant),
      ]);
    });

/** mixed-partitions: nothing replicates or fails over between commercial, Chinese and US government regions. */
export const mixedPartitions: Rule = ({ regions }) => {
  const home = regions[0];
  if (home === undefined) return [];
  return regions
    .filter(({ name }) => partitionOf(name) !== partitionOf(home.name))
    .map(({ name, span }) => {
      const message = `${quoted(name)} is in the partition ${partitionOf(name)}, but home is in ${partitionOf(home.name)}: accounts and replication end there.`;
      return ruleError('mixed-partitions', span, [message]);
    });
};

/** region-outside-residency: regions of the service and the witness must be among those that may hold its data. */
export const regionOutsideResidency: Rule = ({ regions, residency, witness }) => {
  if (residency === undefined) return [];
  const allowed = new Set(residency.map(({ name }) => name));
  return [...regions, ...(witness === undefined ? [] : [witness])]
    .filter(({ name }) => !allowed.has(name))
    .map(({ name, span }) =>
      ruleError('region-outside-residency', span, [
        `${quoted(name)} is not one of the regions that \`residency\` allows.`,
        'Use an allowed region, or add it to `residency` if the data may be there.',
      ]),
    );
};

/** witness-is-operating-region: the lease must survive the loss of any region of the service. */
export const witnessIsOperatingRegion: Rule = ({ regions, witness }) => {
  if (witness === undefined || !regions.some(({ name }) => name === witness.name)) return [];
  const message = `The witness is in ${quoted(witness.name)}, a region of the service: it would be lost with it.`;
  return [
    ruleError('witness-is-operating-region', witness.span, [message, 'Use a bucket in a third region.']),
  ];
};

/** region-not-of-service: a block speaks of a region that `regions` does not list. */
export const regionNotOfService: Rule = ({ regions, blocks }) => {
  const names = regions.map(({ name }) => name);
  return blocks
    .filter(({ kind }) => kind?.regional !== undefined)
    .flatMap(({ tree }) => [...tree.children])
    .filter(([name]) => regionPattern.test(String(name)) && !names.includes(String(name)))
    .map(([name, { key }]) => {
      const meant = suggest(String(name), names);
      const advice = meant === undefined ? 'Add it to `regions`, or remove it here.' : didYouMean(meant);
      return ruleError('region-not-of-service', key, [
        `${quoted(String(name))} is not a region of this service.`,
        advice,
      ]);
    });
};

/** missing-region-value: kinds that live in every region must be named in every region. */
export const missingRegionValue: Rule = ({ regions, blocks }) =>
  blocks
    .filter(({ kind }) => kind?.regional !== undefined && kind.regionalNeeded === 'every')
    .flatMap(({ group, key, tree }) =>
      [...new Set(regions.map(({ name }) => name))]
        .filter((name) => regionPattern.test(name) && !tree.children.has(name))
        .map((name) =>
          ruleError('missing-region-value', key, [
            `${quoted(group)} does not say what it is in ${quoted(name)}.`,
            `Add a line \`${name}: ...\` to it.`,
          ]),
        ),
    );
