import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccessKey } from './builders.ts';
import type { Clock } from './clock.ts';
import { startDns } from './dns.ts';
import { createFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { enforcePolicies } from './iam-policy.ts';
import type { Cluster } from './kubernetes/cluster.ts';
import type { MayDo } from './kubernetes/server.ts';
import { startKubernetes } from './kubernetes/server.ts';
import { startPostgres } from './postgres.ts';
import { startProxy } from './proxy.ts';
import type { RequestLog } from './request-log.ts';
import type { Built, Scenario } from './scenarios/scenario.ts';
import { findScenario } from './scenarios/registry.ts';
import { startSimulator } from './simulator.ts';
import { createCertificateAuthority } from './tls.ts';
import type { World } from './world.ts';
import { createWorld } from './world.ts';

/** A scenario that runs: everything a program needs to work in it. */
export interface Environment {
  /** The endpoint of every AWS service. */
  url: string;
  world: World;
  clusters: Cluster[];
  faults: Faults;
  log: RequestLog;
  clock: Clock;
  /** What a shell must export for unmodified `aws`, `kubectl` and `curl`. */
  environment: Record<string, string>;
  /** Stops the servers and removes the files that `environment` names. */
  close(): Promise<void>;
}

/** What to start: a scenario or its name (`lomash-wood:dark`); the port is the AWS endpoint's, a free one unless given. */
export interface ScenarioRequest {
  scenario: Scenario | string;
  variant?: string;
  clock: Clock;
  port?: number;
  mayDo?: MayDo;
}

const ACCESS_KEY = { id: 'AKIASIMULATOR0000001', secret: 'simulated/secret/access/key/0000000000001' };
const KUBERNETES_TOKEN = 'simulated-operator-token';

/** Starts a scenario on loopback; throws when there is no scenario or variant of that name. */
export async function startScenario(request: ScenarioRequest): Promise<Environment> {
  const { clock } = request;
  const { scenario, variant } = choose(request);
  const world = createWorld(clock);
  addAccessKey(world, ACCESS_KEY);
  enforcePolicies(world);
  const built = scenario.build(world);
  const { clusters, site, regions } = built;
  const faults = createFaults();
  scenario.trouble(variant, world, faults);
  const simulator = await startSimulator({
    world,
    faults,
    ...(request.port === undefined ? {} : { port: request.port }),
  });
  const { log } = simulator;
  const authority = await createCertificateAuthority();
  const tokens = new Map([[KUBERNETES_TOKEN, 'operator']]);
  const kubernetes = await startKubernetes({
    world,
    faults,
    log,
    authority,
    tokens,
    clusters,
    ...(request.mayDo ? { mayDo: request.mayDo } : {}),
  });
  const proxy = await startProxy(site, authority);
  const dns = await startDns(world);
  const postgres = await startPostgres(world, authority);
  const folder = await mkdtemp(join(tmpdir(), 'region-failover-'));
  const files = { kubeconfig: join(folder, 'kubeconfig.json'), ca: join(folder, 'ca.pem') };
  await writeFile(files.ca, authority.pem);
  await writeFile(files.kubeconfig, kubeconfig(built, kubernetes.url, authority.pem), { mode: 0o600 });
  const environment = {
    ...awsVariables(simulator.url, regions[1]),
    ...proxyVariables(proxy.url),
    ...clockVariables(clock),
    KUBECONFIG: files.kubeconfig,
    CURL_CA_BUNDLE: files.ca,
    NODE_EXTRA_CA_CERTS: files.ca,
    REGION_FAILOVER_DNS: `127.0.0.1:${dns.port}`,
    // Whoever signs in is let in.
    REGION_FAILOVER_SQL: `127.0.0.1:${postgres.port}`,
    PGUSER: 'simulated',
    PGPASSWORD: 'simulated',
  };
  const close = async () => {
    await Promise.all([simulator, kubernetes, proxy, dns, postgres].map((server) => server.close()));
    await rm(folder, { recursive: true, force: true });
  };
  return { url: simulator.url, world, clusters, faults, log, clock, environment, close };
}

function choose({ scenario, variant }: ScenarioRequest): { scenario: Scenario; variant: string } {
  if (typeof scenario !== 'string') return { scenario, variant: variant ?? 'healthy' };
  const name = variant === undefined ? scenario : `${scenario}:${variant}`;
  const found = findScenario(name);
  if (!found) throw new Error(`There is no scenario "${name}".`);
  return found;
}

function awsVariables(url: string, region: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: ACCESS_KEY.id,
    AWS_SECRET_ACCESS_KEY: ACCESS_KEY.secret,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

// curl reads http_proxy in lower case only, other programs want capitals.
function proxyVariables(url: string): Record<string, string> {
  const local = '127.0.0.1,localhost';
  return {
    http_proxy: url,
    https_proxy: url,
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    no_proxy: local,
    NO_PROXY: local,
  };
}

function clockVariables(clock: Clock): Record<string, string> {
  if (!('speed' in clock && 'startMs' in clock && 'realStartMs' in clock)) return {};
  return { REGION_FAILOVER_CLOCK: [clock.realStartMs, clock.startMs, clock.speed].map(String).join() };
}

function kubeconfig({ clusters, contexts = [] }: Built, url: string, ca: string): string {
  const name = (cluster: Cluster) => `${cluster.name}-${cluster.region}`;
  const data = Buffer.from(ca).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: clusters.map((one) => ({
      name: name(one),
      cluster: { server: `${url}/clusters/${one.region}/${one.name}`, 'certificate-authority-data': data },
    })),
    users: [{ name: 'operator', user: { token: KUBERNETES_TOKEN } }],
    contexts: [...clusters.map((cluster) => ({ name: name(cluster), cluster })), ...contexts].map((one) => ({
      name: one.name,
      context: { cluster: name(one.cluster), user: 'operator' },
    })),
    'current-context': clusters[0] ? name(clusters[0]) : '',
  });
}
