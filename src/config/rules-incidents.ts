import { quoted } from './diagnostic.ts';
import { ruleError } from './facts.ts';
import type { Named, Rule } from './facts.ts';
import { didYouMean, suggest } from './suggest.ts';

/** duplicate-person: an account belongs to one person, or approvals could not tell who is who. */
export const duplicatePerson: Rule = ({ people }) => [
  ...repeated(people.names, 'name'),
  ...repeated(people.slack, 'Slack user'),
  ...repeated(people.github, 'GitHub login'),
];

function repeated(values: readonly Named[], what: string): ReturnType<Rule> {
  return values
    .filter(({ name }, index) => values.findIndex((other) => same(other.name, name)) < index)
    .map(({ name, span }) =>
      ruleError('duplicate-person', span, [`The ${what} ${quoted(name)} is listed twice under \`people\`.`]),
    );
}

// Logins of GitHub differ by more than their case; ids of Slack are in capitals anyway.
function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** unknown-person: only somebody under `people` can be allowed to break the glass. */
export const unknownPerson: Rule = ({ people, breakGlass }) => {
  const names = people.names.map(({ name }) => name);
  return breakGlass
    .filter(({ name }) => !names.includes(name))
    .map(({ name, span }) => {
      const meant = suggest(name, names);
      return ruleError('unknown-person', span, [
        `There is nobody called ${quoted(name)} under \`people\`.`,
        meant === undefined ? undefined : didYouMean(meant),
      ]);
    });
};

/** incidents-without-approvals: the bot lets nothing begin that nobody can approve. */
export const incidentsWithoutApprovals: Rule = ({ has, key }) =>
  has('incidents') && !has('approvals')
    ? [
        ruleError('incidents-without-approvals', key('incidents'), [
          'With `incidents` the bot needs `approvals`: who must say yes before a run begins.',
        ]),
      ]
    : [];

/** alarm-about-elsewhere: an alarm can only be about a region that the service has. */
export const alarmAboutElsewhere: Rule = ({ alarmRegions, regions }) => {
  const names = regions.map(({ name }) => name);
  return alarmRegions
    .filter(({ name }) => name !== 'none' && !names.includes(name))
    .map(({ name, span }) => {
      const meant = suggest(name, names);
      return ruleError('alarm-about-elsewhere', span, [
        `${quoted(name)} is not a region of this service, so no alarm can be about it; \`none\` passes an alarm over.`,
        meant === undefined ? undefined : didYouMean(meant),
      ]);
    });
};
