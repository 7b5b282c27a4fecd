import { execFile, spawnSync } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { setRegionCondition } from '../../src/simulator/world.ts';
import { startStepped } from './scenario-rig.ts';

function throughProxy(
  environment: Record<string, string>,
  url: string,
): Promise<{ status: number; region: unknown; body: string }> {
  const proxy = new URL(environment['http_proxy'] ?? '');
  return new Promise((resolve, reject) => {
    const sent = request({ host: proxy.hostname, port: proxy.port, path: url, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, region: response.headers['x-region'], body });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the website behind the load balancers', () => {
  it('is where DNS points, for as long as that region is healthy', async () => {
    const { environment, clock, world } = await startStepped('lomash-wood');
    const resolver = new Resolver();
    resolver.setServers([environment['REGION_FAILOVER_DNS'] ?? '']);
    const addresses = (region: string) =>
      [...(world.regions.get(region)?.loadBalancers.values() ?? [])].flatMap((one) => one.addresses);
    expect(await resolver.resolve4('api.lomashwood.com')).toEqual(addresses('eu-west-1'));
    const home = await throughProxy(environment, 'http://api.lomashwood.com/health');
    expect(home).toMatchObject({ status: 200, region: 'eu-west-1' });
    expect(JSON.parse(home.body)).toEqual({ status: 'ok', region: 'eu-west-1', writable: true });
    setRegionCondition(world, 'eu-west-1', 'dark');
    clock.advance(31_000);
    world.settle();
    // The standby has no pods yet, and with nothing healthy Route 53 answers with the primary.
    expect(await resolver.resolve4('api.lomashwood.com')).toEqual(addresses('eu-west-1'));
  });

  it('answers 503 in the standby region as long as no pod runs there', async () => {
    const { environment, world } = await startStepped('lomash-wood');
    const name = [...(world.regions.get('eu-west-2')?.loadBalancers.values() ?? [])][0]?.dnsName ?? '';
    expect(await throughProxy(environment, `http://${name}/health`)).toMatchObject({
      status: 503,
      region: 'eu-west-2',
    });
  });

  it('says plainly that a name has no address', async () => {
    const { environment } = await startStepped('lomash-wood');
    const answered = await throughProxy(environment, 'http://nowhere.example.com/');
    expect(answered).toMatchObject({
      status: 502,
      body: 'The simulated DNS has no address for nowhere.example.com.\n',
    });
  });

  it('drops the connection in a dark region', async () => {
    const { environment } = await startStepped('lomash-wood:dark');
    await expect(throughProxy(environment, 'http://api.lomashwood.com/health')).rejects.toThrow(
      /socket hang up|ECONNRESET/,
    );
  });

  it.skipIf(spawnSync('curl', ['--version']).status !== 0)(
    'serves HTTPS (to curl, where it is installed) for any of its names with a certificate of its own authority',
    async () => {
      const { environment } = await startStepped('lomash-wood');
      const output = await new Promise<string>((resolve, reject) => {
        execFile(
          'curl',
          ['-sf', 'https://api.lomashwood.com/v1/auth/health'],
          { env: { ...process.env, ...environment } },
          (error, stdout) => {
            if (error) reject(new Error('curl failed', { cause: error }));
            else resolve(stdout);
          },
        );
      });
      expect(JSON.parse(output)).toMatchObject({ status: 'ok', region: 'eu-west-1' });
    },
  );
});
