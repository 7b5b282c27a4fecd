import { elementsOf } from '../check-blocks.ts';
import { isObject, objectsIn, plainText, textOf } from '../fields.ts';
import type { Json } from '../fields.ts';
import type { Directory } from '../world.ts';
import { renderInteractive } from './elements.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import { renderMrkdwn, renderPlain, renderText } from './mrkdwn.ts';

/** Shows the blocks of a message, or its text when it has none. */
export function renderContent(
  content: { text: string; blocks: readonly Json[] },
  directory: Directory,
): Markup {
  if (content.blocks.length === 0)
    return html`<div class="text">${renderMrkdwn(content.text, directory)}</div>`;
  return html`${content.blocks.map((block) => renderBlock(block, directory))}`;
}

/** Shows one block; input blocks are the modal's own business. */
export function renderBlock(block: Json, directory: Directory): Markup {
  switch (block['type']) {
    case 'header':
      return html`<h3 class="heading">${renderPlain(plainText(block['text']))}</h3>`;
    case 'divider':
      return html`<hr />`;
    case 'section':
      return renderSection(block, directory);
    case 'context':
      return html`<div class="context">
        ${objectsIn(block['elements']).map((one) =>
          one['type'] === 'image'
            ? html`<span class="picture">${textOf(one['alt_text'])}</span>`
            : html`<span>${renderText(one, directory)}</span>`,
        )}
      </div>`;
    case 'actions':
      return html`<div class="actions">
        ${elementsOf(block).map((element) => renderInteractive(block, element, directory))}
      </div>`;
    case 'image':
      return html`<figure class="picture">${textOf(block['alt_text'])}</figure>`;
    case 'markdown':
      return html`<div class="text">${renderMrkdwn(textOf(block['text']), directory)}</div>`;
    case 'rich_text':
      return html`<div class="text">${renderPlain(flatten(block))}</div>`;
    default:
      return html`<p class="unsupported">This page does not show ${textOf(block['type'])} blocks.</p>`;
  }
}

function renderSection(block: Json, directory: Directory): Markup {
  const fields = objectsIn(block['fields']);
  const { accessory } = block;
  return html`<div class="section">
    <div>
      ${
        block['text'] === undefined
          ? nothing
          : html`<div class="text">${renderText(block['text'], directory)}</div>`
      }
      ${
        fields.length === 0
          ? nothing
          : html`<div class="fields">
              ${fields.map((field) => html`<div class="text">${renderText(field, directory)}</div>`)}
            </div>`
      }
    </div>
    ${
      isObject(accessory) && accessory['type'] !== 'image'
        ? html`<div class="accessory">${renderInteractive(block, accessory, directory)}</div>`
        : nothing
    }
  </div>`;
}

function flatten(value: unknown): string {
  if (Array.isArray(value)) return value.map(flatten).join('');
  if (!isObject(value)) return '';
  return textOf(value['text']) || flatten(value['elements']);
}
