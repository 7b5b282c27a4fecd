import { elementsOf } from '../check-blocks.ts';
import { objectsIn, plainText, textOf } from '../fields.ts';
import type { Json } from '../fields.ts';
import type { SlackSide } from '../side.ts';
import type { OpenView } from '../workspace.ts';
import { renderBlock } from './blocks.ts';
import { renderField } from './elements.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import { actors } from './people.ts';

/** Shows an open modal as a form. */
export function renderModal(side: SlackSide, open: OpenView): Markup {
  const { view, errors } = open;
  const { directory } = side.workspace;
  const blocks = objectsIn(view['blocks']);
  const hasSubmit = view['submit'] !== undefined;
  return html`<form class="modal" data-view="${open.id}" novalidate>
    <header>
      <h2 id="modal-title">${plainText(view['title'])}</h2>
      <button type="button" class="close" data-act="close-view" aria-label="Close">✕</button>
    </header>
    <div class="fields-of-form">
      ${errors[''] === undefined ? nothing : html`<p class="error" role="alert">${errors['']}</p>`}
      ${blocks.map((block) =>
        block['type'] === 'input' ? renderInput(side, open, block) : renderBlock(block, directory),
      )}
    </div>
    <footer>
      <span class="from">${directory.identity.appName}</span>
      <button type="button" class="button" data-act="close-view">
        ${plainText(view['close']) || (hasSubmit ? 'Cancel' : 'Close')}
      </button>
      ${hasSubmit ? html`<button type="submit" class="button primary">${plainText(view['submit'])}</button>` : nothing}
    </footer>
  </form>`;
}

function renderInput(side: SlackSide, open: OpenView, block: Json): Markup {
  const blockId = textOf(block['block_id']);
  const [element] = elementsOf(block);
  if (!element) return nothing;
  const error = open.errors[blockId];
  const hint = plainText(block['hint']);
  const id = `field-${open.id}-${blockId}`;
  const optional = block['optional'] === true;
  return html`<div class="field ${error === undefined ? '' : 'wrong'}">
    <label for="${id}"
      >${plainText(block['label'])} ${optional ? html`<small>(optional)</small>` : nothing}</label
    >
    ${renderField({
      element,
      name: blockId,
      id,
      describedBy: `${id}-note`,
      required: !optional,
      invalid: error !== undefined,
      people: actors(side).map((user) => ({ id: user.id, name: user.realName })),
    })}
    <div id="${id}-note">
      ${error === undefined ? nothing : html`<p class="error">${error}</p>`}
      ${hint === '' ? nothing : html`<p class="hint">${hint}</p>`}
    </div>
  </div>`;
}
