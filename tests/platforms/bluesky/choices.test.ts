import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connected, LinkCard } from '#shared/platforms/platform.ts';
import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import { startAppView, type AppView } from '#tests/kit/pds/app-view.ts';
import { startPds, type Pds, type PdsAccount, type PdsPost } from '#tests/kit/pds/start-pds.ts';
import { PowerCut, stepMemory } from '#tests/kit/step-memory.ts';
import {
  answer,
  answering,
  apiFor,
  image,
  part,
  postAt,
  postsWith,
  publish,
  rkeyOf,
  signIn,
  unique,
} from '#tests/platforms/bluesky/world.ts';

// What a post can carry besides words and four pictures, and what can be done with it once it is out.

let appView: AppView;
let pds: Pds;
let alice: PdsAccount;
let bob: PdsAccount;
let channel: Connected;

beforeAll(async () => {
  appView = await startAppView();
  pds = await startPds({ appView: appView.url });
  [alice, bob] = await Promise.all([pds.createAccount('alice'), pds.createAccount('bob')]);
  channel = await signIn(pds, alice);
}, 60_000);
afterAll(() => Promise.all([pds.stop(), appView.stop()]));

describe('pictures', () => {
  test.each([5, 10])('%i of them are a gallery when that was chosen', async (count) => {
    const cats = Array.from({ length: count }, (_cat, at) => image({ alt: `Cat ${at}`, width: 3, height: 2 }));
    const dot = image({ alt: 'Dot', width: 0, height: 0 });
    const files = [...cats.slice(1), dot];
    const post = await out(draft(unique('gallery'), { gallery: 'yes' }, { media: files.map(({ media }) => media) }), {
      files,
    });
    const { $type, items } = post.value['embed'] as { $type: string; items: Record<string, unknown>[] };
    expect($type).toBe('app.bsky.embed.gallery');
    expect(items).toHaveLength(count);
    expect(items[0]).toMatchObject({
      $type: 'app.bsky.embed.gallery#image',
      alt: 'Cat 1',
      aspectRatio: { width: 3, height: 2 },
    });
  });

  test('up to four are what every app shows, gallery or not', async () => {
    const cat = image({ alt: 'A cat' });
    const post = await out(draft(unique('few'), { gallery: 'yes' }, { media: [cat.media] }), { files: [cat] });
    expect(post.value['embed']).toMatchObject({ $type: 'app.bsky.embed.images' });
  });
});

describe('a quote', () => {
  test.each([
    ['by its address on the web', (theirs: Receipt) => theirs.permalink],
    ['with something behind the address', (theirs: Receipt) => `${theirs.permalink}?ref=share`],
    ['by a DID in the address', (theirs: Receipt) => theirs.permalink.replace('bob.test', encodeURIComponent(bob.did))],
    ['by its address in the protocol', (theirs: Receipt) => theirs.remoteId],
  ])('is named %s', async (_how, address) => {
    const { receipt: theirs } = await publish(await signIn(pds, bob), unique('said by bob'));
    const post = await out(draft(unique('quoting'), { quote: address(theirs) }));
    const { uri, cid } = await postAt(pds, bob, theirs);
    expect(post.value['embed']).toEqual({ $type: 'app.bsky.embed.record', record: { uri, cid } });
  });

  test('of a post on another server is asked for there', async () => {
    const uri = 'at://did:plc:carolcarolcarolcarolcaro/app.bsky.feed.post/3kabcabcabc2a';
    const cid = (await postAt(pds, alice, (await publish(channel, unique('any'))).receipt)).cid;
    appView.addPost({ actor: 'carol.example', uri, cid, text: 'Elsewhere' });
    const address = 'https://bsky.app/profile/carol.example/post/3kabcabcabc2a';
    const post = await out(draft(unique('far'), { quote: address }));
    expect(post.value['embed']).toMatchObject({ record: { uri, cid } });
  });

  test('beside pictures keeps both', async () => {
    const { receipt: mine } = await publish(channel, unique('mine'));
    const cat = image({ alt: 'A cat' });
    const post = await out(draft(unique('both'), { quote: mine.permalink }, { media: [cat.media] }), { files: [cat] });
    expect(post.value['embed']).toMatchObject({
      $type: 'app.bsky.embed.recordWithMedia',
      record: { record: { uri: mine.remoteId } },
      media: { $type: 'app.bsky.embed.images', images: [{ alt: 'A cat' }] },
    });
  });

  test('of a post that is gone is refused before anything is out', async () => {
    const word = unique('gone');
    const quote = `https://bsky.app/profile/alice.test/post/3kabcabcabc2b`;
    await expect(publish(channel, draft(word, { quote }))).rejects.toMatchObject({
      trouble: { kind: 'refused', failure: { code: 'publish.refused' } },
    });
    expect(await postsWith(pds, alice, word)).toEqual([]);
  });
});

describe('a link', () => {
  const LINK = 'https://example.com/bread';
  const PAGE: LinkCard = { url: LINK, title: 'Bread', description: 'How it rises' };

  test('has a card with the picture of its page', async () => {
    const bytes = image({ alt: '' }).bytes;
    const cards = new Map([[LINK, { ...PAGE, picture: { bytes, type: 'image/png' } }]]);
    const { receipt } = await publish(channel, draft(unique('card'), {}, { link: LINK }), { cards });
    expect((await postAt(pds, alice, receipt)).value['embed']).toEqual({
      $type: 'app.bsky.embed.external',
      external: {
        uri: LINK,
        title: 'Bread',
        description: 'How it rises',
        thumb: expect.objectContaining({ mimeType: 'image/png', size: bytes.length }) as unknown,
      },
    });
    expect(receipt.without).toBeUndefined();
  });

  test.each([
    ['is too large', new Uint8Array(randomBytes(1_000_001))],
    ['has exactly the most bytes', new Uint8Array(randomBytes(1_000_000))],
  ])('whose picture %s', async (what, bytes) => {
    const cards = new Map([[LINK, { ...PAGE, picture: { bytes, type: 'image/png' } }]]);
    const post = await out(draft(unique('thumb'), {}, { link: LINK }), { cards });
    const { external } = post.value['embed'] as { external: Record<string, unknown> };
    expect('thumb' in external).toBe(what !== 'is too large');
  });

  test('whose page says nothing goes out without a card, and the receipt says so', async () => {
    const { receipt } = await publish(channel, draft(unique('bare'), {}, { link: LINK }));
    expect((await postAt(pds, alice, receipt)).value).not.toHaveProperty('embed');
    expect(receipt.without).toEqual([
      { code: 'publish.without-card', about: { reason: `${LINK} could not be read.` } },
    ]);
  });

  test('beside a quote keeps both', async () => {
    const { receipt: mine } = await publish(channel, unique('mine'));
    const cards = new Map([[LINK, PAGE]]);
    const post = await out(draft(unique('both'), { quote: mine.permalink }, { link: LINK }), { cards });
    expect(post.value['embed']).toMatchObject({
      $type: 'app.bsky.embed.recordWithMedia',
      media: { $type: 'app.bsky.embed.external', external: { title: 'Bread' } },
    });
  });
});

describe('what a post says about itself', () => {
  test('its languages, in every part', async () => {
    const LANGS = ['en', 'de', 'pt-BR'];
    const word = unique('langs');
    const two = [part(`${word} 1`), part(`${word} 2`)];
    await publish(channel, { segments: two, options: { langs: 'en, de;pt-BR' } });
    const posts = await postsWith(pds, alice, word);
    expect(posts.map(({ value }) => value['langs'])).toEqual([LANGS, LANGS]);
  });

  test.each(['sexual', 'nudity', 'porn', 'graphic-media'])('that it is to be warned of: %s', async (label) => {
    const post = await out(draft(unique('label'), { labels: label }));
    expect(post.value['labels']).toEqual({
      $type: 'com.atproto.label.defs#selfLabels',
      values: [{ val: label }],
    });
  });

  test('nothing, when nothing was chosen', async () => {
    const post = await out(draft(unique('plain'), { labels: 'none', langs: '', whoCanReply: 'everyone' }));
    expect(Object.keys(post.value).toSorted()).toEqual(['$type', 'createdAt', 'text']);
  });
});

describe('who may reply', () => {
  test.each([
    ['mentioned', [{ $type: 'app.bsky.feed.threadgate#mentionRule' }]],
    ['following', [{ $type: 'app.bsky.feed.threadgate#followingRule' }]],
    ['followers', [{ $type: 'app.bsky.feed.threadgate#followerRule' }]],
    ['nobody', []],
  ])('is %s', async (whoCanReply, allow) => {
    const post = await out(draft(unique('gate'), { whoCanReply }));
    expect(await gateOf(post, 'threadgate')).toMatchObject({ post: post.uri, allow });
  });

  test('is everyone when nothing was chosen', async () => {
    const post = await out(draft(unique('open')));
    expect(await gateOf(post, 'threadgate')).toBeUndefined();
    expect(await gateOf(post, 'postgate')).toBeUndefined();
  });

  test('is said for the thread, and who may quote for each part', async () => {
    const word = unique('gates');
    const segments = [part(`${word} 1`), part(`${word} 2`)];
    const { memory } = await publish(channel, { segments, options: { whoCanReply: 'nobody', noQuotes: 'yes' } });
    const [first, second] = await postsWith(pds, alice, word);
    if (!first || !second) throw new Error('Both parts are out.');
    expect(await gateOf(first, 'threadgate')).toMatchObject({ allow: [] });
    expect(await gateOf(second, 'threadgate')).toBeUndefined();
    for (const post of [first, second])
      expect(await gateOf(post, 'postgate')).toMatchObject({
        post: post.uri,
        embeddingRules: [{ $type: 'app.bsky.feed.postgate#disableRule' }],
      });
    expect(memory.finished.filter((step) => !step.startsWith('facets'))).toEqual([
      'keys',
      'create/0',
      'replies/0',
      'quotes/0',
      'create/1',
      'quotes/1',
      'confirm',
    ]);
  });

  test('that the server refuses to limit keeps no post from going out, and the receipt says so', async () => {
    const refusing = answering((request) =>
      JSON.stringify(request.body ?? '').includes('threadgate') ? answer(400, 'InvalidRequest') : undefined,
    );
    const { receipt } = await publish(channel, draft(unique('ungated'), { whoCanReply: 'nobody' }), { http: refusing });
    expect(receipt.without).toMatchObject([{ code: 'publish.without-gate', about: { platform: 'Bluesky' } }]);
    await postAt(pds, alice, receipt);
  });
});

describe('a first comment', () => {
  test('answers the last part, with its own links', async () => {
    const word = unique('comment');
    const segments = [part(`${word} 1`), part(`${word} 2`)];
    const firstComment = `${word} says @bob.test`;
    const { receipt } = await publish(channel, { segments, firstComment, options: {} });
    const [first, second, comment] = await postsWith(pds, alice, word);
    expect(comment?.value).toMatchObject({
      text: firstComment,
      reply: { root: { uri: first?.uri }, parent: { uri: second?.uri } },
      facets: [{ features: [{ did: bob.did }] }],
    });
    expect(receipt.parts).toHaveLength(2);
    expect(receipt.without).toBeUndefined();
  });

  test('of blanks is none', async () => {
    const word = unique('blank');
    await publish(channel, { segments: [part(word)], firstComment: '  \n ', options: {} });
    expect(await postsWith(pds, alice, word)).toHaveLength(1);
  });

  test('that is refused leaves the post out, and the receipt says so', async () => {
    const word = unique('refused');
    const refusing = answering((request) =>
      JSON.stringify(request.body ?? '').includes('no such thing') ? answer(400, 'InvalidRequest') : undefined,
    );
    const { receipt } = await publish(
      channel,
      { segments: [part(word)], firstComment: 'no such thing', options: {} },
      { http: refusing },
    );
    expect(receipt.without).toMatchObject([{ code: 'publish.comment-refused', about: { platform: 'Bluesky' } }]);
    expect(await postsWith(pds, alice, word)).toHaveLength(1);
  });
});

test('a part that is refused when the first is out says that people see the beginning', async () => {
  const word = unique('half');
  await expect(publish(channel, [part(word), part('x'.repeat(301))])).rejects.toMatchObject({
    trouble: { kind: 'refused', failure: { code: 'publish.reply-refused' } },
  });
  expect(await postsWith(pds, alice, word)).toHaveLength(1);
});

describe('a power cut, with everything a post can carry', () => {
  const LINK = 'https://example.com/all';
  const cards = new Map([[LINK, { url: LINK, title: 'All', description: '' }]]);
  const STEPS = [
    'keys',
    'quote',
    'facets/0',
    'card/0',
    'facets/1',
    'media/1/0',
    'facets/comment',
    'create/0',
    'replies/0',
    'quotes/0',
    'create/1',
    'quotes/1',
    'comment',
    'confirm',
  ];

  test('can come at each of these steps', async () => {
    const { memory } = await everything(unique('all'), stepMemory());
    expect(memory.finished).toEqual(STEPS);
  });

  test.each(STEPS.flatMap((step) => [`before ${step}`, `after ${step}`]))('%s leaves one of each', async (moment) => {
    const memory = stepMemory();
    const [when, step = ''] = moment.split(' ');
    if (when === 'before') memory.crashBefore(step);
    else memory.crashAfter(step);
    const word = unique('cut');
    await expect(everything(word, memory)).rejects.toThrow(PowerCut);
    await everything(word, memory);
    const posts = await postsWith(pds, alice, word);
    expect(posts.map(({ value }) => value['text'])).toEqual([`${word} 1`, `${word} 2`, `${word} comment`]);
    for (const post of posts.slice(0, 2)) expect(await gateOf(post, 'postgate')).toBeDefined();
  });

  async function everything(word: string, memory: ReturnType<typeof stepMemory>): ReturnType<typeof publish> {
    const cat = image({ alt: 'A cat' });
    const quote = (await publish(channel, unique('quoted'))).receipt.permalink;
    const segments = [
      { ...part(`${word} 1`), link: LINK },
      { text: `${word} 2`, media: [cat.media] },
    ];
    const options = { quote, whoCanReply: 'following', noQuotes: 'yes', langs: 'en', labels: 'nudity' };
    const whole: Draft = { segments, firstComment: `${word} comment`, options };
    return publish(channel, whole, { memory, files: [cat], cards });
  }
});

describe('a post that is out', () => {
  test('is taken down with everything that came with it, and taking it down again changes nothing', async () => {
    const word = unique('down');
    const segments = [part(`${word} 1`), part(`${word} 2`)];
    const options = { whoCanReply: 'nobody', noQuotes: 'yes' };
    const { receipt, api } = await publish(channel, { segments, firstComment: `${word} comment`, options });
    const { receipt: other } = await publish(channel, unique('stays'));
    const [first] = await postsWith(pds, alice, word);
    for (let times = 0; times < 2; times += 1) {
      await blueskyAdapter.remove?.(receipt, api);
      expect(await postsWith(pds, alice, word)).toEqual([]);
    }
    if (!first) throw new Error('The thread was out.');
    expect([await gateOf(first, 'threadgate'), await gateOf(first, 'postgate')]).toEqual([undefined, undefined]);
    await postAt(pds, alice, other);
  });

  test('cannot be taken down while the server has trouble, which is said', async () => {
    const { receipt } = await publish(channel, unique('stuck'));
    const busy = answering((request) => (request.url.includes('deleteRecord') ? answer(503, 'Busy') : undefined));
    await expect(blueskyAdapter.remove?.(receipt, apiFor(channel, { http: busy }))).rejects.toMatchObject({
      trouble: { failure: { code: 'publish.server-trouble' } },
    });
  });

  test('is counted, its parts together, without the parts that answer one another', async () => {
    const { receipt, api } = await publish(channel, [part(unique('one')), part(unique('two'))]);
    const [one, two] = receipt.parts.map(({ remoteId }) => remoteId);
    appView.count(one ?? '', { likeCount: 3, repostCount: 1, replyCount: 3, quoteCount: 0, bookmarkCount: 2 });
    appView.count(two ?? '', { likeCount: 2, repostCount: 0, replyCount: 1, quoteCount: 1 });
    expect(await blueskyAdapter.metrics?.(receipt, api)).toEqual({
      likes: 5,
      comments: 3,
      shares: 1,
      quotes: 1,
      saves: 2,
    });
  });

  test('of more parts than can be asked about at once is asked about in turns', async () => {
    const { api } = await publish(channel, unique('many'));
    const parts = Array.from({ length: 26 }, (_part, at) => ({ remoteId: `at://${alice.did}/x/${at}`, permalink: '' }));
    for (const { remoteId } of parts) appView.count(remoteId, { likeCount: 1 });
    const before = appView.asked.length;
    const receipt = { ...parts[0], publishedAt: 0, confirmedBy: 'answer', parts } as Receipt;
    expect(await blueskyAdapter.metrics?.(receipt, api)).toEqual({ likes: 26 });
    expect(appView.asked.slice(before)).toHaveLength(2);
  });

  test('that nobody has counted yet has no numbers, which is not zero', async () => {
    const { receipt, api } = await publish(channel, unique('fresh'));
    expect(await blueskyAdapter.metrics?.(receipt, api)).toEqual({});
  });
});

describe('the account', () => {
  test('is well when the session works, whatever the service for videos does', async () => {
    expect(await blueskyAdapter.health?.(apiFor(channel))).toEqual({ missingPermissions: [] });
  });

  test('that was deactivated has to be seen to', async () => {
    const state = { did: alice.did, handle: 'alice.test', active: false, status: 'deactivated' };
    const asleep = answering((request) =>
      request.url.includes('getSession') ? { status: 200, headers: {}, body: JSON.stringify(state) } : undefined,
    );
    await expect(blueskyAdapter.health?.(apiFor(channel, { http: asleep }))).rejects.toMatchObject({
      trouble: { kind: 'signed-out', failure: { code: 'channel.needs-attention' } },
    });
  });
});

test('a computer whose clock is ten minutes off posts once, at the server’s time', async () => {
  for (const off of [-600_000, 600_000]) {
    const word = unique('clock');
    const now = (): number => Date.now() + off;
    const memory = stepMemory({ now });
    memory.crashAfter('create/0');
    await expect(publish(channel, word, { memory, now })).rejects.toThrow(PowerCut);
    const { receipt } = await publish(channel, word, { memory, now });
    expect(await postsWith(pds, alice, word)).toHaveLength(1);
    expect(Math.abs(receipt.publishedAt - Date.now())).toBeLessThan(5000);
  }
});

// The world

function draft(text: string, options: Draft['options'] = {}, segment: Partial<Draft['segments'][number]> = {}): Draft {
  return { segments: [{ ...part(text), ...segment }], options };
}

/** Publishes and gives what the server then has. */
async function out(what: Draft, options: Parameters<typeof publish>[2] = {}): Promise<PdsPost> {
  expect(blueskyAdapter.platform.rules.check(what, {}).filter(({ severity }) => severity === 'stops')).toEqual([]);
  return postAt(pds, alice, (await publish(channel, what, options)).receipt);
}

async function gateOf(post: PdsPost, kind: 'threadgate' | 'postgate'): Promise<PdsPost['value'] | undefined> {
  const gates = await pds.listRecords(alice.did, `app.bsky.feed.${kind}`);
  return gates.find(({ uri }) => rkeyOf(uri) === rkeyOf(post.uri))?.value;
}
