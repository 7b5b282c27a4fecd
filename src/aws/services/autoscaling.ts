import {
  ApplicationAutoScalingClient,
  DeleteScheduledActionCommand,
  DescribeScalableTargetsCommand,
  DescribeScheduledActionsCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { type ApiOf, defineService } from '../service.ts';

/** Application Auto Scaling: its client and the commands that are used of it. */
export const autoscaling = defineService(
  'application-auto-scaling',
  (settings) => new ApplicationAutoScalingClient(settings),
  {
    describeScalableTargets: DescribeScalableTargetsCommand,
    registerScalableTarget: RegisterScalableTargetCommand,
    describeScheduledActions: DescribeScheduledActionsCommand,
    putScheduledAction: PutScheduledActionCommand,
    deleteScheduledAction: DeleteScheduledActionCommand,
  },
);

/** Application Auto Scaling, one method for each operation. */
export type ApplicationAutoScalingApi = ApiOf<typeof autoscaling>;
