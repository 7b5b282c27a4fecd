/** One endpoint group of a listener: a region and how much of the traffic near it it takes. */
export interface EndpointGroupState {
  arn: string;
  region: string;
  /** 0 to 100. */
  dial: number;
  endpoints: { id: string; weight: number; healthy: boolean }[];
}

/** One accelerator with its listeners; it is being deployed until `deployedAt`, in milliseconds since the epoch. */
export interface AcceleratorState {
  arn: string;
  name: string;
  dnsName: string;
  createdAt: number;
  deployedAt: number;
  listeners: { arn: string; groups: EndpointGroupState[] }[];
}

/** One routing control of a cluster. */
export interface RoutingControlEntry {
  arn: string;
  name: string;
  panelArn: string;
  panelName: string;
  state: 'On' | 'Off';
}

/** An assertion rule: at least so many of these controls must be on after every change. */
export interface SafetyRule {
  arn: string;
  controls: string[];
  atLeast: number;
}

/** One bucket behind a Multi-Region Access Point. */
export interface AccessPointRoute {
  bucket: string;
  region: string;
  /** 0 or 100: there is nothing between. */
  dial: number;
}

/** One Multi-Region Access Point. */
export interface AccessPointState {
  arn: string;
  routes: AccessPointRoute[];
}

/** One version of a traffic policy; its document is JSON. */
export interface TrafficPolicyVersion {
  id: string;
  name: string;
  version: number;
  type: string;
  document: string;
  comment: string | undefined;
}

/** One name that a traffic policy answers for. */
export interface PolicyInstance {
  id: string;
  zoneId: string;
  name: string;
  ttl: number;
  state: 'Creating' | 'Updating' | 'Applied' | 'Failed';
  message: string;
  policyId: string;
  version: number;
  type: string;
}

/** What moves traffic besides the records of Route 53: none of it belongs to a region. */
export interface TrafficState {
  accelerators: Map<string, AcceleratorState>;
  routingControls: Map<string, RoutingControlEntry>;
  safetyRules: Map<string, SafetyRule>;
  accessPoints: Map<string, AccessPointState>;
  /** The versions of each policy, oldest first. */
  policies: Map<string, TrafficPolicyVersion[]>;
  policyInstances: Map<string, PolicyInstance>;
  /** How many questions the name server has answered; it walks through the weights. */
  dnsQuestions: number;
  /** Where whoever asks the name server stands, for latency records; nowhere in particular where undefined. */
  askedFrom: string | undefined;
}

/** An account without any of it. */
export function emptyTraffic(): TrafficState {
  return {
    accelerators: new Map(),
    routingControls: new Map(),
    safetyRules: new Map(),
    accessPoints: new Map(),
    policies: new Map(),
    policyInstances: new Map(),
    dnsQuestions: 0,
    askedFrom: undefined,
  };
}
