// The yardstick for the bot: Bolt as its documentation sets it up, which acknowledges a command and does nothing else.
import { App } from '@slack/bolt';

const { SLACK_BOT_TOKEN = '', SLACK_SIGNING_SECRET = '', SLACK_API_URL = '', PORT = '0' } = process.env;

async function main(): Promise<void> {
  const app = new App({
    token: SLACK_BOT_TOKEN,
    signingSecret: SLACK_SIGNING_SECRET,
    clientOptions: { slackApiUrl: SLACK_API_URL },
  });
  app.command('/failover', async ({ ack }) => {
    await ack();
  });
  await app.start({ port: Number(PORT), host: '127.0.0.1' });
}

void main();
