import { fail } from './errors.ts';

/** One mail; `to` are addresses, `id` is the same whenever the same mail is sent again. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Letters, digits, dots and hyphens. */
  readonly id: string;
  /** Mails of one thread share it. */
  readonly thread: string;
}

const timeoutMs = 10_000;

/**
 * Sends one mail by the server of an `smtp://` or `smtps://` URL. Copies of a mail carry the same Message-ID, by which mailboxes drop
 * them. Throws DENIED, INVALID_CALL or UNREACHABLE, never with the URL, which may hold a password.
 */
export async function sendMail(url: string, mail: Mail, signal: AbortSignal): Promise<void> {
  // Loaded when the first mail is sent: most runs send none.
  const { createTransport } = await import('nodemailer');
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
  const stop = (): void => {
    transport.close();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    await transport.sendMail({
      from: mail.from,
      to: [...mail.to],
      subject: mail.subject,
      text: mail.text,
      messageId: `<${mail.id}@region-failover>`,
      references: `<${mail.thread}@region-failover>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    signal.throwIfAborted();
    throw explained(error);
  } finally {
    signal.removeEventListener('abort', stop);
    transport.close();
  }
}

function explained(error: unknown): Error {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  if (code === 'EAUTH')
    return fail({
      code: 'DENIED',
      message: 'The mail server refused the login.',
      fix: 'Check the SMTP URL.',
    });
  if (typeof responseCode === 'number' && responseCode >= 500)
    return fail({ code: 'INVALID_CALL', message: `The mail server refused the mail (${responseCode}).` });
  const why = typeof responseCode === 'number' ? responseCode : typeof code === 'string' ? code : 'no answer';
  return fail({ code: 'UNREACHABLE', message: `The mail server did not take the mail (${why}).` });
}
