import type { Role } from './config-kind.ts';
import { ruleWarning } from './facts.ts';
import type { Facts, Rule } from './facts.ts';

/** missing-traffic (warning): a failover that moves no traffic leaves the users where they were. */
export const missingTraffic: Rule = (facts) => {
  if (!isJudgeable(facts) || hasRole(facts, 'traffic')) return [];
  const message = 'No resource moves traffic: after a failover, users still go to the region that was left.';
  return [ruleWarning('missing-traffic', facts.key('resources'), [message, kindsFor(facts, 'traffic')])];
};

/** missing-verification (warning): without a check from outside nothing proves that the failover worked. */
export const missingVerification: Rule = (facts) => {
  if (!isJudgeable(facts) || hasRole(facts, 'verification')) return [];
  const message = 'No resource checks the result: nothing proves that a failover worked.';
  return [
    ruleWarning('missing-verification', facts.key('resources'), [message, kindsFor(facts, 'verification')]),
  ];
};

/** missing-witness (warning): without a witness bucket two machines can start two runs at once. */
export const missingWitness: Rule = ({ hasWitness, key }) => {
  const message = 'There is no `witness`: runs on different machines cannot see each other.';
  const advice = 'Name an S3 bucket in a third region: `witness: { bucket: ..., region: ... }`.';
  return hasWitness ? [] : [ruleWarning('missing-witness', key('service'), [message, advice])];
};

/** rpo-without-data (warning): an RPO that nothing measures. */
export const rpoWithoutData: Rule = (facts) => {
  if (!facts.hasRpo || !isJudgeable(facts) || hasRole(facts, 'data')) return [];
  const message = 'An RPO is set, but no resource holds data: nothing will measure it.';
  return [ruleWarning('rpo-without-data', facts.key('objectives'), [message, kindsFor(facts, 'data')])];
};

/** What is missing cannot be told while a block is of no kind. */
function isJudgeable({ blocks }: Facts): boolean {
  return blocks.length > 0 && blocks.every(({ kind }) => kind !== undefined);
}

function hasRole({ blocks }: Facts, role: Role): boolean {
  return blocks.some(({ kind }) => kind?.role === role);
}

function kindsFor({ registry }: Facts, role: Role): string {
  const names = [...registry.values()].filter((kind) => kind.role === role).map(({ name }) => `\`${name}\``);
  return names.length === 0 ? 'No kind of this build can do it.' : `Kinds that do: ${names.join(', ')}.`;
}
