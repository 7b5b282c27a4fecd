import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statement } from '../../src/aws/policy.ts';
import type { Config } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { permissionsFor, type Purpose } from '../../src/operations/iam-service.ts';
import type { DrillChoice } from '../../src/plan/drill-report.ts';
import { fencesOf, readPages } from './docs/pages.ts';

const example = 'terraform/examples/lomash-wood';
const hasTerraform = spawnSync('terraform', ['version']).error === undefined;
const withTerraform = hasTerraform ? '' : ' (not run: terraform is not installed here)';

/** The lines of write-policies.sh: the file each writes, by the policy that it prints. */
function policiesOf(config: Config): ReadonlyMap<string, readonly Statement[]> {
  const script = readFileSync(`${example}/write-policies.sh`, 'utf8');
  const lines = [
    ...script.matchAll(/^iam (\S+) --operation (\w+)(?: --drill-type (\w+))?(?: --to (\S+))?$/gm),
  ];
  return new Map(
    lines.map(([, file = '', operation, drill, to = '']) => [
      file,
      permissionsFor(config, kinds, {
        operation: operation as Purpose,
        from: config.regions.find((region) => region !== to) ?? '',
        to,
        mode: 'auto',
        only: [],
        ...(drill === undefined ? {} : { drill: drill as DrillChoice }),
      }).policy.Statement,
    ]),
  );
}

function readExample(service: string): Config {
  const file = `docs/examples/${service}/failover.yml`;
  const { config } = parseConfig({ file, text: readFileSync(file, 'utf8'), registry: kinds });
  if (config === undefined) throw new Error(`${file} has mistakes.`);
  return config;
}

/** One value and a list of it alone are the same in IAM, and the order of members says nothing. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? plain(value[0]) : value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
}

const withoutSid = (statement: object): string =>
  JSON.stringify(
    Object.entries(statement)
      .filter(([key]) => key !== 'Sid')
      .sort(),
  );

describe.skipIf(!hasTerraform)(`terraform${withTerraform}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'terraform-'));
  const lomash = policiesOf(readExample('lomash-wood'));
  const provider = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
  let outputs: Readonly<Record<string, { readonly value: unknown }>> = {};

  const documents = (sets: Iterable<readonly Statement[]>): readonly string[] =>
    [...sets].map((statements) => JSON.stringify({ Version: '2012-10-17', Statement: statements }));
  const run = (...args: readonly string[]): string =>
    execFileSync('terraform', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
    });

  beforeAll(() => {
    cpSync('terraform/modules', join(folder, 'modules'), { recursive: true });
    const trust = { source: './modules/trust-policy', provider_arn: provider, repository: 'acme/shop' };
    const main = {
      module: {
        split: { source: './modules/policy-split', documents: documents(lomash.values()) },
        envelope: {
          source: './modules/policy-split',
          documents: documents(lomash.values()).map((text) => `{"schema_version":1,"policy":${text}}`),
        },
        trust: { ...trust, environment: 'failover' },
        strict: {
          ...trust,
          environment: 'failover',
          repository_ids: { owner: 42, repository: 4711 },
          workflow_refs: ['acme/shop/.github/workflows/failover.yml@refs/heads/main'],
        },
      },
      output: {
        split: { value: '${module.split.policies}' },
        envelope: { value: '${module.envelope.policies}' },
        trust: { value: '${module.trust.json}' },
        strict: { value: '${module.strict.json}' },
      },
    };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(main));
    run('init', '-backend=false', '-input=false');
    run('apply', '-auto-approve', '-input=false');
    outputs = JSON.parse(run('output', '-json')) as typeof outputs;
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds every file in form', () => {
    const { status, stdout } = spawnSync('terraform', ['fmt', '-check', '-recursive', 'terraform']);
    expect([status, String(stdout)]).toEqual([0, '']);
  });

  it('splits what `iam` prints into policies that IAM takes, and loses and adds nothing', () => {
    const policies = outputs['split']?.value as readonly string[];
    expect(policies.length).toBeGreaterThan(1);
    expect(policies.filter((policy) => policy.length > 6144)).toEqual([]);
    const parts = policies.map((policy) => (JSON.parse(policy) as { Statement: Statement[] }).Statement);
    const wanted = new Set([...lomash.values()].flat().map(withoutSid));
    expect(new Set(parts.flat().map(withoutSid))).toEqual(wanted);
    for (const part of parts) {
      expect(new Set(part.map(({ Sid }) => Sid)).size).toBe(part.length);
      expect(part.filter(({ Sid }) => !/^[A-Za-z0-9]+$/.test(Sid))).toEqual([]);
    }
  });

  it('takes what `iam --json` prints as well', () => {
    expect(outputs['envelope']?.value).toEqual(outputs['split']?.value);
  });

  it('makes the trust policy of docs/permissions.md', () => {
    const shown = readPages()
      .filter(({ path }) => path === 'docs/permissions.md')
      .flatMap(fencesOf)
      .find(({ code }) => code.includes('AssumeRoleWithWebIdentity'));
    const {
      Statement: [statement],
      ...rest
    } = JSON.parse(String(outputs['trust']?.value)) as {
      Statement: [{ Sid: string }];
    };
    const { Sid, ...unnamed } = statement;
    expect(Sid).not.toBe('');
    expect(plain({ ...rest, Statement: unnamed })).toEqual(plain(JSON.parse(shown?.code ?? '')));
  });

  it('trusts ids where the subject has them, and one workflow where it is named', () => {
    const strict = JSON.parse(String(outputs['strict']?.value)) as { Statement: [{ Condition: unknown }] };
    expect(plain(strict.Statement[0].Condition)).toEqual({
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': 'repo:acme@42/shop@4711:environment:failover',
        'token.actions.githubusercontent.com:job_workflow_ref':
          'acme/shop/.github/workflows/failover.yml@refs/heads/main',
      },
    });
  });

  it.each([
    ['environment', { environment: 'fail*' }],
    ['repository', { environment: 'failover', repository: 'acme/*' }],
    ['subject', { environment: 'failover', subjects: ['repo:acme/*'] }],
  ])('refuses a wildcard as %s', (_what, changed) => {
    const other = mkdtempSync(join(tmpdir(), 'terraform-'));
    try {
      const module = {
        trust: {
          source: `${process.cwd()}/terraform/modules/trust-policy`,
          provider_arn: provider,
          repository: 'acme/shop',
          ...changed,
        },
      };
      writeFileSync(join(other, 'main.tf.json'), JSON.stringify({ module }));
      const options = {
        cwd: other,
        encoding: 'utf8',
        env: { ...process.env, CHECKPOINT_DISABLE: '1' },
      } as const;
      spawnSync('terraform', ['init', '-backend=false', '-input=false'], options);
      const { status, stderr } = spawnSync('terraform', ['plan', '-input=false', '-no-color'], options);
      expect([status, stderr]).toEqual([1, expect.stringContaining('without wildcards')]);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });
});
