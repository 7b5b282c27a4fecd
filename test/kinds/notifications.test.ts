import { SMTPServer } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Kind } from '../../src/kinds/kind.ts';
import { classify } from '../../src/error-class.ts';
import { email } from '../../src/kinds/email.ts';
import { pagerduty } from '../../src/kinds/pagerduty.ts';
import { sns } from '../../src/kinds/sns.ts';
import type { Goal } from '../../src/plan/plan.ts';
import { addTopic } from '../../src/simulator/watching.ts';
import { setRegionCondition } from '../../src/simulator/world.ts';
import { bodyOf, listening, serving } from '../unit/loopback.ts';
import { conforms } from './conformance.ts';
import { resourceOf } from './resource.ts';
import { awsWire, contextOf, look, run, stepOf } from './wire.ts';
import type { Wire } from './wire.ts';

const goal: Goal = {
  from: 'eu-west-1',
  to: 'eu-west-2',
  operation: 'failover',
  mode: 'unplanned',
  fromCondition: 'down',
};

interface Mailbox {
  readonly mails: string[];
  readonly port: number;
}

/** A mail server that keeps what it gets, or refuses it with a code. */
async function mailbox(refusal?: number): Promise<Mailbox> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      let text = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => (text += chunk));
      stream.on('end', () => {
        if (refusal !== undefined) {
          done(Object.assign(new Error('no'), { responseCode: refusal }));
          return;
        }
        mails.push(text);
        done();
      });
    },
  });
  const port = await listening(server.server);
  return { mails, port };
}

/** PagerDuty's event endpoint, which answers with these statuses in turn, and with 202 afterwards. */
async function alertDesk(...statuses: number[]): Promise<{ bodies: Record<string, unknown>[] }> {
  const bodies: Record<string, unknown>[] = [];
  const port = await serving((request, response) => {
    void bodyOf(request).then((body) => {
      bodies.push(JSON.parse(body) as Record<string, unknown>);
      response.writeHead(statuses.shift() ?? 202).end('{}');
    });
  });
  setVariable('PAGERDUTY_URL', `http://127.0.0.1:${port}/v2/enqueue`);
  return { bodies };
}

function setVariable(name: string, value: string): void {
  const before = process.env[name];
  process.env[name] = value;
  onTestFinished(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before;
  });
}

async function opened(build: Parameters<typeof awsWire>[0] = () => undefined): Promise<Wire> {
  const wire = await awsWire(build);
  onTestFinished(() => wire.close());
  return wire;
}

async function stepsOf(kind: Kind, block: string, wire: Wire) {
  const resource = resourceOf(kind, block);
  const observation = await look(kind, resource, { wire, goal });
  return kind.steps(resource, observation, goal).map((draft) => stepOf(draft, resource));
}

const topics = ['eu-west-1', 'eu-west-2']
  .map((region) => `${region}: arn:aws:sns:${region}:111122223333:failover\n`)
  .join('');

conforms(sns, [
  {
    name: 'a run that is told at both ends',
    goal,
    open: () =>
      awsWire((world) => {
        addTopic(world, 'eu-west-2', 'failover');
      }),
    actions: ['begin', 'end'],
    verifies: false,
  },
]);

conforms(pagerduty, [
  {
    name: 'an alert that is raised and resolved',
    goal,
    open: async () => {
      await alertDesk();
      setVariable('PAGERDUTY_ROUTING_KEY', 'a-key');
      return awsWire(() => undefined);
    },
    actions: ['trigger', 'resolve'],
    verifies: false,
  },
]);

conforms(email, [
  {
    name: 'mails at both ends',
    goal,
    open: async () => {
      const { port } = await mailbox();
      setVariable('SMTP_URL', `smtp://127.0.0.1:${port}`);
      return awsWire(() => undefined);
    },
    actions: ['begin', 'end'],
    verifies: false,
  },
]);

describe('a topic', () => {
  it('is told in the region that is activated, while the other one is dark', async () => {
    const wire = await opened((world) => {
      addTopic(world, 'eu-west-1', 'failover');
      addTopic(world, 'eu-west-2', 'failover');
    });
    setRegionCondition(wire.world, 'eu-west-1', 'dark');
    for (const step of await stepsOf(sns, `kind: sns\n${topics}`, wire)) {
      expect(step).toMatchObject({ optional: true, repeat: 'safe' });
      await sns.apply?.(step, contextOf(wire, goal));
    }
    const published = [...(wire.world.regions.get('eu-west-2')?.watching.topics.values() ?? [])][0]?.messages;
    expect(published).toMatchObject([
      { subject: 'Failover begins: eu-west-1 to eu-west-2', attributes: { state: 'begin', run } },
      {
        subject: 'Failover is done: eu-west-1 to eu-west-2',
        attributes: { state: 'end', mode: 'unplanned' },
      },
    ]);
    expect(published?.[0]?.message).toContain('Reason: a test');
  });

  it('of the FIFO sort gets one message however often a step is repeated', async () => {
    const wire = await opened((world) => {
      addTopic(world, 'eu-west-2', 'failover.fifo');
    });
    const block = 'kind: sns\nwhen: [begin]\neu-west-2: arn:aws:sns:eu-west-2:111122223333:failover.fifo\n';
    const [step] = await stepsOf(sns, block, wire);
    await sns.apply?.(step ?? expect.fail(), contextOf(wire, goal));
    await sns.apply?.(step ?? expect.fail(), contextOf(wire, goal));
    const topic = [...(wire.world.regions.get('eu-west-2')?.watching.topics.values() ?? [])][0];
    expect(topic?.messages).toHaveLength(1);
  });

  it('that does not exist is a warning, and not a reason to stop', async () => {
    const wire = await opened();
    const resource = resourceOf(sns, `kind: sns\n${topics}`);
    const assessment = sns.assess(resource, await look(sns, resource, { wire, goal }), goal);
    expect(assessment.state).toBe('ready');
    expect(assessment.notes?.[0]?.message).toContain('does not exist');
  });
});

describe('PagerDuty', () => {
  it('gets an alert and its end under the id of the run, and the key is in no step', async () => {
    const { bodies } = await alertDesk();
    setVariable('PAGERDUTY_ROUTING_KEY', 'R0UT1NGKEY');
    const wire = await opened();
    const steps = await stepsOf(pagerduty, 'kind: pagerduty\nsource: shop\n', wire);
    for (const step of steps) await pagerduty.apply?.(step, contextOf(wire, goal));
    expect(bodies).toMatchObject([
      {
        routing_key: 'R0UT1NGKEY',
        event_action: 'trigger',
        dedup_key: run,
        payload: { severity: 'critical' },
      },
      { event_action: 'resolve', dedup_key: run },
    ]);
    expect(JSON.stringify(steps)).not.toContain('R0UT1NGKEY');
  });

  it.each([
    [429, 'throttled'],
    [500, 'transient'],
    [400, 'invalid'],
  ])('that answers %i is %s', async (status, errorClass) => {
    await alertDesk(status);
    setVariable('PAGERDUTY_ROUTING_KEY', 'R0UT1NGKEY');
    const wire = await opened();
    const [step] = await stepsOf(pagerduty, 'kind: pagerduty\n', wire);
    const error: unknown = await pagerduty
      .apply?.(step ?? expect.fail(), contextOf(wire, goal))
      .catch((thrown: unknown) => thrown);
    expect(classify(error).class).toBe(errorClass);
  });

  it('is skipped without a key, and the plan says so', async () => {
    const wire = await opened();
    const [step] = await stepsOf(pagerduty, 'kind: pagerduty\nkeyEnv: NO_SUCH_KEY\n', wire);
    expect(step?.skip).toBe('NO_SUCH_KEY is not set');
  });
});

describe('a mail', () => {
  const block = 'kind: email\nto: [a@example.com, b@example.com]\nfrom: failover@example.com\n';

  it('says what is going on, and carries the same Message-ID when it is sent again', async () => {
    const { mails, port } = await mailbox();
    setVariable('SMTP_URL', `smtp://127.0.0.1:${port}`);
    const wire = await opened();
    const [begin] = await stepsOf(email, block, wire);
    await email.apply?.(begin ?? expect.fail(), contextOf(wire, goal));
    await email.apply?.(begin ?? expect.fail(), contextOf(wire, goal));
    const ids = mails.map((mail) => /^Message-ID:\s*(<.*>)/m.exec(mail)?.[1]);
    expect(ids[0]).toContain(run);
    expect(ids[1]).toBe(ids[0]);
    expect(mails[0]).toContain('To: a@example.com, b@example.com');
    expect(mails[0]).toContain(`Subject: [${run}] Failover begins: eu-west-1 to eu-west-2`);
  });

  it.each([
    [550, 'invalid'],
    [451, 'unreachable'],
  ])('that is refused with %i is %s', async (code, errorClass) => {
    const { port } = await mailbox(code);
    setVariable('SMTP_URL', `smtp://127.0.0.1:${port}`);
    const wire = await opened();
    const [step] = await stepsOf(email, block, wire);
    const error: unknown = await email
      .apply?.(step ?? expect.fail(), contextOf(wire, goal))
      .catch((thrown: unknown) => thrown);
    expect(classify(error).class).toBe(errorClass);
  });

  it('for which the login is refused says so without the password', async () => {
    const { port } = await mailbox();
    setVariable('SMTP_URL', `smtp://somebody:s3cret@127.0.0.1:${port}`);
    const wire = await opened();
    const [step] = await stepsOf(email, block, wire);
    const error: unknown = await email
      .apply?.(step ?? expect.fail(), contextOf(wire, goal))
      .catch((thrown: unknown) => thrown);
    const { class: errorClass, problem } = classify(error);
    expect(errorClass).toBe('denied');
    expect(JSON.stringify([problem, step])).not.toContain('s3cret');
  });
});
