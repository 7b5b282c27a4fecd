import {
  GetRoutingControlStateCommand,
  ListRoutingControlsCommand,
  Route53RecoveryClusterClient,
  UpdateRoutingControlStatesCommand,
} from '@aws-sdk/client-route53-recovery-cluster';
import { type ApiOf, defineService } from '../service.ts';

/** ARC routing controls: its client and the commands that are used of it. */
export const recovery = defineService(
  'route53-recovery-cluster',
  (settings) => new Route53RecoveryClusterClient(settings),
  {
    getRoutingControlState: GetRoutingControlStateCommand,
    listRoutingControls: ListRoutingControlsCommand,
    updateRoutingControlStates: UpdateRoutingControlStatesCommand,
  },
);

/** ARC routing controls, one method for each operation. */
export type RecoveryClusterApi = ApiOf<typeof recovery>;
