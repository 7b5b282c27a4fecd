import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { TokenType, type Token } from '@actions/expressions/lexer';
import { truthy } from '@actions/expressions/result';
import { isBasicExpression, isMapping, isSequence } from '@actions/workflow-parser';
import { ensureStatusFunction } from '@actions/workflow-parser/model/converter/if-condition';
import {
  BooleanToken,
  InsertExpressionToken,
  NullToken,
  NumberToken,
  type MappingToken,
  type TemplateToken,
} from '@actions/workflow-parser/templates/tokens/index';
import { fromData, isObject, textOf, toData, type Json } from './json.ts';

/** What an expression may name: contexts, and functions beyond the built-in ones (lower-case names). */
export interface Scope {
  readonly contexts: Readonly<Record<string, Json>>;
  readonly functions?: readonly FunctionDefinition[];
}

/** The value of an expression without its `${{ }}`. Throws where it is not valid or names what is not there. */
export function evaluateExpression(expression: string, scope: Scope): Json {
  return fromData(evaluated(expression, scope));
}

/** Whether an expression is truthy, by GitHub's rules. Throws as `evaluateExpression` does. */
export function evaluateCondition(expression: string, scope: Scope): boolean {
  return truthy(evaluated(expression, scope));
}

function evaluated(expression: string, { contexts, functions = [] }: Scope) {
  const tokens = new Lexer(expression).lex().tokens.map(unquoted);
  const tree = new Parser(tokens, Object.keys(contexts), [...functions]).parse();
  const values = new data.Dictionary(
    ...Object.entries(contexts).map(([key, value]) => ({ key, value: toData(value) })),
  );
  const known = new Map(functions.map((each) => [each.name.toLowerCase(), each]));
  return new Evaluator(tree, values, known).evaluate();
}

/** The published lexer undoes only the first doubled quote of a text; the runner of GitHub undoes all. */
function unquoted(token: Token): Token {
  return token.type === TokenType.STRING
    ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") }
    : token;
}

/** The value of a part of a workflow file, with every `${{ }}` in it evaluated. Throws with the place of the expression that cannot be. */
export function valueOf(token: TemplateToken, scope: Scope): Json {
  if (isBasicExpression(token)) return expressionAt(token, token.expression, scope);
  if (isSequence(token)) return [...token].map((each) => valueOf(each, scope));
  if (isMapping(token)) return mappingOf(token, scope);
  if (token instanceof NumberToken || token instanceof BooleanToken) return token.value;
  return token instanceof NullToken ? null : token.assertScalar('value').toString();
}

function expressionAt(token: TemplateToken, expression: string, scope: Scope): Json {
  try {
    return evaluateExpression(expression, scope);
  } catch (error) {
    throw new Error(`${placeOf(token)}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Where a part of a workflow file stands, in GitHub's words. */
function placeOf(token: TemplateToken): string {
  return `(Line: ${token.line ?? 0}, Col: ${token.col ?? 0})`;
}

function mappingOf(token: MappingToken, scope: Scope): Json {
  const entries: [string, Json][] = [];
  for (const { key, value } of token) {
    const found = valueOf(value, scope);
    // `${{ insert }}: ${{ object }}` puts the object's own entries here.
    if (!(key instanceof InsertExpressionToken)) entries.push([textOf(valueOf(key, scope)), found]);
    else if (isObject(found)) entries.push(...Object.entries(found));
  }
  return Object.fromEntries(entries);
}

/** A part of a workflow file as text; undefined where it is left out. */
export function textAt(token: TemplateToken | undefined, scope: Scope): string | undefined {
  return token === undefined ? undefined : textOf(valueOf(token, scope));
}

/** A part of a workflow file as names and texts, such as `env` and `with`. */
export function textsAt(token: TemplateToken | undefined, scope: Scope): Record<string, string> {
  const value = token === undefined ? {} : valueOf(token, scope);
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, textOf(each)]));
}

/** A number of a workflow file, such as `timeout-minutes`; undefined where it is left out. Throws where it is none. */
export function numberAt(token: TemplateToken | undefined, scope: Scope): number | undefined {
  if (token === undefined) return undefined;
  const number = toData(valueOf(token, scope)).number();
  if (Number.isNaN(number)) throw new Error(`${placeOf(token)}: A number was expected.`);
  return number;
}

/** A boolean of a workflow file, such as `continue-on-error`. Throws where it is none. */
export function booleanAt(token: TemplateToken | undefined, scope: Scope): boolean | undefined {
  if (token === undefined) return undefined;
  const value = valueOf(token, scope);
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Error(`${placeOf(token)}: A boolean was expected.`);
}

/** Whether an `if` holds; one that names no status function holds only after success. Throws where it cannot be evaluated. */
export function conditionAt(token: TemplateToken | undefined, scope: Scope): boolean {
  if (token === undefined) return evaluateCondition('success()', scope);
  const text = isBasicExpression(token) ? token.expression : token.assertScalar('if').toString().trim();
  return evaluateCondition(
    text === '' ? 'success()' : ensureStatusFunction(text, token.definitionInfo),
    scope,
  );
}
