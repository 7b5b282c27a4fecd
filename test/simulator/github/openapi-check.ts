import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Exchange } from '../../../src/simulator/github/http/api.ts';
import type { LocalGitHub } from '../../../src/simulator/github/local-github.ts';
import type { Delivery } from '../../../src/simulator/github/webhooks.ts';

/** GitHub's own description of its API, as `@octokit/openapi` carries it. */
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Json;
  readonly 'x-webhooks': Readonly<Record<string, { readonly post: Operation }>>;
}

interface Operation {
  readonly parameters?: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
}

type Json = Readonly<Record<string, unknown>>;

/** Compares requests, answers and deliveries with GitHub's OpenAPI description. */
export interface OpenApiCheck {
  /** What is wrong with a request that was accepted, and with its answer. */
  exchange(exchange: Exchange): readonly string[];
  /** What is wrong with the payload of a delivery. */
  delivery(delivery: Pick<Delivery, 'event' | 'action' | 'payload'>): readonly string[];
  /** Whether the description has this operation: `GET /repos/{owner}/{repo}`. */
  has(template: string): boolean;
}

const path = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
const formats = {
  uri: isUri,
  'uri-template': true,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  email: /^[^@\s]+@[^@\s]+$/,
  int64: true,
  hostname: true,
  ipv4: true,
  ipv6: true,
  repo: true,
  'repo.nwo': true,
  timestamp: true,
  'ssh-key fingerprint': true,
} as const;

/** Where the description is known to be wrong or incomplete, found in what the check says; everything else counts. */
const mistakesOfTheDescription: readonly RegExp[] = [
  // Joined by allOf, as if an account were a user and an enterprise at once; other operations say anyOf.
  /^GET \/app\/installations 200 application\/json \/\d+\/account /,
  // Its list of an App's events ends in 2021.
  /^webhook \S+ \/(issue|comment)\/performed_via_github_app/,
];

let shared: OpenApiCheck | undefined;

/** Loads the description (13 MB) once a process. */
export function loadOpenApi(): OpenApiCheck {
  shared ??= createCheck(JSON.parse(readFileSync(path, 'utf8')) as Description);
  return shared;
}

/** Watches a local GitHub; `problems` fills with whatever GitHub itself would not have said or taken. */
export function watchOpenApi(github: LocalGitHub): {
  readonly problems: readonly string[];
  /** The operations that were used. */
  readonly seen: ReadonlySet<string>;
  /** Checks the deliveries so far as well. */
  readonly withDeliveries: () => readonly string[];
} {
  const check = loadOpenApi();
  const problems: string[] = [];
  const seen = new Set<string>();
  github.onExchange((exchange) => {
    seen.add(`${exchange.method} ${exchange.template ?? exchange.path}`);
    problems.push(...check.exchange(exchange));
  });
  return {
    problems,
    seen,
    withDeliveries: () => [
      ...problems,
      ...github.webhooks.deliveries.flatMap((delivery) => check.delivery(delivery)),
    ],
  };
}

function createCheck(description: Description): OpenApiCheck {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, formats, logger: false });
  ajv.addSchema({ $id: 'github', components: withNull(description.components) as Json });
  const compiled = new Map<string, ValidateFunction>();
  const validate = (name: string, schema: unknown, value: unknown): string[] => {
    const check = compiled.get(name) ?? ajv.compile(withNull(schema) as Json);
    compiled.set(name, check);
    if (check(value)) return [];
    return (check.errors ?? [])
      .map(({ instancePath, message }) => `${name} ${instancePath} ${message ?? ''}`)
      .filter((problem) => !mistakesOfTheDescription.some((mistake) => mistake.test(problem)));
  };
  const resolve = (json: Json | undefined): Json | undefined => {
    const ref = json?.['$ref'];
    if (typeof ref !== 'string') return json;
    const steps = ref.slice(2).split('/');
    return resolve(steps.reduce<unknown>((at, step) => (at as Json)[step], description) as Json);
  };
  const schemaOf = (holder: Json | undefined, type: string) => {
    const content = resolve(holder)?.['content'] as Readonly<Record<string, Json>> | undefined;
    return (content?.[type] ?? Object.values(content ?? {})[0])?.['schema'];
  };
  const find = (template: string) => {
    const [method = '', at = ''] = template.split(' ');
    return description.paths[at]?.[method.toLowerCase()];
  };
  const errorBody = { $ref: '#/components/schemas/basic-error' };

  const request = (name: string, { query, requestBody }: Exchange, operation: Operation) => {
    const parameters = (operation.parameters ?? []).map((one) => resolve(one));
    const known = new Set(
      parameters.flatMap((one) => (one?.['in'] === 'query' ? [String(one['name'])] : [])),
    );
    const unknown = Object.keys(query).filter((one) => !known.has(one));
    const schema = schemaOf(operation.requestBody, 'application/json');
    return [
      ...unknown.map((one) => `${name} has no query parameter ${one}`),
      ...(schema && requestBody !== undefined ? validate(`${name} request`, schema, requestBody) : []),
    ];
  };

  const response = (name: string, exchange: Exchange, operation: Operation) => {
    const { status, responseBody, responseHeaders } = exchange;
    const declared = operation.responses[String(status)];
    // Any GET may be conditional: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
    if (status === 304 && exchange.method === 'GET') return [];
    if (!declared && status < 400) return [`${name} does not answer ${status}`];
    const type = (responseHeaders['content-type'] ?? '').split(';')[0] ?? '';
    // The raw form of a file is described in words only.
    if (type === 'application/vnd.github.raw') return typeof responseBody === 'string' ? [] : [`${name} raw`];
    const described = schemaOf(declared, type);
    if (declared && described === undefined) {
      return responseBody === undefined || status >= 400 ? [] : [`${name} ${status} has no body`];
    }
    return validate(`${name} ${status} ${type}`, described ?? errorBody, responseBody);
  };

  return {
    has: (template) => find(template) !== undefined,
    exchange: (exchange) => {
      const name = `${exchange.method} ${exchange.template ?? exchange.path}`;
      const operation = find(name);
      if (!operation) return [`${name} is no operation of GitHub`];
      const accepted = exchange.status < 400 ? request(name, exchange, operation) : [];
      return [...accepted, ...response(name, exchange, operation)];
    },
    delivery: ({ event, action, payload }) => {
      const name = [event, action].join('-').replaceAll('_', '-');
      const schema = schemaOf(description['x-webhooks'][name]?.post.requestBody, 'application/json');
      return schema ? validate(`webhook ${name}`, schema, payload) : [`There is no webhook ${name}`];
    },
  };
}

/** OpenAPI 3.0 says `nullable`, JSON Schema a type of its own; references lead into the one registered document. */
function withNull(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNull);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = schema as Record<string, unknown>;
  const inner = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      // As keywords they would mean something else to ajv.
      key === 'discriminator' || key.startsWith('example') ? `x-${key}` : key,
      key === '$ref' && typeof value === 'string' ? value.replace(/^#/, 'github#') : withNull(value),
    ]),
  );
  return nullable === true ? { anyOf: [{ type: 'null' }, inner] } : inner;
}

function isUri(text: string): boolean {
  return URL.canParse(text);
}
