import { missingTraffic, missingVerification, missingWitness, rpoWithoutData } from './rules-coverage.ts';
import { dependencyCycle } from './rules-cycle.ts';
import { eachDuplicate, eachEmpty, eachInKey, eachOutside, unusedEach } from './rules-each.ts';
import { unknownGuard, unledWriters } from './rules-failback.ts';
import {
  alarmAboutElsewhere,
  duplicatePerson,
  incidentsWithoutApprovals,
  unknownPerson,
} from './rules-incidents.ts';
import {
  duplicateRegion,
  missingRegionValue,
  mixedPartitions,
  regionNotOfService,
  regionOutsideResidency,
  twoRegionsAtLeast,
  unknownRegion,
  witnessIsOperatingRegion,
} from './rules-regions.ts';
import {
  duplicateResourceId,
  noResources,
  sameTargetTwice,
  selfDependency,
  unknownDependency,
  unknownKind,
  unknownOutput,
} from './rules-resources.ts';
import type { Rule } from './facts.ts';

/** Every rule that a file must satisfy beyond its schemas. */
export const rules: readonly Rule[] = [
  twoRegionsAtLeast,
  duplicateRegion,
  unknownRegion,
  mixedPartitions,
  regionOutsideResidency,
  witnessIsOperatingRegion,
  regionNotOfService,
  missingRegionValue,
  noResources,
  unknownKind,
  duplicateResourceId,
  sameTargetTwice,
  unknownDependency,
  unknownOutput,
  selfDependency,
  dependencyCycle,
  eachEmpty,
  eachDuplicate,
  unusedEach,
  eachOutside,
  eachInKey,
  missingTraffic,
  missingVerification,
  missingWitness,
  rpoWithoutData,
  duplicatePerson,
  unknownPerson,
  incidentsWithoutApprovals,
  alarmAboutElsewhere,
  unknownGuard,
  unledWriters,
];
