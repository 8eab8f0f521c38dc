import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connected } from '#shared/platforms/platform.ts';
import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import { startBluesky, type Bluesky, type SimulatedAccount } from '#simulators/bluesky.ts';
import type { ArrivedPost } from '#simulators/network.ts';
import { PowerCut, stepMemory } from '#tests/kit/step-memory.ts';
import {
  answer,
  answering,
  apiFor,
  film,
  http,
  image,
  part,
  publish,
  rkeyOf,
  signIn,
} from '#tests/platforms/bluesky/world.ts';

// Bluesky's adapter at the stand-in that ships with practice workspaces: what a person sees there is what was posted.

let bluesky: Bluesky;
let bakery: SimulatedAccount;
let channel: Connected;
let aheadMs = 0;
const now = (): number => Date.now() + aheadMs;

beforeAll(async () => {
  bluesky = await startBluesky({ clock: { now } });
  bakery = bluesky.createAccount({ username: 'bakery', displayName: 'The Bakery' });
  channel = await signIn(bluesky, bakery, { baseUrl: bluesky.url });
});
afterAll(() => bluesky.stop());

test('an app password opens the account, by its handle and by its e-mail address', async () => {
  const byMail = await signIn(bluesky, bakery, {
    handle: 'bakery@example.com',
    baseUrl: undefined,
    server: bluesky.url,
  });
  for (const { account } of [channel, byMail]) {
    expect(account).toMatchObject({ remoteId: bakery.did, displayName: 'The Bakery', server: bluesky.url });
  }
  await expect(
    signIn(bluesky, bakery, { password: 'aaaa-aaaa-aaaa-aaaa', baseUrl: bluesky.url }),
  ).rejects.toMatchObject({
    code: 'sign-in.wrong-password',
  });
});

describe('accounts to mention', () => {
  test('are those whose name begins as typed, no more than asked for', async () => {
    for (const username of ['miller', 'millstone', 'mallow']) {
      bluesky.createAccount({ username, displayName: `The ${username}` });
    }
    const api = apiFor(channel, { baseUrl: bluesky.url });
    expect(await blueskyAdapter.findAccounts?.('Mill', 8, api)).toEqual([
      { handle: 'miller.test', displayName: 'The miller' },
      { handle: 'millstone.test', displayName: 'The millstone' },
    ]);
    expect(await blueskyAdapter.findAccounts?.('m', 1, api)).toHaveLength(1);
    expect(await blueskyAdapter.findAccounts?.('nobody', 8, api)).toEqual([]);
  });

  test.each([
    ['is asked too often', answer(429, 'RateLimitExceeded'), 'publish.rate-limited'],
    ['has trouble of its own', answer(502, 'UpstreamFailure'), 'publish.server-trouble'],
    ['tells something else', { status: 200, headers: {}, body: '{"people":[]}' }, 'publish.unknown-answer'],
  ])('a network that %s is told as trouble, not as nobody found', async (_what, given, code) => {
    const api = apiFor(channel, { http: answering(({ url }) => (url.includes('searchActors') ? given : undefined)) });
    const asked = blueskyAdapter.findAccounts?.('mill', 8, api);
    await expect(asked).rejects.toMatchObject({ trouble: { kind: 'temporary', failure: { code } } });
  });
});

describe('what arrives', () => {
  test('is a thread with pictures, a card and a quote, closed to replies, with its first comment', async () => {
    const mill = bluesky.createAccount({ username: 'mill' });
    const quoted = mill.post('We grind at nine');
    const cake = image({ alt: 'A cake' });
    const thumb = image({ alt: 'A shop' });
    const link = 'https://example.com/shop';
    const shop = { url: link, title: 'Our shop', description: '', picture: { bytes: thumb.bytes, type: 'image/png' } };
    const draft = {
      segments: [
        { text: 'Baked with love @mill.test', media: [cake.media] },
        { ...part('And sold here'), link },
      ],
      firstComment: 'Come in',
      options: {
        quote: `https://bsky.app/profile/mill.test/post/${rkeyOf(quoted)}`,
        whoCanReply: 'nobody',
        noQuotes: 'yes',
      },
    };
    const { receipt } = await publish(channel, draft, { files: [cake], cards: new Map([[link, shop]]) });

    const [first, second, comment] = ours();
    expect(first).toMatchObject({
      id: receipt.remoteId,
      account: '@bakery.test',
      text: 'Baked with love @mill.test',
      media: [{ mimeType: 'image/png', description: 'A cake', sha256: cake.media.media }],
      quotedId: quoted,
    });
    expect(second).toMatchObject({ text: 'And sold here', parentId: first?.id, link, media: [] });
    expect(comment).toMatchObject({ text: 'Come in', parentId: second?.id });
    expect(receipt.without).toBeUndefined();
    for (const gate of ['threadgate', 'postgate'])
      expect(await recordsIn(`app.bsky.feed.${gate}`)).toContain(rkeyOf(receipt.remoteId));

    for (const page of [first?.url ?? '', `${bluesky.url}/profile/bakery.test`]) {
      const shown = await (await fetch(page)).text();
      for (const words of ['Baked with love', 'And sold here', 'Come in', 'We grind at nine', 'alt="A cake"'])
        expect(shown).toContain(words);
    }
    const picture = await fetch(first?.media[0]?.url ?? '');
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(cake.bytes);
  });

  test('is counted by its network, and stays to be seen here when it is taken down', async () => {
    const { receipt, api } = await publish(channel, [part('Counted'), part('Twice')]);
    bakery.counted(receipt.remoteId, { likes: 5, reposts: 2, replies: 1, quotes: 1, bookmarks: 3 });
    expect(await blueskyAdapter.metrics?.(receipt, api)).toEqual({
      likes: 5,
      comments: 1,
      shares: 2,
      quotes: 1,
      saves: 3,
    });

    await blueskyAdapter.remove?.(receipt, api);
    expect(ours().slice(-2)).toMatchObject([
      { text: 'Counted', isRemoved: true },
      { text: 'Twice', isRemoved: true },
    ]);
    expect(await recordsIn('app.bsky.feed.post')).not.toContain(rkeyOf(receipt.remoteId));
  });

  test('is seen by the followers that the network counts', async () => {
    bakery.followedBy(77);
    expect(await blueskyAdapter.followers?.(apiFor(channel))).toBe(77);
  });

  test('is a video that was made ready first', async () => {
    const bread = film();
    const memory = stepMemory({ now });
    const run = () =>
      publish(channel, [{ text: 'Bread rises', media: [bread.media] }], { memory, files: [bread], now });
    await expect(run()).rejects.toMatchObject({ trouble: { kind: 'processing' } });
    aheadMs += 60_000;
    await run();
    expect(bluesky.videos.jobs()).toMatchObject([{ state: 'JOB_STATE_COMPLETED', did: bakery.did }]);
    expect(ours().at(-1)?.media).toMatchObject([{ mimeType: 'video/mp4', sha256: bread.media.media }]);
  });

  test('is one post when the answer was lost', async () => {
    bluesky.faults.order('POST', '/xrpc/com.atproto.repo.putRecord', { kind: 'answer-lost' });
    const memory = stepMemory();
    await expect(publish(channel, 'Only once', { memory })).rejects.toMatchObject({ trouble: { kind: 'maybe' } });
    await publish(channel, 'Only once', { memory });
    expect(ours().filter(({ text }) => text === 'Only once')).toHaveLength(1);
  });

  test('still goes out when the server forgot the upload', async () => {
    const cat = image({ alt: 'A cat' });
    const memory = stepMemory();
    memory.crashBefore('create/0');
    const run = () => publish(channel, [{ text: 'With a cat', media: [cat.media] }], { memory, files: [cat] });
    await expect(run()).rejects.toThrow(PowerCut);
    expect(bakery.forgetBlobs()).toBe(1);
    await run();
    expect(ours().at(-1)?.media).toMatchObject([{ description: 'A cat' }]);
  });
});

describe('a sign-in', () => {
  test('that ran out is renewed, and ends when the app password is taken back', async () => {
    const dairy = bluesky.createAccount({ username: 'dairy' });
    const { secrets } = await signIn(bluesky, dairy, { baseUrl: bluesky.url });
    const renew = () => blueskyAdapter.renew?.(secrets, { http, now, baseUrl: bluesky.url, broker: undefined });
    dairy.endAccess();
    expect(await renew()).toMatchObject({ secrets: { did: dairy.did } });

    dairy.revokeAppPassword();
    expect(await renew()).toMatchObject({
      trouble: { kind: 'signed-out', failure: { code: 'channel.token-expired' } },
    });
  });

  test('of an account that was deactivated is not well', async () => {
    const mint = bluesky.createAccount({ username: 'mint' });
    const api = apiFor(await signIn(bluesky, mint, { baseUrl: bluesky.url }));
    expect(await blueskyAdapter.health?.(api)).toEqual({ missingPermissions: [] });
    mint.setStanding('deactivated');
    await expect(blueskyAdapter.health?.(api)).rejects.toMatchObject({ trouble: { kind: 'signed-out' } });
  });
});

function ours(): readonly ArrivedPost[] {
  return bluesky.arrived().filter(({ account }) => account === '@bakery.test');
}

/** Their keys. */
async function recordsIn(collection: string): Promise<readonly string[]> {
  const query = new URLSearchParams({ repo: bakery.did, collection });
  const listed = await fetch(`${bluesky.url}/xrpc/com.atproto.repo.listRecords?${query}`);
  const { records } = (await listed.json()) as { records: { uri: string }[] };
  return records.map(({ uri }) => rkeyOf(uri));
}
