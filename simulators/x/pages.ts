import type { ArrivedPost } from '#simulators/network.ts';
import { escaped } from '#simulators/page/html.ts';
import { choices, figure, hiddenFields, networkPage, sorryPage } from '#simulators/page/network-page.ts';
import type { Account } from '#simulators/x/world.ts';

// The pages a person can look at: who signs in, and what has arrived.

const ACCENT = '#1d9bf0';

/** Asks a person who they are and whether `app` may act for them. The form works without any script. */
export function signInPage(
  app: string,
  scopes: readonly string[],
  hidden: readonly (readonly [name: string, value: string])[],
  people: readonly Account[],
): string {
  const accounts = people.map(({ username, name }) => ({
    value: username,
    label: `${escaped(name)} <small>@${escaped(username)}</small>`,
  }));
  return networkPage(
    'Authorize app',
    `<main class="card"><h1>${escaped(app)} wants to access your X account</h1>
    <ul>${scopes.map((scope) => `<li><code>${escaped(scope)}</code></li>`).join('')}</ul>
    <form method="post" action="/i/oauth2/authorize">${hiddenFields(hidden)}
      <fieldset><legend>Signed in as</legend>${choices('account', accounts) || 'Nobody has an account here yet.'}</fieldset>
      <label>Leave out <input name="without" value=""></label>
      <button name="decision" value="approve">Authorize app</button>
      <button name="decision" value="deny" class="quiet">Cancel</button>
    </form></main>`,
    ACCENT,
  );
}

export function troublePage(sentence: string): string {
  return sorryPage('Something went wrong', sentence, ACCENT);
}

/** Everything that arrived, newest thread first, with its pictures. */
export function arrivedPage(posts: readonly ArrivedPost[]): string {
  const starts = posts.filter(({ parentId }) => parentId === undefined).toReversed();
  return networkPage(
    'Simulated X',
    `<meta http-equiv="refresh" content="3"><header><h1>Simulated X</h1>
    <p>${posts.length === 0 ? 'Nothing has arrived yet.' : `${posts.length} arrived.`}</p></header>
    <main>${starts.map((start) => `<section>${branch(start, posts)}</section>`).join('')}</main>`,
    ACCENT,
  );
}

export function postPage(post: ArrivedPost, posts: readonly ArrivedPost[]): string {
  return networkPage(`${post.account} on simulated X`, `<main>${branch(post, posts)}</main>`, ACCENT);
}

function branch(post: ArrivedPost, posts: readonly ArrivedPost[]): string {
  const answers = posts.filter(({ parentId }) => parentId === post.id);
  return `${card(post)}<div class="below">${answers.map((answer) => branch(answer, posts)).join('')}</div>`;
}

function card(post: ArrivedPost): string {
  const time = new Date(post.at).toISOString();
  const poll = (post.pollAnswers ?? []).map((answer) => `<li>${escaped(answer)}</li>`).join('');
  const kind = post.kind === 'post' ? '' : ` · ${escaped(post.kind)}`;
  const files = post.media.map(({ url, mimeType, description }) =>
    figure(url, mimeType.startsWith('video/') ? 'video' : 'image', description),
  );
  return `<article class="card${post.isRemoved ? ' gone' : ''}" id="${post.id}">
    <b>${escaped(post.account)}</b>
    <p class="text">${escaped(post.text)}</p>${poll ? `<ul class="poll">${poll}</ul>` : ''}
    <div class="files">${files.join('')}</div>
    <footer><a href="${escaped(post.url)}"><time>${time}</time></a>${kind}${post.isRemoved ? ' · taken down' : ''}</footer>
  </article>`;
}
