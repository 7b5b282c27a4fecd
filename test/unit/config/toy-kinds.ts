import * as z from 'zod';
import type { ConfigKind, ConfigRegistry } from '../../../src/config/config-kind.ts';
import { duration } from '../../../src/config/duration.ts';
import { parseConfig } from '../../../src/config/parse.ts';
import { perRegion } from '../../../src/kinds/per-region.ts';

const database: ConfigKind = {
  name: 'toy-database',
  summary: 'Promotes a replica.',
  spec: z.strictObject({
    timeout: duration.prefault('30m').describe('How long a promotion may take.'),
    class: z.enum(['small', 'medium', 'large']).optional().describe('Its size.'),
  }),
  regional: z.string().min(1).describe('The name of the database there.'),
  regionalNeeded: 'every',
  outputNames: ['endpoint', 'port'],
  role: 'data',
};

const secret: ConfigKind = {
  name: 'toy-secret',
  summary: 'Rewrites a secret.',
  spec: z.strictObject({
    name: z.string().describe('Its name.'),
    cluster: perRegion(z.string()).optional().describe('Its cluster.'),
    keys: z
      .record(z.string(), z.strictObject({ host: z.string().describe('Whose host.') }))
      .describe('What to replace.'),
  }),
  role: 'compute',
  leadsHome: true,
  references: ({ spec }) =>
    Object.values((spec as { keys: Record<string, { host: string }> }).keys).map(({ host }) =>
      host.includes('.') ? host : `${host}.endpoint`,
    ),
};

const dns: ConfigKind = {
  name: 'toy-dns',
  summary: 'Moves traffic.',
  spec: z.discriminatedUnion('how', [
    z.strictObject({
      how: z.literal('weight').describe('By weights.'),
      weight: z.number().int().min(0).max(255).describe('Out of 255.'),
    }),
    z.strictObject({
      how: z.literal('alias').describe('By an alias.'),
      enabled: z.boolean().prefault(true).describe('Whether it answers.'),
    }),
  ]),
  regional: z.strictObject({ address: z.string().describe('Where traffic goes.') }),
  regionalNeeded: 'some',
  role: 'traffic',
};

const check: ConfigKind = {
  name: 'toy-check',
  summary: 'Asks a URL.',
  spec: z.strictObject({
    url: z
      .string()
      .regex(/^https?:\/\//, 'must begin with `https://`')
      .describe('What to ask.'),
    names: z.array(z.string()).optional().describe('What to look for.'),
  }),
  role: 'verification',
};

/** Kinds that exist only here. */
export const toyKinds: ConfigRegistry = new Map(
  [database, secret, dns, check].map((kind) => [kind.name, kind]),
);

/** A file without mistakes or doubts. */
export const goodFile = `service: shop
regions: [eu-west-1, eu-west-2]
residency: [eu-west-1, eu-west-2, eu-central-1]
objectives: { rto: 30m, rpo: 30s }
witness: { bucket: shop-witness, region: eu-central-1 }
account: "111122223333"
resources:
  databases:
    kind: toy-database
    each: [orders, users]
    eu-west-1: shop-\${each}
    eu-west-2: shop-\${each}-replica
  connections:
    kind: toy-secret
    each: [orders, users]
    name: \${each}-database
    keys:
      DATABASE_URL: { host: 'databases/\${each}' }
  dns:
    kind: toy-dns
    how: weight
    weight: 100
    after: databases
    eu-west-1: { address: one.example.com }
    eu-west-2: { address: two.example.com }
  website:
    kind: toy-check
    url: https://example.com/health
`;

/** Parses a text with the toy kinds. */
export function parse(text: string) {
  return parseConfig({ text, file: 'failover.yml', registry: toyKinds });
}

/** The good file with one piece of it replaced; fails when the piece is not in it. */
export function goodFileWith(piece: string, replacement: string): string {
  if (!goodFile.includes(piece)) throw new Error(`The good file has no ${piece}`);
  return goodFile.replace(piece, () => replacement);
}

/** What is found in the good file with one piece replaced: `rule line:column` of each diagnostic. */
export function found(piece: string, replacement: string): readonly string[] {
  return parse(goodFileWith(piece, replacement)).diagnostics.map(
    ({ rule, line, column }) => `${rule} ${line}:${column}`,
  );
}
