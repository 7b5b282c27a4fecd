import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Environment } from '../../../src/simulator/environment.ts';
import { logMessage } from './runbook-service.ts';

/** Where mail and webhooks arrive. */
export interface Desk {
  /** Of the mails, without the id of the run. */
  readonly subjects: string[];
  /** Of the webhook. */
  readonly texts: string[];
  readonly close: () => Promise<void>;
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Opens a mail server and a webhook, and names them in the environment: `SMTP_URL` and `INCIDENT_WEBHOOK_URL`. The log of a world hears of what arrives. */
export async function openDesk(running?: Environment): Promise<Desk> {
  const subjects: string[] = [];
  const texts: string[] = [];
  const mail = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      let text = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => (text += chunk));
      stream.on('end', () => {
        // Long headers are folded.
        const unfolded = text.replace(/\r\n[ \t]/g, ' ');
        const subject = /^Subject: (?:\[.*?\] )?(.*)$/m.exec(unfolded)?.[1]?.trim() ?? text;
        subjects.push(subject);
        if (running) logMessage(running, 'mail', subject);
        done();
      });
    },
  });
  const hook = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const told = (JSON.parse(text) as { text: string }).text;
      texts.push(told);
      if (running) logMessage(running, 'webhook', told);
      response.end();
    });
  });
  process.env['SMTP_URL'] = `smtp://127.0.0.1:${await portOf(mail.server)}`;
  process.env['INCIDENT_WEBHOOK_URL'] = `http://127.0.0.1:${await portOf(hook)}/`;
  const close = async () => {
    for (const name of ['SMTP_URL', 'INCIDENT_WEBHOOK_URL']) Reflect.deleteProperty(process.env, name);
    hook.closeAllConnections();
    await new Promise((resolve) => hook.close(resolve));
    await new Promise<void>((resolve) => {
      mail.close(resolve);
    });
  };
  return { subjects, texts, close };
}
