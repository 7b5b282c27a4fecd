import { pageStyle } from '../../src/report/html-style.ts';

/** The style of the report, and what only a page that moves needs. */
export const liveStyle = `${pageStyle}
a{color:var(--critical)}
:focus-visible{outline:3px solid var(--critical);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:12px;top:-60px;background:var(--card);padding:8px 14px;z-index:2}.skip:focus{top:12px}
main{max-width:920px}
body{overflow-wrap:anywhere}
.spoken{margin:.1rem 0 .8rem;font-size:1.06rem;overflow-wrap:anywhere}
.badge{font-size:1rem}
.badge.plain{color:var(--soft);background:var(--line)}
.badge.live{color:var(--running);background:color-mix(in srgb,var(--running) 15%,transparent)}
.pulse{display:inline-block;width:.55em;height:.55em;border-radius:50%;background:currentColor;margin-right:.5em;vertical-align:.06em}
@media(prefers-reduced-motion:no-preference){.pulse{animation:pulse 1.6s ease-in-out infinite}@keyframes pulse{50%{opacity:.25}}}
.facts{font-size:.94rem}
.cards{grid-template-columns:repeat(auto-fit,minmax(180px,1fr))}
.cards .figure{font-size:1.5rem}
.cards .figure small{display:inline-block;white-space:nowrap;font-size:.58em;font-weight:500;color:var(--soft);letter-spacing:0}
progress{display:block;width:100%;height:8px;margin:.45rem 0 .2rem;appearance:none;border:0;border-radius:999px;overflow:hidden;background:var(--line)}
progress::-webkit-progress-bar{background:var(--line)}
progress::-webkit-progress-value{background:var(--green);border-radius:999px}
progress::-moz-progress-bar{background:var(--green)}
.banner{border-radius:10px;padding:11px 16px;margin:14px 0 0;background:var(--amber-ground);color:var(--amber);font-weight:600}
.banner[hidden]{display:none}
.attention{border-left:5px solid var(--red)}
.attention.ask{border-left-color:var(--amber)}
.steps,.steps ol,.people{list-style:none;margin:0;padding:0}
.steps li{border-top:1px solid var(--line)}
.steps>li:first-child{border-top:0}
.line{display:grid;grid-template-columns:1.5em minmax(0,1fr) auto;gap:2px 8px;padding:8px 0;align-items:baseline}
.line .sign{text-align:center;font-weight:700}
.line .what{overflow-wrap:anywhere}
.line .what{color:var(--ink)}
.line.is-pending .what,.line.is-skipped .what,.line.is-blocked .what{color:var(--soft)}
.line.is-failed>.what,.line.is-undo-failed>.what{color:var(--red);font-weight:600}
.line.is-running>.what{font-weight:600}
.line .when{color:var(--soft);font-size:.9em;font-variant-numeric:tabular-nums;white-space:nowrap}
.line .note{grid-column:2/-1}
.line .note.red{color:var(--red)}.line .note.yellow{color:var(--amber)}
.steps details{margin:0}
.steps summary{list-style:none;color:inherit}
.steps summary::-webkit-details-marker{display:none}
.steps summary .what::after{content:"▸";color:var(--soft);margin-left:.5em;display:inline-block}
.steps details[open]>summary .what::after{transform:rotate(90deg)}
.steps details[open]>summary{margin:0}
.steps details ol{margin-left:1.5em;padding-left:8px;border-left:2px solid var(--line)}
.count{color:var(--soft);font-size:.9em;margin-left:.45em;white-space:nowrap}
.is-running .sign,.is-retrying .sign{color:var(--running)}
.people li{padding:5px 0}
#timeline section{overflow:hidden}
.gantt{overflow:visible}
.gantt .bar.failed,.gantt .bar.warned,.gantt .bar.running,.gantt .bar.undone{opacity:.55}
.gantt .strong .inside{fill:var(--ink)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:.82rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;margin:0}
summary{min-height:28px}
.links{display:flex;flex-wrap:wrap;gap:6px 20px;margin:.9rem 0 0;padding:0;list-style:none}
.links a,summary{padding:4px 0}
@media(max-width:600px){.cards{grid-template-columns:1fr 1fr}.cards .figure{font-size:1.35rem}.line{gap:2px 6px}}
`;
