import type { FastifyInstance } from 'fastify';
import { arrivedIn } from '#simulators/bluesky/arrived.ts';
import { nameOf } from '#simulators/bluesky/views.ts';
import { accountCalled, type Account, type World } from '#simulators/bluesky/world.ts';
import type { ArrivedPost } from '#simulators/network.ts';
import { escaped } from '#simulators/page/html.ts';
import { avatarSvg, figure, networkPage, sorryPage } from '#simulators/page/network-page.ts';

// The pages a person can look at: everything that arrived, an account, and a post, at the addresses of bsky.app.

const ACCENT = '#0a7aff';

export function addPages(app: FastifyInstance, world: World): void {
  app.get('/', (_request, reply) => reply.type('text/html').send(arrivedPage(world)));
  app.get<{ Params: { name: string } }>('/profile/:name', ({ params }, reply) => {
    const account = accountCalled(world, params.name);
    const page = account ? profilePage(world, account) : undefined;
    return reply
      .code(page === undefined ? 404 : 200)
      .type('text/html')
      .send(page ?? notHere());
  });
  app.get<{ Params: { name: string; rkey: string } }>('/profile/:name/post/:rkey', ({ params }, reply) => {
    const handle = accountCalled(world, params.name)?.handle;
    const posts = arrivedIn(world);
    const post = posts.find((one) => one.url === `${world.url}/profile/${handle}/post/${params.rkey}`);
    const page =
      post && networkPage(`${post.account} on simulated Bluesky`, `<main>${branch(post, posts)}</main>`, ACCENT);
    return reply
      .code(page === undefined ? 404 : 200)
      .type('text/html')
      .send(page ?? notHere());
  });
  app.get<{ Params: { cid: string } }>('/files/:cid', ({ params }, reply) => {
    const file = world.files.get(params.cid);
    return file ? reply.type(file.mimeType).send(file.bytes) : reply.code(404).send('');
  });
  app.get<{ Params: { file: string } }>('/avatars/:file', ({ params }, reply) => {
    const account = accountCalled(world, params.file.replace(/\.svg$/, ''));
    if (!account) return reply.code(404).send('');
    return reply.type('image/svg+xml').send(avatarSvg(nameOf(account) ?? account.handle, account.handle));
  });
}

function arrivedPage(world: World): string {
  const posts = arrivedIn(world);
  const people = [...world.accounts.values()].map(
    ({ handle }) => `<a href="/profile/${escaped(handle)}">@${escaped(handle)}</a>`,
  );
  return networkPage(
    'Simulated Bluesky',
    `<meta http-equiv="refresh" content="3"><header><h1>Simulated Bluesky</h1>
    <p>${posts.length === 0 ? 'Nothing has arrived yet.' : `${posts.length} arrived.`} Accounts: ${people.join(', ') || 'nobody yet'}</p></header>
    <main>${threads(posts, posts)}</main>`,
    ACCENT,
  );
}

function profilePage(world: World, account: Account): string {
  const posts = arrivedIn(world);
  const own = posts.filter((post) => post.account === `@${account.handle}`);
  const handle = escaped(account.handle);
  return networkPage(
    `@${account.handle} on simulated Bluesky`,
    `<section class="who"><img src="/avatars/${handle}.svg" alt="" width="56" height="56">
      <span><b>${escaped(nameOf(account) ?? account.handle)}</b><br><small>@${handle}</small></span></section>
    <main>${threads(own, posts) || '<p>Nothing has arrived yet.</p>'}</main>`,
    ACCENT,
  );
}

/** What begins among `shown`, newest first, each with everything that answers it. */
function threads(shown: readonly ArrivedPost[], posts: readonly ArrivedPost[]): string {
  const ids = new Set(shown.map(({ id }) => id));
  const starts = shown.filter(({ parentId }) => parentId === undefined || !ids.has(parentId)).toReversed();
  return starts.map((start) => `<section>${branch(start, posts)}</section>`).join('');
}

function branch(post: ArrivedPost, posts: readonly ArrivedPost[]): string {
  const answers = posts.filter(({ parentId }) => parentId === post.id);
  const below = answers.map((answer) => `<div class="below">${branch(answer, posts)}</div>`).join('');
  return `${article(post, posts)}${below}`;
}

function article(post: ArrivedPost, posts: readonly ArrivedPost[]): string {
  const files = post.media.map(({ url, mimeType, description }) =>
    figure(url, mimeType.startsWith('video/') ? 'video' : 'image', description),
  );
  const quoted = posts.find(({ id }) => id === post.quotedId);
  return `<article class="card${post.isRemoved ? ' gone' : ''}">
    <div class="who"><img src="/avatars/${escaped(post.account.slice(1))}.svg" alt="" width="40" height="40"><b>${escaped(post.account)}</b></div>
    <p class="text">${escaped(post.text)}</p>
    <div class="files">${files.join('')}</div>
    ${post.link === undefined ? '' : `<p class="link">${escaped(post.link)}</p>`}
    ${post.quotedId === undefined ? '' : `<p class="link">${escaped(quoted === undefined ? post.quotedId : `${quoted.account}: ${quoted.text}`)}</p>`}
    <footer><a href="${escaped(post.url)}">${new Date(post.at).toISOString()}</a>${post.isRemoved ? ' · deleted' : ''}</footer></article>`;
}

function notHere(): string {
  return sorryPage('Not found', 'The page you are looking for is not here.', ACCENT);
}
