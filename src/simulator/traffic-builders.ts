import { letters, uuid } from './names.ts';
import { makePolicyRecords } from './traffic-policy.ts';
import { nextSequence } from './world.ts';
import type {
  AcceleratorState,
  AccessPointRoute,
  AccessPointState,
  PolicyInstance,
  RoutingControlEntry,
  SafetyRule,
  TrafficPolicyVersion,
} from './traffic-state.ts';
import type { World } from './world.ts';

/** Adds an accelerator with one listener and an endpoint group for each region, by its traffic dial. */
export function addAccelerator(
  world: World,
  name: string,
  dials: Readonly<Record<string, number>>,
): AcceleratorState {
  const id = letters(`accelerator ${name}`, 32);
  const arn = `arn:aws:globalaccelerator::${world.accountId}:accelerator/${id}`;
  const listener = `${arn}/listener/${letters(`listener ${name}`, 8)}`;
  const groups = Object.entries(dials).map(([region, dial]) => ({
    arn: `${listener}/endpoint-group/${letters(`${name} ${region}`, 12)}`,
    region,
    dial,
    endpoints: [{ id: `endpoint-${region}`, weight: 128, healthy: true }],
  }));
  const now = world.clock.now();
  const accelerator: AcceleratorState = {
    ...{ arn, name, dnsName: `${letters(name, 17)}.awsglobalaccelerator.com` },
    ...{ createdAt: now, deployedAt: now, listeners: [{ arn: listener, groups }] },
  };
  world.traffic.accelerators.set(arn, accelerator);
  return accelerator;
}

/** Adds a control panel with a routing control for each name, on or off; the ARNs come back in the same order. */
export function addRoutingControls(
  world: World,
  states: Readonly<Record<string, 'On' | 'Off'>>,
  panelName = 'failover',
): RoutingControlEntry[] {
  const panelArn = `arn:aws:route53-recovery-control::${world.accountId}:controlpanel/${letters(panelName, 32)}`;
  return Object.entries(states).map(([name, state]) => {
    const arn = `${panelArn}/routingcontrol/${letters(`${panelName} ${name}`, 16)}`;
    const control = { arn, name, panelArn, panelName, state };
    world.traffic.routingControls.set(arn, control);
    return control;
  });
}

/** Adds a safety rule: at least so many of these controls must stay on. */
export function addSafetyRule(
  world: World,
  controls: readonly RoutingControlEntry[],
  atLeast: number,
): SafetyRule {
  const panelArn = controls[0]?.panelArn ?? '';
  const arn = `${panelArn}/safetyrule/${letters(`rule ${nextSequence(world)}`, 16)}`;
  const rule = { arn, controls: controls.map((control) => control.arn), atLeast };
  world.traffic.safetyRules.set(arn, rule);
  return rule;
}

/** Adds a Multi-Region Access Point in front of buckets. */
export function addMultiRegionAccessPoint(
  world: World,
  name: string,
  routes: readonly AccessPointRoute[],
): AccessPointState {
  const arn = `arn:aws:s3::${world.accountId}:accesspoint/${letters(name, 13)}.mrap`;
  const accessPoint = { arn, routes: routes.map((route) => ({ ...route })) };
  world.traffic.accessPoints.set(arn, accessPoint);
  return accessPoint;
}

/** Adds the next version of a traffic policy, the first one where there is none of that name. */
export function addTrafficPolicy(world: World, name: string, document: object): TrafficPolicyVersion {
  const known = [...world.traffic.policies.values()].find(([first]) => first?.name === name);
  const id = known?.[0]?.id ?? uuid(`traffic policy ${nextSequence(world)}`);
  const type = 'RecordType' in document ? String(document.RecordType) : 'A';
  const version = (known?.at(-1)?.version ?? 0) + 1;
  const made = { id, name, version, type, document: JSON.stringify(document), comment: undefined };
  world.traffic.policies.set(id, [...(known ?? []), made]);
  return made;
}

/** Makes a name be answered by a version of a traffic policy; its records are in the zone at once. */
export function addPolicyInstance(
  world: World,
  policy: TrafficPolicyVersion,
  given: Pick<PolicyInstance, 'zoneId' | 'name'> & Partial<PolicyInstance>,
): PolicyInstance {
  const instance: PolicyInstance = {
    ...{ id: uuid(`traffic policy ${nextSequence(world)}`), ttl: 60, state: 'Applied', message: '' },
    ...{ policyId: policy.id, version: policy.version, type: policy.type },
    ...given,
  };
  world.traffic.policyInstances.set(instance.id, instance);
  makePolicyRecords(world, instance);
  return instance;
}
