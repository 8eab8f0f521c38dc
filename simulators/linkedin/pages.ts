import { readLittleText } from '#simulators/linkedin/little-text.ts';
import { idOf } from '#simulators/linkedin/media.ts';
import { mediaIn } from '#simulators/linkedin/posts.ts';
import { escaped } from '#simulators/page/html.ts';
import { choices, figure, hiddenFields, networkPage, sorryPage } from '#simulators/page/network-page.ts';
import { nameOf, type Person, type Post, type World } from '#simulators/linkedin/world.ts';

// What a person sees in the browser: signing in, and what arrived.

const ACCENT = '#0a66c2';

export function signInPage(
  appName: string,
  scopes: readonly string[],
  hidden: readonly (readonly [string, string])[],
  people: readonly Person[],
): string {
  const members = people.map(({ id, firstName, lastName }) => ({
    value: id,
    label: escaped(`${firstName} ${lastName}`),
  }));
  return networkPage(
    'Sign in',
    `<div class="card"><h1>${escaped(appName)} would like to</h1>
    <ul>${scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('')}</ul>
    <form method="post" action="/oauth/v2/authorization">${hiddenFields(hidden)}${choices('person', members)}
    <button name="decision" value="approve">Allow</button>
    <button name="decision" value="deny" class="quiet">Cancel</button></form></div>`,
    ACCENT,
  );
}

/** Everything that arrived, newest first. */
export function receivedPage(world: World): string {
  const posts = [...world.posts.values()].toReversed();
  const body = posts.map((post) => postHtml(world, post)).join('') || '<p>Nothing has arrived yet.</p>';
  return networkPage('LinkedIn (simulated)', `<h1>LinkedIn, simulated</h1>${body}`, ACCENT);
}

export function postPage(world: World, post: Post): string {
  return networkPage(nameOf(world, post.author), postHtml(world, post), ACCENT);
}

export function troublePage(sentence: string): string {
  return sorryPage('Bummer, something went wrong.', sentence, ACCENT);
}

function postHtml(world: World, post: Post): string {
  const { content } = post;
  const comments = [...world.comments.values()].filter((one) => one.postUrn === post.urn);
  return `<article class="card${post.deletedAt === undefined ? '' : ' gone'}">
    <b>${escaped(nameOf(world, post.author))}</b>
    <p class="text">${escaped(readLittleText(post.commentary).shown)}</p>
    <div class="files">${mediaIn(content)
      .map((urn) => fileHtml(world, post, urn))
      .join('')}</div>
    ${content?.article ? `<p class="link"><b>${escaped(content.article.title ?? '')}</b><br>${escaped(content.article.description ?? '')}<br><small>${escaped(content.article.source)}</small></p>` : ''}
    ${content?.poll ? `<p><b>${escaped(content.poll.question)}</b></p><ul>${content.poll.options.map(({ text }) => `<li>${escaped(text)}</li>`).join('')}</ul><small>${content.poll.settings.duration}</small>` : ''}
    ${comments.map((one) => `<p class="link"><b>${escaped(nameOf(world, one.actor))}</b> ${escaped(one.text)}</p>`).join('')}
    <footer><a href="/feed/update/${post.urn}/"><time>${new Date(post.createdAt).toISOString()}</time></a> · ${post.visibility}${post.deletedAt === undefined ? '' : ' · deleted'}</footer>
  </article>`;
}

function fileHtml(world: World, post: Post, urn: string): string {
  const media = world.media.get(urn);
  const address = `/files/${idOf(urn)}`;
  if (media?.kind === 'video') return figure(address, 'video', undefined);
  if (media?.kind === 'document') {
    return `<p><a href="${address}">${escaped(post.content?.media?.title ?? 'Document')} (PDF)</a></p>`;
  }
  return figure(address, 'image', altOf(post, urn));
}

/** What was said about a picture of a post. */
export function altOf(post: Post, urn: string): string | undefined {
  const { media, multiImage } = post.content ?? {};
  if (media?.id === urn) return media.altText;
  return multiImage?.images.find(({ id }) => id === urn)?.altText;
}
