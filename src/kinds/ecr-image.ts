import * as z from 'zod';
import { repositoryArn } from '../aws/arn.ts';
import type { Resource } from '../config/config.ts';
import type { Region, ResourceId } from '../ids.ts';
import type { Goal } from '../plan/plan.ts';
import { defineKind, seenIn, valueIn } from './kind.ts';
import type { Check, Observation, ObserveContext } from './kind.ts';
import { assessChecks } from './prerequisite.ts';

const spec = z.strictObject({
  repositories: z
    .array(z.string().regex(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, 'must be the name of an ECR repository'))
    .min(1)
    .describe('The repositories, which have the same names in every region, as ECR replicates them.'),
  tag: z
    .string()
    .min(1)
    .max(300)
    .default('latest')
    .describe('The tag that the services run, such as `production`.'),
});

type Spec = z.output<typeof spec>;
type Images = Resource<Spec, never>;

/** Digests by repository; null where there is no image with that tag. */
type Digests = Readonly<Record<string, string | null>>;

/** Images that the region being activated would have to pull. */
export const ecrImage = defineKind<Spec, never, Digests>({
  name: 'ecr-image',
  role: 'evidence',
  summary: 'Looks whether the images of the services are in the registry of the region being activated.',
  notes: [
    'It changes nothing. Pods and tasks that are started in the standby pull from the registry that their definition names: one in the lost region is of no use to them.',
    'A missing image is a warning in a plan and makes `health` fail. An image of the same tag with another digest is not the one that runs now: replication is late, or a deployment has left the standby out.',
    'ECR replicates what is pushed after replication was set up, and nothing from before: https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html.',
  ],
  example: `kind: ecr-image
repositories: [shop/api, shop/worker]
tag: production
`,
  spec,
  places: ['regions'],
  observe,
  reads: ({ spec: { repositories } }, place) =>
    repositories.map((name) => ({
      service: 'ecr',
      action: 'DescribeImages',
      resource: repositoryArn({ region: place }, name),
      region: place,
      plane: 'control',
    })),
  assess: (resource, observation, goal) => {
    const assessment = assessChecks(checks(resource, observation, goal), goal);
    const other = differing(resource, observation, goal);
    return other.length === 0
      ? assessment
      : {
          ...assessment,
          notes: [
            ...(assessment.notes ?? []),
            ...other.map((message) => ({ level: 'warning' as const, message })),
          ],
        };
  },
  steps: () => [],
  settled: () => ({ state: 'unobservable' }),
  verify: checks,
  prerequisites: checks,
});

async function observe(resources: readonly Images[], place: Region, { outside, signal }: ObserveContext) {
  const api = await outside.aws.ecr(place);
  const digest = async (repositoryName: string, imageTag: string): Promise<string | null> => {
    try {
      const { imageDetails } = await api.describeImages(
        { repositoryName, imageIds: [{ imageTag }] },
        { signal },
      );
      return imageDetails?.[0]?.imageDigest ?? null;
    } catch (error) {
      const absent = ['ImageNotFoundException', 'RepositoryNotFoundException'];
      if (error instanceof Error && absent.includes(error.name)) return null;
      throw error;
    }
  };
  const looks = resources.map(async ({ id, spec: { repositories, tag } }): Promise<[ResourceId, Digests]> => {
    const found = repositories.map(async (name) => [name, await digest(name, tag)] as const);
    return [id, Object.fromEntries(await Promise.all(found))];
  });
  return new Map(await Promise.all(looks));
}

function checks(
  { spec: { repositories, tag } }: Images,
  observation: Observation<Digests>,
  { to }: Goal,
): Check[] {
  const seen = seenIn(observation, to);
  return repositories.map((name) => {
    const digest = seen.state === 'seen' ? seen.value[name] : undefined;
    return {
      name: `image ${name}:${tag} in ${to}`,
      ok: typeof digest === 'string',
      expected: 'in the registry',
      found: digest ?? (seen.state === 'failed' ? seen.problem.message : 'no such image'),
    };
  });
}

function differing(
  { spec: { repositories, tag } }: Images,
  observation: Observation<Digests>,
  { from, to }: Goal,
): readonly string[] {
  const [here, there] = [valueIn(observation, from), valueIn(observation, to)];
  return repositories.flatMap((name) => {
    const [one, other] = [here?.[name], there?.[name]];
    return typeof one === 'string' && typeof other === 'string' && one !== other
      ? [`${name}:${tag} is another image in ${to} than in ${from}`]
      : [];
  });
}
