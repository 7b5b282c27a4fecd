import type { Json } from '../ids.ts';
import { quoted } from './diagnostic.ts';
import { keySpan, valueSpan } from './document.ts';
import { findString, placeholder } from './each.ts';
import { ruleError, ruleWarning } from './facts.ts';
import type { Block, Rule } from './facts.ts';

/** each-empty: a list of no items makes no resources, which nobody means. */
export const eachEmpty: Rule = ({ blocks }) =>
  blocks
    .filter(({ tree }) => tree.children.get('each')?.tree.children.size === 0)
    .map(({ group, tree }) => {
      const message = `\`each\` of ${quoted(group)} lists nothing, so the block makes no resources.`;
      return ruleError('each-empty', keySpan(tree, ['each']), [message]);
    });

/** each-duplicate: two equal items would be one resource twice. */
export const eachDuplicate: Rule = ({ blocks }) =>
  blocks.flatMap(({ items = [] }) => {
    const seen = new Set<string>();
    return items
      .filter(({ name }) => seen.size === seen.add(name).size)
      .map(({ name, span }) =>
        ruleError('each-duplicate', span, [`The item ${quoted(name)} is listed twice.`]),
      );
  });

/** unused-each: without `${each}` in the block every item would name the same thing. */
export const unusedEach: Rule = ({ blocks }) =>
  blocks
    .filter(
      (block) => block.items !== undefined && block.items.length > 1 && placeholderIn(block) === undefined,
    )
    .map(({ group, tree }) =>
      ruleError('unused-each', keySpan(tree, ['each']), [
        `${quoted(group)} has \`each\`, but \`${placeholder}\` stands nowhere in it: all its resources would be the same.`,
        `Put \`${placeholder}\` where the items differ.`,
      ]),
    );

/** each-outside: `${each}` means nothing without `each`. */
export const eachOutside: Rule = ({ blocks }) =>
  blocks.flatMap((block) => {
    const path = placeholderIn(block);
    if (path === undefined || block.tree.children.has('each')) return [];
    const message = `\`${placeholder}\` stands here, but ${quoted(block.group)} has no \`each\`.`;
    return [
      ruleError('each-outside', valueSpan(block.tree, path), [
        message,
        'Add a list `each: [...]` to the block.',
      ]),
    ];
  });

/** each-in-key (warning): `${each}` is replaced in values only. */
export const eachInKey: Rule = ({ blocks }) =>
  blocks.flatMap(({ tree }) => {
    const path = keyPath(tree.value);
    const message = `\`${placeholder}\` is only replaced in values, not in keys.`;
    return path === undefined ? [] : [ruleWarning('each-in-key', keySpan(tree, path), [message])];
  });

function placeholderIn({ tree }: Block): readonly (string | number)[] | undefined {
  return findString(tree.value, (text) => text.includes(placeholder));
}

function keyPath(value: Json): readonly (string | number)[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, entry] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    if (key.includes(placeholder)) return [step];
    const path = keyPath(entry);
    if (path !== undefined) return [step, ...path];
  }
  return undefined;
}
