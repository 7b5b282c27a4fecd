import type { Step } from '../plan/plan.ts';

/** A text among a step's parameters; empty where there is none of that name. */
export function textParam({ params }: Pick<Step, 'params'>, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : '';
}
