/** The style of the page: light and dark, wide and narrow, screen and paper. No colour says anything that words do not say too. */
export const pageStyle = `
:root{color-scheme:light dark;--ground:#f4f6f9;--card:#fff;--ink:#17202b;--soft:#586575;--line:#dde3ea;--green:#12734a;--green-ground:#e2f5ea;--red:#b42323;--red-ground:#fdeaea;--amber:#8a5a00;--amber-ground:#fff3d6;--critical:#4338ca;--bar:#a9b9cb;--running:#2b8fb3;--undone:#8d7aa6}
@media(prefers-color-scheme:dark){:root{--ground:#0f151c;--card:#182029;--ink:#e6ebf1;--soft:#98a6b5;--line:#2b3642;--green:#5fd39a;--green-ground:#12301f;--red:#ff8b85;--red-ground:#3a1919;--amber:#f2c14e;--amber-ground:#362a0d;--critical:#9d96ff;--bar:#4d5f73;--running:#4db6d8;--undone:#a692c4}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:1080px;margin:0 auto;padding:28px 20px 56px}
h1{font-size:1.9rem;line-height:1.2;margin:.35rem 0 .5rem;letter-spacing:-.015em;text-wrap:balance}
h2{font-size:1.15rem;margin:0 0 .75rem}
h3{font-size:.78rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);margin:1.4rem 0 .3rem}
h3:first-of-type{margin-top:.2rem}
p{margin:.4rem 0}
code{font:.86em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px 22px;margin-top:18px}
.soft{color:var(--soft)}
.badge{display:inline-block;border-radius:999px;padding:3px 14px;font-weight:650;font-size:.95rem}
.badge.green{color:var(--green);background:var(--green-ground)}.badge.red{color:var(--red);background:var(--red-ground)}.badge.yellow{color:var(--amber);background:var(--amber-ground)}
blockquote{margin:.8rem 0 .9rem;padding:.1rem 0 .1rem 14px;border-left:3px solid var(--line);font-size:1.06rem;overflow-wrap:anywhere}
.facts{display:flex;flex-wrap:wrap;gap:4px 28px;margin:0}
.facts div{min-width:0}.facts dt{display:inline;color:var(--soft)}.facts dt::after{content:" "}.facts dd{display:inline;margin:0;overflow-wrap:anywhere}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(215px,1fr));gap:14px;margin:20px 0 0;padding:0;list-style:none}
.cards li{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:15px 18px;border-top:4px solid var(--bar)}
.cards li.green{border-top-color:var(--green)}.cards li.red{border-top-color:var(--red)}.cards li.yellow{border-top-color:var(--amber)}
.cards .name{color:var(--soft);font-size:.85rem}.cards .figure{font-size:1.75rem;font-weight:680;line-height:1.25;font-variant-numeric:tabular-nums;letter-spacing:-.02em}
.cards .more{font-size:.88rem}
.green .figure{color:var(--green)}.red .figure{color:var(--red)}.yellow .figure{color:var(--amber)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;vertical-align:top;padding:7px 14px 7px 0;border-top:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}
thead th{border-top:0;color:var(--soft);font-size:.8rem;padding-top:0;white-space:nowrap}
td:last-child,th:last-child{padding-right:0}
.num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.mark{width:1.7em;padding-right:6px;text-align:center}
.state{white-space:nowrap}
.step{min-width:190px}
.note{display:block;color:var(--soft);font-size:.9em}
.said.red{color:var(--red)}.said.yellow{color:var(--amber)}.note code+.said::before{content:"· ";color:var(--soft)}
.is-done{color:var(--green)}.is-failed,.is-undo-failed{color:var(--red)}.is-warned,.is-uncertain,.is-retrying{color:var(--amber)}.is-pending,.is-skipped,.is-blocked,.is-undone{color:var(--soft)}.is-running{color:var(--running)}
.tag{display:inline-block;font-size:.72rem;line-height:1.5;border-radius:4px;padding:0 6px;margin-left:6px;border:1px solid currentColor;white-space:nowrap;vertical-align:1px}
.tag.critical{color:var(--critical)}.tag.return{color:var(--red)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
ul.plain{margin:.3rem 0;padding-left:1.15rem}
ul.plain li{margin:.25rem 0;overflow-wrap:anywhere}
.name{min-width:11.5em}
ul.checks{margin:0;padding:0;list-style:none}
ul.checks li+li{margin-top:.25rem}
.problem{border-left:4px solid var(--red);padding:2px 0 2px 14px;margin:.8rem 0}
.problem dl{margin:.3rem 0 0;display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;font-size:.93rem}
.problem dt{color:var(--soft)}.problem dd{margin:0;overflow-wrap:anywhere}
.caution{background:var(--red-ground);color:var(--red);border-radius:8px;padding:9px 14px;margin:.8rem 0 0}
details{margin:.4rem 0}summary{cursor:pointer;color:var(--soft)}details[open]>summary{margin-bottom:.5rem}
tr.stage th{font-size:.76rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);font-weight:650;padding:20px 0 5px;border-top:0}tr.stage+tr>*{border-top:1px solid var(--line)}tbody:nth-of-type(1) tr.stage th{padding-top:8px}
td details,th details{margin:.1rem 0 0;font-size:.9em}
.gantt{display:block;width:100%;font-size:11.5px}
.gantt text{fill:var(--ink);dominant-baseline:central;paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
.gantt .phase{fill:var(--soft);font-size:10.5px;letter-spacing:.06em;text-transform:uppercase}
.gantt .tick{fill:var(--soft);font-variant-numeric:tabular-nums}
.gantt .grid{stroke:var(--line)}
.gantt .took{fill:var(--soft);font-variant-numeric:tabular-nums}
.gantt .critical text{font-weight:650}
.bar{fill:var(--bar)}.bar.failed{fill:var(--red)}.bar.warned{fill:var(--amber)}.bar.running{fill:var(--running)}.bar.undone{fill:var(--undone)}.bar.critical{fill:var(--critical)}.bar.failed.critical{stroke:var(--critical);stroke-width:2}
.gantt .inside{stroke:none}.gantt .inside .took{fill:inherit}.gantt .strong .inside{fill:var(--card)}
.moment{stroke-width:1.5;stroke-dasharray:5 4}.moment.return{stroke:var(--red)}.moment.restored{stroke:var(--green);stroke-dasharray:none}.moment.objective{stroke:var(--amber)}
.gantt .said.return{fill:var(--red)}.gantt .said.restored{fill:var(--green)}.gantt .said.objective{fill:var(--amber)}.gantt .said{font-weight:600}
.legend{display:flex;flex-wrap:wrap;gap:4px 20px;margin:.9rem 0 0;padding:0;list-style:none;font-size:.86rem;color:var(--soft)}
.legend svg{width:16px;height:10px;margin-right:6px}
footer{color:var(--soft);font-size:.86rem;margin-top:20px}
@media(max-width:600px){.name{min-width:0}main{padding:16px 12px 40px}section{padding:15px 14px;border-radius:10px}h1{font-size:1.45rem}.wide{display:none}.gantt{font-size:10px}.cards{grid-template-columns:1fr 1fr;gap:10px}.cards li{padding:11px 13px}.cards .figure{font-size:1.3rem}th,td{padding-right:9px}.step{min-width:0}}
@media print{:root{--ground:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--green:#0b5d39;--red:#a11;--amber:#754b00;--critical:#3730a3;--bar:#aab6c4}body{font-size:10.5pt}main{max-width:none;padding:0}section{border:0;padding:0;margin-top:16pt}tr,.problem,.cards li{break-inside:avoid}h2,h3{break-after:avoid}.bar,.badge,.caution{print-color-adjust:exact;-webkit-print-color-adjust:exact}details::details-content{content-visibility:visible;block-size:auto}}
`;
