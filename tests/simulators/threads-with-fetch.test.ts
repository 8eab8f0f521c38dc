import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approveSignIn } from '#simulators/person.ts';
import { startThreads, type SimulatedPerson, type Threads } from '#simulators/threads.ts';
import { openFileHost, type FileHost } from '#tests/kit/file-host.ts';

// Nobody publishes a client for Threads that we would install: these are the requests of PLATFORMS.md 6, line by line,
// sent with nothing but fetch. They know nothing of our adapter.

type Json = Readonly<Record<string, unknown>>;

const START = Date.UTC(2026, 10, 23, 9, 0, 0);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RETURN = 'https://bakery.example/back';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let at: number;
let server: Threads;
let bakery: SimulatedPerson;
let host: FileHost;
let token: string;

beforeEach(async () => {
  at = START;
  server = await startThreads({ clock: { now: () => at } });
  bakery = server.createAccount({ username: 'bakery', displayName: 'The Bakery' });
  token = bakery.token();
  host = openFileHost();
});

afterEach(async () => {
  await Promise.all([server.stop(), host.stop()]);
});

interface Said {
  readonly status: number;
  readonly json: Json;
}

async function call(method: string, path: string, params: Readonly<Record<string, string>> = {}): Promise<Said> {
  const query = new URLSearchParams(params).toString();
  const answer = await fetch(`${server.url}${path}${query === '' ? '' : `?${query}`}`, { method });
  return { status: answer.status, json: (await answer.json()) as Json };
}

/** As the bakery. */
function api(method: string, path: string, params: Readonly<Record<string, string>> = {}): Promise<Said> {
  return call(method, `/v1.0/${path}`, { access_token: token, ...params });
}

function idIn({ status, json }: Said): string {
  if (status !== 200) throw new Error(JSON.stringify(json));
  return json['id'] as string;
}

function errorIn({ json }: Said): Json {
  return (json['error'] ?? {}) as Json;
}

async function container(params: Readonly<Record<string, string>>): Promise<string> {
  return idIn(await api('POST', `${bakery.id}/threads`, params));
}

async function publish(creation: string): Promise<string> {
  return idIn(await api('POST', `${bakery.id}/threads_publish`, { creation_id: creation }));
}

async function out(params: Readonly<Record<string, string>>): Promise<string> {
  return publish(await container(params));
}

async function statusOf(id: string): Promise<unknown> {
  return (await api('GET', id, { fields: 'status,error_message' })).json['status'];
}

function picture(which = 1): Promise<string> {
  return host.put(`picture-${which}.png`, 'image/png', Buffer.concat([PIXEL, Buffer.from([which])]));
}

function video(): Promise<string> {
  return host.put('oven.mp4', 'video/mp4', Buffer.from('0000001866747970697336d6d0000020069736f6d6d703432', 'hex'));
}

describe('signing in (6.1)', () => {
  const SCOPE = 'threads_basic,threads_content_publish';

  function newApp() {
    const app = server.createApp({ name: 'Somebody’s app', redirectUris: [RETURN] });
    const asked = { client_id: app.id, redirect_uri: RETURN, scope: SCOPE, response_type: 'code', state: 'xyz' };
    return { app, page: `${server.url}/oauth/authorize?${new URLSearchParams(asked).toString()}` };
  }

  /** The code of a person who agreed, `#_` and all. */
  async function codeFrom(page: string): Promise<string> {
    const back = await approveSignIn(page);
    expect(back).toMatch(/^https:\/\/bakery\.example\/back\?.*state=xyz.*#_$/);
    return new URL(back).searchParams.get('code') ?? '';
  }

  async function redeem(app: { id: string; secret: string }, code: string, more: Json = {}): Promise<Said> {
    const body = new URLSearchParams({
      client_id: app.id,
      client_secret: app.secret,
      grant_type: 'authorization_code',
      redirect_uri: RETURN,
      code,
      ...(more as Record<string, string>),
    });
    const answer = await fetch(`${server.url}/oauth/access_token`, { method: 'POST', body });
    return { status: answer.status, json: (await answer.json()) as Json };
  }

  test('code, token of an hour, token of 60 days, and that one again', async () => {
    const { app, page } = newApp();
    const short = await redeem(app, await codeFrom(page));
    expect(short.json['access_token']).toMatch(/^TH/);
    expect(typeof short.json['user_id']).toBe('number');

    const long = await call('GET', '/access_token', {
      grant_type: 'th_exchange_token',
      client_secret: app.secret,
      access_token: String(short.json['access_token']),
    });
    expect(long.json).toMatchObject({ token_type: 'bearer', expires_in: 5_184_000 });

    at += DAY;
    const refreshed = await call('GET', '/refresh_access_token', {
      grant_type: 'th_refresh_token',
      access_token: String(long.json['access_token']),
    });
    expect(refreshed.json).toMatchObject({ token_type: 'bearer', expires_in: 5_184_000 });

    token = String(refreshed.json['access_token']);
    const me = await api('GET', 'me', { fields: 'id,username,name,threads_profile_picture_url' });
    expect(me.json).toMatchObject({ id: bakery.id, username: 'bakery', name: 'The Bakery' });
    expect((await fetch(String(me.json['threads_profile_picture_url']))).status).toBe(200);
  });

  test('the short token is good for an hour, and not exchanged after it', async () => {
    const { app, page } = newApp();
    const { json } = await redeem(app, await codeFrom(page));
    at += HOUR;

    const exchange = { grant_type: 'th_exchange_token', client_secret: app.secret };
    const late = await call('GET', '/access_token', { ...exchange, access_token: String(json['access_token']) });

    expect(errorIn(late)).toMatchObject({ code: 190, error_subcode: 463 });
  });

  test('a token of less than 24 hours is not refreshed, nor one that has ended', async () => {
    const refresh = () => call('GET', '/refresh_access_token', { grant_type: 'th_refresh_token', access_token: token });
    at += DAY - 1;
    expect(errorIn(await refresh())).toMatchObject({ code: 100 });
    at += 60 * DAY;
    expect(errorIn(await refresh())).toMatchObject({ code: 190, error_subcode: 463 });
  });

  test('a code is good once, for its app, its secret and its address', async () => {
    const { app, page } = newApp();
    const { app: other } = newApp();
    const code = await codeFrom(page);

    expect((await redeem({ ...app, secret: 'guess' }, code)).status).toBe(400);
    expect((await redeem(other, code)).status).toBe(400);
    expect((await redeem(app, code, { redirect_uri: 'https://evil.example' })).status).toBe(400);
    expect((await redeem(app, code)).status).toBe(200);
    expect((await redeem(app, code)).status).toBe(400);
  });

  test('an address that is not registered is never led to', async () => {
    const { app } = newApp();
    const asked = { client_id: app.id, redirect_uri: 'https://evil.example', scope: SCOPE, response_type: 'code' };

    const shown = await fetch(`${server.url}/oauth/authorize?${new URLSearchParams(asked).toString()}`, {
      redirect: 'manual',
    });

    expect(shown.status).toBe(400);
  });

  test('without a token, with one of somebody else, and without a permission nothing is told', async () => {
    const mill = server.createAccount({ username: 'mill' });
    const post = await out({ media_type: 'TEXT', text: 'Mine' });

    expect(errorIn(await call('GET', '/v1.0/me')).code).toBe(104);
    expect(errorIn(await api('GET', 'me', { access_token: 'THAAnonsense' })).code).toBe(190);
    token = mill.token();
    expect(errorIn(await api('POST', `${bakery.id}/threads`, { media_type: 'TEXT', text: 'x' }))).toMatchObject({
      code: 100,
      error_subcode: 33,
    });
    expect(errorIn(await api('DELETE', post))).toMatchObject({ code: 100, error_subcode: 33 });
    token = bakery.token({ scopes: ['threads_basic'] });
    expect(errorIn(await api('POST', `${bakery.id}/threads`, { media_type: 'TEXT', text: 'x' })).code).toBe(10);
  });
});

describe('publishing (6.2)', () => {
  test('the four requests of the document', async () => {
    const link = 'https://x.example';
    const cont = await container({ media_type: 'TEXT', text: `Hello ${link}`, link_attachment: link });
    expect((await api('GET', cont, { fields: 'status,error_message' })).json).toEqual({ status: 'FINISHED', id: cont });
    const post = await publish(cont);
    const fields = 'id,permalink,shortcode,text,timestamp,is_reply';
    const { json } = await api('GET', post, { fields });

    expect(json).toEqual({
      id: post,
      permalink: `${server.url}/@bakery/post/${String(json['shortcode'])}`,
      shortcode: expect.any(String) as unknown,
      text: `Hello ${link}`,
      timestamp: '2026-11-23T09:00:00+0000',
      is_reply: false,
    });
    expect(await statusOf(cont)).toBe('PUBLISHED');
    expect(server.arrived()).toMatchObject([{ id: post, account: '@bakery', text: `Hello ${link}`, link }]);
    expect((await fetch(String(json['permalink']))).status).toBe(200);
  });

  test('the same as forms, and as JSON', async () => {
    const address = `${server.url}/v1.0/${bakery.id}/threads`;
    const headers = { authorization: `Bearer ${token}` };
    const form = await fetch(address, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ media_type: 'TEXT', text: 'Form' }),
    });
    const json = await fetch(address, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ media_type: 'TEXT', text: 'JSON' }),
    });

    expect([form.status, json.status]).toEqual([200, 200]);
  });

  test('a picture is fetched from its address, with its description', async () => {
    await out({ media_type: 'IMAGE', image_url: await picture(), alt_text: 'A loaf', text: 'Look' });

    const [post] = server.arrived();
    expect(post).toMatchObject({ kind: 'image', media: [{ description: 'A loaf', mimeType: 'image/png' }] });
    const served = await fetch(post?.media[0]?.url ?? '');
    expect(Buffer.from(await served.arrayBuffer()).equals(Buffer.concat([PIXEL, Buffer.from([1])]))).toBe(true);
  });

  test('a video is prepared for a while, and cannot be published before', async () => {
    const cont = await container({ media_type: 'VIDEO', video_url: await video(), text: 'Oven' });
    expect(await statusOf(cont)).toBe('IN_PROGRESS');
    const early = await api('POST', 'me/threads_publish', { creation_id: cont });
    at += 30_000;

    expect(errorIn(early)).toMatchObject({ code: 24, error_user_title: 'Media Not Found' });
    expect(await statusOf(cont)).toBe('FINISHED');
    await publish(cont);
    expect(server.arrived()).toMatchObject([{ kind: 'video' }]);
  });

  test('a carousel has two to twenty children, made first', async () => {
    const children: string[] = [];
    for (const n of [1, 2, 3]) {
      children.push(await container({ media_type: 'IMAGE', image_url: await picture(n), is_carousel_item: 'true' }));
    }
    const alone = await container({ media_type: 'IMAGE', image_url: await picture(4) });
    const carousel = (ids: readonly string[]) =>
      api('POST', 'me/threads', { media_type: 'CAROUSEL', children: ids.join(',') });

    expect((await carousel(children.slice(0, 1))).status).toBe(400);
    expect((await carousel(Array.from({ length: 21 }, () => children[0] ?? ''))).status).toBe(400);
    expect((await carousel([...children, alone])).status).toBe(400);
    await publish(idIn(await carousel(children)));
    expect(server.arrived()[0]?.media).toHaveLength(3);
  });

  test('a child is not published by itself', async () => {
    const child = await container({ media_type: 'IMAGE', image_url: await picture(), is_carousel_item: 'true' });

    expect((await api('POST', 'me/threads_publish', { creation_id: child })).status).toBe(400);
  });

  test('a thread: each part answers the one that is out', async () => {
    const one = await out({ media_type: 'TEXT', text: 'One' });
    const two = await out({ media_type: 'TEXT', text: 'Two', reply_to_id: one });
    const three = await out({ media_type: 'TEXT', text: 'Three', reply_to_id: two });

    const { json } = await api('GET', three, { fields: 'is_reply,replied_to,root_post' });
    expect(json).toMatchObject({ is_reply: true, replied_to: { id: two }, root_post: { id: one } });
  });

  test('what is not there, or not there yet, cannot be answered', async () => {
    server.behaviour.answerableAfterMs = 5_000;
    const one = await out({ media_type: 'TEXT', text: 'One' });
    const reply = (parent: string) => api('POST', 'me/threads', { media_type: 'TEXT', text: 'x', reply_to_id: parent });

    expect(errorIn(await reply('12345'))).toMatchObject({ code: 24 });
    expect(errorIn(await reply(one))).toMatchObject({ code: 24 });
    at += 5_000;
    expect((await reply(one)).status).toBe(200);
    bakery.remove(one);
    expect(errorIn(await reply(one))).toMatchObject({ code: 24 });
  });

  test('the choices of a post', async () => {
    const options = { option_a: 'Rye', option_b: 'Spelt', option_c: 'Both' };
    await out({
      media_type: 'TEXT',
      text: 'Which?',
      topic_tag: 'Sourdough bread',
      reply_control: 'followers_only',
      poll_attachment: JSON.stringify(options),
    });
    await out({ media_type: 'IMAGE', image_url: await picture(), is_spoiler_media: 'true' });

    expect(server.arrived()).toMatchObject([
      { topicTag: 'Sourdough bread', replyControl: 'followers_only', pollAnswers: ['Rye', 'Spelt', 'Both'] },
      { isSpoiler: true, replyControl: 'everyone' },
    ]);
  });

  test('auto_publish_text publishes in one request and gives the post’s id', async () => {
    const post = await container({ media_type: 'TEXT', text: 'At once', auto_publish_text: 'true' });

    expect(server.arrived()).toMatchObject([{ id: post, text: 'At once' }]);
  });

  test('a container is published once', async () => {
    const cont = await container({ media_type: 'TEXT', text: 'Once' });
    await publish(cont);

    expect((await api('POST', 'me/threads_publish', { creation_id: cont })).status).toBe(400);
    expect(server.arrived()).toHaveLength(1);
  });

  test('a container lives for 24 hours', async () => {
    const cont = await container({ media_type: 'TEXT', text: 'Late' });
    at += DAY;

    expect(await statusOf(cont)).toBe('EXPIRED');
    expect((await api('POST', 'me/threads_publish', { creation_id: cont })).status).toBe(400);
  });
});

describe('what is refused (6.3, 6.4)', () => {
  const text = (more: Record<string, string>) => ({ media_type: 'TEXT', text: 'Hi', ...more });
  const poll = (answers: Json) => text({ poll_attachment: JSON.stringify(answers) });
  const six = Array.from({ length: 6 }, (_, n) => `https://x.example/${n}`).join(' ');

  test.each<[what: string, params: Record<string, string>, words: RegExp]>([
    ['no kind', { text: 'Hi' }, /media_type/],
    ['no text', { media_type: 'TEXT' }, /text is required/],
    ['501 characters', text({ text: 'a'.repeat(501) }), /^Param text must be at most 500 characters long\.$/],
    ['126 emoji', text({ text: '🥖'.repeat(126) }), /at most 500 characters/],
    ['six links', text({ text: six }), /THREADS_API__LINK_LIMIT_EXCEEDED/],
    ['a description of 1001', text({ alt_text: 'a'.repeat(1001) }), /alt_text/],
    ['a topic of 51', text({ topic_tag: 'a'.repeat(51) }), /topic_tag/],
    ['a topic with a full stop', text({ topic_tag: 'a.b' }), /topic_tag/],
    ['a topic with &', text({ topic_tag: 'a&b' }), /topic_tag/],
    ['nobody to reply', text({ reply_control: 'nobody' }), /reply_control/],
    ['a poll of one', poll({ option_a: 'A' }), /poll_attachment/],
    ['an answer of 26', poll({ option_a: 'A', option_b: 'b'.repeat(26) }), /poll_attachment/],
    ['a picture without an address', { media_type: 'IMAGE' }, /image_url/],
  ])('%s', async (_what, params, words) => {
    const said = await api('POST', 'me/threads', params);

    expect(said.status).toBe(400);
    expect(errorIn(said)).toMatchObject({ code: 100, type: 'THApiException' });
    expect(errorIn(said)['message']).toMatch(words);
    expect(errorIn(said)['fbtrace_id']).toMatch(/^A/);
  });

  test('500 characters and 125 emoji are taken', async () => {
    for (const longest of ['a'.repeat(500), '🥖'.repeat(125)]) {
      expect((await api('POST', 'me/threads', text({ text: longest }))).status).toBe(200);
    }
  });

  test('a link or a poll beside a picture', async () => {
    const image = { media_type: 'IMAGE', image_url: await picture() };

    expect((await api('POST', 'me/threads', { ...image, link_attachment: 'https://x.example' })).status).toBe(400);
    const beside = { poll_attachment: JSON.stringify({ option_a: 'A', option_b: 'B' }) };
    expect((await api('POST', 'me/threads', { ...image, ...beside })).status).toBe(400);
  });

  test('a picture that is not there is refused at once, a video in its container', async () => {
    const nowhere = (await picture()).replace('picture-1', 'nothing');
    const image = await api('POST', 'me/threads', { media_type: 'IMAGE', image_url: nowhere });
    const cont = await container({ media_type: 'VIDEO', video_url: nowhere });
    at += 30_000;

    expect(errorIn(image)['error_user_msg']).toContain('The media could not be fetched from this URI');
    const { json } = await api('GET', cont, { fields: 'status,error_message' });
    expect(json).toEqual({ status: 'ERROR', id: cont, error_message: 'FAILED_DOWNLOADING_VIDEO' });
  });

  test('a sign-in that has ended, as it was recorded', async () => {
    at += 60 * DAY;
    const said = await api('GET', 'me');

    expect(errorIn(said)).toMatchObject({ type: 'OAuthException', code: 190, error_subcode: 463 });
    expect(errorIn(said)['message']).toMatch(/^Error validating access token: Session has expired/);
  });

  test('more than the day’s allowance, which moves on', async () => {
    server.behaviour.postsPerDay = 2;
    const fields = 'quota_usage,config,reply_quota_usage,reply_config,delete_quota_usage,delete_config';
    const one = await out({ media_type: 'TEXT', text: 'One' });
    await out({ media_type: 'TEXT', text: 'A reply', reply_to_id: one });
    const { json } = await api('GET', `${bakery.id}/threads_publishing_limit`, { fields });
    expect(json['data']).toEqual([
      {
        quota_usage: 1,
        config: { quota_total: 2, quota_duration: 86_400 },
        reply_quota_usage: 1,
        reply_config: { quota_total: 1000, quota_duration: 86_400 },
        delete_quota_usage: 0,
        delete_config: { quota_total: 100, quota_duration: 86_400 },
      },
    ]);
    at += HOUR;
    await out({ media_type: 'TEXT', text: 'Two' });

    const third = await container({ media_type: 'TEXT', text: 'Three' });
    expect((await api('POST', 'me/threads_publish', { creation_id: third })).status).toBe(400);
    at += 23 * HOUR;
    await publish(third);
    expect(server.arrived()).toHaveLength(4);
  });
});

describe('what is out (6.5, 6.6, 6.8)', () => {
  test('is listed newest first, posts and replies apart, a page at a time', async () => {
    const one = await out({ media_type: 'TEXT', text: 'One' });
    at += 1000;
    const two = await out({ media_type: 'TEXT', text: 'Two' });
    const reply = await out({ media_type: 'TEXT', text: 'A reply', reply_to_id: one });
    server.createAccount({ username: 'mill' }).post('Of somebody else');
    const fields = 'id,text,timestamp,permalink,shortcode,media_type,is_quote_post,has_replies';

    const first = await api('GET', 'me/threads', { fields, limit: '1' });
    expect(first.json['data']).toMatchObject([
      { id: two, text: 'Two', media_type: 'TEXT_POST', is_quote_post: false, has_replies: false },
    ]);
    const { after } = (first.json['paging'] as { cursors: { after: string } }).cursors;
    const second = await api('GET', 'me/threads', { fields, limit: '1', after });
    expect(second.json['data']).toMatchObject([{ id: one, has_replies: true }]);
    const replies = await api('GET', 'me/replies', { fields: 'id,replied_to,root_post' });
    expect(replies.json['data']).toEqual([{ id: reply, replied_to: { id: one }, root_post: { id: one } }]);
  });

  test('is listed since an instant', async () => {
    await out({ media_type: 'TEXT', text: 'One' });
    at += HOUR;
    const two = await out({ media_type: 'TEXT', text: 'Two' });

    const { json } = await api('GET', 'me/threads', { since: String((START + 1000) / 1000) });

    expect(json['data']).toEqual([{ id: two }]);
  });

  test('has numbers', async () => {
    const post = await out({ media_type: 'TEXT', text: 'One' });
    bakery.setInsights(post, { views: 12 });

    const { json } = await api('GET', `${post}/insights`, { metric: 'views,likes,replies,reposts,quotes,shares' });

    const data = json['data'] as { name: string; values: { value: number }[] }[];
    expect(data.map(({ name, values }) => [name, values[0]?.value])).toEqual([
      ['views', 12],
      ['likes', 0],
      ['replies', 0],
      ['reposts', 0],
      ['quotes', 0],
      ['shares', 0],
    ]);
  });

  test('is deleted, and then it is not there', async () => {
    const post = await out({ media_type: 'TEXT', text: 'One' });

    expect((await api('DELETE', post)).json).toEqual({ success: true, deleted_id: post });
    expect(errorIn(await api('GET', post))).toMatchObject({ code: 100, error_subcode: 33 });
    expect((await api('DELETE', post)).status).toBe(400);
    expect(server.arrived()).toMatchObject([{ isRemoved: true }]);
  });
});

test('the page shows what arrived, with its pictures and their descriptions', async () => {
  await out({
    media_type: 'IMAGE',
    image_url: await picture(),
    text: '<script>alert(1)</script>',
    alt_text: 'A "loaf"',
  });

  const page = await (await fetch(server.url)).text();
  const file = /<img src="([^"]+)"/.exec(page)?.[1] ?? '';

  expect(page).toContain('alt="A &quot;loaf&quot;"');
  expect(page).not.toContain('<script>');
  expect((await fetch(file)).headers.get('content-type')).toBe('image/png');
});
