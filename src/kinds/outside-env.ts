import type { Outside } from './kind.ts';

/** The value of an environment variable; undefined when it is unset or empty. */
export function variable(outside: Outside, name: string): string | undefined {
  const value = (outside.env ?? process.env)[name];
  return value === '' ? undefined : value;
}
