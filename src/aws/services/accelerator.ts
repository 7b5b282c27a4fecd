import {
  DescribeAcceleratorCommand,
  DescribeEndpointGroupCommand,
  GlobalAcceleratorClient,
  ListEndpointGroupsCommand,
  ListListenersCommand,
  UpdateEndpointGroupCommand,
} from '@aws-sdk/client-global-accelerator';
import { type ApiOf, defineService } from '../service.ts';

/** AWS Global Accelerator: its client and the commands that are used of it. */
export const accelerator = defineService(
  'globalaccelerator',
  (settings) => new GlobalAcceleratorClient(settings),
  {
    describeEndpointGroup: DescribeEndpointGroupCommand,
    listEndpointGroups: ListEndpointGroupsCommand,
    listListeners: ListListenersCommand,
    updateEndpointGroup: UpdateEndpointGroupCommand,
    describeAccelerator: DescribeAcceleratorCommand,
  },
);

/** AWS Global Accelerator, one method for each operation. */
export type GlobalAcceleratorApi = ApiOf<typeof accelerator>;
