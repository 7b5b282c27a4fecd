import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse.ts';
import { kinds } from '../../../src/kinds/registry.ts';
import { fencesOf, readPages } from './pages.ts';

const top = 'service: shop\nregions: [eu-west-1, eu-west-2]\n';

/** The configs in the pages: whole files, and parts that begin with `resources:`. */
const configs = readPages().flatMap((page) =>
  fencesOf(page)
    .filter(({ language, code }) => language === 'yaml' && /^(service|resources):/.test(code))
    .map(({ code }) => ({ file: page.path, text: code.startsWith('service:') ? code : `${top}${code}` })),
);

/** A part refers to what stands elsewhere, and one with nothing in it is there for what stands above. */
const ofParts = ['unknown-dependency', 'no-resources'];

describe('the configs in the pages', () => {
  it('are found', () => {
    expect(configs.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['docs/quick-start.md', 'docs/configuration.md']),
    );
  });

  it.each(
    configs.map(
      (config) =>
        [
          config.file,
          config.text.split('\n').find((line) => line.includes('kind:')) ?? 'top',
          config,
        ] as const,
    ),
  )('of %s (%s) have no mistakes', (_file, _what, config) => {
    const { diagnostics } = parseConfig({ ...config, registry: kinds });
    const errors = diagnostics.filter(
      ({ severity, rule }) => severity === 'error' && !ofParts.includes(rule),
    );
    expect(errors).toEqual([]);
  });

  it('are complete in the quick start', () => {
    const whole = configs.find(
      ({ file, text }) =>
        file === 'docs/quick-start.md' &&
        text.startsWith('service: shop\nregions: [eu-west-1, eu-west-2]\nobjectives'),
    );
    expect(whole === undefined ? undefined : parseConfig({ ...whole, registry: kinds }).diagnostics).toEqual(
      [],
    );
  });
});
