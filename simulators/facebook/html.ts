import { pageAddress, permalinkOf } from '#simulators/facebook/graph-json.ts';
import { shownSince, type App, type Page, type Person, type Post, type World } from '#simulators/facebook/world.ts';

// The pages a person can look at: who signs in, and what has arrived.

/** Asks a person who they are and whether the app may act for them. The form works without any script. */
export function signInPage(
  action: string,
  app: App,
  scopes: readonly string[],
  carried: readonly (readonly [name: string, value: string])[],
  people: readonly Person[],
): string {
  const hidden = carried.map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const choices = people.map(
    ({ id, name }, at) =>
      `<label><input type="radio" name="person" value="${id}"${at === 0 ? ' checked' : ''}> ${escaped(name)}</label>`,
  );
  return page(
    'Log in with Facebook',
    `<main class="card"><h1>${escaped(app.name)} asks for access</h1>
    <p>It would like to: <code>${escaped(scopes.join(', '))}</code></p>
    <form method="post" action="${escaped(action)}">${hidden.join('')}
      <fieldset><legend>Signed in as</legend>${choices.join('') || 'Nobody has an account here yet.'}</fieldset>
      <label>Without these permissions: <input name="declined" value=""></label>
      <button name="decision" value="approve">Continue</button>
      <button name="decision" value="deny" class="quiet">Cancel</button>
    </form></main>`,
  );
}

export function troublePage(sentence: string): string {
  return page(
    'Not possible',
    `<main class="card"><h1>Sorry, this is not possible</h1><p>${escaped(sentence)}</p></main>`,
  );
}

/** Everything that arrived, newest first, with its pictures. */
export function arrivedPage(world: World): string {
  const posts = [...world.posts.values()].toReversed();
  const pages = [...world.pages.values()].map(({ name }) => escaped(name)).join(', ') || 'none yet';
  const many = posts.length === 0 ? 'Nothing has arrived yet.' : `${posts.length} arrived.`;
  return page(
    'Simulated Facebook',
    `<meta http-equiv="refresh" content="3">
    <header><h1>Simulated Facebook</h1><p>${many} Pages: ${pages}</p></header>
    <main>${posts.map((post) => postHtml(world, post)).join('')}</main>`,
  );
}

export function postPage(world: World, post: Post): string {
  return page('A post', `<main>${postHtml(world, post)}</main>`);
}

/** A page's picture. */
export function pictureOf({ id, name }: Page): string {
  const hue = [...id].reduce((sum, digit) => sum + (digit.codePointAt(0) ?? 0) * 47, 0) % 360;
  const letter = escaped((name[0] ?? '?').toUpperCase());
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><circle cx="48" cy="48" r="48" fill="hsl(${hue} 45% 45%)"/><text x="48" y="64" font-family="sans-serif" font-size="48" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
}

function postHtml(world: World, post: Post): string {
  const by = world.pages.get(post.pageId);
  const comments = [...world.comments.values()].filter((one) => one.postId === post.id && one.deletedAt === undefined);
  return `<article class="card${post.deletedAt === undefined ? '' : ' gone'}" id="${post.id}">
    <div class="who"><img src="/avatars/${post.pageId}.svg" alt="" width="40" height="40">
      <span><b>${escaped(by?.name ?? '')}</b><br><small>${escaped(by ? pageAddress(world, by) : '')}</small></span></div>
    <p class="text">${escaped(post.message)}</p>
    <div class="pictures">${filesHtml(world, post)}</div>
    ${post.link === undefined ? '' : `<p><a href="${escaped(post.link)}">${escaped(post.link)}</a></p>`}
    ${comments.map((one) => `<p class="text"><b>${escaped(by?.name ?? '')}</b> ${escaped(one.message)}</p>`).join('')}
    <footer><a href="${permalinkOf(world, post)}"><time>${new Date(post.createdAt).toISOString()}</time></a> · ${stateOf(world, post)}</footer>
  </article>`;
}

function stateOf(world: World, post: Post): string {
  const isOut = shownSince(world, post) !== undefined;
  const waits =
    post.scheduledFor === undefined ? 'not shown yet' : `waits for ${new Date(post.scheduledFor).toISOString()}`;
  const states = [post.kind, post.appId === undefined ? 'by hand' : '', isOut ? '' : waits];
  return [...states, post.deletedAt === undefined ? '' : 'deleted'].filter(Boolean).join(' · ');
}

function filesHtml(world: World, { photoIds, videoId }: Post): string {
  const photos = photoIds.flatMap((id) => world.photos.get(id) ?? []);
  return [
    ...photos.map(({ id, alt }) => `<img src="/files/${id}" alt="${escaped(alt ?? '')}">${caption(alt)}`),
    ...(videoId === undefined ? [] : [`<video src="/files/${videoId}" controls muted></video>`]),
  ]
    .map((file) => `<figure>${file}</figure>`)
    .join('');
}

function caption(alt: string | undefined): string {
  return `<figcaption>${escaped(alt ?? '') || '<i>no description</i>'}</figcaption>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#f0f2f5, #18191a); }
h1 { font-size: 1.3rem; margin: 0 0 .5rem; }
.card { background: light-dark(#fff, #242526); border-radius: 10px; padding: 1rem 1.25rem; margin: 0 0 1rem; box-shadow: 0 1px 2px #0003; }
.who { display: flex; gap: .75rem; align-items: center; line-height: 1.2; }
.gone { opacity: .5; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .5rem; }
figure { margin: 0; }
figure img, figure video { width: 100%; border-radius: 6px; }
figcaption, footer, small { font-size: .85rem; opacity: .75; }
code { overflow-wrap: anywhere; }
label { display: block; padding: .4rem 0; }
button { font: inherit; padding: .6rem 1.2rem; margin-top: 1rem; border: 0; border-radius: 6px; background: #0866ff; color: #fff; cursor: pointer; }
button.quiet { background: none; color: inherit; }
`;
