/** How the printed report looks: ink on white, whatever the theme of the window. */
export const REPORT_STYLE = `
* { box-sizing: border-box; }
body { margin: 0; color: #1d2528; font: 10.5pt/1.45 Inter, system-ui, "Segoe UI", "Helvetica Neue", sans-serif; }
header { padding-bottom: 8pt; border-bottom: 2pt solid #0f5f70; }
h1 { margin: 0; font-size: 20pt; letter-spacing: -0.01em; }
h2 { margin: 18pt 0 6pt; font-size: 12pt; }
p { margin: 2pt 0; color: #596368; }
ul { margin: 0; padding: 0; list-style: none; }
section { break-inside: avoid-page; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 6pt; margin-top: 12pt; }
.tiles li { padding: 7pt 9pt; border: 0.75pt solid #e3dfd6; border-radius: 5pt; }
.tiles span { display: block; color: #596368; font-size: 9pt; }
.tiles b { font-size: 15pt; font-weight: 600; }
.tiles small { margin-left: 5pt; color: #596368; font-size: 9pt; }
svg { display: block; width: 100%; border-bottom: 0.75pt solid #bcb5a8; }
.ends { display: flex; justify-content: space-between; font-size: 8.5pt; }
.legend { display: flex; flex-wrap: wrap; gap: 3pt 12pt; margin-top: 4pt; font-size: 9pt; }
.legend i { display: inline-block; width: 8pt; height: 8pt; margin-right: 4pt; border-radius: 2pt; }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; }
th, td { padding: 4pt 8pt 4pt 0; border-bottom: 0.5pt solid #e3dfd6; text-align: right; vertical-align: top; white-space: nowrap; }
th { color: #596368; font-weight: 600; }
th:first-child, td:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
.notes { font-size: 9pt; }
.notes li { margin: 2pt 0; }
.tiles b, td { font-variant-numeric: tabular-nums; }
`;
