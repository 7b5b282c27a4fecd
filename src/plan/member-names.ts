/** What names one of several like things: the part of an id that tells it from the others. */
export interface MemberId {
  /** `databases/*:promote`; the id itself where it names no member. */
  readonly shape: string;
  /** What stands for `*`, in words: `auth`; empty where the id names no member. */
  readonly label: string;
  /** What is to be replaced by `*`, in this order. */
  readonly names: readonly string[];
}

/** `orders` of `databases/orders:promote`, `web` of `services:scale(web)`; an action may be missing. */
export function memberOf({
  resource,
  action = '',
}: {
  readonly resource: string;
  readonly action?: string;
}): MemberId {
  const item = resource.includes('/') ? resource.slice(resource.indexOf('/') + 1) : '';
  const inner = /\((.+)\)$/.exec(action)?.[1] ?? '';
  const names = [item, inner].filter((name) => name !== '');
  const id = action === '' ? resource : `${resource}:${action}`;
  return { shape: starred(id, names), label: names.join(' '), names };
}

/** The member that the id of a resource or of a step names. */
export function memberOfId(id: string): MemberId {
  const colon = id.indexOf(':');
  return colon === -1
    ? memberOf({ resource: id })
    : memberOf({ resource: id.slice(0, colon), action: id.slice(colon + 1) });
}

/** A text with `*` for each name. Names are replaced as whole words, so that a member called `a` leaves other words alone. */
export function starred(text: string, names: readonly string[]): string {
  return names.reduce((rest, name) => withoutWord(rest, name).join('*'), text);
}

/** What stands before, between and behind a word in a text. */
export function withoutWord(text: string, word: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf(word); at !== -1 && word !== ''; at = text.indexOf(word, at + word.length)) {
    if (isWord(text[at - 1]) || isWord(text[at + word.length])) continue;
    pieces.push(text.slice(from, at));
    from = at + word.length;
  }
  return [...pieces, text.slice(from)];
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
