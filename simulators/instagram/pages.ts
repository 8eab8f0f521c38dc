import { permalinkOf } from '#simulators/instagram/media.ts';
import type { Account, App, Item, Media, World } from '#simulators/instagram/world.ts';
import type { GraphParams } from '#simulators/meta/params.ts';

// The pages a person can look at: who signs in, and what has arrived.

/** Asks a person who they are and whether the app may act for them. The form works without any script. */
export function signInPage(
  action: string,
  app: App | undefined,
  params: GraphParams,
  people: readonly { readonly name: string; readonly value: string }[],
): string {
  const hidden = params.names.map(
    (name) => `<input type="hidden" name="${escaped(name)}" value="${escaped(params.text(name) ?? '')}">`,
  );
  const choices = people.map(
    ({ name, value }, at) =>
      `<label><input type="radio" name="account" value="${escaped(value)}"${at === 0 ? ' checked' : ''}> ${escaped(name)}</label>`,
  );
  return page(
    'Allow access',
    `<main class="card"><h1>${escaped(app?.name ?? '')} asks for access</h1>
    <p>It would like to: <code>${escaped(params.text('scope') ?? '')}</code></p>
    <form method="post" action="${escaped(action)}">${hidden.join('')}
      <fieldset><legend>Signed in as</legend>${choices.join('') || 'Nobody has an account here yet.'}</fieldset>
      <button name="decision" value="allow">Allow</button>
      <button name="decision" value="deny" class="quiet">Cancel</button>
    </form></main>`,
  );
}

export function trouble(sentence: string): string {
  return page(
    'Not possible',
    `<main class="card"><h1>Sorry, this is not possible</h1><p>${escaped(sentence)}</p></main>`,
  );
}

/** Everything that arrived, newest first, with its pictures. */
export function arrivedPage(world: World): string {
  const posts = [...world.media.values()].toReversed();
  const people = [...world.accounts.values()].map(({ username }) => `@${escaped(username)}`).join(', ') || 'nobody yet';
  const many = posts.length === 0 ? 'Nothing has arrived yet.' : `${posts.length} arrived.`;
  return page(
    'Simulated Instagram',
    `<meta http-equiv="refresh" content="3">
    <header><h1>Simulated Instagram</h1><p>${many} Accounts: ${people}</p></header>
    <main>${posts.map((media) => postHtml(world, media)).join('')}</main>`,
  );
}

export function postPage(world: World, media: Media): string {
  return page('A post', `<main>${postHtml(world, media)}</main>`);
}

export function pictureOf(account: Account): string {
  const hue = [...account.username].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0) * 47, 0) % 360;
  const letter = escaped((account.displayName[0] ?? '?').toUpperCase());
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><circle cx="48" cy="48" r="48" fill="hsl(${hue} 45% 45%)"/><text x="48" y="64" font-family="sans-serif" font-size="48" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
}

function postHtml(world: World, media: Media): string {
  const account = world.accounts.get(media.accountId);
  const comments = [...world.comments.values()].filter((one) => one.mediaId === media.id);
  const state = [media.kind, media.isByHand ? 'by hand' : '', media.removedAt === undefined ? '' : 'deleted'];
  return `<article class="card${media.removedAt === undefined ? '' : ' gone'}" id="${media.id}">
    <div class="who"><img src="/pictures/${media.accountId}.svg" alt="" width="40" height="40">
      <span><b>${escaped(account?.displayName ?? '')}</b><br><small>@${escaped(account?.username ?? '')}</small></span></div>
    <div class="pictures">${media.items.map(itemHtml).join('')}</div>
    <p class="text">${escaped(media.caption)}</p>
    ${comments.map((one) => `<p class="text"><b>@${escaped(one.username)}</b> ${escaped(one.text)}</p>`).join('')}
    <footer><a href="${permalinkOf(world, media)}"><time>${new Date(media.at).toISOString()}</time></a> · ${state.filter(Boolean).join(' · ')}</footer>
  </article>`;
}

function itemHtml({ fileId, isFilm, alt }: Item): string {
  if (fileId === undefined) return '';
  const description = escaped(alt ?? '');
  const shown = isFilm
    ? `<video src="/files/${fileId}" controls muted></video>`
    : `<img src="/files/${fileId}" alt="${description}">`;
  return `<figure>${shown}<figcaption>${description || '<i>no description</i>'}</figcaption></figure>`;
}

export function escaped(text: string): string {
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
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#fafafa, #111); }
h1 { font-size: 1.3rem; margin: 0 0 .5rem; }
.card { background: light-dark(#fff, #1c1c1e); border-radius: 12px; padding: 1rem 1.25rem; margin: 0 0 1rem; box-shadow: 0 1px 3px #0002; }
.who { display: flex; gap: .75rem; align-items: center; line-height: 1.2; margin-bottom: .75rem; }
.gone { opacity: .5; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .5rem; }
figure { margin: 0; }
figure img, figure video { width: 100%; border-radius: 8px; }
figcaption, footer, small { font-size: .85rem; opacity: .75; }
code { overflow-wrap: anywhere; }
label { display: block; padding: .4rem 0; }
button { font: inherit; padding: .6rem 1.2rem; margin-top: 1rem; border: 0; border-radius: 8px; background: #0a66c2; color: #fff; cursor: pointer; }
button.quiet { background: none; color: inherit; }
`;
