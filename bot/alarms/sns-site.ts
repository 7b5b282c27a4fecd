import { isSnsAddress } from './sns-message.ts';

/** What the bot fetches from SNS itself. */
export interface SnsSite {
  /** The certificate in PEM; undefined for an address that is not of SNS in this region. Throws where SNS does not answer. */
  certificate(url: string, region: string): Promise<string | undefined>;
  /** Visits the address that confirms a subscription; false for an address that is not of SNS in this region. */
  confirm(url: string, region: string): Promise<boolean>;
}

const timeoutMs = 5000;
const largestAnswer = 64 * 1024;
const mostCertificates = 20;

/** `host`: an origin on this machine that stands in for SNS, for tests and the demo. Addresses are judged as if it were not there. */
export function createSnsSite(host?: string): SnsSite {
  const certificates = new Map<string, string>();
  return {
    async certificate(url, region) {
      if (!isSnsAddress(url, region) || !new URL(url).pathname.endsWith('.pem')) return undefined;
      const known = certificates.get(url);
      if (known !== undefined) return known;
      const pem = await get(url, host);
      if (certificates.size >= mostCertificates) certificates.clear();
      certificates.set(url, pem);
      return pem;
    },
    async confirm(url, region) {
      if (!isSnsAddress(url, region)) return false;
      await get(url, host);
      return true;
    },
  };
}

async function get(url: string, host: string | undefined): Promise<string> {
  const { pathname, search } = new URL(url);
  const response = await fetch(host === undefined ? url : `${host}${pathname}${search}`, {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
  });
  if (!response.ok) throw new Error(`SNS answered ${response.status}.`);
  const text = await response.text();
  if (text.length > largestAnswer) throw new Error('SNS answered more than a certificate.');
  return text;
}
