import { isLoopback } from '../env-reader.ts';

/** Which run a deployment callback is about. */
export interface GateAddress {
  readonly owner: string;
  readonly repo: string;
  readonly run: number;
}

/** The parts of a deployment callback address; undefined for one that is not of this GitHub. */
export function gateAddress(callbackUrl: string): GateAddress | undefined {
  if (!URL.canParse(callbackUrl)) return undefined;
  const { pathname, protocol, hostname } = new URL(callbackUrl);
  if (protocol !== 'https:' && !isLoopback(hostname)) return undefined;
  const [, owner, repo, run] =
    /\/repos\/([\w.-]+)\/([\w.-]+)\/actions\/runs\/(\d{1,16})\/deployment_protection_rule$/.exec(pathname) ??
    [];
  return owner === undefined || repo === undefined || run === undefined
    ? undefined
    : { owner, repo, run: Number(run) };
}
