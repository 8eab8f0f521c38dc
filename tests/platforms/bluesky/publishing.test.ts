import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { NoAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import type { Connected, Secrets } from '#shared/platforms/platform.ts';
import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import { startPds, type Pds, type PdsAccount, type PdsPost } from '#tests/kit/pds/start-pds.ts';
import { apiOver, PowerCut, stepMemory, type StepMemory } from '#tests/kit/step-memory.ts';
import {
  answer,
  answering,
  call,
  draftOf,
  endOf,
  http,
  image,
  losingAnswerOf,
  part,
  postAt,
  postsWith,
  publish,
  signIn,
  unique,
} from '#tests/platforms/bluesky/world.ts';

// Bluesky's adapter against the real server of Bluesky, on loopback.

let pds: Pds;
let alice: PdsAccount;
let bob: PdsAccount;
/** Alice's channel, for tests that are not about signing in. */
let channel: Connected;

beforeAll(async () => {
  pds = await startPds();
  [alice, bob] = await Promise.all([pds.createAccount('alice'), pds.createAccount('bob')]);
  channel = await signIn(pds, alice);
}, 60_000);
afterAll(() => pds.stop());

describe('signing in', () => {
  test('an app password opens the account on its own server', async () => {
    const { account, secrets } = await signIn(pds, alice);
    expect(account).toEqual({
      remoteId: alice.did,
      handle: 'alice.test',
      displayName: 'alice.test',
      server: pds.url,
      profileUrl: 'https://bsky.app/profile/alice.test',
      limits: {},
    });
    expect(secrets).toMatchObject({
      did: alice.did,
      identifier: 'alice.test',
      password: alice.appPassword,
      server: pds.url,
    });
  });

  test('the account’s document says where it lives, when no base address is set', async () => {
    const atAnotherName = pds.url.replace('localhost', '127.0.0.1');
    const { account } = await signIn(pds, alice, { server: atAnotherName, baseUrl: undefined });
    expect(account.server).toBe(pds.url);
  });

  test.each([
    ['a handle with its @', '@alice.test'],
    ['an e-mail address', 'alice@example.com'],
  ])('%s is taken', async (_what, handle) => {
    expect((await signIn(pds, alice, { handle })).account.remoteId).toBe(alice.did);
  });

  test.each([
    ['a wrong password', { password: 'aaaa-aaaa-aaaa-aaaa' }],
    ['a handle nobody has', { handle: 'nobody.test' }],
  ])('%s is told so', async (_what, given) => {
    await expect(signIn(pds, alice, given)).rejects.toMatchObject({ code: 'sign-in.wrong-password' });
  });

  test('a server where nobody listens is not one', async () => {
    const nowhere = await closedPort();
    await expect(
      signIn(pds, alice, { server: `http://127.0.0.1:${nowhere}`, baseUrl: undefined }),
    ).rejects.toMatchObject({
      code: 'sign-in.not-a-server',
    });
  });
});

describe('publishing', () => {
  test('a text goes out with its links, mentions and tags', async () => {
    const text = '👨‍👩‍👧‍👦 Grüße an @bob.test und @nobody.test: example.com/ü (https://example.com/b). #Café';
    const { receipt } = await publish(channel, text);

    const post = await postAt(pds, alice, receipt);
    expect(post.value).toMatchObject({ $type: 'app.bsky.feed.post', text });
    expect(shownFacets(post)).toEqual([
      ['@bob.test', { $type: 'app.bsky.richtext.facet#mention', did: bob.did }],
      ['example.com/ü', { $type: 'app.bsky.richtext.facet#link', uri: 'https://example.com/ü' }],
      ['https://example.com/b', { $type: 'app.bsky.richtext.facet#link', uri: 'https://example.com/b' }],
      ['#Café', { $type: 'app.bsky.richtext.facet#tag', tag: 'Café' }],
    ]);
  });

  test('the receipt proves what is there', async () => {
    const { receipt } = await publish(channel, unique('proof'));
    const post = await postAt(pds, alice, receipt);
    const rkey = post.uri.split('/').at(-1);
    expect(receipt).toEqual({
      remoteId: post.uri,
      permalink: `https://bsky.app/profile/alice.test/post/${rkey}`,
      publishedAt: expect.any(Number) as number,
      confirmedBy: 'read-back',
      parts: [{ remoteId: post.uri, permalink: receipt.permalink }],
    });
    expect(Math.abs(Date.now() - receipt.publishedAt)).toBeLessThan(60_000);
  });

  test('images go out with their descriptions and shapes', async () => {
    const cat = image({ alt: 'A cat', width: 1200, height: 800 });
    const dot = image({ alt: '', width: 0, height: 0 });
    const { receipt } = await publish(channel, [{ text: unique('pictures'), media: [cat.media, dot.media] }], {
      files: [cat, dot],
    });

    const { images } = (await postAt(pds, alice, receipt)).value['embed'] as {
      images: { image: { ref: { $link: string } } }[];
    };
    expect(images).toMatchObject([
      {
        alt: 'A cat',
        aspectRatio: { width: 1200, height: 800 },
        image: { mimeType: 'image/png', size: cat.bytes.length },
      },
      { alt: '' },
    ]);
    expect(images[1]).not.toHaveProperty('aspectRatio');
    const blob = await fetch(
      `${pds.url}/xrpc/com.atproto.sync.getBlob?did=${alice.did}&cid=${images[0]?.image.ref.$link}`,
    );
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(cat.bytes);
  });

  test('a thread is a chain of replies, in order', async () => {
    const word = unique('thread');
    const { receipt } = await publish(channel, [part(`${word} 1`), part(`${word} 2`), part(`${word} 3`)]);

    const posts = await postsWith(pds, alice, word);
    expect(posts.map((post) => post.value['text'])).toEqual([`${word} 1`, `${word} 2`, `${word} 3`]);
    const [first, second, third] = posts.map(({ uri, cid }) => ({ uri, cid }));
    expect(posts.map((post) => post.value['reply'])).toEqual([
      undefined,
      { root: first, parent: first },
      { root: first, parent: second },
    ]);
    expect(receipt.parts.map(({ remoteId }) => remoteId)).toEqual([first?.uri, second?.uri, third?.uri]);
    const times = posts.map((post) => post.value['createdAt'] as string);
    expect(times.toSorted()).toEqual(times);
    expect(new Set(times).size).toBe(3);
  });

  test('without an answer to the question whether it is there, the receipt rests on the answer', async () => {
    const deaf = answering((request) =>
      request.url.includes('getRecord') ? new NoAnswer('ECONNRESET', 'maybe') : undefined,
    );
    const { receipt } = await publish(channel, unique('unread'), { http: deaf });
    expect(receipt.confirmedBy).toBe('answer');
  });

  test('what cannot be clicked safely never has the post refused', async () => {
    const noise = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    const start = fc.constantFrom('https://', 'http://', 'x.com/', '#', '@', '(https://', '$');
    const texts = fc.sample(
      fc.array(
        fc.tuple(start, noise).map((pair) => pair.join('')),
        { minLength: 3, maxLength: 4 },
      ),
      { numRuns: 25, seed: 1 },
    );
    const ends: string[] = [];
    for (const words of texts) ends.push((await publish(channel, `${words.join(' ')} .`)).receipt.confirmedBy);
    expect(new Set(ends)).toEqual(new Set(['read-back']));
  }, 30_000);
});

describe('the server’s limits are ours', () => {
  test.each([
    ['300 letters', 'x'.repeat(300)],
    ['300 letters with a combining mark', 'e\u0301'.repeat(300)],
    ['300 flags', '🇩🇪'.repeat(300)],
    ['300 Hangul syllables in jamo', '각'.repeat(300)],
    ['120 families, which are 3000 bytes', '👨‍👩‍👧‍👦'.repeat(120)],
  ])('%s are taken by both', async (_what, text) => {
    expect(blueskyAdapter.platform.rules.check(draftOf([part(text)]), {})).toEqual([]);
    await publish(channel, text);
  });

  test.each([
    ['301 letters', 'x'.repeat(301)],
    ['301 flags', '🇩🇪'.repeat(301)],
    ['120 families and a letter', `${'👨‍👩‍👧‍👦'.repeat(120)}x`],
  ])('%s are refused by both', async (_what, text) => {
    expect(blueskyAdapter.platform.rules.check(draftOf([part(text)]), {})).not.toEqual([]);
    await expect(publish(channel, text)).rejects.toMatchObject({
      trouble: { kind: 'refused', failure: { code: 'publish.refused' } },
    });
  });

  test('an image over 2,000,000 bytes is refused by both', async () => {
    const big = image({ alt: 'A wall', size: 2_000_001 });
    const draft = [{ text: unique('wall'), media: [big.media] }];
    expect(blueskyAdapter.platform.rules.check(draftOf(draft), {})).toMatchObject([{ code: 'media.too-large' }]);
    await expect(publish(channel, draft, { files: [big] })).rejects.toMatchObject({ trouble: { kind: 'refused' } });
  });

  test('an image over what the server stores is refused by its name', async () => {
    const huge = image({ alt: 'A mountain', size: 6 * 1024 * 1024 });
    await expect(publish(channel, [{ text: '', media: [huge.media] }], { files: [huge] })).rejects.toMatchObject({
      trouble: { kind: 'refused', failure: { code: 'publish.media-refused', about: { file: 'dot.png' } } },
    });
  });
});

describe('a sign-in that has run out', () => {
  test.each([
    ['an expired access token', (): string => pds.expiredToken(alice.did, 'access')],
    ['an access token the server does not know', (): string => 'rubbish'],
  ])('%s is renewed once and the post goes out', async (_what, accessJwt) => {
    const { account, secrets } = await signIn(pds, alice);
    const api = apiOver(http, blueskyAdapter, account, { ...secrets, accessJwt: accessJwt() });
    const word = unique('renewed');
    await blueskyAdapter.publish(draftOf([part(`${word} @bob.test`)]), stepMemory().runner, api);
    expect(api.renewals()).toBe(1);
    expect(await postsWith(pds, alice, word)).toHaveLength(1);
  });

  test('two requests that need it at once share one renewal', async () => {
    const { account, secrets } = await signIn(pds, alice);
    const api = apiOver(http, blueskyAdapter, account, {
      ...secrets,
      accessJwt: pds.expiredToken(alice.did, 'access'),
    });
    const answers = await Promise.all([1, 2].map(() => api.send(whoAmI())));
    expect([answers.map(({ status }) => status), api.renewals()]).toEqual([[200, 200], 1]);
  });

  test('two renewals with the same token, as two devices would, are both good', async () => {
    const { account, secrets } = await signIn(pds, alice);
    const renewed = await Promise.all([renew(secrets), renew(secrets)]);
    for (const outcome of renewed) {
      if ('trouble' in outcome) throw new Error(outcome.trouble.kind);
      expect((await apiOver(http, blueskyAdapter, account, outcome.secrets).send(whoAmI())).status).toBe(200);
    }
  });

  test('a refresh token that has run out too is replaced by the password', async () => {
    const { secrets } = await signIn(pds, alice);
    const renewed = await renew({ ...secrets, refreshJwt: pds.expiredToken(alice.did, 'refresh') });
    expect(renewed).toMatchObject({ secrets: { did: alice.did, password: alice.appPassword } });
  });

  test('a handle that was given up does not end it', async () => {
    const { secrets } = await signIn(pds, alice);
    const renewed = await renew({
      ...secrets,
      identifier: 'old-name.test',
      refreshJwt: pds.expiredToken(alice.did, 'refresh'),
    });
    expect(renewed).toMatchObject({ secrets: { did: alice.did } });
  });

  test('an app password that was taken back signs the channel out', async () => {
    const carol = await pds.createAccount('carol');
    const { account, secrets } = await signIn(pds, carol);
    const owner = await signIn(pds, carol, { password: carol.password });
    const asOwner = apiOver(http, blueskyAdapter, owner.account, owner.secrets);
    const revoked = await asOwner.send({
      ...call('com.atproto.server.revokeAppPassword', pds.url),
      method: 'POST',
      body: { json: { name: 'Postwright' } },
    });
    expect(revoked.status).toBe(200);

    const api = apiOver(http, blueskyAdapter, account, {
      ...secrets,
      accessJwt: pds.expiredToken(carol.did, 'access'),
    });
    await expect(blueskyAdapter.publish(draftOf([part('too late')]), stepMemory().runner, api)).rejects.toMatchObject({
      trouble: { kind: 'signed-out', failure: { code: 'channel.token-expired' } },
    });
    expect(await pds.listPosts(carol.did)).toEqual([]);
  });
});

describe('a power cut', () => {
  const STEPS = ['keys', 'facets/0', 'media/0/0', 'facets/1', 'create/0', 'create/1', 'confirm'];
  const moments = STEPS.flatMap((step) => [`before ${step}`, `after ${step}`]);

  test('can come at each of these steps', async () => {
    const { memory } = await publish(...threadWithImage(unique('steps'), stepMemory()));
    expect(memory.finished).toEqual(STEPS);
  });

  test.each(moments)('%s leaves one thread, with the keys that were chosen first', async (moment) => {
    const memory = stepMemory();
    const [when, step = ''] = moment.split(' ');
    if (when === 'before') memory.crashBefore(step);
    else memory.crashAfter(step);

    const word = unique('cut');
    const thread = threadWithImage(word, memory);
    await expect(publish(...thread)).rejects.toThrow(PowerCut);
    const { receipt } = await publish(...thread);

    const posts = await postsWith(pds, alice, word);
    expect(posts.map((post) => post.uri)).toEqual(receipt.parts.map(({ remoteId }) => remoteId));
    expect(posts).toHaveLength(2);
    const keys = memory.resultOf('keys') as { rkey: string }[];
    expect(posts.map((post) => post.uri.split('/').at(-1))).toEqual(keys.map(({ rkey }) => rkey));
    expect(receipt.confirmedBy).toBe('read-back');
  });

  test('so long that the server forgot the upload does not keep the post from going out', async () => {
    const dave = await pds.createAccount('dave');
    const davesChannel = await signIn(pds, dave);
    const cat = image({ alt: 'A cat' });
    const memory = stepMemory();
    memory.crashBefore('create/0');
    const segments = [{ text: 'with a cat', media: [cat.media] }];
    await expect(publish(davesChannel, segments, { memory, files: [cat] })).rejects.toThrow(PowerCut);
    expect(await pds.forgetBlobs(dave.did)).toBe(1);

    await publish(davesChannel, segments, { memory, files: [cat] });
    expect(await pds.listPosts(dave.did)).toMatchObject([{ value: { embed: { images: [{ alt: 'A cat' }] } } }]);
  });

  function threadWithImage(word: string, memory: StepMemory): Parameters<typeof publish> {
    const cat = image({ alt: 'A cat' });
    const segments = [{ text: `${word} 1 @bob.test`, media: [cat.media] }, part(`${word} 2`)];
    return [channel, segments, { memory, files: [cat] }];
  }
});

describe('an answer that was lost', () => {
  test.each([
    ['create/0', 'maybe'],
    ['create/1', 'maybe'],
    ['media/0/0', 'temporary'],
    ['confirm', 'published'],
  ])('of %s ends %s at first, and leaves one thread after the next try', async (step, end) => {
    const word = unique('lost');
    const cat = image({ alt: 'A cat' });
    const segments = [{ text: `${word} 1`, media: [cat.media] }, part(`${word} 2`)];
    const memory = stepMemory();
    const losing = losingAnswerOf(step);
    const first = await publish(channel, segments, { memory, files: [cat], http: losing }).then(
      () => 'published',
      endOf,
    );
    expect(first).toBe(end);

    await publish(channel, segments, { memory, files: [cat], http: losing });
    expect(await postsWith(pds, alice, word)).toHaveLength(2);
  });

  test('because the line broke after the server had the post leaves one post', async () => {
    const line = await lineThatBreaksAfter('com.atproto.repo.putRecord');
    const overTheLine = await signIn(pds, alice, { baseUrl: line.url });
    const word = unique('line');
    const memory = stepMemory();
    await expect(publish(overTheLine, word, { memory })).rejects.toMatchObject({ trouble: { kind: 'maybe' } });
    expect(await postsWith(pds, alice, word)).toHaveLength(1);

    const { receipt } = await publish(overTheLine, word, { memory });
    expect(await postsWith(pds, alice, word)).toMatchObject([{ uri: receipt.remoteId }]);
  });

  test('never writes over what somebody made of the post meanwhile', async () => {
    const word = unique('edited');
    const memory = stepMemory();
    await expect(publish(channel, word, { memory, http: losingAnswerOf('create/0') })).rejects.toThrow('maybe');
    const [lost] = await postsWith(pds, alice, word);
    await edit(channel, lost, `${word}, corrected`);

    const { receipt } = await publish(channel, word, { memory });
    expect(await postsWith(pds, alice, word)).toMatchObject([
      { uri: receipt.remoteId, value: { text: `${word}, corrected` } },
    ]);
  });

  test('to the question who is meant waits instead of losing the mention', async () => {
    const word = unique('mention');
    const memory = stepMemory();
    const busy = answering((request) =>
      request.url.includes('resolveHandle') ? answer(503, 'NotEnoughResources') : undefined,
    );
    await expect(publish(channel, `${word} @bob.test`, { memory, http: busy })).rejects.toMatchObject({
      trouble: { kind: 'temporary' },
    });
    expect(await postsWith(pds, alice, word)).toEqual([]);

    await publish(channel, `${word} @bob.test`, { memory });
    const [post] = await postsWith(pds, alice, word);
    expect(post?.value['facets']).toMatchObject([{ features: [{ did: bob.did }] }]);
  });
});

test('no failure and no record of a step tells a token or the password', async () => {
  const { account, secrets } = channel;
  const memory = stepMemory();
  const api = apiOver(http, blueskyAdapter, account, secrets);
  const refusal: unknown = await blueskyAdapter
    .publish(draftOf([part('x'.repeat(301))]), memory.runner, api)
    .catch((thrown: unknown) => thrown);
  const told = JSON.stringify([
    String(refusal),
    refusal,
    account,
    memory.finished.map((name) => memory.resultOf(name)),
  ]);
  for (const secret of [secrets['accessJwt'], secrets['refreshJwt'], alice.appPassword])
    expect(told).not.toContain(secret);
});

describe('a server that counts', () => {
  let counting: Pds;
  let erin: PdsAccount;
  beforeAll(async () => {
    counting = await startPds({ rateLimits: true });
    erin = await counting.createAccount('erin');
  }, 60_000);
  afterAll(() => counting.stop());

  test('says what is left, and when it is enough, and is believed', async () => {
    const { account, secrets } = await signIn(counting, erin, { baseUrl: counting.url });
    const api = apiOver(http, blueskyAdapter, account, secrets);
    const quota = blueskyAdapter.quota(await api.send(whoAmI(counting.url)), Date.now());
    expect(quota?.remaining).toBeLessThan(3000);

    const wrong = { ...secrets, refreshJwt: 'rubbish', password: 'wrong' };
    await Promise.all(Array.from({ length: 30 }, () => renewAt(counting.url, wrong)));
    const outcome = await renewAt(counting.url, { ...secrets, refreshJwt: 'rubbish' });
    expect(outcome).toMatchObject({ trouble: { kind: 'temporary', failure: { code: 'publish.rate-limited' } } });
    const retryAt = 'trouble' in outcome && outcome.trouble.kind === 'temporary' ? (outcome.trouble.retryAt ?? 0) : 0;
    expect(retryAt - Date.now()).toBeGreaterThan(0);
    expect(retryAt - Date.now()).toBeLessThan(5 * 60_000 + 2000);
  }, 60_000);
});

// The world

type Renewed = Awaited<ReturnType<NonNullable<typeof blueskyAdapter.renew>>>;

function renew(secrets: Secrets): Promise<Renewed> {
  return renewAt(pds.url, secrets);
}

async function renewAt(baseUrl: string, secrets: Secrets): Promise<Renewed> {
  if (!blueskyAdapter.renew) throw new Error('Bluesky renews its sign-ins.');
  return blueskyAdapter.renew(secrets, { http, now: Date.now, baseUrl, broker: undefined });
}

function whoAmI(url = pds.url): HttpRequest {
  return call('com.atproto.server.getSession', url);
}

async function edit(connected: Connected, post: PdsPost | undefined, text: string): Promise<void> {
  const json = {
    repo: connected.account.remoteId,
    collection: 'app.bsky.feed.post',
    rkey: post?.uri.split('/').at(-1),
    record: { ...post?.value, text },
  };
  const api = apiOver(http, blueskyAdapter, connected.account, connected.secrets);
  const edited = await api.send({ ...call('com.atproto.repo.putRecord', pds.url), method: 'POST', body: { json } });
  expect(edited.status).toBe(200);
}

function shownFacets(post: PdsPost): [shown: string, feature: unknown][] {
  const bytes = new TextEncoder().encode(String(post.value['text']));
  const facets = post.value['facets'] as { index: { byteStart: number; byteEnd: number }; features: unknown[] }[];
  return facets.map(({ index, features }) => [
    new TextDecoder().decode(bytes.slice(index.byteStart, index.byteEnd)),
    features[0],
  ]);
}

/** A line to the server that forwards everything and once, after the answer to `method`, breaks without passing it on. */
async function lineThatBreaksAfter(method: string): Promise<{ url: string }> {
  let broken = false;
  const line = createServer((incoming, outgoing) => {
    const onward = forward(
      `${pds.url}${incoming.url}`,
      { method: incoming.method, headers: incoming.headers },
      (given) => {
        if (broken || !incoming.url?.includes(method)) {
          outgoing.writeHead(given.statusCode ?? 500, given.headers);
          given.pipe(outgoing);
          return;
        }
        broken = true;
        given.resume().on('end', () => incoming.socket.destroy());
      },
    );
    incoming.pipe(onward);
  });
  await new Promise<void>((listening) => line.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    line.closeAllConnections();
    line.close();
  });
  return { url: `http://127.0.0.1:${(line.address() as AddressInfo).port}` };
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
