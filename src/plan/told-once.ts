import { memberOfId, withoutWord, type MemberId } from './member-names.ts';
import { sizeOf, withFigures, type Piece } from './told-figures.ts';

/** One thing that is said, and of what. Its texts are clean already: to be shown as they are. */
export interface Saying<Item> {
  readonly item: Item;
  /** The resource or step that it is about; empty where it is about none. */
  readonly id: string;
  /** Where `id` names no member but something else does: a deployment of the resource. */
  readonly name?: string;
  readonly texts: readonly string[];
  /** What must be equal in everything that is told together. */
  readonly equal: string;
  /** The region; what is word for word the same is told together for several. */
  readonly region?: string;
  /** Told of other groups in the same words, it may be told together with those. */
  readonly joins?: boolean;
}

/** What is told once, of one or of many. */
export interface ToldOnce<Item> {
  readonly items: readonly [Item, ...Item[]];
  /** `databases/*`; the id itself of one; empty for several that have no group in common, which `members` lists. */
  readonly id: string;
  /** How many resources or steps it is about. */
  readonly count: number;
  /** `8 of them: auth 41 s, orders 38 s and 6 more down to 800 ms`; empty for one. */
  readonly members: string;
  /** Of several: `*` stands for the names of the members, `...` for figures that differ. */
  readonly texts: readonly string[];
  /** `eu-west-1, eu-west-2` where the same is told of both. */
  readonly region?: string;
}

interface Said<Item> extends Saying<Item> {
  readonly member: MemberId;
  readonly pieces: readonly (readonly Piece[])[];
}

type Several<Item> = readonly [Said<Item>, ...Said<Item>[]];

/** How many members are named: a handful, which a line holds, or every one. */
export type Naming = 'some' | 'every';

/** Puts together what differs only by the names of members of one group, or by them and figures, and what is word for word the same of others. */
export function tellOnce<Item>(sayings: readonly Saying<Item>[], naming: Naming = 'some'): ToldOnce<Item>[] {
  const alike = gathered(sayings.map(read), shapeKey).flatMap((some) =>
    isReadable(some) ? [some] : gathered(some, exactKey),
  );
  return gathered(alike, joinKey).map((groups) => told(groups, naming));
}

/** More figures than these beside each name nobody reads. */
const mostFigures = 2;

/** Figures stand beside names, so there must be names, and few figures beside each. */
function isReadable<Item>(some: Several<Item>): boolean {
  const figures = besideNames(some, differing(some)).length;
  return (
    figures === 0 || (figures <= mostFigures && some.some(({ member }) => !isSame(member, some[0].member)))
  );
}

function isSame(one: MemberId, other: MemberId): boolean {
  return one.shape === other.shape && one.label === other.label;
}

function read<Item>(saying: Saying<Item>): Said<Item> {
  const ofId = memberOfId(saying.id);
  const { name } = saying;
  const member =
    ofId.names.length > 0 || name === undefined ? ofId : { shape: saying.id, label: name, names: [name] };
  return { ...saying, member, pieces: saying.texts.map((text) => piecesOf(text, member.names)) };
}

function piecesOf(text: string, names: readonly string[]): Piece[] {
  const named = names.reduce<Piece[]>(
    (pieces, name, position) =>
      pieces.flatMap((piece) =>
        'words' in piece
          ? withoutWord(piece.words, name).flatMap((words, index): Piece[] =>
              index === 0 ? [{ words }] : [{ name: position }, { words }],
            )
          : [piece],
      ),
    [{ words: text }],
  );
  return named.flatMap((piece) => ('words' in piece ? withFigures(piece.words) : [piece]));
}

function gathered<Element>(
  elements: readonly Element[],
  keyOf: (element: Element) => string,
): [Element, ...Element[]][] {
  const found = new Map<string, [Element, ...Element[]]>();
  for (const element of elements) {
    const key = keyOf(element);
    const same = found.get(key);
    if (same === undefined) found.set(key, [element]);
    else same.push(element);
  }
  return [...found.values()];
}

/** Names and figures may differ where there are members, nothing where there are none. */
function shapeKey<Item>(said: Said<Item>): string {
  if (said.member.names.length === 0) return exactKey(said);
  const pieces = said.pieces.map((text) => text.map((piece) => ('figure' in piece ? 0 : piece)));
  return JSON.stringify([said.equal, said.region, said.member.shape, pieces]);
}

function exactKey<Item>({ equal, region, member, pieces }: Said<Item>): string {
  return JSON.stringify([equal, region, member.shape, pieces]);
}

/** What is word for word the same of whatever it is told has one key; everything else has its own. */
function joinKey<Item>(some: Several<Item>): string {
  const [{ equal, texts, joins, pieces, id }] = some;
  const namesNobody = !pieces.flat().some((piece) => 'name' in piece);
  return joins === true && id !== '' && namesNobody && differing(some).length === 0
    ? JSON.stringify([equal, texts])
    : JSON.stringify([exactKey(some[0])]);
}

/** Where a figure stands: the number of the text, and that of the piece in it. */
type Place = readonly [text: number, piece: number];

/** Which figures are not the same in all of them. */
function differing<Item>(some: Several<Item>): Place[] {
  const [first] = some;
  return first.pieces.flatMap((text, index) =>
    text.flatMap((piece, position) =>
      'figure' in piece && some.some((other) => figureOf(other, [index, position]) !== piece.figure)
        ? [[index, position]]
        : [],
    ),
  );
}

/** The places of figures without those that repeat another: a lag in the message is the lag that was found. */
function besideNames<Item>(some: Several<Item>, open: readonly Place[]): Place[] {
  const columns = new Map<string, Place>();
  for (const place of open) {
    const column = JSON.stringify(some.map((said) => figureOf(said, place)));
    if (!columns.has(column)) columns.set(column, place);
  }
  return [...columns.values()];
}

function figureOf<Item>({ pieces }: Said<Item>, [text, position]: Place): string {
  const piece = pieces[text]?.[position];
  return piece !== undefined && 'figure' in piece ? piece.figure : '';
}

function told<Item>(
  [[first, ...own], ...others]: readonly [Several<Item>, ...Several<Item>[]],
  naming: Naming,
): ToldOnce<Item> {
  const more = [...own, ...others.flat()];
  const all: Several<Item> = [first, ...more];
  const open = differing(all);
  const distinct = gathered(all, ({ id, member }) => JSON.stringify([id, member.label])).map(([one]) => one);
  const regions = [...new Set(all.flatMap(({ region }) => region ?? []))].join(', ');
  const isOne = distinct.length === 1;
  const isGroup = distinct.every(({ member }) => member.shape === first.member.shape);
  const ofGroup = (): string => {
    const named = open.length === 0 ? distinct : all;
    return `${distinct.length} of them: ${membersText(named, besideNames(all, open), naming)}`;
  };
  return {
    items: [first.item, ...more.map(({ item }) => item)],
    id: isOne ? first.id : isGroup ? first.member.shape : '',
    count: distinct.length,
    members: isOne ? '' : isGroup ? ofGroup() : othersText(distinct, naming),
    texts: isOne ? first.texts : first.pieces.map((text, index) => shown(text, index, open)),
    ...(regions === '' ? {} : { region: regions }),
  };
}

function shown(pieces: readonly Piece[], text: number, open: readonly Place[]): string {
  return pieces
    .map((piece, position) => {
      if ('words' in piece) return piece.words;
      if ('name' in piece) return '*';
      return open.some(([a, b]) => a === text && b === position) ? '...' : piece.figure;
    })
    .join('');
}

const mostNames = 8;
const mostCharacters = 160;

/** The first few names, with what differs beside each and then the largest first. */
function membersText<Item>(some: readonly Said<Item>[], open: readonly Place[], naming: Naming): string {
  const [by] = open;
  const ordered = some
    .map((said) => ({ said, size: by === undefined ? 0 : sizeOf(figureOf(said, by)) }))
    .sort((a, b) => b.size - a.size)
    .map(({ said }) => said);
  const names = ordered.map((said) =>
    [said.member.label, open.map((place) => figureOf(said, place)).join(' and ')].join(' ').trim(),
  );
  const last = ordered.at(-1);
  const down =
    open.length !== 1 || by === undefined || last === undefined ? '' : ` down to ${figureOf(last, by)}`;
  return listed(names, naming, (missing) => `${missing} more${down}`);
}

/** Several groups by their names: `8 of databases/*, sessions and 3 more`. */
function othersText<Item>(distinct: readonly Said<Item>[], naming: Naming): string {
  const groups = gathered(distinct, ({ member }) => member.shape);
  const names = groups.map((some) =>
    some.length === 1 ? some[0].id : `${some.length} of ${some[0].member.shape}`,
  );
  return listed(names, naming, (_, from) => {
    const missing = groups.slice(from).reduce((sum, some) => sum + some.length, 0);
    return `${missing} more`;
  });
}

/** As many as people read and a line holds, one at least; where only one would be left out, that one too. */
function listed(
  names: readonly string[],
  naming: Naming,
  more: (missing: number, from: number) => string,
): string {
  let kept = 0;
  for (let used = 0; kept < names.length; kept += 1) {
    used += (names[kept]?.length ?? 0) + 2;
    const isLast = kept === names.length - 1;
    const isFull = naming === 'some' && (used > mostCharacters || kept >= mostNames);
    if (kept > 0 && !isLast && isFull) break;
  }
  const shownNames = names.slice(0, kept).join(', ');
  return kept === names.length ? shownNames : `${shownNames} and ${more(names.length - kept, kept)}`;
}
