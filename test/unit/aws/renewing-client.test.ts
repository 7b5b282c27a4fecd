import { afterEach, expect, it, vi } from 'vitest';
import { createAws } from '../../../src/aws/clients.ts';
import { serving } from '../loopback.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const expired =
  '<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>expired</Message></Error><RequestId>r</RequestId></ErrorResponse>';
const done = '<PromoteReadReplicaResponse><PromoteReadReplicaResult/></PromoteReadReplicaResponse>';

/** AWS where keys are refused until the provider has been asked so often. */
async function world(goodFrom: number) {
  const asked = { keys: 0, calls: 0 };
  const port = await serving((request, response) => {
    asked.calls += 1;
    const key = Number(/Credential=key-(\d+)/.exec(request.headers.authorization ?? '')?.[1]);
    const good = key >= goodFrom;
    response.writeHead(good ? 200 : 403, { 'content-type': 'text/xml' }).end(good ? done : expired);
  });
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  const aws = createAws({
    homeRegion: 'eu-west-2',
    credentials: () => {
      asked.keys += 1;
      return Promise.resolve({ accessKeyId: `key-${asked.keys}`, secretAccessKey: 'secret' });
    },
  });
  await aws.credentials();
  return { asked, rds: await aws.rds('eu-west-2') };
}

it('renews expired keys once for all calls that they were refused to, and sends those again', async () => {
  const { asked, rds } = await world(2);
  const promote = (name: string) => rds.promoteReadReplica({ DBInstanceIdentifier: name });
  await Promise.all([promote('a'), promote('b'), promote('c')]);
  expect(asked).toEqual({ keys: 2, calls: 6 });
});

it('gives the refusal of AWS when new keys are refused as well', async () => {
  const { asked, rds } = await world(99);
  await expect(rds.promoteReadReplica({ DBInstanceIdentifier: 'a' })).rejects.toMatchObject({
    name: 'ExpiredToken',
  });
  expect(asked).toEqual({ keys: 2, calls: 2 });
});
