// How the page of all networks looks, and the script that brings in what arrives while it is open.

export const STYLE = `
:root {
  color-scheme: light dark;
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --paper: light-dark(#f5f4f1, #16171b);
  --card: light-dark(#fff, #202228);
  --line: light-dark(#dedbd4, #363943);
  --quiet: light-dark(#5f5e5a, #a3a6b0);
  --ink: light-dark(#1d1d1f, #ececf0);
  --link: light-dark(#1a5fb4, #8ab8ff);
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 0 1rem 4rem; background: var(--paper); color: var(--ink); }
header { position: sticky; top: 0; z-index: 1; background: var(--paper); padding: 1.25rem 0 .75rem; margin-bottom: .75rem; border-bottom: 1px solid var(--line); }
h1 { flex: 1; font-size: 1.35rem; font-weight: 650; letter-spacing: -.01em; margin: 0; }
.top { display: flex; align-items: baseline; gap: 1rem; margin-bottom: .6rem; font-size: .9rem; }
a { color: var(--link); }
small { color: var(--quiet); font-size: .8rem; font-variant-numeric: tabular-nums; }
nav { display: flex; flex-wrap: wrap; gap: .4rem; }
nav a { display: inline-flex; align-items: center; gap: .4rem; padding: .2rem .7rem; border: 1px solid var(--line); border-radius: 99px; background: var(--card); color: inherit; text-decoration: none; font-size: .9rem; }
nav a:hover { border-color: var(--quiet); }
nav a[aria-current] { background: var(--ink); border-color: var(--ink); color: var(--card); }
nav a[aria-current] small { color: inherit; opacity: .75; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.dot { display: inline-block; flex: none; width: .65rem; height: .65rem; border-radius: 50%; }
.entry { margin-bottom: 1rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: .8rem 1rem; }
.under { margin: .5rem 0 0 .9rem; padding-left: 1rem; border-left: 2px solid var(--line); display: grid; gap: .5rem; }
.gone { opacity: .55; }
.gone .text { text-decoration: line-through; }
.who { display: flex; flex-wrap: wrap; align-items: center; gap: .15rem .5rem; margin: 0; font-size: .9rem; }
.who span { color: var(--quiet); }
.who .tag { border: 1px solid var(--line); border-radius: 6px; padding: 0 .4rem; font-size: .8rem; }
.when { margin-left: auto; color: var(--quiet); font-size: .85rem; text-decoration: none; font-variant-numeric: tabular-nums; }
.when:hover { text-decoration: underline; }
.text { margin: .45rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.media { display: grid; gap: .5rem; margin-top: .6rem; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); }
.media.n1 { grid-template-columns: minmax(0, 22rem); }
figure { margin: 0; }
figure img, figure video { display: block; width: 100%; max-height: 20rem; min-height: 3rem; object-fit: cover; border-radius: 8px; border: 1px solid var(--line); background: var(--paper); }
.media:not(.n1) figure img, .media:not(.n1) figure video { aspect-ratio: 4 / 3; }
figcaption { margin-top: .2rem; font-size: .8rem; line-height: 1.35; color: var(--quiet); overflow-wrap: anywhere; }
.poll { list-style: none; padding: 0; margin: .6rem 0 0; display: grid; gap: .3rem; }
.poll li { border: 1px solid var(--line); border-radius: 8px; padding: .25rem .7rem; font-size: .95rem; }
.link { margin: .6rem 0 0; padding: .4rem .7rem; border: 1px solid var(--line); border-radius: 8px; font-size: .9rem; overflow-wrap: anywhere; }
.nothing { padding: 3rem 1rem; text-align: center; color: var(--quiet); }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .75rem; font-size: .95rem; }
summary { cursor: pointer; font-weight: 600; padding: .35rem 0; }
footer p { color: var(--quiet); margin: .5rem 0; }
form { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; margin: .5rem 0; }
input, select, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .3rem .6rem; }
input[name="request"] { width: 17rem; }
input[type="number"] { width: 4.5rem; }
button { cursor: pointer; background: var(--ink); color: var(--card); border-color: var(--ink); }
button.quiet { background: none; color: inherit; border-color: var(--line); }
code, pre { font: .85rem/1.5 ui-monospace, "SF Mono", Menlo, "Noto Sans Mono", monospace; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.addresses { list-style: none; padding: 0; display: grid; gap: .75rem; }
.addresses p { display: flex; flex-wrap: wrap; align-items: center; gap: .15rem .5rem; margin: 0; color: var(--ink); }
.addresses p code { color: var(--quiet); overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: 8rem 1fr; gap: .1rem .5rem; margin: .2rem 0 0 1.15rem; font-size: .9rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; user-select: all; }
`;

export const SCRIPT = `
const live = document.getElementById('live');
let last = '';
function inOwnTime(root) {
  for (const time of root.querySelectorAll('time')) {
    const at = new Date(time.dateTime);
    const isToday = at.toDateString() === new Date().toDateString();
    const clock = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    time.textContent = isToday ? clock : at.toLocaleDateString() + ' ' + clock;
    time.title = time.dateTime;
  }
}
async function look() {
  try {
    const answer = await fetch('/arrivals' + location.search);
    const html = await answer.text();
    if (last !== '' && html !== last) { live.innerHTML = html; inOwnTime(live); }
    last = html;
  } catch { /* The simulators were stopped; the page stays as it is. */ }
  setTimeout(look, 1500);
}
function unfold() {
  const named = location.hash && document.querySelector(location.hash);
  if (named && 'open' in named) named.open = true;
}
addEventListener('hashchange', unfold);
unfold();
inOwnTime(document);
look();
`;
