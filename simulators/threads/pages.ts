import type { ArrivedPost } from '#simulators/network.ts';
import { escaped } from '#simulators/page/html.ts';
import { choices, figure, hiddenFields, networkPage, sorryPage } from '#simulators/page/network-page.ts';
import type { Person } from '#simulators/threads/world.ts';

// The pages a person can look at: who signs in, and what has arrived.

const ACCENT = '#555';

/** Asks a person who they are and whether `app` may act for them. The form works without any script. */
export function signInPage(
  app: string,
  scopes: readonly string[],
  hidden: readonly (readonly [name: string, value: string])[],
  people: readonly Person[],
): string {
  const profiles = people.map(({ username, displayName }) => ({
    value: username,
    label: `${escaped(displayName)} <small>@${escaped(username)}</small>`,
  }));
  return networkPage(
    'Threads sign-in',
    `<main class="card"><h1>${escaped(app)} wants to use your Threads profile</h1>
    <ul>${scopes.map((scope) => `<li><code>${escaped(scope)}</code></li>`).join('')}</ul>
    <form method="post" action="/oauth/authorize">${hiddenFields(hidden)}
      <fieldset><legend>Continue as</legend>${choices('account', profiles) || 'Nobody has a profile here yet.'}</fieldset>
      <label>Leave out <input name="without" value=""></label>
      <button name="decision" value="approve">Continue</button>
      <button name="decision" value="deny" class="quiet">Cancel</button>
    </form></main>`,
    ACCENT,
  );
}

export function troublePage(sentence: string): string {
  return sorryPage('Something went wrong', sentence, ACCENT);
}

/** Everything that arrived, newest first, each with what answers it below. */
export function arrivedPage(posts: readonly ArrivedPost[]): string {
  const starts = posts.filter(({ parentId }) => parentId === undefined).toReversed();
  const threads = starts.map((start) => `<section>${branch(start, posts)}</section>`);
  return networkPage(
    'Simulated Threads',
    `<meta http-equiv="refresh" content="3"><h1>Simulated Threads</h1>
    <p>${posts.length === 0 ? 'Nothing has arrived yet.' : `${posts.length} arrived.`}</p>${threads.join('')}`,
    ACCENT,
  );
}

export function postPage(post: ArrivedPost, posts: readonly ArrivedPost[]): string {
  return networkPage(`${post.account} on simulated Threads`, `<main>${branch(post, posts)}</main>`, ACCENT);
}

function branch(post: ArrivedPost, posts: readonly ArrivedPost[]): string {
  const answers = posts.filter(({ parentId }) => parentId === post.id);
  return `${article(post)}${answers.map((answer) => `<div class="below">${branch(answer, posts)}</div>`).join('')}`;
}

function article(post: ArrivedPost): string {
  const files = post.media.map(({ url, mimeType, description }) =>
    figure(url, mimeType.startsWith('video/') ? 'video' : 'image', description),
  );
  const answers = (post.pollAnswers ?? []).map((answer) => `<li>${escaped(answer)}</li>`).join('');
  const link = post.link === undefined ? '' : `<p class="link">${escaped(post.link)}</p>`;
  return `<article class="card${post.isRemoved ? ' gone' : ''}"><b>${escaped(post.account)}</b>
    <p class="text">${escaped(post.text)}</p>${answers ? `<ul class="poll">${answers}</ul>` : ''}${link}
    <div class="files">${files.join('')}</div>
    <footer><a href="${escaped(post.url)}">${new Date(post.at).toISOString()}</a> · ${escaped(post.kind)}${post.isRemoved ? ' · deleted' : ''}</footer></article>`;
}
