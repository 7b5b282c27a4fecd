import type { ButtonName } from '../commands/button-names.ts';
import type { ButtonValue, Reply, Submission } from '../commands/reply.ts';
import type { Account } from '../people/resolve-person.ts';

/** What every interaction of a person in Slack comes with. */
interface Interaction {
  readonly account: Account & { readonly platform: 'slack' };
  /** Where it happened, and where the answer is shown. Absent where Slack did not say. */
  readonly channel?: string;
  /** The same for every copy of the delivery. */
  readonly delivery: string;
}

/** What was typed behind `/failover`. */
export interface SlackCommand extends Interaction {
  readonly text: string;
}

/** A pressed button. */
export interface SlackPress extends Interaction {
  readonly name: ButtonName;
  readonly value: ButtonValue;
}

/** A modal that was sent. */
export interface SlackSubmission extends Interaction {
  readonly submission: Submission;
}

/** Who answers people. Each is called once for a delivery, after it was acknowledged. */
export interface SlackHandlers {
  /** Whether what was typed may be answered with a form. Pure: it is asked before any I/O. */
  readonly mayNeedForm: (text: string) => boolean;
  readonly onCommand: (command: SlackCommand) => Promise<Reply>;
  readonly onButton: (press: SlackPress) => Promise<Reply>;
  readonly onSubmit: (submission: SlackSubmission) => Promise<Reply>;
}
