import type * as client from '@aws-sdk/client-secrets-manager';
import type { Secret } from '../application-resources.ts';
import type { Call } from '../operation.ts';
import { changeAt } from '../past.ts';
import { regionOf, scheduleIn } from '../world.ts';
import type { World } from '../world.ts';

/** The replicas of a primary in Secrets Manager's words. */
export function showReplicas(secret: Secret): client.ReplicationStatusType[] {
  return secret.replicas.map(({ region, kmsKeyId, status, message }) => ({
    Region: region,
    KmsKeyId: kmsKeyId ?? 'alias/aws/secretsmanager',
    Status: status,
    StatusMessage: message,
  }));
}

/** Begins to replicate a secret; a secret of the same name that is there already is overwritten only when that is asked for. */
export function replicate(secret: Secret, input: client.ReplicateSecretToRegionsRequest, call: Call): void {
  const { AddReplicaRegions = [], ForceOverwriteReplicaSecret: force = false } = input;
  for (const { Region: region = '', KmsKeyId } of AddReplicaRegions) {
    const there = regionOf(call.world, region).secrets.get(secret.name);
    const follows =
      there?.primaryRegion === secret.region && secret.replicas.some((each) => each.region === region);
    if (follows) continue;
    const refused = there !== undefined && !force;
    changeAt(secret, call.now, (each) => {
      each.primaryRegion = each.region;
      each.replicas = [
        ...each.replicas.filter((replica) => replica.region !== region),
        {
          region,
          kmsKeyId: KmsKeyId,
          status: refused ? 'Failed' : 'InProgress',
          message: refused
            ? `Replication failed: Secret name simple match found in ${region} Region for secret ${secret.name}`
            : undefined,
        },
      ];
    });
    if (!refused) deliver(call.world, secret, region);
  }
}

/** Brings a change of a primary to its replicas, in a while. */
export function propagate(world: World, secret: Secret): void {
  for (const { region, status } of secret.replicas) if (status !== 'Failed') deliver(world, secret, region);
}

/** A region that is dark gets it when it is back. */
function deliver(world: World, secret: Secret, region: string): void {
  scheduleIn(world, world.timings.secretReplicationMs, {
    apply: (at) => {
      const replica = secret.replicas.find((each) => each.region === region);
      if (replica === undefined) return;
      const target = regionOf(world, region);
      if (target.condition === 'dark') {
        scheduleIn(world, 60_000, {
          apply: () => {
            deliver(world, secret, region);
          },
          from: at,
        });
        return;
      }
      const copy: Secret = {
        ...structuredClone(secret),
        region,
        arn: secret.arn.replace(`:${secret.region}:`, `:${region}:`),
        kmsKeyId: replica.kmsKeyId,
        primaryRegion: secret.region,
        replicas: [],
      };
      const there = target.secrets.get(secret.name);
      if (there === undefined) target.secrets.set(secret.name, copy);
      else changeAt(there, at, (each) => Object.assign(each, copy));
      changeAt(secret, at, () => {
        replica.status = 'InSync';
      });
    },
  });
}
