import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { evaluateExpression } from '../../src/simulator/github/runner/evaluate.ts';
import { filesIn, readPages } from './docs/pages.ts';

const page = readPages().find(({ path }) => path === 'docs/terraform.md');
const sources = new Map(filesIn('terraform', '.tf').map((path) => [path, readFileSync(path, 'utf8')]));
const source = (path: string): string => sources.get(`terraform/${path}`) ?? '';

/** What is declared at the top of a file: `terraform fmt` lets nothing else begin a line with its word and end one with a brace. */
function declared(what: 'variable' | 'output'): readonly (readonly [string, string])[] {
  return [...sources.values()].flatMap((text) =>
    [...text.matchAll(new RegExp(`^${what} "([\\w-]+)" \\{\\n([\\s\\S]*?)^\\}`, 'gm'))].map(
      ([, name = '', body = '']) => [name, body] as const,
    ),
  );
}

describe('the variables and outputs of the Terraform modules', () => {
  it.each(['variable', 'output'] as const)('say what they are: every %s', (what) => {
    const all = declared(what);
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter(([, body]) => !/^ {2}description = ".{10,}"$/m.test(body))).toEqual([]);
  });

  it('stand in docs/terraform.md', () => {
    const names = [...new Set([...declared('variable'), ...declared('output')].map(([name]) => name))];
    expect(names.filter((name) => page?.text.includes(`\`${name}\``) !== true)).toEqual([]);
  });
});

describe('the trust policies of the Terraform modules', () => {
  it('compare every claim letter by letter', () => {
    const text = source('modules/trust-policy/main.tf');
    expect(text).toContain('StringEquals');
    expect(text).not.toMatch(/StringLike|ForAnyValue|\*"/);
  });

  it('are the only ones', () => {
    const others = [...sources].filter(
      ([path, text]) => text.includes('AssumeRole') && !path.includes('modules/trust-policy/'),
    );
    expect(others.map(([path]) => path)).toEqual([]);
  });
});

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly environment: string;
        readonly steps: readonly { readonly with?: { readonly role?: string } }[];
      }
    >
  >;
}

describe('the roles of the example', () => {
  const roles = new Map(
    [
      ...source('examples/lomash-wood/main.tf').matchAll(/^ {4}(\w+) = \{\n {6}environment = "([\w-]+)"/gm),
    ].map(([, role = '', environment = '']) => [role, environment]),
  );
  const variables = new Map(
    [...source('examples/lomash-wood/outputs.tf').matchAll(/(\w+_ROLE) += .*role_arns\["(\w+)"\]/g)].map(
      ([, variable = '', role = '']) => [variable, role],
    ),
  );

  it('trust the environments in which the workflows ask for them', () => {
    const asked = filesIn('workflows', '.yml').flatMap((path) => {
      const { jobs } = parseYaml(readFileSync(path, 'utf8')) as Workflow;
      return Object.values(jobs).flatMap(({ environment, steps }) =>
        steps.flatMap((step) =>
          [...(step.with?.role ?? '').matchAll(/vars\.(\w+)/g)].map(
            ([, variable = '']) => `${variable} in ${environment}`,
          ),
        ),
      );
    });
    const given = [...variables].map(
      ([variable, role]) => `${variable} in ${roles.get(role) ?? 'no environment'}`,
    );
    expect([...new Set(asked)].sort()).toEqual(given.sort());
  });

  it.each([
    ['failover', 'failover', 'ROLE'],
    ['drill', 'failover', 'ROLE'],
    ['resume', 'failover', 'ROLE'],
    ['failback', 'failover', 'FAILBACK_ROLE'],
    ['reprotect', 'failover', 'FAILBACK_ROLE'],
    ['resume', 'failback', 'FAILBACK_ROLE'],
    ['abort', 'reprotect', 'FAILBACK_ROLE'],
  ])('are the right ones: for %s (%s) FAILOVER_%s', (command, operation, wanted) => {
    const { jobs } = parseYaml(readFileSync('workflows/failover.yml', 'utf8')) as Workflow;
    const role = jobs['run']?.steps.find((step) => step.with?.role !== undefined)?.with?.role ?? '';
    const expression = role.replace(/^\$\{\{|\}\}$/g, '');
    const asked = (vars: Record<string, string>) =>
      evaluateExpression(expression, { contexts: { inputs: { command, operation }, vars } });
    expect(asked({ FAILOVER_ROLE: 'ROLE', FAILOVER_FAILBACK_ROLE: 'FAILBACK_ROLE' })).toBe(wanted);
    expect(asked({ FAILOVER_ROLE: 'ROLE' })).toBe('ROLE');
  });
});

describe('what the modules share with the product', () => {
  it('is the prefix of runs in the witness bucket', () => {
    const [, prefix] = /^const prefix = '([^']+)'/m.exec(readFileSync('src/store/s3-store.ts', 'utf8')) ?? [];
    expect(source('modules/witness-bucket/main.tf')).toContain(`prefix = "${prefix ?? '?'}"`);
  });

  it('is the path that the bot hears alarms at', () => {
    const [, path] =
      /^const alarmPath = '([^']+)'/m.exec(readFileSync('bot/alarms/alarm-endpoint.ts', 'utf8')) ?? [];
    expect(source('modules/alarms/main.tf')).toContain(`"\${var.bot_url}${path ?? '?'}"`);
  });
});
