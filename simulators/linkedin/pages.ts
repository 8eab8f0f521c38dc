import { readLittleText } from '#simulators/linkedin/little-text.ts';
import { idOf } from '#simulators/linkedin/media.ts';
import { mediaIn } from '#simulators/linkedin/posts.ts';
import { nameOf, type Person, type Post, type World } from '#simulators/linkedin/world.ts';

// What a person sees in the browser: signing in, and what arrived.

export function signInPage(
  appName: string,
  scopes: readonly string[],
  hidden: readonly (readonly [string, string])[],
  people: readonly Person[],
): string {
  const fields = hidden.map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`);
  const choices = people.map(
    ({ id, firstName, lastName }, at) =>
      `<label><input type="radio" name="person" value="${id}"${at === 0 ? ' checked' : ''}> ${escapeHtml(`${firstName} ${lastName}`)}</label>`,
  );
  return page(
    'Sign in',
    `<div class="card"><h1>${escapeHtml(appName)} would like to</h1>
    <ul>${scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul>
    <form method="post" action="/oauth/v2/authorization">${fields.join('')}${choices.join('')}
    <button name="decision" value="approve">Allow</button>
    <button name="decision" value="deny" class="quiet">Cancel</button></form></div>`,
  );
}

/** Everything that arrived, newest first. */
export function receivedPage(world: World): string {
  const posts = [...world.posts.values()].toReversed();
  const body = posts.map((post) => postHtml(world, post)).join('') || '<p>Nothing has arrived yet.</p>';
  return page('LinkedIn (simulated)', `<h1>LinkedIn, simulated</h1>${body}`);
}

export function postPage(world: World, post: Post): string {
  return page(nameOf(world, post.author), postHtml(world, post));
}

export function trouble(words: string): string {
  return page('Bummer', `<div class="card"><h1>Bummer, something went wrong.</h1><p>${escapeHtml(words)}</p></div>`);
}

export function avatarSvg(name: string): string {
  const hue = [...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % 360;
  const letter = escapeHtml((name[0] ?? '?').toUpperCase());
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" rx="48" fill="hsl(${hue} 45% 45%)"/><text x="48" y="64" font-family="sans-serif" font-size="48" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
}

function postHtml(world: World, post: Post): string {
  const { content } = post;
  const comments = [...world.comments.values()].filter((one) => one.postUrn === post.urn);
  return `<article class="card${post.deletedAt === undefined ? '' : ' gone'}">
    <b>${escapeHtml(nameOf(world, post.author))}</b>
    <p class="text">${escapeHtml(readLittleText(post.commentary).shown)}</p>
    <div class="pictures">${mediaIn(content)
      .map((urn) => fileHtml(world, post, urn))
      .join('')}</div>
    ${content?.article ? `<p class="link"><b>${escapeHtml(content.article.title ?? '')}</b><br>${escapeHtml(content.article.description ?? '')}<br><small>${escapeHtml(content.article.source)}</small></p>` : ''}
    ${content?.poll ? `<p><b>${escapeHtml(content.poll.question)}</b></p><ul>${content.poll.options.map(({ text }) => `<li>${escapeHtml(text)}</li>`).join('')}</ul><small>${content.poll.settings.duration}</small>` : ''}
    ${comments.map((one) => `<p class="comment"><b>${escapeHtml(nameOf(world, one.actor))}</b> ${escapeHtml(one.text)}</p>`).join('')}
    <footer><a href="/feed/update/${post.urn}/"><time>${new Date(post.createdAt).toISOString()}</time></a> · ${post.visibility}${post.deletedAt === undefined ? '' : ' · deleted'}</footer>
  </article>`;
}

function fileHtml(world: World, post: Post, urn: string): string {
  const media = world.media.get(urn);
  const address = `/files/${idOf(urn)}`;
  if (media?.kind === 'video') return `<video controls src="${address}"></video>`;
  if (media?.kind === 'document') {
    return `<p><a href="${address}">${escapeHtml(post.content?.media?.title ?? 'Document')} (PDF)</a></p>`;
  }
  const alt = escapeHtml(altOf(post, urn) ?? '');
  return `<figure><img src="${address}" alt="${alt}"><figcaption>${alt || '<i>no description</i>'}</figcaption></figure>`;
}

/** What was said about a picture of a post. */
export function altOf(post: Post, urn: string): string | undefined {
  const { media, multiImage } = post.content ?? {};
  if (media?.id === urn) return media.altText;
  return multiImage?.images.find(({ id }) => id === urn)?.altText;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#f4f2ee, #17171f); }
h1 { font-size: 1.3rem; margin: 0 0 .5rem; }
.card { background: light-dark(#fff, #22222e); border-radius: 8px; padding: 1rem 1.25rem; margin: 0 0 .75rem; box-shadow: 0 1px 3px #0002; }
.gone { opacity: .5; }
.text { white-space: pre-wrap; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .5rem; }
figure { margin: 0; }
figure img, video { width: 100%; border-radius: 8px; }
.link, .comment { border-left: 3px solid #0a66c2; padding-left: .75rem; }
figcaption, footer, small { font-size: .85rem; opacity: .75; }
label { display: block; padding: .4rem 0; }
button { font: inherit; padding: .6rem 1.2rem; margin-top: 1rem; border: 0; border-radius: 999px; background: #0a66c2; color: #fff; cursor: pointer; }
button.quiet { background: none; color: inherit; }
`;
