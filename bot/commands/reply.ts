import type { IncidentId } from '../incidents/incident.ts';
import type { Purpose } from '../incidents/purpose.ts';
import type { StepId } from '../../src/ids.ts';
import type { ButtonName } from './button-names.ts';

/** A piece of a line. Text is plain and not trusted: whoever renders it escapes it. */
export type Segment =
  | { readonly text: string }
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly link: string; readonly url: string };

/** One line, or one paragraph, of an answer. */
export type ReplyLine = readonly Segment[];

/** A button under an answer; the same names and values as in the headline. */
export interface ReplyButton {
  readonly name: ButtonName;
  readonly label: string;
  readonly value: ButtonValue;
}

/** What a button carries, as JSON of at most 2,000 characters. */
export interface ButtonValue {
  readonly incident: IncidentId;
  /** The hash of the plan that the person saw. */
  readonly hash?: string;
  readonly step?: StepId;
}

/** What a person can pick in the modal of a declaration. Regions are home first. */
export interface ServiceChoice {
  readonly name: string;
  readonly regions: readonly string[];
}

/** The values that a modal asks for, by the name of their field. */
export type ModalField = 'service' | 'from' | 'to' | 'mode' | 'reason';

/** What is asked for before a command can go on. `problem` says what was wrong with what was typed. */
export type ModalRequest =
  | {
      readonly kind: 'declare';
      readonly purpose: Purpose;
      readonly missing: readonly ModalField[];
      readonly prefilled: Readonly<Partial<Record<ModalField, string>>>;
      readonly services: readonly ServiceChoice[];
      readonly problem?: string;
    }
  /** Why a step is skipped. */
  | {
      readonly kind: 'skip';
      readonly incident: IncidentId;
      readonly step: StepId;
      readonly title: string;
      readonly prefilled: Readonly<Partial<Record<'reason', string>>>;
    }
  /** Why it must go without approvals. */
  | {
      readonly kind: 'break-glass';
      readonly incident: IncidentId;
      readonly prefilled: Readonly<Partial<Record<'reason', string>>>;
    };

/** What a person sent back with a modal. */
export interface Submission {
  readonly kind: ModalRequest['kind'];
  readonly purpose?: Purpose;
  readonly incident?: IncidentId;
  readonly step?: StepId;
  readonly values: Readonly<Partial<Record<ModalField, string>>>;
}

/** What a command answers to the one who gave it; what everybody sees comes from the incident itself. */
export type Reply =
  | {
      readonly type: 'message';
      readonly visible: 'ephemeral';
      /** False where what was wanted was refused, or not understood. */
      readonly ok: boolean;
      readonly lines: readonly ReplyLine[];
      readonly buttons?: readonly ReplyButton[];
    }
  | { readonly type: 'modal'; readonly modal: ModalRequest }
  /** The modal stays open and shows these texts at its fields. */
  | { readonly type: 'invalid'; readonly errors: Readonly<Partial<Record<ModalField, string>>> }
  | { readonly type: 'nothing' };

/** An answer of plain sentences. */
export function sayLines(ok: boolean, ...lines: readonly (string | ReplyLine)[]): Reply {
  return {
    type: 'message',
    visible: 'ephemeral',
    ok,
    lines: lines.map((line) => (typeof line === 'string' ? textAndCode(line) : line)),
  };
}

/** Splits what stands in backticks from the rest, so that our own sentences can name commands. Only for text without anything typed by people. */
function textAndCode(sentence: string): ReplyLine {
  return sentence
    .split('`')
    .map((part, index) => (index % 2 === 1 ? { code: part } : { text: part }))
    .filter((segment) => ('code' in segment ? segment.code : segment.text) !== '');
}
