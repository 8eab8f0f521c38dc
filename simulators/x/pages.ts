import type { ArrivedPost } from '#simulators/network.ts';
import type { Account } from '#simulators/x/world.ts';

// The pages a person can look at: who signs in, and what has arrived.

/** Asks a person who they are and whether `app` may act for them. The form works without any script. */
export function signInPage(
  app: string,
  scopes: readonly string[],
  hidden: readonly (readonly [name: string, value: string])[],
  people: readonly Account[],
): string {
  const carried = hidden.map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const choices = people.map(
    ({ username, name }, at) =>
      `<label><input type="radio" name="account" value="${escaped(username)}"${at === 0 ? ' checked' : ''}> ` +
      `${escaped(name)} <small>@${escaped(username)}</small></label>`,
  );
  return page(
    'Authorize app',
    `<main class="card"><h1>${escaped(app)} wants to access your X account</h1>
    <ul>${scopes.map((scope) => `<li><code>${escaped(scope)}</code></li>`).join('')}</ul>
    <form method="post" action="/i/oauth2/authorize">${carried.join('')}
      <fieldset><legend>Signed in as</legend>${choices.join('') || 'Nobody has an account here yet.'}</fieldset>
      <label>Leave out <input name="without" value=""></label>
      <button name="decision" value="approve">Authorize app</button>
      <button name="decision" value="deny" class="quiet">Cancel</button>
    </form></main>`,
  );
}

export function troublePage(sentence: string): string {
  return page(
    'Something went wrong',
    `<main class="card"><h1>Something went wrong</h1><p>${escaped(sentence)}</p></main>`,
  );
}

/** Everything that arrived, newest thread first, with its pictures. */
export function arrivedPage(posts: readonly ArrivedPost[]): string {
  const starts = posts.filter(({ parentId }) => parentId === undefined).toReversed();
  return page(
    'Simulated X',
    `<meta http-equiv="refresh" content="3"><header><h1>Simulated X</h1>
    <p>${posts.length === 0 ? 'Nothing has arrived yet.' : `${posts.length} arrived.`}</p></header>
    <main>${starts.map((start) => `<section>${branch(start, posts)}</section>`).join('')}</main>`,
  );
}

export function postPage(post: ArrivedPost, posts: readonly ArrivedPost[]): string {
  return page(`${post.account} on simulated X`, `<main>${branch(post, posts)}</main>`);
}

export function avatarSvg({ name, username }: Account): string {
  const hue = [...username].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0) * 47, 0) % 360;
  const letter = escaped((name[0] ?? '?').toUpperCase());
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><circle cx="48" cy="48" r="48" fill="hsl(${hue} 35% 40%)"/><text x="48" y="64" font-family="sans-serif" font-size="48" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
}

function branch(post: ArrivedPost, posts: readonly ArrivedPost[]): string {
  const answers = posts.filter(({ parentId }) => parentId === post.id);
  return `${card(post)}<div class="below">${answers.map((answer) => branch(answer, posts)).join('')}</div>`;
}

function card(post: ArrivedPost): string {
  const time = new Date(post.at).toISOString();
  const poll = (post.pollAnswers ?? []).map((answer) => `<li>${escaped(answer)}</li>`).join('');
  const kind = post.kind === 'post' ? '' : ` · ${escaped(post.kind)}`;
  return `<article class="card${post.isRemoved ? ' gone' : ''}" id="${post.id}">
    <b>${escaped(post.account)}</b>
    <p class="text">${escaped(post.text)}</p>${poll ? `<ul class="poll">${poll}</ul>` : ''}
    <div class="files">${post.media.map(fileHtml).join('')}</div>
    <footer><a href="${escaped(post.url)}"><time>${time}</time></a>${kind}${post.isRemoved ? ' · taken down' : ''}</footer>
  </article>`;
}

function fileHtml({ url, mimeType, description }: ArrivedPost['media'][number]): string {
  const alt = escaped(description ?? '');
  const shown = mimeType.startsWith('video/')
    ? `<video src="${escaped(url)}" controls></video>`
    : `<img src="${escaped(url)}" alt="${alt}">`;
  return `<figure>${shown}<figcaption>${alt || '<i>no description</i>'}</figcaption></figure>`;
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
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#f2f4f5, #101214); }
h1 { font-size: 1.3rem; margin: 0 0 .5rem; }
section { margin-bottom: 1.5rem; }
.card { background: light-dark(#fff, #1c1f23); border-radius: 12px; padding: 1rem 1.25rem; margin: 0 0 .5rem; box-shadow: 0 1px 3px #0002; }
.below { margin-left: 1.5rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .25rem 0 .5rem; }
.poll { list-style: none; padding: 0; }
.poll li { border: 1px solid #8886; border-radius: 8px; padding: .3rem .75rem; margin: .25rem 0; }
.gone { opacity: .5; }
.files { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .5rem; }
figure { margin: 0; }
figure img, figure video { width: 100%; border-radius: 8px; }
figcaption, footer, small { font-size: .85rem; opacity: .75; }
label { display: block; padding: .4rem 0; }
button { font: inherit; padding: .6rem 1.2rem; margin-top: 1rem; border: 0; border-radius: 99px; background: light-dark(#0f1419, #eff3f4); color: light-dark(#fff, #0f1419); cursor: pointer; }
button.quiet { background: none; color: inherit; }
`;
