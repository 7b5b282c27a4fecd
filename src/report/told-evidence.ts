import { cleanText } from '../clean-text.ts';
import { tellOnce } from '../plan/told-once.ts';
import type { ResourceEvidence } from './evidence.ts';

/** What was seen of one resource, or of members of a group of which the same was seen. Clean text. */
export interface ToldEvidence {
  /** The resource, or `databases/*`. */
  readonly about: string;
  /** `8 of them: auth, orders`; empty for one. */
  readonly members: string;
  readonly before: readonly string[];
  readonly after: readonly { readonly ok: boolean; readonly text: string }[];
}

/** The evidence of resources, that of members once where it differs only by their names, or by them and figures. */
export function toldEvidence(all: readonly ResourceEvidence[]): ToldEvidence[] {
  const sayings = all.map((each) => {
    const { resource, before, after } = each;
    const seen = before.region.length === 0 ? [before.summary] : before.region;
    const checks = after.map(
      ({ ok, name, expected, found }) => `${name}: ${ok ? found : `expected ${expected}, found ${found}`}`,
    );
    return {
      item: { resource, seen: seen.length, after },
      id: resource,
      texts: [...seen, ...checks].map(cleanText),
      equal: JSON.stringify([seen.length, after.map(({ ok }) => ok)]),
    };
  });
  return tellOnce(sayings).map(({ items: [{ seen, after }], id, members, texts }) => ({
    about: id,
    members,
    before: texts.slice(0, seen),
    after: after.map(({ ok }, index) => ({ ok, text: texts[seen + index] ?? '' })),
  }));
}
