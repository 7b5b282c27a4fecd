import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The variables of a process. */
export type Env = Readonly<Record<string, string | undefined>>;

/** One variable: what it is, for people who must provide it. */
export interface Wanted {
  readonly name: string;
  /** What it is and where to get it, as the end of a sentence. */
  readonly what: string;
}

/** Reads variables and collects everything that is wrong with them, so that all of it is told at once. */
export interface EnvReader {
  readonly problems: readonly string[];
  /** The value, without spaces around it; undefined where it is absent or empty. `NAME_FILE` names a file that holds it instead. */
  optional(name: string): string | undefined;
  /** As `optional`; absence is a problem. */
  required(wanted: Wanted): string;
  /** As `required`, and shorter than `least` characters is a problem. */
  secret(wanted: Wanted, least: number): string;
  problem(text: string): void;
}

/** Reads from `env`; nothing that is read ever stands in a problem. */
export function envReader(env: Env): EnvReader {
  const problems: string[] = [];
  const problem = (text: string) => {
    problems.push(text);
  };
  const optional = (name: string) => {
    const direct = env[name]?.trim();
    const file = env[`${name}_FILE`]?.trim();
    if (direct !== undefined && direct !== '') {
      if (file !== undefined && file !== '')
        problem(`Both ${name} and ${name}_FILE are set: keep one of them.`);
      return direct;
    }
    return file === undefined || file === '' ? undefined : contents(name, file, problem);
  };
  const required = ({ name, what }: Wanted) => {
    const before = problems.length;
    const value = optional(name);
    if (value === undefined && problems.length === before) problem(`${name} is missing: ${what}.`);
    return value ?? '';
  };
  const secret = (wanted: Wanted, least: number) => {
    const value = required(wanted);
    if (value !== '' && value.length < least)
      problem(
        `${wanted.name} has fewer than ${least} characters: a secret that short can be guessed. It is ${wanted.what}.`,
      );
    return value;
  };
  return { problems, optional, required, secret, problem };
}

function contents(name: string, file: string, problem: (text: string) => void): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text === '') problem(`${name}_FILE names an empty file: ${file}.`);
    return text === '' ? undefined : text;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    problem(`${name}_FILE names a file that cannot be read: ${file} (${code}).`);
    return undefined;
  }
}

/** A PEM key as people put it into a variable: as it is, with `\n` for its line ends, or in base64; undefined where it is no RSA private key. */
export function privateKeyOf(value: string): string | undefined {
  const unescaped = value.replaceAll('\\n', '\n');
  const pem = unescaped.includes('-----BEGIN')
    ? unescaped
    : Buffer.from(value, 'base64').toString('utf8').trim();
  try {
    const key = createPrivateKey(pem);
    // PKCS #8 as well as GitHub's PKCS #1: one form for everything behind.
    return key.asymmetricKeyType === 'rsa'
      ? key.export({ type: 'pkcs8', format: 'pem' }).toString()
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether an address is on this machine, where plain HTTP and test hosts are accepted. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** An address without a slash at its end; undefined where it is not one, is not https (loopback excepted), or carries user, query or fragment. */
export function webAddress(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return secure && plain ? url.href.replace(/\/+$/, '') : undefined;
}
