import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

// What a Bluesky server asks about posts it does not have itself, and about likes (api.bsky.app): as much of it as tests
// need, told by the test. `startPds({ appView })` has the real server pass such questions on to here.

export interface AppView {
  readonly url: string;
  /** What it says about a post. */
  count(uri: string, counts: Readonly<Record<string, number>>): void;
  /** A post on another server. */
  addPost(post: { readonly actor: string; readonly uri: string; readonly cid: string; readonly text: string }): void;
  /** Paths with query of everything it was asked, oldest first. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

export async function startAppView(): Promise<AppView> {
  const counts = new Map<string, Readonly<Record<string, number>>>();
  const elsewhere = new Map<string, unknown>();
  const asked: string[] = [];

  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const { status, body } = answerTo(pathname, searchParams);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function answerTo(path: string, query: URLSearchParams): { status: number; body: unknown } {
    if (path === '/xrpc/app.bsky.feed.getPosts') {
      const posts = query.getAll('uris').flatMap((uri) => (counts.has(uri) ? [{ uri, ...counts.get(uri) }] : []));
      return { status: 200, body: { posts } };
    }
    const post = elsewhere.get(`${query.get('repo')}/${query.get('rkey')}`);
    if (path === '/xrpc/com.atproto.repo.getRecord' && post !== undefined) return { status: 200, body: post };
    return { status: 400, body: { error: 'RecordNotFound', message: 'Could not locate record' } };
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: (uri, said) => void counts.set(uri, said),
    addPost: ({ actor, uri, cid, text }) => {
      elsewhere.set(`${actor}/${uri.split('/').at(-1)}`, { uri, cid, value: { $type: 'app.bsky.feed.post', text } });
    },
    asked,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
