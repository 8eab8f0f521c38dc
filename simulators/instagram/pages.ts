import { permalinkOf } from '#simulators/instagram/media.ts';
import type { App, Item, Media, World } from '#simulators/instagram/world.ts';
import type { GraphParams } from '#simulators/meta/params.ts';
import { escaped } from '#simulators/page/html.ts';
import { choices, figure, hiddenFields, networkPage, sorryPage } from '#simulators/page/network-page.ts';

// The pages a person can look at: who signs in, and what has arrived.

const ACCENT = '#d62976';

/** Asks a person who they are and whether the app may act for them. The form works without any script. */
export function signInPage(
  action: string,
  app: App | undefined,
  params: GraphParams,
  people: readonly { readonly name: string; readonly value: string }[],
): string {
  const carried = params.names.map((name) => [name, params.text(name) ?? ''] as const);
  const accounts = people.map(({ name, value }) => ({ value, label: escaped(name) }));
  return networkPage(
    'Allow access',
    `<main class="card"><h1>${escaped(app?.name ?? '')} asks for access</h1>
    <p>It would like to: <code>${escaped(params.text('scope') ?? '')}</code></p>
    <form method="post" action="${escaped(action)}">${hiddenFields(carried)}
      <fieldset><legend>Signed in as</legend>${choices('account', accounts) || 'Nobody has an account here yet.'}</fieldset>
      <button name="decision" value="allow">Allow</button>
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
  const posts = [...world.media.values()].toReversed();
  const people = [...world.accounts.values()].map(({ username }) => `@${escaped(username)}`).join(', ') || 'nobody yet';
  const many = posts.length === 0 ? 'Nothing has arrived yet.' : `${posts.length} arrived.`;
  return networkPage(
    'Simulated Instagram',
    `<meta http-equiv="refresh" content="3">
    <header><h1>Simulated Instagram</h1><p>${many} Accounts: ${people}</p></header>
    <main>${posts.map((media) => postHtml(world, media)).join('')}</main>`,
    ACCENT,
  );
}

export function postPage(world: World, media: Media): string {
  return networkPage('A post', `<main>${postHtml(world, media)}</main>`, ACCENT);
}

function postHtml(world: World, media: Media): string {
  const account = world.accounts.get(media.accountId);
  const comments = [...world.comments.values()].filter((one) => one.mediaId === media.id);
  const state = [media.kind, media.isByHand ? 'by hand' : '', media.removedAt === undefined ? '' : 'deleted'];
  return `<article class="card${media.removedAt === undefined ? '' : ' gone'}" id="${media.id}">
    <div class="who"><img src="/pictures/${media.accountId}.svg" alt="" width="40" height="40">
      <span><b>${escaped(account?.displayName ?? '')}</b><br><small>@${escaped(account?.username ?? '')}</small></span></div>
    <div class="files">${media.items.map(itemHtml).join('')}</div>
    <p class="text">${escaped(media.caption)}</p>
    ${comments.map((one) => `<p class="text"><b>@${escaped(one.username)}</b> ${escaped(one.text)}</p>`).join('')}
    <footer><a href="${permalinkOf(world, media)}"><time>${new Date(media.at).toISOString()}</time></a> · ${state.filter(Boolean).join(' · ')}</footer>
  </article>`;
}

function itemHtml({ fileId, isFilm, alt }: Item): string {
  return fileId === undefined ? '' : figure(`/files/${fileId}`, isFilm ? 'video' : 'image', alt);
}
