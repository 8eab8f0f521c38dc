import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startInstagram, type Instagram, type SimulatedInstagramAccount } from '#simulators/instagram.ts';
import { openFileHost, type FileHost } from '#tests/kit/file-host.ts';
import { jpegOf, mp4Of } from '#tests/platforms/instagram/instagram-world.ts';

// Meta's own client for Node, as it comes, against the simulator: only its address is another one.

type Fields = Readonly<Record<string, unknown>>;

/** As much of the client as is used here; it brings no types. */
interface SdkObject {
  readonly id: string;
  readonly _data: Fields;
  read(fields: readonly string[]): Promise<SdkObject>;
  delete(): Promise<Fields>;
  createMedia(fields: readonly string[], params: Fields): Promise<SdkObject>;
  createMediaPublish(fields: readonly string[], params: Fields): Promise<SdkObject>;
  createComment(fields: readonly string[], params: Fields): Promise<SdkObject>;
  getMedia(fields: readonly string[], params?: Fields): Promise<readonly SdkObject[]>;
  getStories(fields: readonly string[], params?: Fields): Promise<readonly SdkObject[]>;
  getComments(fields: readonly string[], params?: Fields): Promise<readonly SdkObject[]>;
  getInsights(fields: readonly string[], params: Fields): Promise<readonly SdkObject[]>;
  getContentPublishingLimit(fields: readonly string[]): Promise<readonly SdkObject[]>;
}
type SdkClass = new (id: string, data: Fields, parent: undefined, api: unknown) => SdkObject;
interface Sdk {
  readonly FacebookAdsApi: new (token: string, locale: string, reportsCrashes: boolean) => object;
  readonly IGUser: SdkClass;
  readonly IGMedia: SdkClass;
}
const sdk = createRequire(import.meta.url)('facebook-nodejs-business-sdk') as Sdk;

const START = Date.UTC(2026, 10, 23, 9, 0, 0);

let at: number;
let server: Instagram;
let bakery: SimulatedInstagramAccount;
let host: FileHost;

beforeEach(async () => {
  at = START;
  server = await startInstagram({ clock: { now: () => at } });
  bakery = server.createAccount({ username: 'bakery', displayName: 'The Bakery' });
  host = openFileHost();
  Object.defineProperty(sdk.FacebookAdsApi, 'GRAPH', { configurable: true, get: () => server.url });
});

afterEach(async () => {
  await Promise.all([server.stop(), host.stop()]);
});

function object(kind: 'IGUser' | 'IGMedia', id: string, token = bakery.facebookTokens().page): SdkObject {
  return new sdk[kind](id, {}, undefined, new sdk.FacebookAdsApi(token, 'en_US', false));
}

function user(token?: string): SdkObject {
  return object('IGUser', bakery.id, token);
}

function picture(which = 1): Promise<string> {
  return host.put(`picture-${which}.jpg`, 'image/jpeg', jpegOf(1080, 1080, which));
}

async function published(params: Fields): Promise<SdkObject> {
  const { id } = await user().createMedia([], params);
  return user().createMediaPublish([], { creation_id: id });
}

async function refusalOf(work: Promise<unknown>): Promise<{ status: number; code: unknown; subcode: unknown }> {
  const thrown = (await work.catch((error: unknown) => error)) as { status: number; response: Fields };
  return { status: thrown.status, code: thrown.response['code'], subcode: thrown.response['error_subcode'] };
}

describe('publishing', () => {
  test('a picture: container, status, publish, permalink', async () => {
    const container = await user().createMedia([], {
      image_url: await picture(),
      caption: 'Fresh bread',
      alt_text: 'A loaf',
    });
    const status = await object('IGMedia', container.id).read(['status_code', 'status']);
    const { id } = await user().createMediaPublish([], { creation_id: container.id });
    const media = await object('IGMedia', id).read([
      'permalink',
      'timestamp',
      'caption',
      'media_type',
      'media_product_type',
    ]);

    expect(status._data['status_code']).toBe('FINISHED');
    expect(media._data).toMatchObject({
      id,
      caption: 'Fresh bread',
      media_type: 'IMAGE',
      media_product_type: 'FEED',
      timestamp: '2026-11-23T09:00:00+0000',
      permalink: server.arrived()[0]?.url,
    });
    expect(server.arrived()).toMatchObject([
      { kind: 'image', text: 'Fresh bread', media: [{ description: 'A loaf' }] },
    ]);
  });

  test('a reel is prepared for a while', async () => {
    const video = await host.put('oven.mp4', 'video/mp4', mp4Of());
    const { id } = await user().createMedia([], { media_type: 'REELS', video_url: video, caption: 'Oven' });
    const early = await refusalOf(user().createMediaPublish([], { creation_id: id }));
    at += 20_000;
    await user().createMediaPublish([], { creation_id: id });

    expect(early).toMatchObject({ code: 9007, subcode: 2207027 });
    expect(server.arrived()).toMatchObject([{ kind: 'reel', text: 'Oven' }]);
  });

  test('a carousel of two, and a story', async () => {
    const children: string[] = [];
    for (const n of [1, 2]) {
      const child = await user().createMedia([], { image_url: await picture(n), is_carousel_item: true });
      children.push(child.id);
    }
    await published({ media_type: 'CAROUSEL', children: children.join(','), caption: 'Two' });
    const story = await published({ media_type: 'STORIES', image_url: await picture(3) });

    expect(server.arrived().map((one) => [one.kind, one.media.length])).toEqual([
      ['carousel', 2],
      ['story', 1],
    ]);
    expect((await user().getMedia(['id'])).map((one) => one.id)).not.toContain(story.id);
    expect((await user().getStories(['id'])).map((one) => one.id)).toEqual([story.id]);
  });

  test('with Instagram Login the same calls work', async () => {
    const mine = user(bakery.token());
    const { id } = await mine.createMedia([], { image_url: await picture() });

    await mine.createMediaPublish([], { creation_id: id });

    expect(server.arrived()).toHaveLength(1);
  });
});

describe('what is out', () => {
  test('is listed newest first, a page at a time', async () => {
    for (const caption of ['One', 'Two', 'Three']) {
      await published({ image_url: await picture(), caption });
      at += 1000;
    }

    const list = await user().getMedia(['caption', 'timestamp'], { limit: 2 });

    expect(list.map((one) => one._data['caption'])).toEqual(['Three', 'Two']);
  });

  test('can be commented, counted and taken down', async () => {
    const { id } = await published({ image_url: await picture(), caption: 'One' });
    const media = object('IGMedia', id);

    await media.createComment([], { message: 'First' });
    const comments = await media.getComments(['text', 'username', 'timestamp']);
    const insights = await media.getInsights([], { metric: 'views,comments' });
    const [limit] = await user().getContentPublishingLimit(['quota_usage', 'config']);
    const removed = await object('IGMedia', id, bakery.facebookTokens().user).delete();

    expect(comments.map((one) => one._data)).toMatchObject([{ text: 'First', username: 'bakery' }]);
    expect(insights.map((one) => one._data['name'])).toEqual(['views', 'comments']);
    expect(limit?._data).toMatchObject({ quota_usage: 1, config: { quota_total: 100, quota_duration: 86_400 } });
    expect(removed).toEqual({ success: true, deleted_id: id });
    expect(server.arrived()[0]).toMatchObject({ isRemoved: true });
  });

  test('is taken down neither by the page nor with Instagram Login', async () => {
    const { id } = await published({ image_url: await picture() });

    for (const token of [bakery.facebookTokens().page, bakery.token()]) {
      expect(await refusalOf(object('IGMedia', id, token).delete())).toMatchObject({ code: 100, subcode: 33 });
    }
  });
});

describe('refused', () => {
  test.each<[what: string, params: () => Promise<Fields>, code: number, subcode: number]>([
    ['an address where nothing is', async () => ({ image_url: `${server.url}/nothing.jpg` }), 9004, 2207052],
    [
      'a PNG',
      async () => ({ image_url: await host.put('a', 'image/jpeg', Buffer.from('\u0089PNG', 'latin1')) }),
      36_001,
      2207005,
    ],
    ['a banner', async () => ({ image_url: await host.put('b', 'image/jpeg', jpegOf(3000, 1000)) }), 36_003, 2207009],
    ['2201 characters', async () => ({ image_url: await picture(), caption: 'a'.repeat(2201) }), 36_004, 2207010],
    ['a video that is no reel', async () => ({ media_type: 'VIDEO', video_url: 'x' }), 100, 2207067],
    ['an unknown type', async () => ({ media_type: 'HOLOGRAM', image_url: 'x' }), 100, 2207023],
    ['a carousel of one', async () => ({ media_type: 'CAROUSEL', children: '1' }), 100, 2207028],
  ])('%s', async (_what, params, code, subcode) => {
    expect(await refusalOf(user().createMedia([], await params()))).toEqual({ status: 400, code, subcode });
  });

  test('a container twice, one of a day ago, and one too many', async () => {
    const container = await user().createMedia([], { image_url: await picture() });
    await user().createMediaPublish([], { creation_id: container.id });
    const stale = await user().createMedia([], { image_url: await picture() });
    server.behaviour.postsADay = 1;

    expect(await refusalOf(user().createMediaPublish([], { creation_id: container.id }))).toMatchObject({ code: 9007 });
    expect(await refusalOf(user().createMediaPublish([], { creation_id: stale.id }))).toMatchObject({
      code: 9,
      subcode: 2207042,
    });
    at += 24 * 3_600_000;
    expect(await refusalOf(user().createMediaPublish([], { creation_id: stale.id }))).toMatchObject({
      code: 24,
      subcode: 2207008,
    });
  });

  test('the 401st container of a day', async () => {
    const token = bakery.facebookTokens().page;
    const params = { image_url: await picture() };
    for (let n = 0; n < 400; n += 1) await user(token).createMedia([], params);

    expect(await refusalOf(user(token).createMedia([], params))).toMatchObject({ code: 4 });
  });

  test('a token of somebody else, an ended one, and one without the permission', async () => {
    const mill = server.createAccount({ username: 'mill' });
    const ended = bakery.token({ lastsMs: 1000 });
    const basic = bakery.token({ scopes: ['instagram_business_basic'] });
    at += 2000;

    expect(await refusalOf(user(mill.token()).getMedia(['id']))).toMatchObject({ code: 100, subcode: 33 });
    expect(await refusalOf(user(ended).getMedia(['id']))).toMatchObject({ code: 190, subcode: 463 });
    expect(await refusalOf(user(basic).createMedia([], {}))).toMatchObject({ status: 403, code: 200 });
  });

  test('too many calls, with the minutes until there may be more', async () => {
    server.usage.business.set(bakery.id, { percent: 100, regainMinutes: 7 });

    const thrown = (await user()
      .getMedia(['id'])
      .catch((error: unknown) => error)) as { response: Fields; headers: Record<string, string> };

    expect(thrown.response['code']).toBe(80_002);
    expect(thrown.headers['x-business-use-case-usage']).toContain('"estimated_time_to_regain_access":7');
  });
});

test('the page shows what arrived, with its pictures and their descriptions', async () => {
  await published({ image_url: await picture(), caption: '<script>alert(1)</script>', alt_text: 'A "loaf"' });

  const page = await (await fetch(server.url)).text();
  const file = /src="(\/files\/\d+)"/.exec(page)?.[1] ?? '';

  expect(page).toContain('alt="A &quot;loaf&quot;"');
  expect(page).not.toContain('<script>');
  expect((await fetch(`${server.url}${file}`)).headers.get('content-type')).toBe('image/jpeg');
});
