import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Checks terraform/ as far as this machine can: the syntax and form of every file, and `terraform validate` of every module that can be
// initialised. Without Terraform, or without its provider, it says so and fails nothing.

/** Terraform without questions, without asking whether there is a newer version, and without waiting for a registry that is not there. */
const environment = {
  ...process.env,
  CHECKPOINT_DISABLE: '1',
  TF_IN_AUTOMATION: '1',
  TF_INPUT: '0',
  TF_REGISTRY_CLIENT_TIMEOUT: '10',
  TF_REGISTRY_DISCOVERY_RETRY: '0',
};

/** What `terraform init` says when everything is well but the provider, which it could not fetch. */
const withoutProvider =
  /Failed to query available provider packages|Failed to install provider|registry service is unreachable/;

interface Answer {
  readonly ok: boolean;
  readonly said: string;
}

function terraform(folder: string, ...args: readonly string[]): Answer {
  const { status, stdout, stderr } = spawnSync('terraform', args, {
    cwd: folder,
    encoding: 'utf8',
    env: environment,
    timeout: 300_000,
  });
  return { ok: status === 0, said: `${stdout}${stderr}` };
}

/** The modules that stand on their own. The root takes its providers from who uses it, so the examples stand for it. */
function modulesIn(root: string): readonly string[] {
  return ['modules', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .sort()
      .map((name) => `${folder}/${name}`),
  );
}

/** Undefined where the module is valid, or what is wrong; `provider` where only that could not be had. */
function validate(folder: string): string | undefined {
  const init = terraform(folder, 'init', '-backend=false', '-input=false', '-no-color');
  // A version that does not exist is a mistake of ours, not of the network.
  const isAway = withoutProvider.test(init.said) && !init.said.includes('no available releases match');
  if (!init.ok) return isAway ? 'provider' : init.said;
  const validated = terraform(folder, 'validate', '-no-color');
  return validated.ok ? undefined : validated.said;
}

function needsProvider(folder: string): boolean {
  return readFileSync(join(folder, folder.includes('examples') ? 'main.tf' : 'versions.tf'), 'utf8').includes(
    'required_providers',
  );
}

/** The sentences to print, and whether something is wrong. */
function check(): { readonly lines: readonly string[]; readonly failed: boolean } {
  if (spawnSync('terraform', ['version'], { env: environment }).error !== undefined)
    return { lines: ['terraform is not installed here: terraform/ was not checked'], failed: false };
  const form = terraform('terraform', 'fmt', '-check', '-recursive', '-diff', '-no-color');
  if (!form.ok) return { lines: [form.said, 'Run: terraform fmt -recursive terraform'], failed: true };
  const copy = mkdtempSync(join(tmpdir(), 'region-failover-terraform-'));
  try {
    cpSync('terraform', copy, { recursive: true, filter: (path) => !path.includes('.terraform') });
    const results = modulesIn(copy).map((name) => ({ name, wrong: validateOnce(join(copy, name)) }));
    return summary(results);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** A provider that could not be had for one module cannot be had for the next either, and asking takes its time. */
let isProviderMissing = false;

function validateOnce(folder: string): string | undefined {
  if (isProviderMissing && needsProvider(folder)) return 'provider';
  const wrong = validate(folder);
  if (wrong === 'provider') isProviderMissing = true;
  return wrong;
}

function summary(results: readonly { readonly name: string; readonly wrong: string | undefined }[]) {
  const named = (wrong: string | undefined): string =>
    results
      .filter((result) => result.wrong === wrong)
      .map(({ name }) => name)
      .join(', ');
  const failures = results.filter(({ wrong }) => wrong !== undefined && wrong !== 'provider');
  const lines = ['terraform fmt -check: every file is in form'];
  if (named(undefined) !== '') lines.push(`terraform validate: valid are ${named(undefined)}`);
  if (named('provider') !== '')
    lines.push(
      `terraform validate: not done for ${named('provider')}, because the AWS provider cannot be had here; of these the syntax alone was checked`,
    );
  for (const { name, wrong } of failures) lines.push(`${name}: ${wrong ?? ''}`);
  return { lines, failed: failures.length > 0 };
}

const { lines, failed } = check();
for (const line of lines) console.log(line);
process.exitCode = failed ? 1 : 0;
