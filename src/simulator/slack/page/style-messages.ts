/** Messages and what stands in them. */
export const messageStyle = `
.message { display: flex; gap: 11px; padding: 7px 20px; position: relative; }
.message:hover { background: var(--paper-2); }
/* A message that changes stays where it is, whatever in it has grown or gone. */
.message > * { overflow-anchor: none; }
.avatar { flex: none; display: grid; place-items: center; width: 36px; height: 36px; border-radius: 9px; background: #5b6b66; color: #fff; font-size: 13px; font-weight: 700; letter-spacing: .3px; }
.avatar svg { width: 22px; height: 22px; fill: currentcolor; }
.avatar.app { background: linear-gradient(140deg, #0d9480, #0a5f74); }
.avatar.system { background: var(--ink-2); color: var(--paper); font-size: 17px; }
.hue-0 { background: #a8432f; } .hue-1 { background: #8a5a0b; } .hue-2 { background: #4f6f1c; } .hue-3 { background: #1b6f6b; }
.hue-4 { background: #2361a3; } .hue-5 { background: #5a4bb0; } .hue-6 { background: #8c3c8c; } .hue-7 { background: #a13664; }
.body { flex: 1; min-width: 0; }
.meta { display: flex; align-items: baseline; gap: 7px; flex-wrap: wrap; line-height: 1.3; }
.author { font-weight: 700; }
.tag { font-size: 11px; font-weight: 600; color: var(--ink-2); background: var(--line); border-radius: 4px; padding: 0 5px; align-self: center; }
.meta time, .edited { color: var(--ink-2); font-size: 12px; }
.replied { border: 0; background: none; padding: 0; color: var(--ink-2); font-size: 13px; }
.replied:hover { color: var(--link); text-decoration: underline; }
.content { max-width: 760px; overflow-wrap: anywhere; }
.content > * + * { margin-top: 7px; }
.content > :first-child { margin-top: 2px; }
.content > .actions + * { margin-top: 13px; }
.heading { font-size: 18px; line-height: 1.3; margin-bottom: 1px; }
.section { display: flex; gap: 16px; }
.section > :first-child { flex: 1; min-width: 0; }
.section .text + .fields { margin-top: 7px; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(max(118px, 40%), 1fr)); gap: 7px 20px; max-width: 560px; }
.context { display: flex; flex-wrap: wrap; gap: 2px 12px; color: var(--ink-2); font-size: 13px; }
.content hr { border: 0; border-top: 1px solid var(--line); margin: 11px 0; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 2px; }
.item { display: flex; gap: 8px; }
.item.deeper { padding-left: 22px; }
.item > :last-child { min-width: 0; }
blockquote { margin: 2px 0; padding-left: 12px; border-left: 4px solid var(--line-2); }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; font-size: 12.5px; background: var(--code); border: 1px solid var(--line); border-radius: 4px; }
code { color: var(--code-ink); padding: 1px 4px; white-space: break-spaces; }
pre { margin: 5px 0; padding: 9px 11px; border-radius: 7px; overflow-x: auto; white-space: pre-wrap; line-height: 1.5; }
.mention { background: var(--mention); color: var(--mention-ink); border-radius: 4px; padding: 0 3px; }
.mention.loud { font-weight: 700; }
.mark { width: 1.08em; height: 1.08em; vertical-align: -.16em; fill: var(--tone); }
.mark .line { fill: none; stroke: var(--tone); stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
.mark .on { fill: var(--paper); }
.mark .on.line { fill: none; stroke: var(--paper); stroke-width: 1.9; }
.mark.good { --tone: #16895c; } .mark.bad { --tone: #c8382c; } .mark.warn { --tone: #c07a08; } .mark.info { --tone: #2a6fc0; } .mark.calm { --tone: #7b8a85; }
@media (prefers-color-scheme: dark) {
  .mark.good { --tone: #35bd86; } .mark.bad { --tone: #ea6a5f; } .mark.warn { --tone: #eab04a; } .mark.info { --tone: #6aaef0; } .mark.calm { --tone: #93a39e; }
}
.picture { color: var(--ink-2); border: 1px dashed var(--line-2); border-radius: 6px; padding: 2px 8px; margin: 0; }
.unsupported { color: var(--danger); font-size: 13px; }

.thread-link { display: flex; align-items: center; gap: 6px; margin-top: 6px; padding: 3px 9px 3px 4px; border: 1px solid transparent; border-radius: 8px; background: none; font-size: 13px; }
.thread-link:hover { border-color: var(--line-2); background: var(--paper); }
.thread-link .avatar { width: 22px; height: 22px; border-radius: 6px; font-size: 9px; }
.thread-link .avatar svg { width: 14px; height: 14px; }
.thread-link .count { color: var(--link); font-weight: 700; }
.thread-link .last { color: var(--ink-2); }
.reply { position: absolute; top: 4px; right: 16px; border: 1px solid var(--line-2); border-radius: 7px; background: var(--paper); font-size: 12px; padding: 2px 9px; opacity: 0; }
.message:hover .reply, .reply:focus-visible { opacity: 1; }

.message.ephemeral { background: var(--private); box-shadow: inset 3px 0 var(--line-2); }
.private { display: flex; align-items: center; gap: 5px; color: var(--ink-2); font-size: 12px; margin-bottom: 1px; }
.private svg { width: 14px; height: 14px; fill: currentcolor; fill-rule: evenodd; }
.dismiss { border: 0; background: none; padding: 0; margin-top: 5px; color: var(--link); font-size: 12px; }
.dismiss:hover { text-decoration: underline; }

.divider { display: flex; align-items: center; gap: 12px; padding: 8px 20px; color: var(--ink-2); font-size: 12px; font-weight: 600; }
.divider::before, .divider::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
.divider.day span { border: 1px solid var(--line); border-radius: 99px; padding: 2px 13px; }
.divider.replies::before { display: none; }
.divider.new { color: var(--badge); padding-block: 2px; }
.divider.new::before, .divider.new::after { border-color: color-mix(in srgb, var(--badge) 55%, transparent); }
.divider.new::after { flex: 0 0 0; }
@media (max-width: 720px) {
  .message { padding: 7px 14px; gap: 9px; }
  .message.ephemeral { padding-left: 14px; }
  .divider { padding-inline: 14px; }
  .section { flex-wrap: wrap; }
}
@media (hover: none) { .reply { position: static; opacity: 1; margin-top: 5px; } }
`;
