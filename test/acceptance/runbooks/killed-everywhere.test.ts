import { expect, it, vi } from 'vitest';
import { carryOut, examples, legsOf, openQuick, setTheStage } from './examples.ts';
import type { Example, Leg } from './examples.ts';
import { worldDiff } from './world-diff.ts';

// Two journeys each, one of them with up to 150 deaths; a machine that does other things as well takes its time.
vi.setConfig({ testTimeout: 600_000 });

type Effects = Readonly<Record<string, number>>;

/** What an undisturbed run does several times to the same thing, and why. */
const severalTimes: readonly { readonly change: RegExp; readonly why: string }[] = [
  { change: /^s3 PutBucketReplication /, why: 'a rule is made to copy what is there, and then to go on' },
  {
    change: /^(route53 (ChangeResourceRecordSets|UpdateTrafficPolicyInstance)|globalaccelerator) /,
    why: 'traffic goes home in stages, and each is a change',
  },
  {
    change: /^(kubernetes patch (deployments\/scale|secrets)|ecs UpdateService|application-autoscaling) /,
    why: 'what answers between the stages is stopped, led to the databases of home, started, and let go at last',
  },
];

/** There and back; dies after the effects that are given for each leg. */
async function journey(
  example: Example,
  killedAfter: (leg: number) => readonly string[],
): Promise<readonly Leg[]> {
  const service = await openQuick(example);
  const legs: Leg[] = [];
  try {
    for (const wish of legsOf(example)) {
      await setTheStage(service, wish, example.home);
      legs.push(await carryOut(service, wish, killedAfter(legs.length)));
    }
  } finally {
    await service.close();
  }
  return legs;
}

/** Each effect as often as it comes. */
function eachOf(effects: Effects): readonly string[] {
  return Object.entries(effects).flatMap(([name, times]) => Array.from({ length: times }, () => name));
}

/** Changes alone, or what people were told. */
function partOf(effects: Effects, part: 'changed' | 'told'): Effects {
  const isWanted = (name: string): boolean => name.startsWith('tell ') === (part === 'told');
  return Object.fromEntries(Object.entries(effects).filter(([name]) => isWanted(name)));
}

it.each(examples)(
  '$name: away from a home that is lost and back, killed after every single thing it does, ends each time as if nobody had killed it, and does nothing twice',
  async (example) => {
    const undisturbed = await journey(example, () => []);
    const killed = await journey(example, (leg) => eachOf(undisturbed[leg]?.effects ?? {}));

    for (const { summary, effects } of undisturbed) {
      expect(summary).toMatchObject({ result: 'done', problems: [] });
      const several = Object.entries(effects).flatMap(([name, times]) => (times > 1 ? [name] : []));
      expect(several.filter((name) => !severalTimes.some(({ change }) => change.test(name)))).toEqual([]);
    }
    expect(killed).toHaveLength(undisturbed.length);
    for (const [leg, { summary, effects, end }] of undisturbed.entries()) {
      const twin = killed[leg];
      expect(twin?.summary).toMatchObject({ result: 'done', problems: [], unfenced: summary.unfenced });
      expect(partOf(twin?.effects ?? {}, 'changed')).toEqual(partOf(effects, 'changed'));
      expect(worldDiff(end, twin?.end ?? new Map())).toEqual([]);
      // Nobody knows whether a message has arrived whose answer was not heard: it is sent again, at most once in a life.
      const told = partOf(twin?.effects ?? {}, 'told');
      expect(Object.keys(told).sort()).toEqual(Object.keys(partOf(effects, 'told')).sort());
      const lives = eachOf(effects).length + 1;
      expect(Object.entries(told).filter(([, times]) => times > lives)).toEqual([]);
    }
  },
);
