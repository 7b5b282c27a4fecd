import {
  ListResourceRecordSetsCommand,
  ListHostedZonesByNameCommand,
  ChangeResourceRecordSetsCommand,
  GetChangeCommand,
  GetHealthCheckCommand,
  GetHealthCheckStatusCommand,
  UpdateHealthCheckCommand,
  CreateTrafficPolicyVersionCommand,
  GetTrafficPolicyCommand,
  GetTrafficPolicyInstanceCommand,
  ListTrafficPolicyVersionsCommand,
  UpdateTrafficPolicyInstanceCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { type ApiOf, defineService } from '../service.ts';

/** Amazon Route 53: its client and the commands that are used of it. */
export const route53 = defineService('route53', (settings) => new Route53Client(settings), {
  listResourceRecordSets: ListResourceRecordSetsCommand,
  listHostedZonesByName: ListHostedZonesByNameCommand,
  changeResourceRecordSets: ChangeResourceRecordSetsCommand,
  getChange: GetChangeCommand,
  getHealthCheck: GetHealthCheckCommand,
  getHealthCheckStatus: GetHealthCheckStatusCommand,
  updateHealthCheck: UpdateHealthCheckCommand,
  createTrafficPolicyVersion: CreateTrafficPolicyVersionCommand,
  getTrafficPolicy: GetTrafficPolicyCommand,
  getTrafficPolicyInstance: GetTrafficPolicyInstanceCommand,
  listTrafficPolicyVersions: ListTrafficPolicyVersionsCommand,
  updateTrafficPolicyInstance: UpdateTrafficPolicyInstanceCommand,
});

/** Amazon Route 53, one method for each operation. */
export type Route53Api = ApiOf<typeof route53>;
