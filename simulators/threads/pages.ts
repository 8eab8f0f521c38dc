import type { ArrivedPost } from '#simulators/network.ts';
import type { Person } from '#simulators/threads/world.ts';

// The pages a person can look at: who signs in, and what has arrived.

/** Asks a person who they are and whether `app` may act for them. The form works without any script. */
export function signInPage(
  app: string,
  scopes: readonly string[],
  hidden: readonly (readonly [name: string, value: string])[],
  people: readonly Person[],
): string {
  const carried = hidden.map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const choices = people.map(
    ({ username, displayName }, at) =>
      `<label><input type="radio" name="account" value="${escaped(username)}"${at === 0 ? ' checked' : ''}> ` +
      `${escaped(displayName)} <small>@${escaped(username)}</small></label>`,
  );
  return page(
    'Threads sign-in',
    `<main class="card"><h1>${escaped(app)} wants to use your Threads profile</h1>
    <ul>${scopes.map((scope) => `<li><code>${escaped(scope)}</code></li>`).join('')}</ul>
    <form method="post" action="/oauth/authorize">${carried.join('')}
      <fieldset><legend>Continue as</legend>${choices.join('') || 'Nobody has a profile here yet.'}</fieldset>
      <label>Leave out <input name="without" value=""></label>
      <button name="decision" value="approve">Continue</button>
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

/** Everything that arrived, newest first, each with what answers it below. */
export function arrivedPage(posts: readonly ArrivedPost[]): string {
  const starts = posts.filter(({ parentId }) => parentId === undefined).toReversed();
  const threads = starts.map((start) => `<section>${branch(start, posts)}</section>`);
  return page(
    'Simulated Threads',
    `<meta http-equiv="refresh" content="3"><h1>Simulated Threads</h1>
    <p>${posts.length === 0 ? 'Nothing has arrived yet.' : `${posts.length} arrived.`}</p>${threads.join('')}`,
  );
}

export function postPage(post: ArrivedPost, posts: readonly ArrivedPost[]): string {
  return page(`${post.account} on simulated Threads`, `<main>${branch(post, posts)}</main>`);
}

export function avatarSvg({ displayName }: Person): string {
  const letter = escaped((displayName[0] ?? '?').toUpperCase());
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><circle cx="48" cy="48" r="48" fill="#555"/><text x="48" y="64" font-family="sans-serif" font-size="48" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
}

function branch(post: ArrivedPost, posts: readonly ArrivedPost[]): string {
  const answers = posts.filter(({ parentId }) => parentId === post.id);
  return `${article(post)}${answers.map((answer) => `<div class="answer">${branch(answer, posts)}</div>`).join('')}`;
}

function article(post: ArrivedPost): string {
  const files = post.media.map(({ url, mimeType, description }) => {
    const alt = escaped(description ?? '');
    const shown = mimeType.startsWith('video/')
      ? `<video src="${escaped(url)}" controls></video>`
      : `<img src="${escaped(url)}" alt="${alt}">`;
    return `<figure>${shown}<figcaption>${alt || '<i>no description</i>'}</figcaption></figure>`;
  });
  const answers = (post.pollAnswers ?? []).map((answer) => `<li>${escaped(answer)}</li>`);
  const link = post.link === undefined ? '' : `<p class="link">${escaped(post.link)}</p>`;
  return `<article class="card${post.isRemoved ? ' gone' : ''}"><b>${escaped(post.account)}</b>
    <p>${escaped(post.text).replaceAll('\n', '<br>')}</p>${answers.length > 0 ? `<ol>${answers.join('')}</ol>` : ''}${link}
    <div class="files">${files.join('')}</div>
    <footer><a href="${escaped(post.url)}">${new Date(post.at).toISOString()}</a> · ${escaped(post.kind)}${post.isRemoved ? ' · deleted' : ''}</footer></article>`;
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
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#fafafa, #101010); }
h1 { font-size: 1.3rem; }
.card { background: light-dark(#fff, #1c1c1c); border-radius: 12px; padding: 1rem 1.25rem; margin: 0 0 .5rem; box-shadow: 0 1px 3px #0002; }
.answer { margin-left: 1.5rem; }
section { margin-bottom: 1.5rem; }
.gone { opacity: .5; }
.link { padding: .5rem .75rem; border: 1px solid #8884; border-radius: 8px; }
.files { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .5rem; }
figure { margin: 0; }
figure img, figure video { width: 100%; border-radius: 8px; }
figcaption, footer, small { font-size: .85rem; opacity: .75; }
label { display: block; padding: .4rem 0; }
button { font: inherit; padding: .6rem 1.2rem; margin-top: 1rem; border: 0; border-radius: 8px; background: #000; color: #fff; cursor: pointer; }
button.quiet { background: none; color: inherit; }
`;
