import { blockShape, modalShape } from './block-shapes.ts';
import { isObject, objectsIn } from './fields.ts';
import type { Json } from './fields.ts';
import { complain, list } from './shape.ts';

/** Slack documents no limit for a message's blocks together; people have measured this, with about 125 for each block
 * (https://github.com/slackapi/bolt-js/issues/2509). */
const MOST_CHARACTERS = 13_200;
const BLOCK_COSTS = 125;

const messageBlocks = list(blockShape, 50, 0);

/** What is wrong with the blocks of a message, in Slack's words; `too-long` when they are right one by one and too much together. */
export function checkMessageBlocks(blocks: unknown): { problems: string[]; tooLong: boolean } {
  const problems: string[] = [];
  messageBlocks(blocks, '/blocks', problems);
  checkIdentifiers(objectsIn(blocks), '/blocks', problems);
  const total = objectsIn(blocks).reduce((sum, block) => sum + BLOCK_COSTS + textIn(block), 0);
  return { problems, tooLong: total > MOST_CHARACTERS };
}

/** What is wrong with a modal, in Slack's words. */
export function checkModal(view: unknown): string[] {
  const problems: string[] = [];
  modalShape(view, '/view', problems);
  if (!isObject(view)) return problems;
  const blocks = objectsIn(view['blocks']);
  checkIdentifiers(blocks, '/view/blocks', problems);
  if (blocks.some((block) => block['type'] === 'input') && view['submit'] === undefined)
    complain(problems, 'missing required field: submit', '/view');
  return problems;
}

function checkIdentifiers(blocks: readonly Json[], at: string, problems: string[]): void {
  const seen = new Set<string>();
  blocks.forEach((block, index) => {
    const blockId = block['block_id'];
    if (typeof blockId === 'string') {
      if (seen.has(blockId)) complain(problems, `duplicate block_id: ${blockId}`, `${at}/${index}/block_id`);
      seen.add(blockId);
    }
    if (block['type'] === 'section' && block['text'] === undefined && block['fields'] === undefined)
      complain(problems, 'missing required field: text or fields', `${at}/${index}`);
    checkActions(block, `${at}/${index}`, problems);
  });
}

function checkActions(block: Json, at: string, problems: string[]): void {
  const seen = new Set<string>();
  for (const [index, element] of elementsOf(block).entries()) {
    const actionId = element['action_id'];
    if (typeof actionId !== 'string') continue;
    if (seen.has(actionId))
      complain(
        problems,
        `\`action_id\` already exists in this block: ${actionId}`,
        `${at}/elements/${index}`,
      );
    seen.add(actionId);
  }
}

/** The elements of a block that a person can use. */
export function elementsOf(block: Json): Json[] {
  const single = [block['accessory'], block['element']].filter(isObject);
  return block['type'] === 'actions' ? objectsIn(block['elements']) : single;
}

function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textIn(one), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, member]) =>
      sum + (name === 'text' && typeof member === 'string' ? member.length : textIn(member)),
    0,
  );
}

/** Gives every block and element the identifiers that Slack gives those that have none. */
export function completeBlocks(blocks: readonly Json[], nextId: (prefix: string) => string): Json[] {
  return blocks.map((block) => {
    const complete: Json = { ...block, block_id: block['block_id'] ?? nextId('b') };
    const named = (element: unknown) =>
      isObject(element) && element['type'] !== 'image'
        ? { ...element, action_id: element['action_id'] ?? nextId('a') }
        : element;
    if (block['type'] === 'actions') complete['elements'] = objectsIn(block['elements']).map(named);
    if (block['accessory'] !== undefined) complete['accessory'] = named(block['accessory']);
    if (block['element'] !== undefined) complete['element'] = named(block['element']);
    return complete;
  });
}
