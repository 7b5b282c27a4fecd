import * as client from '@aws-sdk/client-elasticache';
import type { DatastoreMember, GlobalDatastore } from '../global-stores.ts';
import { defineOperation, failure } from '../operation.ts';
import type { Answer, Call, Failure, Operation } from '../operation.ts';
import type { ReplicationGroup } from '../regional-resources.ts';
import { addGlobalDatastore, datastoreMember } from '../store-builders.ts';
import { scheduleIn } from '../world.ts';
import { pageOf } from './pages.ts';

const missing = (id: string) =>
  failure(client.GlobalReplicationGroupNotFoundFault$, `Global Replication Group ${id} not found.`);
const wrongState = (message: string) => failure(client.InvalidGlobalReplicationGroupStateFault$, message);
const wrongValue = (message: string) => failure(client.InvalidParameterValueException$, message);

/** The Global Datastore that a replication group belongs to. */
export function datastoreOf(call: Call, group: ReplicationGroup): GlobalDatastore | undefined {
  return call.world.globalDatastores.get(group.globalDatastoreId ?? '');
}

/** What a replication group says about its part in a Global Datastore. */
export function roleOf(call: Call, group: ReplicationGroup): client.GlobalReplicationGroupInfo | undefined {
  const datastore = datastoreOf(call, group);
  const member = datastore?.members.find(
    ({ groupId, region }) => groupId === group.id && region === group.region,
  );
  if (!datastore || !member) return undefined;
  return { GlobalReplicationGroupId: datastore.id, GlobalReplicationGroupMemberRole: member.role };
}

/** Why a new group in the caller's region cannot become a secondary; undefined where it can, or is to be none. */
export function refuseSecondary(call: Call, id: string | undefined): Failure | undefined {
  if (id === undefined) return undefined;
  const datastore = call.world.globalDatastores.get(id);
  if (!datastore) return missing(id);
  if (!['available', 'primary-only'].includes(datastore.status))
    return wrongState(`Global Replication Group ${id} is not in available or primary-only state.`);
  if (datastore.members.some(({ region }) => region === call.region.name))
    return wrongValue(`Global Replication Group ${id} already has a member in ${call.region.name}.`);
  return undefined;
}

/** Makes a group that is being created a secondary; it is one when it is available. */
export function associate(call: Call, datastore: GlobalDatastore, group: ReplicationGroup): void {
  const given = { groupId: group.id, region: group.region, role: 'SECONDARY' as const };
  const member = datastoreMember(call.world, { ...given, status: 'associating' });
  group.globalDatastoreId = datastore.id;
  datastore.members.push(member);
  datastore.status = 'modifying';
  scheduleIn(call.world, call.world.timings.createCacheMs, {
    apply: () => {
      member.status = 'associated';
      datastore.status = 'available';
    },
  });
}

/** A datastore is known in the regions of its members only. */
function find(call: Call, id: string | undefined): GlobalDatastore | undefined {
  const datastore = call.world.globalDatastores.get(id ?? '');
  return datastore?.members.some(({ region }) => region === call.region.name) ? datastore : undefined;
}

function describe(
  input: client.DescribeGlobalReplicationGroupsMessage,
  call: Call,
): Answer<client.DescribeGlobalReplicationGroupsResult> {
  const { GlobalReplicationGroupId: id } = input;
  const all = [...call.world.globalDatastores.values()].filter((each) => find(call, each.id));
  if (id !== undefined && !find(call, id)) return missing(id);
  const page = pageOf(
    all.filter((each) => (id ?? each.id) === each.id),
    input.Marker,
    input.MaxRecords ?? 100,
  );
  const withMembers = input.ShowMemberInfo === true;
  return { Marker: page.next, GlobalReplicationGroups: page.items.map((each) => show(each, withMembers)) };
}

function failover(
  input: client.FailoverGlobalReplicationGroupMessage,
  call: Call,
): Answer<client.FailoverGlobalReplicationGroupResult> {
  const { GlobalReplicationGroupId: id = '', PrimaryRegion: to, PrimaryReplicationGroupId: groupId } = input;
  const datastore = find(call, id);
  if (!datastore) return missing(id);
  if (datastore.status !== 'available' || datastore.promoting !== undefined)
    return wrongState(`Global Replication Group ${id} is not in available state.`);
  const member = datastore.members.find((each) => each.region === to && each.groupId === groupId);
  if (!member) return wrongValue(`${groupId ?? ''} in ${to ?? ''} is not a member of ${id}.`);
  if (member.role === 'PRIMARY') return wrongValue(`${member.groupId} is already the primary of ${id}.`);
  datastore.promoting = member.groupId;
  const { globalCacheFailoverBeginsMs: beginsMs, globalCacheFailoverMs: takesMs } = call.world.timings;
  scheduleIn(call.world, beginsMs, {
    apply: () => {
      datastore.status = 'modifying';
    },
  });
  scheduleIn(call.world, beginsMs + takesMs, {
    apply: () => {
      datastore.promoting = undefined;
      datastore.status = call.doomedStatus ?? 'available';
      if (call.doomedStatus === undefined) promote(datastore, member);
    },
  });
  return { GlobalReplicationGroup: show(datastore, true) };
}

function promote(datastore: GlobalDatastore, chosen: DatastoreMember): void {
  for (const member of datastore.members) {
    member.role = member === chosen ? 'PRIMARY' : 'SECONDARY';
    member.follower.lag = [];
  }
}

function disassociate(
  input: client.DisassociateGlobalReplicationGroupMessage,
  call: Call,
): Answer<client.DisassociateGlobalReplicationGroupResult> {
  const { GlobalReplicationGroupId: id = '', ReplicationGroupId: groupId = '' } = input;
  const datastore = find(call, id);
  if (!datastore) return missing(id);
  if (datastore.status !== 'available' || datastore.promoting !== undefined)
    return wrongState(`Global Replication Group ${id} is not in available state.`);
  const member = datastore.members.find(
    (each) => each.groupId === groupId && each.region === input.ReplicationGroupRegion,
  );
  if (!member) return wrongValue(`${groupId} is not a member of ${id}.`);
  if (member.role === 'PRIMARY') return wrongValue(`The primary ${groupId} cannot be disassociated.`);
  member.status = 'disassociating';
  datastore.status = 'modifying';
  scheduleIn(call.world, call.world.timings.globalCacheDisassociationMs, {
    apply: () => {
      datastore.members = datastore.members.filter((each) => each !== member);
      datastore.status = datastore.members.length > 1 ? 'available' : 'primary-only';
      const group = call.world.regions.get(member.region)?.replicationGroups.get(groupId);
      if (group) group.globalDatastoreId = undefined;
    },
  });
  return { GlobalReplicationGroup: show(datastore, true) };
}

function create(
  input: client.CreateGlobalReplicationGroupMessage,
  call: Call,
): Answer<client.CreateGlobalReplicationGroupResult> {
  // Every region has a prefix of its own; this is us-east-1's, which stands for all.
  const id = `ldgnf-${input.GlobalReplicationGroupIdSuffix ?? ''}`;
  const group = call.region.replicationGroups.get((input.PrimaryReplicationGroupId ?? '').toLowerCase());
  if (call.world.globalDatastores.has(id))
    return failure(client.GlobalReplicationGroupAlreadyExistsFault$, `${id} already exists.`);
  if (!group) {
    const message = `ReplicationGroup ${input.PrimaryReplicationGroupId ?? ''} not found.`;
    return failure(client.ReplicationGroupNotFoundFault$, message);
  }
  if (group.status !== 'available' || group.globalDatastoreId !== undefined)
    return failure(client.InvalidReplicationGroupStateFault$, `${group.id} cannot become a primary.`);
  const datastore = addGlobalDatastore(call.world, id, [group]);
  datastore.description = input.GlobalReplicationGroupDescription ?? '';
  return { GlobalReplicationGroup: show(datastore, true) };
}

function remove(
  input: client.DeleteGlobalReplicationGroupMessage,
  call: Call,
): Answer<client.DeleteGlobalReplicationGroupResult> {
  const datastore = find(call, input.GlobalReplicationGroupId);
  if (!datastore) return missing(input.GlobalReplicationGroupId ?? '');
  if (datastore.status !== 'primary-only')
    return wrongState(`Global Replication Group ${datastore.id} still has secondaries.`);
  for (const { region, groupId } of datastore.members) {
    const group = call.world.regions.get(region)?.replicationGroups.get(groupId);
    if (group) group.globalDatastoreId = undefined;
    if (input.RetainPrimaryReplicationGroup !== true)
      call.world.regions.get(region)?.replicationGroups.delete(groupId);
  }
  call.world.globalDatastores.delete(datastore.id);
  return { GlobalReplicationGroup: { ...show(datastore, false), Status: 'deleting' } };
}

function show(datastore: GlobalDatastore, withMembers: boolean): client.GlobalReplicationGroup {
  const members = datastore.members.map(({ groupId, region, role, status }) => ({
    ReplicationGroupId: groupId,
    ReplicationGroupRegion: region,
    Role: role,
    AutomaticFailover: 'enabled' as const,
    Status: status,
  }));
  return {
    GlobalReplicationGroupId: datastore.id,
    GlobalReplicationGroupDescription: datastore.description,
    Status: datastore.status,
    CacheNodeType: datastore.nodeType,
    Engine: datastore.engine,
    EngineVersion: datastore.engineVersion,
    ClusterEnabled: false,
    ARN: datastore.arn,
    ...(withMembers ? { Members: members } : {}),
  };
}

const named = (input: { GlobalReplicationGroupId?: string | undefined }, call: Call) => [
  `arn:aws:elasticache::${call.world.accountId}:globalreplicationgroup:${input.GlobalReplicationGroupId ?? '*'}`,
];

/** The operations of Amazon ElastiCache that are about Global Datastores. */
export const globalOperations: Operation[] = [
  defineOperation(client.DescribeGlobalReplicationGroups$, { resources: named, handle: describe }),
  defineOperation(client.FailoverGlobalReplicationGroup$, {
    mutating: true,
    resources: named,
    handle: failover,
  }),
  defineOperation(client.DisassociateGlobalReplicationGroup$, {
    mutating: true,
    resources: named,
    handle: disassociate,
  }),
  defineOperation(client.CreateGlobalReplicationGroup$, { mutating: true, handle: create }),
  defineOperation(client.DeleteGlobalReplicationGroup$, { mutating: true, resources: named, handle: remove }),
];
