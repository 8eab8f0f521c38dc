import { pageAddress, permalinkOf } from '#simulators/facebook/graph-json.ts';
import { escaped } from '#simulators/page/html.ts';
import { choices, figure, hiddenFields, networkPage, sorryPage } from '#simulators/page/network-page.ts';
import { shownSince, type App, type Person, type Post, type World } from '#simulators/facebook/world.ts';

// The pages a person can look at: who signs in, and what has arrived.

const ACCENT = '#0866ff';

/** Asks a person who they are and whether the app may act for them. The form works without any script. */
export function signInPage(
  action: string,
  app: App,
  scopes: readonly string[],
  carried: readonly (readonly [name: string, value: string])[],
  people: readonly Person[],
): string {
  const accounts = people.map(({ id, name }) => ({ value: id, label: escaped(name) }));
  return networkPage(
    'Log in with Facebook',
    `<main class="card"><h1>${escaped(app.name)} asks for access</h1>
    <p>It would like to: <code>${escaped(scopes.join(', '))}</code></p>
    <form method="post" action="${escaped(action)}">${hiddenFields(carried)}
      <fieldset><legend>Signed in as</legend>${choices('person', accounts) || 'Nobody has an account here yet.'}</fieldset>
      <label>Without these permissions: <input name="declined" value=""></label>
      <button name="decision" value="approve">Continue</button>
      <button name="decision" value="deny" class="quiet">Cancel</button>
    </form></main>`,
    ACCENT,
  );
}

export function troublePage(sentence: string): string {
  return sorryPage('Sorry, this is not possible', sentence, ACCENT);
}

/** Everything that arrived, newest first, with its pictures. */
export function arrivedPage(world: World): string {
  const posts = [...world.posts.values()].toReversed();
  const pages = [...world.pages.values()].map(({ name }) => escaped(name)).join(', ') || 'none yet';
  const many = posts.length === 0 ? 'Nothing has arrived yet.' : `${posts.length} arrived.`;
  return networkPage(
    'Simulated Facebook',
    `<meta http-equiv="refresh" content="3">
    <header><h1>Simulated Facebook</h1><p>${many} Pages: ${pages}</p></header>
    <main>${posts.map((post) => postHtml(world, post)).join('')}</main>`,
    ACCENT,
  );
}

export function postPage(world: World, post: Post): string {
  return networkPage('A post', `<main>${postHtml(world, post)}</main>`, ACCENT);
}

function postHtml(world: World, post: Post): string {
  const by = world.pages.get(post.pageId);
  const comments = [...world.comments.values()].filter((one) => one.postId === post.id && one.deletedAt === undefined);
  return `<article class="card${post.deletedAt === undefined ? '' : ' gone'}" id="${post.id}">
    <div class="who"><img src="/avatars/${post.pageId}.svg" alt="" width="40" height="40">
      <span><b>${escaped(by?.name ?? '')}</b><br><small>${escaped(by ? pageAddress(world, by) : '')}</small></span></div>
    <p class="text">${escaped(post.message)}</p>
    <div class="files">${filesHtml(world, post)}</div>
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
  const video = videoId === undefined ? '' : figure(`/files/${videoId}`, 'video', undefined);
  return photos.map(({ id, alt }) => figure(`/files/${id}`, 'image', alt)).join('') + video;
}
