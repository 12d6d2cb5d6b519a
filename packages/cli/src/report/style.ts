/** The look of the report: quiet, one column, light or dark as the reader's system is, and fit for paper. */
export const style = `
:root{color-scheme:light dark;--page:#f7f7f5;--card:#fff;--ink:#1d2024;--soft:#565d66;--line:#e2e2dd;--grid:#ecece8;--accent:#2a5d9f;--area:#2a5d9f17;--gain:#146c43;--loss:#b3261e;--lossarea:#b3261e1f;--warn:#fff5d9;--warnline:#dcbf66;--warnink:#553d00;--bad:#fdecea;--badline:#e39b95}
@media (prefers-color-scheme:dark){:root{--page:#121417;--card:#191c20;--ink:#e6e8eb;--soft:#9ea7b1;--line:#2d3239;--grid:#24282e;--accent:#82b2f4;--area:#82b2f41f;--gain:#62c594;--loss:#ff9088;--lossarea:#ff908829;--warn:#2e270f;--warnline:#6d5a20;--warnink:#f2d98c;--bad:#361b19;--badline:#7c3b36}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
main,header,footer{max-width:1040px;margin:0 auto;padding:0 24px}
header{padding-top:48px}
h1{font-size:2rem;line-height:1.2;letter-spacing:-.015em;margin:.15em 0 .2em;overflow-wrap:anywhere}
h2{font-size:1.125rem;letter-spacing:-.005em;margin:0 0 .15em}
p{margin:.4em 0}
.kind{color:var(--soft);font-size:.8125rem;letter-spacing:.08em;text-transform:uppercase;margin:0}
.about{color:var(--soft);margin:0;overflow-wrap:anywhere}
.lead{font-size:1.125rem;line-height:1.6;max-width:46em;margin:20px 0 24px;overflow-wrap:anywhere;text-wrap:pretty}
.note{color:var(--soft);font-size:.875rem;margin:0 0 12px;max-width:56em}
.banner{background:var(--warn);border:1px solid var(--warnline);color:var(--warnink);border-radius:8px;padding:10px 16px;margin:20px 0 0}
.banner.bad{background:var(--bad);border-color:var(--badline);color:var(--ink)}
.banner strong{letter-spacing:.04em}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:20px 24px 22px;margin:0 0 20px}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:1px;background:var(--line);border:1px solid var(--line);border-radius:10px;overflow:hidden;margin:0 0 20px}
.tiles>div{background:var(--card);padding:14px 18px 15px}
.tiles dt{color:var(--soft);font-size:.8125rem}
.tiles dd{margin:0}
.tiles .figure{font-size:1.5rem;line-height:1.35;letter-spacing:-.01em;font-weight:600}
.tiles .small{color:var(--soft);font-size:.8125rem;line-height:1.4}
.gain{color:var(--gain)}.loss{color:var(--loss)}
.scroll{overflow-x:auto}
.scroll:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.4}
caption{text-align:left;color:var(--soft);font-size:.875rem;padding:0 0 8px}
th{font-weight:600;color:var(--soft);text-align:left;vertical-align:bottom;padding:6px 12px 6px 0;border-bottom:1px solid var(--line)}
td,tbody th{padding:6px 12px 6px 0;border-bottom:1px solid var(--grid);vertical-align:top}
tbody th{font-weight:400;color:var(--ink)}
tbody tr:last-child>*{border-bottom:0}
.n{text-align:right;white-space:nowrap}.word{white-space:nowrap}
th:last-child,td:last-child{padding-right:0}
.trades td,.trades th{white-space:nowrap}
.trades tr>:first-child,.trades tr>:nth-child(n+5):nth-child(-n+10){text-align:right}
.trades tr>.gap{color:var(--soft);text-align:center;padding:10px}
.total>*{border-top:1px solid var(--line);font-weight:600}
.bar{width:42%}
.bar svg{display:block;width:100%;height:14px;margin-top:3px}
.bar rect{fill:var(--accent)}.bar .down{fill:var(--loss)}.bar .up{fill:var(--gain)}
code,.mono{font:.8125rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
pre{background:var(--page);border:1px solid var(--line);border-radius:6px;padding:10px 14px;margin:4px 0 0;white-space:pre-wrap}
pre code{font-size:.8125rem}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:6px 24px;margin:12px 0 0;font-size:.875rem}
.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere;min-width:0}
.two{display:grid;grid-template-columns:1fr 1fr;gap:20px}
.two section{min-width:0}
.chart{display:block;width:100%;min-width:620px;height:auto;margin-top:6px}
.chart text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:var(--soft);font-variant-numeric:tabular-nums}
.chart .name{font-weight:600;fill:var(--ink)}
.chart .grid{stroke:var(--grid)}.chart .axis{stroke:var(--line)}
.chart .start{stroke:var(--soft);stroke-dasharray:3 4;opacity:.7}
.chart .line{fill:var(--area);stroke:var(--accent);stroke-width:1.6;stroke-linejoin:round}
.chart .down{fill:var(--lossarea);stroke:var(--loss);stroke-width:1.2;stroke-linejoin:round}
.chart .mark{font-size:74px;font-weight:700;letter-spacing:.12em;fill:var(--ink);opacity:.055}
details{margin-top:12px;font-size:.875rem}
summary{cursor:pointer;color:var(--soft);padding:6px 0;width:max-content}
footer{color:var(--soft);font-size:.8125rem;padding-bottom:56px}
@media (max-width:760px){main,header,footer{padding-left:14px;padding-right:14px}header{padding-top:28px}.tiles{grid-template-columns:1fr 1fr}.two{grid-template-columns:1fr;gap:0}section{padding:16px}h1{font-size:1.6rem}dl.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:10px}}
@media print{:root{color-scheme:light;--page:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--grid:#ddd;--accent:#2a5d9f;--area:#2a5d9f17;--gain:#146c43;--loss:#b3261e;--lossarea:#b3261e1f;--warn:#fff;--warnline:#666;--warnink:#000;--bad:#fff;--badline:#666}body{font-size:10pt}main,header,footer{max-width:none;padding-left:0;padding-right:0}header{padding-top:0}section,.tiles{break-inside:avoid;border-radius:0}section.long{break-inside:auto}h2{break-after:avoid}thead{display:table-header-group}tr{break-inside:avoid}.scroll{overflow:visible}.chart{min-width:0}.trades{font-size:7pt}.trades td,.trades th{padding-right:6px}details{display:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{margin:14mm}}
`
