/** Buttons, the message box, dialogs, the switch between people. */
export const componentStyle = `
.button, .menu { border: 1px solid var(--line-2); border-radius: 8px; background: var(--paper); color: var(--ink); padding: 5px 13px; font-weight: 650; font-size: 14px; line-height: 1.45; }
.button:hover, .menu:hover { background: var(--paper-2); border-color: var(--ink-2); }
.button.small { padding: 2px 10px; font-size: 13px; }
.button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.button.primary:hover { background: var(--accent-2); border-color: var(--accent-2); }
.button.danger { color: var(--danger); border-color: color-mix(in srgb, var(--danger) 60%, transparent); }
.button.danger:hover { background: color-mix(in srgb, var(--danger) 9%, var(--paper)); border-color: var(--danger); }
dialog .button.danger { background: var(--danger); border-color: var(--danger); color: #fff; }
dialog .button.danger:hover { background: var(--danger-2); }
[data-busy] { opacity: .55; cursor: progress; }
.composer[data-busy] { opacity: 1; }
.menu { padding-right: 6px; max-width: 220px; }
.close { border: 0; background: none; border-radius: 7px; width: 30px; height: 30px; color: var(--ink-2); font-size: 15px; }
.close:hover { background: var(--line); }

.composer { position: relative; display: flex; align-items: flex-end; gap: 6px; margin: 0 20px; padding: 5px 6px 5px 12px; border: 1px solid var(--line-2); border-radius: 11px; background: var(--paper); }
.composer:focus-within { border-color: var(--accent); box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 18%, transparent); }
.thread .composer { margin: 0 14px 16px; }
.composer textarea { flex: 1; min-width: 0; resize: none; border: 0; background: none; padding: 5px 0; max-height: 160px; outline: none; line-height: 1.46; }
.send { flex: none; display: grid; place-items: center; width: 32px; height: 32px; border: 0; border-radius: 8px; background: var(--accent); color: var(--on-accent); }
.send:hover { background: var(--accent-2); }
.send svg { width: 18px; height: 18px; fill: none; stroke: currentcolor; stroke-width: 1.7; stroke-linejoin: round; }
.keys { color: var(--ink-2); font-size: 12px; padding: 5px 22px 11px; }
kbd { font: inherit; font-size: 11px; border: 1px solid var(--line-2); border-radius: 4px; padding: 0 4px; }
.suggestions { position: absolute; left: -1px; right: -1px; bottom: calc(100% + 6px); max-height: 320px; overflow-y: auto; padding: 6px; border: 1px solid var(--line-2); border-radius: 11px; background: var(--paper); box-shadow: var(--shadow); z-index: 2; }
.suggestions li { padding: 6px 10px; border-radius: 7px; cursor: pointer; }
.suggestions li:hover, .suggestions [aria-selected="true"] { background: color-mix(in srgb, var(--accent) 13%, var(--paper)); }
.suggestions .usage { color: var(--ink-2); font-family: ui-monospace, Menlo, "DejaVu Sans Mono", monospace; font-size: 12px; }
.suggestions small { display: block; color: var(--ink-2); font-size: 13px; }

.switcher { margin-left: auto; position: relative; }
.switcher summary { display: flex; align-items: center; gap: 8px; padding: 4px 8px 4px 5px; border-radius: 9px; cursor: pointer; list-style: none; background: var(--side-2); }
.switcher summary::-webkit-details-marker { display: none; }
.switcher summary:hover { filter: brightness(1.12); }
.switcher .avatar { width: 28px; height: 28px; border-radius: 7px; font-size: 11px; }
.switcher .you { display: flex; flex-direction: column; line-height: 1.15; font-size: 13px; white-space: nowrap; }
.switcher .you small { font-size: 11px; color: var(--side-ink-2); }
.chevron { width: 11px; fill: none; stroke: currentcolor; stroke-width: 1.8; }
.menu-box { position: absolute; right: 0; top: calc(100% + 6px); width: max-content; min-width: 260px; max-width: calc(100vw - 20px); max-height: 70vh; overflow-y: auto; padding: 7px; border-radius: 12px; background: var(--paper); color: var(--ink); border: 1px solid var(--line-2); box-shadow: var(--shadow); z-index: 4; }
.menu-box p { padding: 4px 10px 6px; color: var(--ink-2); font-size: 12px; font-weight: 600; }
.menu-box button { display: flex; align-items: center; gap: 10px; width: 100%; padding: 6px 10px; border: 0; border-radius: 8px; background: none; text-align: left; }
.menu-box button:hover { background: var(--paper-2); }
.menu-box [aria-current="true"] { background: color-mix(in srgb, var(--accent) 13%, var(--paper)); }
.who-name { flex: 1; display: flex; flex-direction: column; line-height: 1.25; font-weight: 600; }
.who-name small { color: var(--ink-2); font-weight: 400; }
.dot { width: 9px; height: 9px; border-radius: 50%; background: var(--badge); }

dialog { border: 0; padding: 0; border-radius: 14px; background: var(--paper); color: var(--ink); width: min(520px, calc(100vw - 24px)); max-height: calc(100dvh - 32px); box-shadow: var(--shadow); }
dialog::backdrop { background: rgb(6 20 17 / 55%); }
.modal { display: flex; flex-direction: column; max-height: calc(100dvh - 32px); }
.modal header { display: flex; justify-content: space-between; align-items: center; padding: 15px 14px 11px 22px; border-bottom: 1px solid var(--line); }
.modal h2, #confirm h2 { font-size: 19px; }
.fields-of-form { padding: 16px 22px; overflow-y: auto; display: flex; flex-direction: column; gap: 15px; }
.field label:not(.choice) { display: block; font-weight: 650; margin-bottom: 4px; }
.field label small { color: var(--ink-2); font-weight: 400; }
.field :is(input[type="text"], textarea, select) { width: 100%; padding: 7px 10px; border: 1px solid var(--line-2); border-radius: 8px; background: var(--paper); }
.field textarea { resize: vertical; min-height: 76px; display: block; }
.field :is(input[type="text"], textarea, select):focus { outline: none; border-color: var(--accent); box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 18%, transparent); }
.field.wrong :is(input[type="text"], textarea, select) { border-color: var(--danger); }
.field fieldset { border: 0; padding: 0; margin: 0; }
.choice { display: flex; gap: 8px; padding: 3px 0; }
.choice small { display: block; color: var(--ink-2); }
.error { color: var(--danger); font-size: 13px; margin-top: 4px; }
.hint { color: var(--ink-2); font-size: 13px; margin-top: 4px; }
.modal footer, #confirm footer { display: flex; align-items: center; justify-content: flex-end; gap: 9px; padding: 13px 22px; border-top: 1px solid var(--line); }
.modal .from { margin-right: auto; color: var(--ink-2); font-size: 13px; }
#confirm { padding: 20px 22px 0; width: min(430px, calc(100vw - 24px)); }
#confirm .text { padding: 8px 0 16px; }
#confirm footer { margin: 0 -22px; }

.toasts { position: fixed; left: 50%; bottom: 110px; transform: translateX(-50%); z-index: 5; }
.toasts p { background: var(--ink); color: var(--paper); border-radius: 9px; padding: 8px 16px; box-shadow: var(--shadow); }
@media (max-width: 720px) {
  .composer { margin: 0 10px 12px; }
  dialog#modal { width: 100vw; max-width: none; height: 100dvh; max-height: none; border-radius: 0; margin: 0; }
  .modal { height: 100%; max-height: none; }
  .fields-of-form { flex: 1; }
}
`;
