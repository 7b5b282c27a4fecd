import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { filesMatching } from '../../../src/simulator/github/runner/glob.ts';

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly steps: readonly {
          readonly name?: string;
          readonly run?: string;
          readonly with?: Readonly<Record<string, string>>;
        }[];
      }
    >
  >;
}

const { jobs } = parse(readFileSync('.github/workflows/release.yml', 'utf8')) as Workflow;
const steps = Object.values(jobs).flatMap((job) => job.steps);
const directory = mkdtempSync(join(tmpdir(), 'release-'));
const released = ['action.yml', 'dist/action.cjs', 'dist/parts/aws/rds.cjs', 'dist/parts/core.cjs'];

const notes = '### Added\n\n- The first line of 1.2.3.\n';
const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(released.map((name) => [name, name])),
  'package.json': '{"version":"1.2.3"}',
  'CHANGELOG.md': `# Changelog\n\n## [Unreleased]\n\n- Not yet.\n\n## [1.2.3] - 2027-01-02\n\n${notes}\n## [1.2.2]\n\n- Older.\n`,
  // What somebody types there is written down, and the tags of the repository are those of the test.
  'bin/gh':
    '#!/bin/sh\nprintf "%s\\n" "$*" >> calls\ncase "$*" in *matching-refs*) cat tags;; */ref/tags/*) exit 1;; esac\n',
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(dirname(join(directory, name)), { recursive: true });
  writeFileSync(join(directory, name), text);
}
chmodSync(join(directory, 'bin/gh'), 0o755);
spawnSync('git', ['init', '--quiet'], { cwd: directory });
spawnSync('git', ['add', '.'], { cwd: directory });

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Runs a step of the release workflow there, as the runner does for a tag, and returns what it asked of GitHub. */
function runStep(
  title: RegExp,
  { tag = 'v1.2.3', tags = [tag] }: { readonly tag?: string; readonly tags?: readonly string[] } = {},
) {
  writeFileSync(join(directory, 'calls'), '');
  writeFileSync(join(directory, 'tags'), tags.map((each) => `refs/tags/${each}\n`).join(''));
  const script = steps.find(({ name = '' }) => title.test(name))?.run ?? 'exit 99';
  const { status, stdout } = spawnSync('bash', ['-e', '-c', script], {
    cwd: directory,
    encoding: 'utf8',
    env: {
      PATH: `${join(directory, 'bin')}:${process.env['PATH'] ?? ''}`,
      GITHUB_REF_NAME: tag,
      GITHUB_REPOSITORY: 'acme/region-failover',
      GITHUB_SHA: 'c0ffee',
    },
  });
  return {
    status,
    out: stdout,
    calls: readFileSync(join(directory, 'calls'), 'utf8').trim().split('\n'),
  };
}

describe('a release', () => {
  it('attests action.yml and every file of dist, however deep', () => {
    const pattern = steps
      .flatMap((step) => step.with?.['subject-path'] ?? [])
      .join('\n')
      .split('\n');
    const attested = filesMatching(directory, pattern);
    expect(attested.map((file) => file.slice(directory.length + 1))).toEqual(released);
  });

  it('has the notes of its version, and the same files', () => {
    const { status, calls } = runStep(/make the release/i);
    expect(status).toBe(0);
    expect(calls).toEqual([
      `release create v1.2.3 --verify-tag --title v1.2.3 --notes-file notes.md ${released.join(' ')}`,
    ]);
    expect(readFileSync(join(directory, 'notes.md'), 'utf8').trim()).toBe(notes.trim());
  });

  it('is refused where tag, package.json and CHANGELOG.md do not name the same version', () => {
    expect(runStep(/tag is the version/i).status).toBe(0);
    const { status, out } = runStep(/tag is the version/i, { tag: 'v1.2.4' });
    expect([status, out.trim()]).toEqual([1, '::error::The tag is v1.2.4, package.json says 1.2.3.']);
  });

  it('moves the major tag to the newest version, and never back', () => {
    const newest = runStep(/major tag/i, { tags: ['v1.2.3', 'v1.2.2', 'v1.10.0-rc.1'] });
    expect(newest.calls.at(-1)).toContain('-f ref=refs/tags/v1 -f sha=c0ffee');
    const older = runStep(/major tag/i, { tags: ['v1.2.3', 'v1.10.0'] });
    expect([older.status, older.calls.length]).toEqual([0, 1]);
    expect(older.out).toContain('v1 stays at v1.10.0');
  });
});
