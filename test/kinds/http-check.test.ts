import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createAws } from '../../src/aws/clients.ts';
import { createHttp } from '../../src/http-client.ts';
import { httpCheck } from '../../src/kinds/http-check.ts';
import { createKubernetes } from '../../src/kubernetes/clients.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { createPrograms } from '../../src/program-runner.ts';
import { createSql } from '../../src/sql-client.ts';
import { resourceOf } from './resource.ts';
import { stepOf } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};
const block = (url: string) => `kind: http-check
url: ${url}
expect: { status: 200, json: { region: $to, build.ok: true } }
eu-west-1: one.example.com
eu-west-2: two.example.com
`;

/** What the check sees of one answer, over a real connection. */
async function observe(answer: { readonly status: number; readonly body: string }) {
  const server = createServer((_request, response) => {
    response.writeHead(answer.status);
    response.end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const resource = resourceOf(
    httpCheck,
    block(`http://127.0.0.1:${(server.address() as AddressInfo).port}/health`),
  );
  const aws = createAws({
    homeRegion: 'eu-west-2',
    credentials: () => Promise.reject(new Error('not needed')),
  });
  const outside = {
    aws,
    kubernetes: createKubernetes({ aws, env: {} }),
    http: createHttp({ env: {} }),
    programs: createPrograms(),
    sql: createSql(),
  };
  const values = await httpCheck.observe([resource], 'global', {
    outside,
    now: 0,
    signal: AbortSignal.timeout(10_000),
  });
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  const observation = {
    at: 0,
    places: { global: { state: 'seen', value: values.get(resource.id) } },
  } as const;
  const [, verify] = httpCheck.steps(resource, observation, goal).map((draft) => stepOf(draft, resource));
  return httpCheck.settled(verify ?? expect.fail(), observation, 0);
}

const right = '{"region":"eu-west-2","build":{"ok":true}}';

describe('an HTTP check', () => {
  it('is content with the status and fields that are expected of the region being activated', async () => {
    expect(await observe({ status: 200, body: right })).toMatchObject({
      state: 'done',
      evidence: { status: 200 },
    });
  });

  it.each([
    [503, right, 'status 503, expected 200'],
    [200, '{"region":"eu-west-1","build":{"ok":true}}', 'region "eu-west-1", expected "eu-west-2"'],
    [200, '{"region":"eu-west-2"}', 'build.ok is missing, expected true'],
    [200, '<html>', 'the body is not JSON'],
    [200, '', 'the body is not JSON'],
    [200, '[1]', 'region is missing'],
    [200, '{"region":{"x":1},"build":{"ok":"true"}}', 'build.ok "true", expected true'],
    [200, `{"region":"${'x'.repeat(100_000)}"}`, 'the body is not JSON'],
  ])('waits on %i %.30j and says what is wrong', async (status, body, note) => {
    const settled = await observe({ status, body });
    expect(settled.state).toBe('pending');
    expect('note' in settled ? settled.note : '').toContain(note);
  });

  it('takes no answer for a finding, not for an error', async () => {
    const resource = resourceOf(httpCheck, block('http://127.0.0.1:9/health'));
    const aws = createAws({
      homeRegion: 'eu-west-2',
      credentials: () => Promise.reject(new Error('not needed')),
    });
    const outside = {
      aws,
      kubernetes: createKubernetes({ aws, env: {} }),
      http: createHttp({ env: {} }),
      programs: createPrograms(),
      sql: createSql(),
    };
    const seen = await httpCheck.observe([resource], 'global', {
      outside,
      now: 0,
      signal: AbortSignal.timeout(10_000),
    });
    const value = seen.get(resource.id);
    const checks = httpCheck.verify(resource, { at: 0, places: { global: { state: 'seen', value } } }, goal);
    expect(checks[0]).toMatchObject({ ok: false, found: 'no answer (ECONNREFUSED)' });
  });

  it.each([
    [['192.0.2.2'], true],
    [['192.0.2.3', '192.0.2.9'], true],
    [['192.0.2.1'], false],
    [['192.0.2.2', '192.0.2.1'], false],
    [[], false],
  ])('with `dns: true` takes %j for the new region: %s', (name, ok) => {
    const resource = resourceOf(httpCheck, `${block('https://api.example.com/health')}dns: true\n`);
    const regions = { 'eu-west-1': ['192.0.2.1'], 'eu-west-2': ['192.0.2.2', '192.0.2.3'] };
    const value = { status: 200, fields: { region: 'eu-west-2', 'build.ok': true }, dns: { name, regions } };
    const [check] = httpCheck.verify(resource, { at: 0, places: { global: { state: 'seen', value } } }, goal);
    expect(check?.ok).toBe(ok);
  });
});
