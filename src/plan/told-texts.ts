import { cleanText } from '../clean-text.ts';
import { tellOnce, type Naming } from './told-once.ts';

/** A sentence as it is told, in parts: clean text, shown one behind the other. */
export interface ToldText {
  /** `databases/*`, as which it begins; empty where it names nothing there. */
  readonly about: string;
  /** `8 of them: auth 41 s, orders 38 s`; empty for one. */
  readonly members: string;
  /** What follows, with the blank or the sign before it. */
  readonly rest: string;
}

const name = String.raw`[\p{L}\p{N}_.-]+`;

// `databases/orders: ...`, `databases/orders loses ...`, `services:fence(web) has ...`, as plans and runs begin what they warn of.
const beginning = new RegExp(
  String.raw`^(${name}(?:/${name})?(?::${name}(?:\([^()\s]+\))?)?)((?:[:,]\s|\s).*)$`,
  'u',
);

/** Sentences that differ only by the member that they begin with, or by it and figures, once for all of these; in the order of the first of each. */
export function tellTexts(texts: readonly string[], naming?: Naming): ToldText[] {
  const sayings = texts.map((text) => {
    const clean = cleanText(text);
    const [, id = '', rest = clean] = beginning.exec(clean) ?? [];
    return { item: id, id, texts: [rest], equal: '', joins: rest.startsWith(': ') };
  });
  return tellOnce(sayings, naming).map(({ id, count, members, texts: [rest = ''] }) =>
    id === '' && count > 1 ? { about: members, members: '', rest } : { about: id, members, rest },
  );
}

/** `databases/* (8 of them: auth, orders ...): what is said`. */
export function toldLine({ about, members, rest }: ToldText): string {
  return `${about}${members === '' ? '' : ` (${members})`}${rest}`;
}
