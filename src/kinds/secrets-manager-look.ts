import * as z from 'zod';
import type { Resource } from '../config/config.ts';
import type { Place, Region, ResourceId } from '../ids.ts';
import { regionalRule, rulesIn, seenKeysOf } from './connection-rules.ts';
import type { RegionalRule, SeenKeys } from './connection-rules.ts';
import { valueIn } from './kind.ts';
import type { ObserveContext, Observation } from './kind.ts';
import { forRegion, perRegion } from './per-region.ts';
import { readSecret, valuesIn, wholeSecret } from './secrets-manager-change.ts';

/** The block of a `secrets-manager`. */
export const secretSpec = z
  .strictObject({
    connection: regionalRule
      .optional()
      .describe(
        'What becomes of a secret that is one connection string as a whole. Give either this or `keys`.',
      ),
    keys: z
      .record(z.string().min(1), regionalRule)
      .optional()
      .describe(
        'What becomes of the keys of a secret that is a JSON object; keys that are not named stay as they are.',
      ),
    replicated: z
      .boolean()
      .default(false)
      .describe(
        'Whether the secret of the region that stands by is a replica of the active one; `reprotect` makes it one again.',
      ),
    kmsKey: perRegion(z.string().min(1))
      .optional()
      .describe(
        'KMS key of a replica that is made in a region, for all regions or by region; as now, or the default one, where absent.',
      ),
  })
  .refine(({ connection, keys = {} }) => (connection === undefined) !== (Object.keys(keys).length === 0), {
    path: ['keys'],
    message: 'give either `keys`, with at least one of them, or `connection`',
  });

/** What stands under the name of a region. */
export const secretName = z
  .string()
  .regex(/^[\w/+=.@:-]{1,2048}$/, 'must be the name or the ARN of a secret')
  .describe('Name or ARN of the secret in this region.');

type Spec = z.output<typeof secretSpec>;
/** A `secrets-manager` of the config. */
export type Secret = Resource<Spec, string>;

/** What is seen of a secret in a region. */
export interface SecretLook {
  readonly keys: SeenKeys;
  /** The version that is AWSCURRENT. */
  readonly version: string;
  /** Where the primary is, if this one is a replica. */
  readonly replicaOf?: Region;
  readonly kmsKey?: string;
  /** What this one is replicated to: `InSync`, or what is wrong. */
  readonly replicas: Readonly<Record<Region, string>>;
}

/** Which secret it is in a region. */
export function nameIn({ regional: names }: Secret, region: Region): { secret: string; region: Region } {
  return { secret: names[region] ?? '', region };
}

/** The rules of the block, by key. */
export function rulesOf({ connection, keys }: Spec): Readonly<Record<string, RegionalRule>> {
  return connection === undefined ? (keys ?? {}) : { [wholeSecret]: connection };
}

/** Looks at secrets in one region. */
export async function observeSecrets(
  resources: readonly Secret[],
  place: Place,
  { outside, signal }: ObserveContext,
): Promise<ReadonlyMap<ResourceId, SecretLook>> {
  const api = await outside.aws.secrets(place);
  const looks = resources.map(async (resource): Promise<readonly (readonly [ResourceId, SecretLook])[]> => {
    const id = nameIn(resource, place).secret;
    const content = await readSecret({ id }, place, { outside, signal });
    if (content === undefined) return [];
    const described = await api.describeSecret({ SecretId: id }, { signal });
    const { PrimaryRegion, KmsKeyId, ReplicationStatus = [] } = described;
    const whole = resource.spec.connection !== undefined;
    const rules = rulesIn(rulesOf(resource.spec), place);
    const value: SecretLook = {
      keys: seenKeysOf(valuesIn(content.text, whole), rules, outside),
      version: content.version,
      ...(PrimaryRegion === undefined || PrimaryRegion === place ? {} : { replicaOf: PrimaryRegion }),
      ...(KmsKeyId === undefined ? {} : { kmsKey: KmsKeyId }),
      replicas: Object.fromEntries(
        ReplicationStatus.map(({ Region: region = '', Status = 'InProgress', StatusMessage }) => [
          region,
          Status === 'Failed' ? `Failed: ${StatusMessage ?? 'no reason given'}` : Status,
        ]),
      ),
    };
    return [[resource.id, value]];
  });
  return new Map((await Promise.all(looks)).flat());
}

/** The KMS key of a replica in a region: of the config, or the one that is used there now. */
export function keyFor(
  { spec: { kmsKey } }: Secret,
  observation: Observation<SecretLook>,
  region: Region,
): string | undefined {
  return (
    (kmsKey === undefined ? undefined : forRegion(kmsKey, region)) ?? valueIn(observation, region)?.kmsKey
  );
}
