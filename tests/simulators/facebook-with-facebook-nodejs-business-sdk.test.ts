import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  APP,
  startFacebook,
  type Facebook,
  type SimulatedPage,
  type SimulatedPerson,
  type TokenWanted,
} from '#simulators/facebook.ts';
import { openFileHost, type FileHost } from '#tests/kit/file-host.ts';
import { mp4Of, pngOf } from '#tests/platforms/facebook/facebook-world.ts';

// Meta's own client for Node, as it comes, against the simulator: only its address is another one. It fetches files by
// address; bytes, which it cannot send, go by `fetch` as its documentation shows for curl.

type Fields = Readonly<Record<string, unknown>>;

/** As much of the client as is used here; it brings no types. */
interface SdkObject {
  readonly id: string;
  readonly _data: Fields;
  read(fields: readonly string[]): Promise<SdkObject>;
  delete(): Promise<Fields>;
  createFeed(fields: readonly string[], params: Fields): Promise<SdkObject>;
  createPhoto(fields: readonly string[], params: Fields): Promise<SdkObject>;
  createVideo(fields: readonly string[], params: Fields): Promise<SdkObject>;
  createVideoReel(fields: readonly string[], params: Fields): Promise<SdkObject>;
  createVideoStory(fields: readonly string[], params: Fields): Promise<SdkObject>;
  createPhotoStory(fields: readonly string[], params: Fields): Promise<SdkObject>;
  createComment(fields: readonly string[], params: Fields): Promise<SdkObject>;
  getPublishedPosts(fields: readonly string[], params?: Fields): Promise<SdkList>;
  getScheduledPosts(fields: readonly string[], params?: Fields): Promise<SdkList>;
  getStories(fields: readonly string[], params?: Fields): Promise<SdkList>;
  getComments(fields: readonly string[], params?: Fields): Promise<SdkList>;
  getInsights(fields: readonly string[], params: Fields): Promise<SdkList>;
  getAccounts(fields: readonly string[], params?: Fields): Promise<SdkList>;
  getBusinesses(fields: readonly string[]): Promise<SdkList>;
  getOwnedPages(fields: readonly string[]): Promise<SdkList>;
}
type SdkList = readonly SdkObject[] & { hasNext(): boolean; next(): Promise<SdkList> };
type SdkClass = new (id: string, data: Fields, parent: undefined, api: SdkApi) => SdkObject;
interface SdkApi {
  call(method: string, path: readonly string[], params?: Fields): Promise<Fields>;
}
interface Sdk {
  readonly FacebookAdsApi: new (token: string, locale: string, reportsCrashes: boolean) => SdkApi;
  readonly Page: SdkClass;
  readonly PagePost: SdkClass;
  readonly AdVideo: SdkClass;
  readonly User: SdkClass;
  readonly Business: SdkClass;
}
const sdk = createRequire(import.meta.url)('facebook-nodejs-business-sdk') as Sdk;

const START = Date.UTC(2026, 10, 23, 9, 0, 0);
const HOUR = 3_600_000;

let at: number;
let server: Facebook;
let bakery: SimulatedPage;
let baker: SimulatedPerson;
let host: FileHost;

beforeEach(async () => {
  at = START;
  server = await startFacebook({ clock: { now: () => at } });
  bakery = server.createPage({ name: 'The Bakery', username: 'bakery' });
  baker = server.createPerson({ name: 'Maria Baker' });
  baker.joins(bakery);
  host = openFileHost();
  Object.defineProperty(sdk.FacebookAdsApi, 'GRAPH', { configurable: true, get: () => server.url });
});

afterEach(async () => {
  await Promise.all([server.stop(), host.stop()]);
});

function token(wanted?: TokenWanted): string {
  return baker.tokens(bakery, wanted).page;
}

function apiWith(accessToken: string): SdkApi {
  return new sdk.FacebookAdsApi(accessToken, 'en_US', false);
}

function object(kind: 'PagePost' | 'AdVideo', id: string): SdkObject {
  return new sdk[kind](id, {}, undefined, apiWith(token()));
}

/** A fresh one for each call: it sends along what it was told before. */
function page(accessToken = token(), id = bakery.id): SdkObject {
  return new sdk.Page(id, {}, undefined, apiWith(accessToken));
}

function person(): SdkObject {
  return new sdk.User('me', {}, undefined, apiWith(baker.tokens(bakery).user));
}

function picture(which = 1): Promise<string> {
  return host.put(`picture-${which}.png`, 'image/png', pngOf(which));
}

function film(which = 1): Promise<string> {
  return host.put(`film-${which}.mp4`, 'video/mp4', mp4Of(which));
}

async function refusalOf(work: Promise<unknown>): Promise<{ status: number; code: unknown; subcode: unknown }> {
  const thrown = (await work.catch((error: unknown) => error)) as { status: number; response: Fields };
  return { status: thrown.status, code: thrown.response['code'], subcode: thrown.response['error_subcode'] };
}

describe('publishing', () => {
  test('a text, and read after write', async () => {
    const made = await page().createFeed(['id', 'permalink_url'], { message: 'Fresh bread' });

    expect(made._data).toMatchObject({ id: server.arrived()[0]?.id, permalink_url: server.arrived()[0]?.url });
    expect(server.arrived()).toMatchObject([{ account: 'The Bakery', kind: 'post', text: 'Fresh bread' }]);
  });

  test('a link', async () => {
    await page().createFeed([], { message: 'Read', link: 'https://bakery.example/rye' });

    expect(server.arrived()).toMatchObject([{ link: 'https://bakery.example/rye' }]);
  });

  test('a photo at once, from its address and as bytes', async () => {
    const made = await page().createPhoto([], { url: await picture(), message: 'Look', alt_text_custom: 'A loaf' });
    const form = new FormData();
    form.set('message', 'Bytes');
    form.set('source', new Blob([Buffer.from(pngOf(2))], { type: 'image/png' }), 'two.png');
    const headers = { authorization: `Bearer ${token()}` };
    await fetch(`${server.url}/v26.0/${bakery.id}/photos`, { method: 'POST', headers, body: form });

    expect(made._data['post_id']).toBe(server.arrived()[0]?.id);
    expect(server.arrived()).toMatchObject([
      { text: 'Look', media: [{ description: 'A loaf' }] },
      { text: 'Bytes', media: [{ mimeType: 'image/png' }] },
    ]);
  });

  test('several photos: unseen first, then together', async () => {
    const photos: SdkObject[] = [];
    for (const n of [1, 2, 3]) photos.push(await page().createPhoto([], { url: await picture(n), published: false }));
    expect(server.arrived()).toEqual([]);

    const made = await page().createFeed([], {
      message: 'Three',
      attached_media: photos.map(({ id }) => ({ media_fbid: id })),
    });

    const post = await object('PagePost', String(made._data['id'])).read([
      'attachments{media_type,target{id},subattachments{media_type,target{id}}}',
    ]);
    const [album] = (post._data['attachments'] as { data: { subattachments: { data: Fields[] } }[] }).data;
    expect(album?.subattachments.data.map((one) => (one['target'] as Fields)['id'])).toEqual(
      photos.map(({ id }) => id),
    );
  });

  test('a video is prepared for a while, then it is in the list', async () => {
    const { id } = await page().createVideo([], { file_url: await film(), description: 'Oven' });
    const early = await object('AdVideo', id).read(['status', 'published']);
    const before = await page().getPublishedPosts(['id']);
    at += 10_000;
    const ready = await object('AdVideo', id).read(['status', 'published']);

    expect(early._data).toMatchObject({ published: false, status: { publishing_phase: { status: 'in_progress' } } });
    expect(ready._data).toMatchObject({ published: true, status: { video_status: 'ready' } });
    expect(before).toHaveLength(0);
    expect(await page().getPublishedPosts(['id'])).toHaveLength(1);
  });

  test('a reel and a story in three phases', async () => {
    const finish = { upload_phase: 'finish' };
    const reel = await page().createVideoReel([], { upload_phase: 'start' });
    const headers = { authorization: `OAuth ${token()}`, file_url: await film(1) };
    await fetch(String(reel._data['upload_url']), { method: 'POST', headers });
    await page().createVideoReel([], {
      ...finish,
      video_id: reel._data['video_id'],
      video_state: 'PUBLISHED',
      description: 'A minute',
    });
    const story = await page().createVideoStory([], { upload_phase: 'start' });
    const bytes = Buffer.from(mp4Of(2));
    await fetch(String(story._data['upload_url']), {
      method: 'POST',
      headers: { authorization: `OAuth ${token()}`, offset: '0', file_size: String(bytes.length) },
      body: bytes,
    });
    await page().createVideoStory([], { ...finish, video_id: story._data['video_id'] });
    at += 10_000;

    expect(server.arrived()).toMatchObject([
      { kind: 'reel', text: 'A minute', id: reel._data['video_id'] },
      { kind: 'story' },
    ]);
    expect(await page().getStories(['post_id'])).toHaveLength(1);
  });

  test('a story of a photo', async () => {
    const { id } = await page().createPhoto([], { url: await picture(), published: false });

    const story = await page().createPhotoStory([], { photo_id: id });

    expect(story._data).toMatchObject({ success: true, post_id: server.arrived()[0]?.id });
  });

  test('a scheduled post waits, and goes out by the clock', async () => {
    const time = Math.floor((at + HOUR) / 1000);
    await page().createFeed([], { message: 'At ten', published: false, scheduled_publish_time: time });
    const waiting = await page().getScheduledPosts(['message', 'scheduled_publish_time']);
    expect(server.arrived()).toMatchObject([{ scheduledFor: at + HOUR }]);
    at += HOUR;
    const out = await page().getPublishedPosts(['message', 'created_time', 'application']);

    expect(waiting.map((one) => one._data)).toMatchObject([{ message: 'At ten', scheduled_publish_time: time }]);
    expect(out.map((one) => one._data)).toMatchObject([
      { message: 'At ten', created_time: '2026-11-23T10:00:00+0000', application: { id: APP.id } },
    ]);
    expect(await page().getScheduledPosts(['id'])).toHaveLength(0);
  });
});

describe('what is out', () => {
  async function published(message: string): Promise<SdkObject> {
    const made = await page().createFeed([], { message });
    return object('PagePost', String(made._data['id']));
  }

  test('is listed newest first, a page at a time, since a time', async () => {
    for (const message of ['One', 'Two', 'Three']) {
      await published(message);
      at += 1000;
    }

    const first = await page().getPublishedPosts(['message'], { limit: 2 });
    const since = await page().getPublishedPosts(['message'], { since: START / 1000 + 2 });

    expect(first.map((one) => one._data['message'])).toEqual(['Three', 'Two']);
    expect(first.hasNext()).toBe(true);
    expect(since.map((one) => one._data['message'])).toEqual(['Three']);
  });

  test('can be commented, counted, changed and taken down', async () => {
    const post = await published('One');

    await post.createComment([], { message: 'First' });
    const comments = await post.getComments(['message', 'from']);
    const insights = await post.getInsights([], { metric: 'post_media_view,post_clicks' });
    const counts = await post.read(['shares', 'comments.summary(true).limit(0)', 'reactions.summary(true).limit(0)']);
    const changed = await apiWith(token()).call('POST', [post.id], { message: 'New' });
    const removed = await post.delete();

    expect(comments.map((one) => one._data)).toMatchObject([{ message: 'First', from: { id: bakery.id } }]);
    expect(insights.map((one) => one._data['name'])).toEqual(['post_media_view', 'post_clicks']);
    expect(counts._data).toMatchObject({ comments: { summary: { total_count: 1 } }, reactions: { summary: {} } });
    expect([changed, removed]).toMatchObject([{ success: true }, { success: true }]);
    expect(server.arrived()[0]).toMatchObject({ text: 'New', isRemoved: true });
  });
});

describe('a person', () => {
  test('sees their pages, each with its token, and those of a business', async () => {
    const shop = server.createPage({ name: 'Shop' });
    baker.joins(shop, ['ANALYZE']);
    server.createBusiness({ name: 'Baking Ltd', people: [baker], owned: [shop] });

    const accounts = await person().getAccounts(['id', 'name', 'access_token', 'tasks']);
    const [business] = await person().getBusinesses(['id']);
    const owned = await new sdk.Business(
      business?.id ?? '',
      {},
      undefined,
      apiWith(baker.tokens(bakery).user),
    ).getOwnedPages(['name']);

    expect(
      accounts.map((one) => [one._data['name'], (one._data['tasks'] as string[]).includes('CREATE_CONTENT')]),
    ).toEqual([
      ['The Bakery', true],
      ['Shop', false],
    ]);
    await expect(
      page(String(accounts[0]?._data['access_token'])).createFeed([], { message: 'Hi' }),
    ).resolves.toBeDefined();
    expect(owned.map((one) => one._data['name'])).toEqual(['Shop']);
  });

  test('is told about by debug_token, and can take the app’s permissions back', async () => {
    const { user, page: ofPage } = baker.tokens(bakery);
    const ask = (input: string) =>
      apiWith(`${APP.id}|${APP.secret}`).call('GET', ['debug_token'], { input_token: input });
    const [about, aboutPage] = [await ask(user), await ask(ofPage)];
    await apiWith(user).call('DELETE', ['me', 'permissions', 'pages_manage_posts']);
    const lacking = await refusalOf(page(ofPage).createFeed([], { message: 'Hi' }));
    await apiWith(user).call('DELETE', ['me', 'permissions']);

    expect(about['data']).toMatchObject({ app_id: APP.id, is_valid: true, expires_at: START / 1000 + 60 * 86_400 });
    expect(aboutPage['data']).toMatchObject({ type: 'PAGE', profile_id: bakery.id, expires_at: 0 });
    expect(lacking).toMatchObject({ code: 200 });
    expect(await refusalOf(page(ofPage).getPublishedPosts(['id']))).toMatchObject({ code: 190, subcode: 458 });
    expect((await ask(user))['data']).toMatchObject({ is_valid: false });
  });
});

describe('refused', () => {
  test.each<[what: string, work: () => Promise<unknown>, code: number, subcode?: number]>([
    ['nothing', () => page().createFeed([], {}), 100],
    ['a link to facebook.com', () => page().createFeed([], { link: 'https://facebook.com/x' }), 100, 1_609_008],
    ['a bad address', () => page().createFeed([], { link: 'nonsense' }), 100, 2_061_006],
    ['an address where nobody is', () => page().createFeed([], { link: 'https://a.invalid' }), 1_609_005],
    ['a photo that is none', async () => page().createPhoto([], { url: await film() }), 324, 1_366_046],
    ['a video that is none', async () => page().createVideo([], { file_url: await picture() }), 352, 1_363_024],
    ['a photo of nobody', () => page().createFeed([], { attached_media: [{ media_fbid: '1' }] }), 100],
    ['a time too near', () => scheduled(HOUR / 6 - 1000), 100],
    ['a time too far', () => scheduled(31 * 24 * HOUR), 100],
    ['an object of nobody', () => object('PagePost', '1_2').read(['id']), 100, 33],
    ['a reel of nobody', () => page().createVideoReel([], { upload_phase: 'finish', video_id: '1' }), 100, 33],
  ])('%s', async (_what, work, code, subcode) => {
    expect(await refusalOf(work())).toMatchObject({ code, ...(subcode === undefined ? {} : { subcode }) });
    expect(server.arrived()).toEqual([]);
  });

  function scheduled(aheadMs: number): Promise<unknown> {
    const time = Math.floor((at + aheadMs) / 1000);
    return page().createFeed([], { message: 'x', published: false, scheduled_publish_time: time });
  }

  test('the same words twice within half an hour, and the same photos at any time', async () => {
    await page().createFeed([], { message: 'Hi' });
    const { id } = await page().createPhoto([], { url: await picture(), published: false });
    const album = { attached_media: [{ media_fbid: id }] };
    await page().createFeed([], album);

    expect(await refusalOf(page().createFeed([], { message: 'Hi' }))).toMatchObject({ code: 506 });
    expect(await refusalOf(page().createFeed([], album))).toMatchObject({ subcode: 1_366_051 });
    at += HOUR;
    await expect(page().createFeed([], { message: 'Hi' })).resolves.toBeDefined();
  });

  test('a person’s token, one of another page, one without the permission, and none', async () => {
    const mill = server.createPage({ name: 'Mill' });
    baker.joins(mill);
    const post = (accessToken: string) => refusalOf(page(accessToken).createFeed([], { message: 'Hi' }));

    expect(await post(baker.tokens(bakery).user)).toMatchObject({ code: 200 });
    expect(await post(baker.tokens(mill).page)).toMatchObject({ code: 200 });
    expect(await post(token({ scopes: ['pages_read_engagement'] }))).toMatchObject({ code: 200 });
    expect(await post('nonsense')).toMatchObject({ code: 190 });
  });

  test('a photo that lay loose for a day', async () => {
    const { id } = await page().createPhoto([], { url: await picture(), published: false });
    at += 24 * HOUR + 1000;

    expect(await refusalOf(page().createFeed([], { attached_media: [{ media_fbid: id }] }))).toMatchObject({
      code: 100,
    });
  });

  test('an upload without `OAuth`, at a wrong place, and a reel that is not whole', async () => {
    const reel = await page().createVideoReel([], { upload_phase: 'start' });
    const send = (scheme: string, offset: number) =>
      fetch(String(reel._data['upload_url']), {
        method: 'POST',
        headers: { authorization: `${scheme} ${token()}`, offset: String(offset), file_size: '99' },
        body: Buffer.from(mp4Of()),
      });

    expect([(await send('Bearer', 0)).status, (await send('OAuth', 7)).status]).toEqual([400, 400]);
    expect((await send('OAuth', 0)).status).toBe(200);
    const finish = { upload_phase: 'finish', video_id: reel._data['video_id'], video_state: 'PUBLISHED' };
    expect(await refusalOf(page().createVideoReel([], finish))).toMatchObject({ code: 6000 });
  });

  test('too many calls, with the minutes until there may be more', async () => {
    server.usage.business.set(bakery.id, { percent: 100, regainMinutes: 7 });

    const thrown = (await page()
      .getPublishedPosts(['id'])
      .catch((error: unknown) => error)) as { response: Fields; headers: Record<string, string> };

    expect(thrown.response['code']).toBe(80_001);
    expect(thrown.headers['x-business-use-case-usage']).toContain('"estimated_time_to_regain_access":7');
  });
});

test('the page shows what arrived, with its pictures and their descriptions', async () => {
  await page().createPhoto([], {
    url: await picture(),
    message: '<script>alert(1)</script>',
    alt_text_custom: 'A "loaf"',
  });

  const html = await (await fetch(server.url)).text();
  const file = /src="(\/files\/\d+)"/.exec(html)?.[1] ?? '';

  expect(html).toContain('alt="A &quot;loaf&quot;"');
  expect(html).not.toContain('<script>');
  expect((await fetch(`${server.url}${file}`)).headers.get('content-type')).toBe('image/png');
});
