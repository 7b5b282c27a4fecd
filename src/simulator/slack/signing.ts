import { createHmac } from 'node:crypto';

/**
 * The headers by which an app knows a request for Slack's, version v0
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack).
 */
export function signatureHeaders(secret: string, body: string, nowMs: number): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}
