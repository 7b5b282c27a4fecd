import type { SlackSide } from '../side.ts';
import type { User } from '../world.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import type { PageOptions } from './options.ts';
import { actingScript } from './script-acting.ts';
import { composerScript } from './script-composer.ts';
import { showingScript } from './script-showing.ts';
import { componentStyle } from './style-components.ts';
import { layoutStyle } from './style-layout.ts';
import { messageStyle } from './style-messages.ts';

/** The page before its first screen has come: the frame, the style and the script. */
export function renderDocument(
  side: SlackSide,
  { options, me, nonce }: { options: PageOptions; me: User; nonce: string },
): string {
  const { teamName } = side.workspace.directory.identity;
  const boot = { as: me.name, commands: options.commands ?? [] };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${teamName}</title>
        <style nonce="${nonce}">
          ${raw(layoutStyle + messageStyle + componentStyle)}
        </style>
      </head>
      <body>
        <a class="skip" href="#composer-text">Go to the message box</a>
        <div class="frame" id="frame">
          ${topBar(teamName)}
          <nav class="side" id="side" aria-label="Channels"></nav>
          ${channelPane(options)} ${threadPane()}
        </div>
        <dialog id="modal" aria-labelledby="modal-title"></dialog>
        <dialog id="confirm" aria-labelledby="confirm-title"></dialog>
        <div class="toasts" id="toasts" role="status"></div>
        <script type="application/json" id="boot" nonce="${nonce}">
          ${raw(jsonForScript(boot))}
        </script>
        <script nonce="${nonce}">
          ${raw(showingScript + actingScript + composerScript)};
        </script>
      </body>
    </html>`.html;
}

function topBar(teamName: string): Markup {
  return html`<header class="top">
    <button
      type="button"
      class="burger"
      id="burger"
      aria-label="Channels"
      aria-expanded="false"
      aria-controls="side"
    >
      ☰
    </button>
    <span class="team">${teamName}</span>
    <span class="note">a local workspace, for trying things out</span>
    <details class="switcher" id="who"></details>
  </header>`;
}

function channelPane(options: PageOptions): Markup {
  return html`<main class="pane">
    <div class="head" id="head"></div>
    ${renderBanner(options)}
    <div class="scroller" id="scroller" tabindex="0" aria-label="Messages">
      <div class="empty" id="empty"></div>
      <ol class="list" id="messages" role="log" aria-live="polite" aria-relevant="additions"></ol>
    </div>
    <button type="button" class="jump" id="jump" hidden>New messages ↓</button>
    <form class="composer" id="composer">
      <ul class="suggestions" id="suggestions" role="listbox" aria-label="Commands" hidden></ul>
      <label class="hidden" for="composer-text">Message</label>
      <textarea
        id="composer-text"
        rows="1"
        autocomplete="off"
        spellcheck="false"
        placeholder="Write a message, or / for a command"
        role="combobox"
        aria-expanded="false"
        aria-controls="suggestions"
        aria-autocomplete="list"
      ></textarea>
      <button type="submit" class="send" aria-label="Send">
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M3 10 17 3.5 13.5 17l-3.7-5.2zm6.8 1.8L17 3.5" />
        </svg>
      </button>
    </form>
    <p class="keys"><kbd>Enter</kbd> sends · <kbd>/</kbd> shows the commands · <kbd>Tab</kbd> completes</p>
  </main>`;
}

function renderBanner({ banner }: PageOptions): Markup {
  if (!banner) return nothing;
  return html`<div class="banner">
    <p>${banner.text} ${banner.command === undefined ? nothing : html`<code>${banner.command}</code>`}</p>
    ${
      banner.command === undefined
        ? nothing
        : html`<button type="button" class="button small" data-fill="${banner.command}">
            Type it for me
          </button>`
    }
  </div>`;
}

function threadPane(): Markup {
  return html`<aside class="pane thread" id="thread" aria-label="Thread" hidden>
    <div class="head">
      <h2>Thread</h2>
      <button type="button" class="close" id="close-thread" aria-label="Close the thread">✕</button>
    </div>
    <div class="scroller" tabindex="0" aria-label="Messages of the thread">
      <ol class="list" id="replies"></ol>
    </div>
    <form class="composer" id="reply">
      <label class="hidden" for="reply-text">Reply</label>
      <textarea id="reply-text" rows="1" autocomplete="off" placeholder="Reply"></textarea>
      <button type="submit" class="send" aria-label="Send the reply">
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M3 10 17 3.5 13.5 17l-3.7-5.2zm6.8 1.8L17 3.5" />
        </svg>
      </button>
    </form>
  </aside>`;
}

function raw(text: string): Markup {
  return { html: text };
}

/** JSON that cannot end the script element that it stands in. */
function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
