import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import { mastodonAdapter } from '#shared/platforms/mastodon/adapter.ts';
import type { Adapter, ConnectAnswers, Connected } from '#shared/platforms/platform.ts';
import { xAdapter } from '#shared/platforms/x/adapter.ts';
import { mediaId } from '#shared/ids.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import { approveSignIn } from '#simulators/person.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { apiOver, stepMemory } from '#tests/kit/step-memory.ts';

// `npm run simulators` as a person uses it: another process, its page, and Postwright's own adapters that sign in and post.

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PICTURE: DraftMedia = {
  media: mediaId.parse(createHash('sha256').update(PIXEL).digest('hex')),
  alt: 'A loaf <of> bread',
  name: 'loaf.png',
  mimeType: 'image/png',
  bytes: PIXEL.length,
  width: 1,
  height: 1,
};

let cli: ChildProcess;
let exited: Promise<unknown[]>;
/** Of the page, and of the networks by id. */
let page = '';
let addresses: Record<string, string> = {};

beforeAll(async () => {
  cli = spawn(process.execPath, [resolve(import.meta.dirname, '../../simulators/cli.ts'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  exited = once(cli, 'exit');
  if (cli.stdout === null) throw new Error('it says nothing');
  const [said] = (await once(cli.stdout, 'data')) as [Buffer];
  page = /What arrives\s+(\S+)/.exec(said.toString())?.[1] ?? '';
  const lines = said.toString().matchAll(/POSTWRIGHT_(\w+)_URL=(\S+)/g);
  addresses = Object.fromEntries([...lines].map(([, id = '', url = '']) => [id.toLowerCase(), url]));
});

afterAll(() => {
  cli.kill('SIGKILL');
});

async function shown(path = '/'): Promise<string> {
  return (await fetch(new URL(path, page))).text();
}

/** Signs in with what the page says is to be typed, as the person who is there. */
async function connect(adapter: Adapter, answers: ConnectAnswers): Promise<Connected> {
  const context = {
    http: nodeHttp(),
    now: () => Date.now(),
    baseUrl: addresses[adapter.platform.id],
    broker: undefined,
  };
  const connectors = adapter.platform.ways.map((way) => adapter.connectors[way.id]);
  const byPassword = connectors.find((one) => one?.how === 'password');
  if (byPassword?.how === 'password') return byPassword.signIn(answers, context);
  const connector = connectors.find((one) => one?.how === 'browser');
  if (connector?.how !== 'browser') throw new Error('no way in the browser');
  const verifier = randomBytes(32).toString('base64url');
  const signIn = {
    redirectUri: 'http://127.0.0.1:53682/callback',
    state: 'the-state',
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    rememberedApp: () => Promise.resolve(undefined),
    rememberApp: () => Promise.resolve(),
  };
  const { open, memory } = await connector.begin(answers, signIn, context);
  const params = Object.fromEntries(new URL(await approveSignIn(open)).searchParams);
  const [connected] = await connector.finish(memory, { code: params['code'] ?? '', verifier, params }, context);
  if (connected === undefined) throw new Error('nobody is there to sign in as');
  return connected;
}

async function publish(adapter: Adapter, answers: ConnectAnswers, segments: Draft['segments']): Promise<void> {
  const { account, secrets } = await connect(adapter, answers);
  const files = new Map([[PICTURE.media as string, new Uint8Array(PIXEL)]]);
  const api = apiOver(nodeHttp(), adapter, account, secrets, { files });
  await adapter.publish({ segments, options: {} }, stepMemory().runner, api);
}

function typed(html: string, network: string, what: string): string {
  const of = html.slice(html.indexOf(`POSTWRIGHT_${network.toUpperCase()}_URL`));
  return new RegExp(`<dt>${what}</dt>\\s*<dd>\\s*<code>([^<]+)</code>`).exec(of)?.[1] ?? '';
}

test('the page names every network and how to sign in to it', async () => {
  const html = await shown();
  expect(Object.keys(addresses)).toEqual(
    expect.arrayContaining(['x', 'linkedin', 'facebook', 'instagram', 'threads', 'bluesky', 'mastodon']),
  );
  for (const url of Object.values(addresses)) expect(html).toContain(`href="${url}"`);
  expect(html).toContain('Nothing has arrived yet');
});

test('what is posted to three networks is on the page: threads under their start, pictures, and a filter', async () => {
  const keys = { clientId: typed(await shown(), 'x', 'Client ID') };
  await publish(xAdapter, keys, [{ text: 'From <X> & out', media: [PICTURE] }]);
  await publish(mastodonAdapter, { server: addresses['mastodon'] ?? '' }, [
    { text: 'One', media: [PICTURE] },
    { text: 'Two', media: [] },
  ]);
  const [handle, password] = [
    typed(await shown(), 'bluesky', 'Handle'),
    typed(await shown(), 'bluesky', 'App password'),
  ];
  await publish(blueskyAdapter, { handle, password }, [{ text: 'Blue sky', media: [PICTURE] }]);

  const html = await shown();
  expect(html).toContain('From &lt;X&gt; &amp; out');
  expect(html).toMatch(/>One<[\s\S]+class="under"[\s\S]+>Two</);
  expect(html.indexOf('One'), 'newest first').toBeLessThan(html.indexOf('From &lt;X&gt;'));
  const [picture = ''] = [...html.matchAll(/<img\s+src="([^"]+)"\s+alt="A loaf &lt;of&gt; bread"/g)].map(
    ([, src]) => src,
  );
  const served = await fetch(picture);
  expect(Buffer.from(await served.arrayBuffer()).equals(PIXEL)).toBe(true);

  expect(await shown('/?network=bluesky')).toMatch(/@demo\.test[\s\S]+>Blue sky<[\s\S]+alt="A loaf &lt;of&gt; bread"/);

  const onlyX = await shown('/?network=x');
  expect(onlyX).toContain('From &lt;X&gt;');
  expect(onlyX).not.toContain('>One<');
});

test('trouble that is ordered on the page meets the request, once', async () => {
  const mastodon = addresses['mastodon'] ?? '';
  const ordered = await fetch(new URL('/trouble', page), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      network: 'mastodon',
      request: 'GET /api/v2/instance',
      trouble: 'server-error',
      nth: '1',
    }),
  });
  expect(ordered.status).toBe(303);
  expect(await shown()).toContain('GET /api/v2/instance');
  expect((await fetch(`${mastodon}/api/v2/instance`)).status).toBe(500);
  expect((await fetch(`${mastodon}/api/v2/instance`)).status).toBe(200);
  expect(await shown()).toContain('Nothing is ordered');
});

test('trouble for a network that is not there is refused', async () => {
  const body = new URLSearchParams({ network: 'myspace', request: 'GET /', trouble: 'hang' });
  expect((await fetch(new URL('/trouble', page), { method: 'POST', body })).status).toBe(400);
});

test('Ctrl+C ends all of them', async () => {
  cli.kill('SIGINT');
  expect(await exited).toEqual([0, null]);
  for (const url of [page, ...Object.values(addresses)]) await expect(fetch(url)).rejects.toThrow('fetch failed');
});
