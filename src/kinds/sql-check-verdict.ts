import type { Json, Region } from '../ids.ts';
import type { SqlAnswer } from '../sql.ts';
import type { Seen, Settled } from './kind.ts';
import type { SqlCheck } from './sql-check-spec.ts';

/** What a server has said, or why it has not. */
export type SqlSeen =
  | { readonly state: 'answered'; readonly answer: SqlAnswer }
  | { readonly state: 'silent'; readonly error: string }
  | { readonly state: 'unset'; readonly variable: string }
  | { readonly state: 'unknown-address' };

/** What a server must give beside taking writes. */
export interface Expected {
  /** What the query must give; absent where it does not matter. */
  readonly value?: string;
}

/** What the config expects of the server in the region being activated. */
export function expectedOf({ spec: { expect } }: SqlCheck, to: Region): Expected {
  if (expect === undefined) return {};
  return { value: expect === '$to' ? to : String(expect) };
}

/** Everything that keeps the server from serving an application; empty when it can. */
export function mistakesIn(seen: Seen<SqlSeen>, { value: wanted }: Expected): readonly string[] {
  if (seen.state === 'failed') return [seen.problem.message];
  if (seen.state === 'absent') return ['not looked at'];
  const { value } = seen;
  switch (value.state) {
    case 'unset':
      return [`the environment variable ${value.variable} is not set`];
    case 'unknown-address':
      return ['its address is not known'];
    case 'silent':
      return [`no answer (${value.error})`];
    case 'answered': {
      const { answer } = value;
      const wrong = wanted !== undefined && answer.value !== wanted;
      return [
        ...(answer.inRecovery ? ['in recovery'] : answer.readOnly ? ['transactions are read-only'] : []),
        ...(answer.probe?.ok === false ? [`cannot write: ${answer.probe.error}`] : []),
        ...(wrong ? [`the query gave ${answer.value ?? 'NULL'}, expected ${wanted}`] : []),
      ];
    }
  }
}

/** What the server has said, for the report. */
export function evidenceOf(seen: Seen<SqlSeen>): Readonly<Record<string, Json>> {
  if (seen.state !== 'seen' || seen.value.state !== 'answered') return {};
  const { inRecovery, readOnly, probe, value, version, tookMs } = seen.value.answer;
  return {
    inRecovery,
    readOnly,
    version,
    tookMs,
    ...(probe === undefined ? {} : { wrote: probe.ok }),
    ...(value === undefined ? {} : { value }),
  };
}

/** Whether a server accepts writes; undefined where it has not answered. */
export function acceptsWrites(seen: Seen<SqlSeen>): boolean | undefined {
  if (seen.state !== 'seen' || seen.value.state !== 'answered') return undefined;
  const { inRecovery, readOnly, probe } = seen.value.answer;
  return !inRecovery && !readOnly && probe?.ok !== false;
}

/** Silence proves nothing, but there is nobody to wait for: a server that cannot be asked may be gone for ever. */
export function soleSettled(seen: Seen<SqlSeen>): Settled {
  if (seen.state === 'failed') return { state: 'pending', note: seen.problem.message };
  switch (acceptsWrites(seen)) {
    case true:
      return { state: 'pending', note: 'still accepts writes' };
    case false:
      return { state: 'done', note: 'accepts no writes', evidence: evidenceOf(seen) };
    case undefined:
      return {
        state: 'done',
        note: `could not be asked: ${mistakesIn(seen, {}).join(', ')}`,
        evidence: { asked: false },
      };
  }
}
