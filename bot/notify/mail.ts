import { createTransport } from 'nodemailer';
import type { Incident } from '../incidents/incident.ts';
import { email } from '../messages/email.ts';
import type { Shown } from '../messages/shown.ts';
import { Later } from '../ports.ts';

const timeoutMs = 5_000;

/** How mails are sent. `url`: `smtp://user:password@host:port` or `smtps://…`. */
export interface MailSettings {
  readonly url: string | undefined;
  readonly from: string;
}

/** A mail to one list of people about an incident as it is. */
export interface Mail {
  readonly to: readonly string[];
  readonly incident: Incident;
  readonly shown: Shown;
  readonly delivery: string;
}

/**
 * Sends one mail. Tries of the same delivery carry the same Message-ID, by which mailboxes drop copies. Throws `Later` where the
 * server is busy or silent, and an error where it refuses the mail for good (SMTP 5xx).
 */
export async function sendMail({ url, from }: MailSettings, mail: Mail): Promise<void> {
  if (url === undefined || url === '') throw new Error('Mail needs the variable SMTP_URL of the bot.');
  const { subject, text, html } = email(mail.incident, mail.shown);
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // Nothing of a mail is ever read from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to: [...mail.to],
      subject,
      text,
      html,
      messageId: `<${encodeURIComponent(mail.delivery)}@region-failover>`,
      references: `<${encodeURIComponent(mail.incident.id)}@region-failover>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Region-Failover-Incident': mail.incident.id },
    });
  } catch (error) {
    throw isRefused(error) ? error : new Later(`the mail was not sent: ${messageOf(error)}`);
  } finally {
    transport.close();
  }
}

function isRefused(error: unknown): boolean {
  return (
    error instanceof Error &&
    'responseCode' in error &&
    typeof error.responseCode === 'number' &&
    error.responseCode >= 500
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
