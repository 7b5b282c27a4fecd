import { describe, expect, it } from 'vitest';
import {
  bucketArn,
  dbInstanceArn,
  eksClusterArn,
  hostedZoneArn,
  nodegroupArn,
  objectArn,
  partitionOf,
} from '../../../src/aws/arn.ts';

describe('ARNs', () => {
  it('carry partition, region and account', () => {
    expect(dbInstanceArn({ region: 'eu-west-2', account: '111122223333' }, 'orders')).toBe(
      'arn:aws:rds:eu-west-2:111122223333:db:orders',
    );
    expect(eksClusterArn({ region: 'cn-north-1', account: '1' }, 'shop')).toBe(
      'arn:aws-cn:eks:cn-north-1:1:cluster/shop',
    );
    expect(bucketArn('us-gov-west-1', 'media')).toBe('arn:aws-us-gov:s3:::media');
    expect(objectArn('eu-west-1', 'media', 'a/*')).toBe('arn:aws:s3:::media/a/*');
  });

  it('have a star where the account is unknown, and for the id that AWS adds to a node group', () => {
    expect(nodegroupArn({ region: 'eu-west-2' }, 'shop', 'general')).toBe(
      'arn:aws:eks:eu-west-2:*:nodegroup/shop/general/*',
    );
  });

  it('take a zone id with or without its prefix', () => {
    expect(hostedZoneArn('eu-west-1', '/hostedzone/Z1')).toBe('arn:aws:route53:::hostedzone/Z1');
    expect(hostedZoneArn('eu-west-1', 'Z1')).toBe('arn:aws:route53:::hostedzone/Z1');
  });

  it('know where the control planes of global services are', () => {
    expect(partitionOf('eu-west-1').globalRegion).toBe('us-east-1');
    expect(partitionOf('us-gov-east-1').globalRegion).toBe('us-gov-west-1');
  });
});
