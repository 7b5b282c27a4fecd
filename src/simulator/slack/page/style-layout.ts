/** Colours and the frame: top bar, column of channels, channel, thread. */
export const layoutStyle = `
:root {
  --paper: #ffffff; --paper-2: #f5f8f7; --ink: #18211f; --ink-2: #56655f; --line: #dfe7e4; --line-2: #c6d3ce;
  --accent: #0a7566; --accent-2: #085e52; --on-accent: #ffffff; --danger: #b3261e; --danger-2: #8f1d17;
  --link: #0b5cad; --code: #eff4f2; --code-ink: #8a2f14; --mention: #fff1c2; --mention-ink: #6b4a00;
  --side: #123631; --side-2: #1c4a43; --side-ink: #c9ded8; --side-ink-2: #8fb0a8; --side-on: #f2fbf8;
  --badge: #e2553d; --private: #f3f6fb; --shadow: 0 1px 2px rgb(10 30 25 / 8%), 0 8px 28px rgb(10 30 25 / 16%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171c1b; --paper-2: #1e2524; --ink: #e5ecea; --ink-2: #9fb0ab; --line: #2b3533; --line-2: #41504c;
    --accent: #1f9c88; --accent-2: #27b39c; --on-accent: #04211c; --danger: #e0665d; --danger-2: #ef8078;
    --link: #72b4f5; --code: #242d2b; --code-ink: #f0a58c; --mention: #4a3c10; --mention-ink: #ffdf8a;
    --side: #0e211e; --side-2: #17352f; --side-ink: #bdd3cd; --side-ink-2: #7f9f97; --side-on: #eefaf6;
    --badge: #d9523b; --private: #1c2430; --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 10px 32px rgb(0 0 0 / 50%);
  }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { background: var(--side); color: var(--ink); font: 15px/1.46 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; overflow: hidden; }
button, input, select, textarea { font: inherit; color: inherit; }
button { cursor: pointer; }
h1, h2, h3, p, ul, ol { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--link); }
[hidden] { display: none !important; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; z-index: 9; background: var(--paper); padding: 8px 12px; border-radius: 6px; }

.frame { display: grid; height: 100dvh; grid-template: "top top" 48px "side pane" minmax(0, 1fr) / 232px minmax(0, 1fr); }
.frame.with-thread { grid-template: "top top top" 48px "side pane thread" minmax(0, 1fr) / 232px minmax(0, 1fr) minmax(320px, 400px); }
.top { grid-area: top; display: flex; align-items: center; gap: 10px; padding: 0 10px 0 18px; background: var(--side); color: var(--side-on); }
.top .team { font-weight: 700; letter-spacing: .1px; white-space: nowrap; }
.top .note { color: var(--side-ink-2); font-size: 13px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.burger { display: none; border: 0; background: none; font-size: 20px; padding: 4px 8px; border-radius: 6px; }
.offline .top::after { content: "not connected"; color: #ffb4a6; font-size: 13px; }
.top :focus-visible, .side :focus-visible { outline-color: #7be0cc; }

.side { grid-area: side; background: var(--side); color: var(--side-ink); padding: 10px 8px; overflow-y: auto; }
.side h2 { font-size: 12px; font-weight: 600; letter-spacing: .4px; color: var(--side-ink-2); padding: 10px 10px 4px; }
.side button, .side a { display: flex; align-items: center; gap: 8px; width: 100%; padding: 5px 10px; border: 0; border-radius: 7px; background: none; color: inherit; text-align: left; text-decoration: none; }
.side button:hover, .side a:hover { background: var(--side-2); }
.side [aria-current="page"] { background: var(--accent); color: #fff; }
.side .sign { width: 14px; text-align: center; opacity: .7; }
.side .label { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.side .unread { color: #fff; font-weight: 700; }
.badge { background: var(--badge); color: #fff; border-radius: 99px; font-size: 12px; line-height: 18px; min-width: 18px; padding: 0 6px; text-align: center; font-weight: 700; }

.pane { grid-area: pane; display: flex; flex-direction: column; min-height: 0; min-width: 0; position: relative; background: var(--paper); border-top-left-radius: 10px; }
.pane.thread { grid-area: thread; border-left: 1px solid var(--line); border-radius: 0; }
.head { display: flex; align-items: baseline; gap: 12px; padding: 11px 20px; border-bottom: 1px solid var(--line); min-height: 49px; }
.head h1, .head h2 { font-size: 17px; white-space: nowrap; }
.head .sign { color: var(--ink-2); margin-right: 3px; }
.head .topic { flex: 1; color: var(--ink-2); font-size: 13px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.head .members { color: var(--ink-2); font-size: 13px; white-space: nowrap; }
.thread .head { justify-content: space-between; }
.scroller { flex: 1; overflow-y: auto; overscroll-behavior: contain; display: flex; flex-direction: column; }
.scroller:focus-visible { outline-offset: -3px; }
.scroller .list { margin-top: auto; padding: 12px 0 16px; }
.thread .scroller .list { margin-top: 0; }
.empty { margin: auto; color: var(--ink-2); }
.empty:empty { display: none; }
.banner { display: flex; align-items: center; gap: 14px; flex-wrap: wrap; padding: 9px 20px; background: color-mix(in srgb, var(--accent) 11%, var(--paper)); border-bottom: 1px solid var(--line); }
.banner p { flex: 1 1 auto; }
.pane:has([data-kind="message"] .tag) .banner { display: none; }
.jump { position: absolute; bottom: 104px; left: 50%; transform: translateX(-50%); border: 0; border-radius: 99px; background: var(--accent); color: var(--on-accent); padding: 5px 14px; font-size: 13px; font-weight: 600; box-shadow: var(--shadow); }

@media (max-width: 1020px) {
  .frame.with-thread { grid-template: "top top" 48px "side thread" minmax(0, 1fr) / 232px minmax(0, 1fr); }
  .frame.with-thread .pane:not(.thread) { display: none; }
}
@media (max-width: 720px) {
  .frame, .frame.with-thread { grid-template: "top" 48px "pane" minmax(0, 1fr) / minmax(0, 1fr); }
  .frame.with-thread .pane.thread { grid-area: pane; }
  .top { padding-left: 6px; }
  .top .note, .switcher .you small { display: none; }
  .burger { display: block; }
  .side { grid-area: pane; z-index: 3; width: min(280px, 82vw); display: none; box-shadow: var(--shadow); }
  .with-side .side { display: block; }
  .pane { border-radius: 0; }
  .head, .banner { padding: 10px 14px; }
  .head .members, .keys { display: none; }
}
`;
