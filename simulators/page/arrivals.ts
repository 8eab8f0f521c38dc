import type { DemoNetwork } from '#simulators/demo-networks.ts';
import type { ArrivedMedia, ArrivedPost, SimulatedNetwork } from '#simulators/network.ts';
import { html, joined, raw, type Html } from '#simulators/page/html.ts';
import { SCRIPT, STYLE } from '#simulators/page/look.ts';
import { TROUBLES } from '#simulators/page/trouble.ts';

export interface Shown {
  readonly demos: readonly DemoNetwork[];
  readonly networks: readonly SimulatedNetwork[];
  /** The one that was chosen; `undefined` shows all. */
  readonly only: SimulatedNetwork | undefined;
}

/** A post with what stands under it, on its network. */
interface Branch {
  readonly network: SimulatedNetwork;
  readonly post: ArrivedPost;
  readonly under: readonly Branch[];
}

/** The whole page. */
export function pageOf(shown: Shown): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>What arrived · Postwright simulators</title>
        <style>
          ${raw(STYLE)}
          ${raw(dotColors(shown.networks))}
        </style>
      </head>
      <body>
        <div id="live">${content(shown)}</div>
        ${troubleForm(shown)}
        <script>
          ${raw(SCRIPT)};
        </script>
      </body>
    </html>`.text;
}

/** What changes while the page is open. */
export function fragmentOf(shown: Shown): string {
  return content(shown).text;
}

function content(shown: Shown): Html {
  const networks = shown.only === undefined ? shown.networks : [shown.only];
  const branches = networks.flatMap(branchesOf).toSorted((one, other) => other.post.at - one.post.at);
  return html`<header>
      <div class="top">
        <h1>What arrived</h1>
        <a href="#trouble">Order trouble</a>
        <a href="#addresses">Addresses</a>
      </div>
      <nav aria-label="Networks">${chips(shown)}</nav>
    </header>
    <main>${branches.length === 0 ? nothingYet(shown) : joined(branches.map((one) => entry(one)))}</main>`;
}

function chips({ networks, only }: Shown): Html {
  const total = networks.reduce((sum, network) => sum + network.arrived().length, 0);
  const all = html`<a href="/" ${current(only === undefined)}>All <small>${total}</small></a>`;
  const each = networks.map(
    (network) =>
      html`<a href="/?network=${network.id}" ${current(only === network)}
        >${dot(network)} ${network.name} <small>${network.arrived().length}</small></a
      >`,
  );
  return joined([all, ...each]);
}

function current(isCurrent: boolean): Html {
  return isCurrent ? html`aria-current="page"` : html``;
}

function nothingYet({ networks, only }: Shown): Html {
  const start = only ?? networks[0];
  return html`<section class="nothing">
    <p>Nothing has arrived${only === undefined ? '' : ` on ${only.name}`} yet.</p>
    <p>
      Start Postwright with the addresses below and connect a channel; what it posts shows here.
      ${start === undefined ? '' : html`For example: <code>${settingOf(start)}</code>`}
    </p>
  </section>`;
}

function branchesOf(network: SimulatedNetwork): readonly Branch[] {
  const posts = network.arrived();
  const ids = new Set(posts.map((post) => post.id));
  // What answers something that is not here (any more) stands on its own.
  const roots = posts.filter((post) => post.parentId === undefined || !ids.has(post.parentId));
  return roots.map((post) => branchAt(network, post, posts));
}

function branchAt(network: SimulatedNetwork, post: ArrivedPost, posts: readonly ArrivedPost[]): Branch {
  const under = posts.filter((one) => one.parentId === post.id && one.id !== post.id);
  return { network, post, under: under.map((one) => branchAt(network, one, posts)) };
}

/** A thread stays one column: only what has several answers below it is indented again. */
function entry({ network, post, under }: Branch): Html {
  return html`<section class="entry">
    ${card(network, post, 'start')}${under.length === 0 ? '' : html`<div class="under">${joined(flat(under).map(([one, depth]) => underCard(one, depth)))}</div>`}
  </section>`;
}

function flat(branches: readonly Branch[], depth = 0): (readonly [Branch, number])[] {
  const isFork = branches.length > 1;
  return branches.flatMap((one) => [[one, depth] as const, ...flat(one.under, isFork ? depth + 1 : depth)]);
}

function underCard({ network, post }: Branch, depth: number): Html {
  return html`<div style="margin-inline-start: ${Math.min(depth, 4) * 1.25}rem">${card(network, post, 'under')}</div>`;
}

function card(network: SimulatedNetwork, post: ArrivedPost, place: 'start' | 'under'): Html {
  return html`<article class="${post.isRemoved ? 'card gone' : 'card'}">
    <p class="who">
      ${place === 'start' ? html`${dot(network)} <b>${network.name}</b>` : ''} <span>${post.account}</span>
      ${isPlain(post.kind) ? '' : html`<span class="tag">${post.kind}</span>`}
      ${post.isRemoved ? html`<span class="tag">taken down</span>` : ''}
      ${post.scheduledFor === undefined ? '' : html`<span class="tag">goes out at ${time(post.scheduledFor)}</span>`}
      <a class="when" href="${post.url}">${time(post.at)}</a>
    </p>
    ${post.text === '' ? '' : html`<p class="text">${post.text}</p>`}
    ${post.media.length === 0 ? '' : html`<div class="media n${Math.min(post.media.length, 4)}">${joined(post.media.map(figure))}</div>`}
    ${
      post.pollAnswers === undefined
        ? ''
        : html`<ul class="poll">
            ${joined(post.pollAnswers.map((answer) => html`<li>${answer}</li>`))}
          </ul>`
    }
    ${post.link === undefined ? '' : html`<p class="link">${linkTo(post.link)}</p>`}
    ${post.quotedId === undefined ? '' : quoted(network, post.quotedId)}
  </article>`;
}

/** The words of the post inside; its address where it is not here. */
function quoted(network: SimulatedNetwork, id: string): Html {
  const there = network.arrived().find((one) => one.id === id);
  return there === undefined
    ? html`<p class="link">${id}</p>`
    : html`<p class="link"><a href="${there.url}">${there.account}</a> ${there.text}</p>`;
}

function linkTo(address: string): Html {
  return /^https?:/.test(address) ? html`<a href="${address}">${address}</a>` : html`${address}`;
}

const PLAIN: readonly string[] = ['post', 'status', 'text', 'tweet', 'feed'];

function isPlain(kind: string): boolean {
  return PLAIN.includes(kind);
}

function figure(media: ArrivedMedia): Html {
  return html`<figure>
    ${shownMedia(media)}
    <figcaption>${media.description ?? html`<i>no description</i>`}</figcaption>
  </figure>`;
}

function shownMedia({ mimeType, url, description }: ArrivedMedia): Html {
  if (mimeType.startsWith('image/')) return html`<img src="${url}" alt="${description ?? ''}" />`;
  if (mimeType.startsWith('video/')) return html`<video src="${url}" controls preload="metadata"></video>`;
  return html`<a href="${url}">${mimeType}</a>`;
}

/** The script turns it into the reader's own time. */
function time(at: number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

function dot(network: SimulatedNetwork): Html {
  return html`<i class="dot of-${network.id}"></i>`;
}

/** As far apart as the number of networks allows. */
function dotColors(networks: readonly SimulatedNetwork[]): string {
  return networks
    .map(({ id }, at) => `.dot.of-${id} { background: hsl(${(210 + (360 * at) / networks.length) % 360} 65% 50%); }`)
    .join('\n');
}

function settingOf(network: SimulatedNetwork): string {
  return `POSTWRIGHT_${network.id.toUpperCase().replaceAll('-', '_')}_URL=${network.url}`;
}

function troubleForm({ demos, networks, only }: Shown): Html {
  const seen = new Set((only === undefined ? networks : [only]).flatMap(requestsOf));
  return html`<footer>
    <details id="trouble" ${networks.some(({ faults }) => faults.waiting().length > 0) ? html`open` : ''}>
      <summary>Order trouble</summary>
      <form method="post" action="/trouble">
        <label
          >On
          <select name="network">
            ${joined(networks.map((one) => html`<option value="${one.id}" ${one === only ? html`selected` : ''}>${one.name}</option>`))}
          </select></label
        >
        <label
          >for the request
          <input
            name="request"
            list="requests"
            placeholder="POST /path/of/the/request"
            required
            pattern="[A-Za-z]+ /\\S*"
        /></label>
        <datalist id="requests">${joined([...seen].map((one) => html`<option value="${one}"></option>`))}</datalist>
        <label>that is number <input name="nth" type="number" min="1" value="1" /> from now:</label>
        <label class="wide"
          ><select name="trouble" aria-label="Trouble">
            ${joined(TROUBLES.map((one) => html`<option value="${one.name}">${one.say}</option>`))}
          </select></label
        >
        <button>Order it</button>
      </form>
      ${waitingList(networks)}
      <p>The same from a program, with everything there is to order described in <code>simulators/faults.ts</code>:</p>
      <pre><code>${commandFor(only ?? networks[0])}</code></pre>
    </details>
    <details id="addresses">
      <summary>Addresses</summary>
      <p>
        Each network has a page of its own. Start Postwright with these settings to use them instead of the real ones,
        and type what is below when it asks.
      </p>
      <ul class="addresses">
        ${joined(demos.map(addressesOf))}
      </ul>
    </details>
  </footer>`;
}

function addressesOf({ network, signIn }: DemoNetwork): Html {
  const typed = Object.entries(signIn).map(
    ([what, value]) =>
      html`<dt>${what}</dt>
        <dd><code>${value}</code></dd>`,
  );
  return html`<li>
    <p>${dot(network)} <a href="${network.url}">${network.name}</a> <code>${settingOf(network)}</code></p>
    <dl>${joined(typed)}</dl>
  </li>`;
}

function requestsOf({ faults }: SimulatedNetwork): string[] {
  return faults.seen().flatMap(({ method, path }) => (method === 'GET' ? [] : [`${method} ${path}`]));
}

function waitingList(networks: readonly SimulatedNetwork[]): Html {
  const waiting = networks.flatMap((network) => network.faults.waiting().map((order) => ({ network, order })));
  if (waiting.length === 0) return html`<p>Nothing is ordered.</p>`;
  return html`<ul>
      ${joined(waiting.map(({ network, order }) => html`<li>${dot(network)} ${network.name}: <code>${order.method} ${[order.path].flat().join(', ')}</code> meets <b>${order.fault.kind}</b>${order.nth > 1 ? ` at number ${order.nth}` : ''}</li>`))}
    </ul>
    <form method="post" action="/trouble/clear"><button class="quiet">Take all of it back</button></form>`;
}

function commandFor(network: SimulatedNetwork | undefined): string {
  const [seen = 'POST /path/of/the/request'] = network === undefined ? [] : requestsOf(network);
  const [method, path] = seen.split(' ');
  const order = { method, path, fault: { kind: 'answer-lost' }, nth: 1 };
  return `curl ${network?.url ?? ''}/__faults -H 'content-type: application/json' \\\n  -d '${JSON.stringify(order)}'`;
}
