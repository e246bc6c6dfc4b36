/** Light and dark, screen, phone and paper; every colour of text has a contrast of 4.5 or more. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c2127; --quiet: #57606a; --rule: #d3d9e0; --plain: #33618f; --pale: #dfe6ee; --review: #8f5a00; --notice: #a02c2c; --outage: #f6e3bd; --edge: #b98a2c; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #e4e8ec; --quiet: #a4aeb9; --rule: #333c46; --plain: #79aee0; --pale: #2a333d; --review: #dca54a; --notice: #ee8a84; --outage: #4a3a17; --edge: #c79b45; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; font-weight: 600; letter-spacing: -.01em; }
h2 { margin: 3rem 0 .75rem; padding-top: .75rem; border-top: 2px solid var(--ink); font-size: 1.25rem; line-height: 1.3; font-weight: 600; }
h3 { margin: 1.5rem 0 .25rem; font-size: 1rem; }
p { margin: 0 0 .75rem; overflow-wrap: anywhere; }
p.run, p.note { color: var(--quiet); font-size: .875rem; }
p.run { margin: .5rem 0 0; }
p.lead { font-size: 1.125rem; }
p.first { padding-left: .75rem; border-left: 4px solid var(--notice); font-weight: 600; }
code { font: .8125em/1.5 ui-monospace, "Cascadia Mono", Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; overflow-wrap: break-word; }
.hash { overflow-wrap: anywhere; }
td .hash { display: inline-block; min-width: 5.5rem; }
wbr { display: none; }
td code, th code { color: var(--quiet); }
th code:only-child, h3 code { color: var(--ink); }
small { display: block; min-width: 6rem; color: var(--quiet); font-weight: 400; }
dl.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1px; margin: 0 0 1.25rem; background: var(--rule); border: solid var(--rule); border-width: 1px 0; }
dl.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: .75rem .75rem .75rem 0; background: var(--paper); min-width: 0; }
dl.figures div + div { padding-left: .75rem; }
dt { color: var(--quiet); font-size: .8125rem; line-height: 1.3; }
dd { margin: 0; font-size: 1.5rem; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.scroll { margin: 1.25rem 0; overflow-x: auto; }
.scroll:focus-visible { outline: 2px solid var(--plain); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.4; }
caption { padding-bottom: .375rem; text-align: left; font-weight: 600; }
th, td { padding: .3125rem .75rem .3125rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-weight: 400; border-bottom-color: var(--quiet); }
tbody th { font-weight: 400; }
tfoot th, tfoot td { border-bottom: 0; border-top: 1px solid var(--quiet); font-weight: 600; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: 1.25rem 0 .25rem; }
figcaption { display: flex; justify-content: space-between; font-weight: 600; font-size: .875rem; }
figcaption span { font-weight: 400; color: var(--quiet); }
svg { display: block; overflow: hidden; font-size: .875rem; margin: .5rem 0; }
svg text { fill: var(--ink); }
figure svg text { fill: var(--quiet); font-size: .8125rem; }
svg line { stroke: var(--quiet); }
.value { font-variant-numeric: tabular-nums; }
.plain { fill: var(--plain); } .pale { fill: var(--pale); } .review { fill: var(--review); } .notice { fill: var(--notice); } .outage { fill: var(--outage); shape-rendering: crispEdges; }
.legend { font-size: .8125rem; color: var(--quiet); }
.legend span { display: inline-block; width: 1rem; height: .75rem; background: var(--outage); border: 1px solid var(--edge); vertical-align: -1px; }
@media (max-width: 30rem) { main { padding: 1.5rem 1rem 3rem; } dl.figures { grid-template-columns: 1fr 1fr; } dl.figures div:nth-child(3) { padding-left: 0; } h1 { font-size: 1.5rem; } table { font-size: .8125rem; } wbr { display: inline; } th code { display: inline-block; min-width: 5.5rem; overflow-wrap: anywhere; } th, td { padding-right: .5rem; } }
@media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --plain: #33618f; --pale: #dfe6ee; --review: #8f5a00; --notice: #a02c2c; --outage: #f6e3bd; --edge: #b98a2c; } @page { margin: 18mm 16mm; } * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } body { font-size: 10pt; } main { max-width: none; padding: 0; } h2 { margin-top: 1.75rem; } h2, h3, h2 + p, caption, thead { break-after: avoid; } tbody tr:first-child { break-before: avoid; } p, tr, figure, svg, dl { break-inside: avoid; } tfoot { display: table-row-group; } .scroll { overflow: visible; } th, td, code { overflow-wrap: anywhere; } }
`;
