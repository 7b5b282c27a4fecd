import * as acm from '@aws-sdk/client-acm';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as ecr from '@aws-sdk/client-ecr';
import * as quotas from '@aws-sdk/client-service-quotas';
import * as sns from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { addCertificate, addQuota, addRepository, addTopic } from '../../../src/simulator/watching.ts';
import { minutes, startOfTime, startRig } from './rig.ts';

const alarm = {
  AlarmName: 'errors',
  Namespace: 'Shop',
  MetricName: 'Errors',
  ExtendedStatistic: 'p99',
  Period: 60,
  EvaluationPeriods: 3,
  DatapointsToAlarm: 2,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
} as const;

async function stateOf(client: cloudwatch.CloudWatchClient) {
  const { MetricAlarms } = await client.send(
    new cloudwatch.DescribeAlarmsCommand({ AlarmNames: ['errors'] }),
  );
  return MetricAlarms?.[0]?.StateValue;
}

describe('CloudWatch alarms', () => {
  it('follow their metric, so many of the last periods counting', async () => {
    const rig = await startRig();
    const client = new cloudwatch.CloudWatchClient(rig.aws('eu-west-2'));
    await client.send(new cloudwatch.PutMetricAlarmCommand(alarm));
    expect(await stateOf(client)).toBe('INSUFFICIENT_DATA');
    const put = (values: readonly number[]) =>
      client.send(
        new cloudwatch.PutMetricDataCommand({
          Namespace: 'Shop',
          MetricData: values.map((Value, index) => ({
            MetricName: 'Errors',
            Value,
            Timestamp: new Date(startOfTime + minutes(index)),
          })),
        }),
      );
    await put([1, 9, 1]);
    rig.step(minutes(3));
    expect(await stateOf(client)).toBe('OK');
    await put([9]);
    expect(await stateOf(client)).toBe('ALARM');
    rig.step(minutes(4));
    expect(await stateOf(client)).toBe('INSUFFICIENT_DATA');
  });

  it('keep a state that was set until they are evaluated again', async () => {
    const rig = await startRig();
    const client = new cloudwatch.CloudWatchClient(rig.aws('eu-west-2'));
    await client.send(new cloudwatch.PutMetricAlarmCommand({ ...alarm, TreatMissingData: 'notBreaching' }));
    await client.send(
      new cloudwatch.SetAlarmStateCommand({
        AlarmName: 'errors',
        StateValue: 'ALARM',
        StateReason: 'a test',
      }),
    );
    expect(await stateOf(client)).toBe('ALARM');
    rig.step(minutes(1));
    expect(await stateOf(client)).toBe('OK');
  });

  it('are deleted, and refused where they make no sense', async () => {
    const rig = await startRig();
    const client = new cloudwatch.CloudWatchClient(rig.aws('eu-west-2'));
    const both = new cloudwatch.PutMetricAlarmCommand({ ...alarm, Statistic: 'Average' });
    await expect(client.send(both)).rejects.toThrow('exactly one of Statistic and ExtendedStatistic');
    const gone = new cloudwatch.DeleteAlarmsCommand({ AlarmNames: ['errors'] });
    await expect(client.send(gone)).rejects.toBeInstanceOf(cloudwatch.ResourceNotFound);
    await client.send(new cloudwatch.PutMetricAlarmCommand(alarm));
    await client.send(gone);
    expect(await stateOf(client)).toBeUndefined();
  });
});

describe('CloudWatch dashboards', () => {
  it('are the same in every region', async () => {
    const rig = await startRig();
    const here = new cloudwatch.CloudWatchClient(rig.aws('eu-west-1'));
    const there = new cloudwatch.CloudWatchClient(rig.aws('eu-west-2'));
    const missing = new cloudwatch.GetDashboardCommand({ DashboardName: 'shop' });
    await expect(there.send(missing)).rejects.toMatchObject({ name: 'ResourceNotFound' });
    const put = (DashboardBody: string) =>
      here.send(new cloudwatch.PutDashboardCommand({ DashboardName: 'shop', DashboardBody }));
    await expect(put('nonsense')).rejects.toBeInstanceOf(cloudwatch.DashboardInvalidInputError);
    await put('{"widgets":[]}');
    expect((await there.send(missing)).DashboardBody).toBe('{"widgets":[]}');
    const { DashboardEntries } = await there.send(new cloudwatch.ListDashboardsCommand({}));
    expect(DashboardEntries?.map(({ DashboardArn }) => DashboardArn)).toEqual([
      'arn:aws:cloudwatch::111122223333:dashboard/shop',
    ]);
  });
});

describe('what a standby needs', () => {
  it('is told by SNS, ACM, ECR and Service Quotas in their own words', async () => {
    const rig = await startRig();
    const { world } = rig;
    const topic = addTopic(world, 'eu-west-2', 'oncall');
    const certificate = addCertificate(world, 'eu-west-2', { id: 'a-b-c', domainName: 'a.example.com' });
    addRepository(world, 'eu-west-2', { name: 'shop/api', images: { v1: 'sha256:1111' } });
    addQuota(world, 'eu-west-2', { service: 'ec2', code: 'L-1216C47A', value: 64, used: 3 });
    const settings = rig.aws('eu-west-2');
    const topics = new sns.SNSClient(settings);
    const publish = { TopicArn: topic.arn, Message: 'hello' };
    await topics.send(new sns.PublishCommand(publish));
    expect(topic.messages).toMatchObject([{ message: 'hello' }]);
    const long = new sns.PublishCommand({ ...publish, Subject: 'two\nlines' });
    await expect(topics.send(long)).rejects.toBeInstanceOf(sns.InvalidParameterException);
    const elsewhere = new sns.SNSClient(rig.aws('eu-west-1'));
    await expect(elsewhere.send(new sns.PublishCommand(publish))).rejects.toBeInstanceOf(
      sns.NotFoundException,
    );

    const certificates = new acm.ACMClient(settings);
    const describe = new acm.DescribeCertificateCommand({ CertificateArn: certificate.arn });
    expect((await certificates.send(describe)).Certificate?.Status).toBe('ISSUED');
    rig.step(100 * 24 * 60 * 60_000);
    expect((await certificates.send(describe)).Certificate?.Status).toBe('EXPIRED');

    const images = new ecr.ECRClient(settings);
    const image = (imageTag: string) =>
      images.send(new ecr.DescribeImagesCommand({ repositoryName: 'shop/api', imageIds: [{ imageTag }] }));
    expect((await image('v1')).imageDetails?.[0]?.imageDigest).toBe('sha256:1111');
    await expect(image('v2')).rejects.toBeInstanceOf(ecr.ImageNotFoundException);

    const limits = new quotas.ServiceQuotasClient(settings);
    const quota = { ServiceCode: 'ec2', QuotaCode: 'L-1216C47A' };
    const found = await limits.send(new quotas.GetServiceQuotaCommand(quota));
    expect(found.Quota).toMatchObject({ Value: 64, UsageMetric: { MetricNamespace: 'AWS/Usage' } });
  });
});
