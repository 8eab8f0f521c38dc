import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import type { Connected } from '#shared/platforms/platform.ts';
import type { PublishTrouble } from '#simulators/publish-trouble.ts';
import { startFront, type FrontTrouble } from '#tests/kit/pds/front.ts';
import { startPds, type Pds, type PdsAccount, type PdsPost } from '#tests/kit/pds/start-pds.ts';
import { http, image } from '#tests/platforms/bluesky/world.ts';
import type { NetworkUnderTest, RunningNetwork, VisiblePost } from '#tests/platforms/conformance/network.ts';

/** The real server of Bluesky, behind something that can lose its answers. One server for all stories. */
export const blueskyUnderTest: NetworkUnderTest = { name: 'Bluesky', start };

let shared: Promise<Pds> | undefined;
let accounts = 0;

/** Ends the server that the stories shared. */
export async function stopSharedPds(): Promise<void> {
  await (await shared)?.stop();
  shared = undefined;
}

async function start(clock: { now(): number }): Promise<RunningNetwork> {
  const pds = await (shared ??= startPds());
  const person = await newAccount(pds);
  let aheadMs = 0;
  const front = await startFront(pds.url, () => clock.now() + aheadMs, person.session.accessJwt);
  const { did, handle, appPassword: password } = person;
  const [cake, bread] = [image({ alt: 'Cake' }), image({ alt: 'Bread' })];
  return {
    adapter: blueskyAdapter,
    account: {
      remoteId: did,
      handle,
      displayName: handle,
      server: front.url,
      profileUrl: `https://bsky.app/profile/${handle}`,
      limits: {},
    },
    // As a sign-in leaves it, without the second that the server takes to check a password.
    secrets: { did, ...person.session, password, identifier: handle, server: front.url },
    files: new Map([cake, bread].map(({ media, bytes }) => [media.media, bytes])),
    drafts: {
      text: { segments: [{ text: 'Fresh bread at nine', media: [] }], options: {} },
      media: { segments: [{ text: 'Look at these', media: [cake.media, bread.media] }], options: {} },
      several: {
        segments: [
          { text: 'One', media: [] },
          { text: 'Two', media: [cake.media] },
          { text: 'Three', media: [] },
        ],
        options: {},
      },
    },
    visible: async () => {
      const posts = await pds.listPosts(person.did);
      // Keys of one millisecond are in no order.
      return posts
        .toSorted((one, other) => front.written.indexOf(one.uri) - front.written.indexOf(other.uri))
        .map(visiblePost);
    },
    postElsewise: async (text, who) =>
      postByHand(front.url, who === 'by-hand' ? person : await newAccount(pds), text, clock),
    onPublish: (trouble, nth = 1) => front.onWrite(troubleOf(trouble, clock.now() + aheadMs), nth),
    signIn: (state) => front.endSignIn(state === 'expired' ? 'access' : 'all'),
    signInAgain: async () => {
      front.allowSignIn();
      return { secrets: (await signIn(person, front.url, clock)).secrets };
    },
    setServerAheadMs: (ms) => void (aheadMs = ms),
    expected: {
      refused: 'publish.refused',
      revoked: 'channel.token-expired',
      rateLimited: 'publish.rate-limited',
    },
    canRenew: true,
    stop: () => front.stop(),
  };
}

function newAccount(pds: Pds): Promise<PdsAccount> {
  accounts += 1;
  return pds.createAccount(`story${accounts}`);
}

function signIn(person: PdsAccount, baseUrl: string, clock: { now(): number }): Promise<Connected> {
  const connector = blueskyAdapter.connectors['app-password'];
  if (connector?.how !== 'password') throw new Error('Bluesky signs in by password.');
  const answers = { handle: person.handle, password: person.appPassword };
  return connector.signIn(answers, { http, now: () => clock.now(), baseUrl, broker: undefined });
}

/** In the app of somebody else, which lets the server choose the key. */
async function postByHand(server: string, who: PdsAccount, text: string, clock: { now(): number }): Promise<void> {
  const session = await call('com.atproto.server.createSession', { identifier: who.handle, password: who.password });
  const record = { $type: 'app.bsky.feed.post', text, createdAt: new Date(clock.now()).toISOString() };
  const post = { repo: who.did, collection: 'app.bsky.feed.post', record };
  await call('com.atproto.repo.createRecord', post, String(session['accessJwt']));

  async function call(method: string, json: unknown, token?: string): Promise<Record<string, unknown>> {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const body = JSON.stringify(json);
    const answer = await fetch(`${server}/xrpc/${method}`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`${method}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  }
}

function visiblePost({ uri, value }: PdsPost): VisiblePost {
  const { text, embed, reply } = value as {
    text: string;
    embed?: { images?: unknown[] };
    reply?: { parent: { uri: string } };
  };
  const parent = reply && { parentId: reply.parent.uri };
  return { id: uri, text, mediaCount: embed?.images?.length ?? 0, ...parent };
}

/** The bodies of PLATFORMS.md 7.4. */
function troubleOf(trouble: PublishTrouble, serverNow: number): FrontTrouble {
  const stumble = { error: 'InternalServerError', message: 'Internal Server Error' };
  switch (trouble) {
    case 'answer-lost':
      return { when: 'after', cut: 'connection' };
    case 'request-lost':
      return { when: 'before', cut: true };
    case 'malformed':
      return { when: 'after', cut: 'body' };
    case 'server-error-done':
      return { when: 'after', status: 500, body: stumble };
    case 'server-error':
      return { when: 'before', status: 500, body: stumble };
    case 'rate-limited': {
      const reset = String(Math.ceil(serverNow / 1000) + 60);
      const headers = { 'ratelimit-limit': '5000', 'ratelimit-remaining': '0', 'ratelimit-reset': reset };
      const body = { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' };
      return { when: 'before', status: 429, headers, body };
    }
    case 'refused':
    // Bluesky refuses no duplicates (PLATFORMS.md 7.5).
    case 'duplicate': {
      const message = 'Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes';
      return { when: 'before', status: 400, body: { error: 'InvalidRequest', message } };
    }
  }
}
