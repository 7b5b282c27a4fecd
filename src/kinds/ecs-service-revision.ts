import type { RegisterTaskDefinitionRequest, TaskDefinition } from '@aws-sdk/client-ecs';
import type { EcsApi } from '../aws/services/ecs.ts';
import { fail } from '../errors.ts';

/** A revision of a task definition: its ARN, and the image of each container by name. */
export interface Revision {
  readonly arn: string;
  readonly images: Readonly<Record<string, string>>;
}

/** The newest active revision of a family, or the one of this ARN; undefined when there is none. */
export async function describeRevision(
  api: EcsApi,
  name: string,
  signal: AbortSignal,
): Promise<Revision | undefined> {
  try {
    const { taskDefinition } = await api.describeTaskDefinition({ taskDefinition: name }, { signal });
    return taskDefinition && revisionOf(taskDefinition);
  } catch (error) {
    // ECS has no error of its own for a task definition that is not there.
    if (
      error instanceof Error &&
      error.name === 'ClientException' &&
      /describe task def/i.test(error.message)
    )
      return undefined;
    throw error;
  }
}

/** The active revision before this one in its family; undefined when it is the first. */
export async function revisionBefore(
  api: EcsApi,
  arn: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { family, revision } = partsOf(arn);
  for (let next: string | undefined, more = true; more; more = next !== undefined) {
    const answer = await api.listTaskDefinitions(
      {
        familyPrefix: family,
        status: 'ACTIVE',
        sort: 'DESC',
        ...(next === undefined ? {} : { nextToken: next }),
      },
      { signal },
    );
    // The prefix also finds families whose names go on.
    const found = (answer.taskDefinitionArns ?? []).find((each) => {
      const other = partsOf(each);
      return other.family === family && other.revision < revision;
    });
    if (found !== undefined) return found;
    next = answer.nextToken;
  }
  return undefined;
}

/** Registers what `base` is, with another image in one container. Gives the ARN of the new revision. */
export async function registerImage(
  api: EcsApi,
  { base, container, image }: { base: string; container: string; image: string },
  signal: AbortSignal,
): Promise<string> {
  const { taskDefinition, tags = [] } = await api.describeTaskDefinition(
    { taskDefinition: base, include: ['TAGS'] },
    { signal },
  );
  if (taskDefinition === undefined)
    throw fail({ code: 'RESOURCE_MISSING', message: `There is no task definition ${base}.` });
  const containerDefinitions = (taskDefinition.containerDefinitions ?? []).map((each) =>
    each.name === container ? { ...each, image } : each,
  );
  const registered = await api.registerTaskDefinition(
    { ...settingsOf(taskDefinition), containerDefinitions, ...(tags.length === 0 ? {} : { tags }) },
    { signal },
  );
  return registered.taskDefinition?.taskDefinitionArn ?? '';
}

/** What one registers of a task definition, without what AWS adds to it. */
function settingsOf(described: TaskDefinition): Omit<RegisterTaskDefinitionRequest, 'containerDefinitions'> {
  const settings = { ...described };
  delete settings.taskDefinitionArn;
  delete settings.revision;
  delete settings.status;
  delete settings.requiresAttributes;
  delete settings.compatibilities;
  delete settings.registeredAt;
  delete settings.registeredBy;
  delete settings.deregisteredAt;
  delete settings.deleteRequestedAt;
  return { ...settings, family: described.family };
}

function revisionOf({ taskDefinitionArn = '', containerDefinitions = [] }: TaskDefinition): Revision {
  const images = containerDefinitions.map(({ name = '', image = '' }) => [name, image] as const);
  return { arn: taskDefinitionArn, images: Object.fromEntries(images) };
}

/** The family in `arn:aws:ecs:REGION:ACCOUNT:task-definition/FAMILY:REVISION`. */
export function familyOf(arn: string): string {
  return partsOf(arn).family;
}

function partsOf(arn: string): { readonly family: string; readonly revision: number } {
  const [family = '', revision = '0'] = arn.replace(/^.*\//, '').split(':');
  return { family, revision: Number(revision) };
}
