import { Agent } from 'node:http';
import { ApiResponseError, EUploadMimeType, TwitterApi, type ITwitterApiClientPlugin } from 'twitter-api-v2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approveSignIn } from '#simulators/person.ts';
import { startX, type SimulatedAccount, type SimulatedX, type XOptions } from '#simulators/x.ts';

// The simulator, seen by a client that somebody else wrote. Nothing of it is changed but where it finds X.

const REDIRECT = 'http://127.0.0.1:53682/callback';
const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let at: number;
let x: SimulatedX;
let person: SimulatedAccount;

beforeEach(async () => {
  at = Date.UTC(2026, 10, 23, 9);
  await start();
});

afterEach(async () => {
  await x.stop();
});

async function start(options: XOptions = {}): Promise<void> {
  await (x as SimulatedX | undefined)?.stop();
  x = await startX({ clock: { now: () => at }, ...options });
  person = x.createAccount({ username: 'alice', name: 'Alice' });
}

/** The simulator's address in place of X's own. */
function elsewhere(): { httpAgent: Agent; plugins: ITwitterApiClientPlugin[] } {
  const moved: ITwitterApiClientPlugin = {
    onBeforeRequestConfig: ({ params }) => void (params.url = params.url.replace('https://api.x.com', x.url)),
  };
  return { httpAgent: new Agent(), plugins: [moved] };
}

/** Signed in without the browser. */
function client(scopes = SCOPES): TwitterApi {
  return new TwitterApi(person.tokens({ scopes }).access, elsewhere());
}

async function refusalOf(asked: Promise<unknown>): Promise<{ code: number; detail: string | undefined }> {
  const thrown = await asked.catch((error: unknown) => error);
  if (!(thrown instanceof ApiResponseError)) throw new Error(`No refusal: ${String(thrown)}`);
  return { code: thrown.code, detail: thrown.data.detail };
}

describe('signing in', () => {
  test('as a public client: allow in the browser, get a pair, and it is mine', async () => {
    const { clientId } = x.createApp({ name: 'Client', callbacks: [REDIRECT] });
    const anybody = new TwitterApi({ clientId }, elsewhere());
    const { url, codeVerifier, state } = anybody.generateOAuth2AuthLink(REDIRECT, { scope: SCOPES });
    const cameBack = new URL(await approveSignIn(url.replace('https://x.com', x.url)));
    expect(cameBack.searchParams.get('state')).toBe(state);

    const code = cameBack.searchParams.get('code') ?? '';
    const given = await anybody.loginWithOAuth2({ code, codeVerifier, redirectUri: REDIRECT });

    expect(given).toMatchObject({ expiresIn: 7200, scope: SCOPES });
    expect(await given.client.v2.me()).toMatchObject({ data: { username: 'alice', name: 'Alice', id: person.id } });
  });

  test('a refresh token works once', async () => {
    const { clientId, refresh } = person.tokens();
    const anybody = new TwitterApi({ clientId }, elsewhere());
    const given = await anybody.refreshOAuth2Token(refresh);
    expect(given.refreshToken).not.toBe(refresh);
    await expect(anybody.refreshOAuth2Token(refresh)).rejects.toMatchObject({
      code: 400,
      data: { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' },
    });
  });

  test('a confidential client proves itself with its secret', async () => {
    const app = x.createApp({ name: 'Web', callbacks: [REDIRECT], type: 'web' });
    const { refresh } = person.tokens({ clientId: app.clientId });
    const { clientId, clientSecret } = app;
    const proven = new TwitterApi({ clientId, clientSecret }, elsewhere());
    expect((await proven.refreshOAuth2Token(refresh)).expiresIn).toBe(7200);
  });

  test('a token ends after two hours', async () => {
    const mine = client();
    at += 2 * 3_600_000;
    expect(await refusalOf(mine.v2.me())).toEqual({ code: 401, detail: 'Unauthorized' });
  });
});

describe('publishing', () => {
  test('a picture, described, in a post', async () => {
    const { v2 } = client();
    const id = await v2.uploadMedia(PIXEL, { media_type: EUploadMimeType.Png, media_category: 'tweet_image' });
    await v2.createMediaMetadata(id, { alt_text: { text: 'One pixel' } });

    const { data } = await v2.tweet('Look', { media: { media_ids: [id] } });

    expect(x.arrived()).toMatchObject([
      { id: data.id, text: 'Look', account: '@alice', media: [{ mimeType: 'image/png', description: 'One pixel' }] },
    ]);
    const [file] = x.arrived()[0]?.media ?? [];
    const served = await fetch(file?.url ?? '');
    expect(Buffer.from(await served.arrayBuffer())).toEqual(PIXEL);
  });

  test('a film in pieces, prepared before it goes out', async () => {
    await start({ behaviour: { filmReadyAfterMs: 0 } });
    const { v2 } = client();
    const film = Buffer.alloc(2_500_000, 'film');
    const id = await v2.uploadMedia(film, { media_type: EUploadMimeType.Mp4, media_category: 'tweet_video' });
    await v2.tweet('Film', { media: { media_ids: [id] } });
    expect(x.arrived()).toMatchObject([{ media: [{ mimeType: 'video/mp4' }] }]);
    expect(x.faults.seen().filter(({ path }) => path.endsWith('/append'))).toHaveLength(3);
  });

  test('a film that is not prepared yet cannot be named', async () => {
    const { v2 } = client();
    const film = Buffer.from('film');
    const asked = { media_type: 'video/mp4', media_category: 'tweet_video', total_bytes: film.length };
    const { data } = await v2.post<{ data: { id: string } }>('media/upload/initialize', asked);
    const piece = { segment_index: 0, media: film };
    await v2.post(`media/upload/${data.id}/append`, piece, { forceBodyMode: 'form-data' });
    const end = await v2.post<{ data: object }>(`media/upload/${data.id}/finalize`);
    expect(end.data).toMatchObject({ processing_info: { state: 'pending', check_after_secs: 5 } });

    expect((await refusalOf(v2.tweet('Film', { media: { media_ids: [data.id] } }))).code).toBe(400);
    at += 10_000;
    const state = await v2.get<{ data: object }>('media/upload', { command: 'STATUS', media_id: data.id });
    expect(state.data).toMatchObject({ processing_info: { state: 'succeeded' } });
    await v2.tweet('Film', { media: { media_ids: [data.id] } });
    expect(x.arrived()).toMatchObject([{ text: 'Film', media: [{ mimeType: 'video/mp4' }] }]);
  });

  test('a thread', async () => {
    const posted = await client().v2.tweetThread(['One', 'Two', 'Three']);
    expect(x.arrived().map(({ parentId }) => parentId)).toEqual([undefined, posted[0]?.data.id, posted[1]?.data.id]);
  });

  test('a poll', async () => {
    await client().v2.tweet('Which?', { poll: { options: ['Rye', 'Wheat'], duration_minutes: 60 } });
    expect(x.arrived()).toMatchObject([{ kind: 'poll', pollAnswers: ['Rye', 'Wheat'] }]);
  });

  test('who may reply', async () => {
    await client().v2.tweet('Closed', { reply_settings: 'mentionedUsers' });
    expect(x.arrived()).toMatchObject([{ replySettings: 'mentionedUsers' }]);
  });

  test('and taken down', async () => {
    const { v2 } = client();
    const { data } = await v2.tweet('Gone soon');
    expect(await v2.deleteTweet(data.id)).toEqual({ data: { deleted: true } });
    expect(x.arrived()).toMatchObject([{ isRemoved: true }]);
  });
});

describe('reading', () => {
  test('one’s own list, with links, parents and files', async () => {
    const { v2 } = client();
    const { data: first } = await v2.tweet('See https://example.com/bread & come');
    await v2.reply('Again', first.id);

    const list = await v2.userTimeline(person.id, {
      max_results: 5,
      exclude: ['retweets'],
      'tweet.fields': ['created_at', 'entities', 'referenced_tweets', 'attachments'],
      expansions: ['attachments.media_keys'],
    });

    expect(list.tweets).toMatchObject([
      { text: 'Again', referenced_tweets: [{ type: 'replied_to', id: first.id }] },
      {
        text: expect.stringMatching(/^See https:\/\/t\.co\/\w+ &amp; come$/) as string,
        entities: { urls: [{ expanded_url: 'https://example.com/bread' }] },
        created_at: '2026-11-23T09:00:00.000Z',
      },
    ]);
  });

  test('page by page', async () => {
    for (let n = 0; n < 12; n += 1) person.post(`Post ${n}`);
    const list = await client().v2.userTimeline(person.id, { max_results: 5 });
    await list.fetchLast(20);
    expect(list.tweets.map(({ text }) => text)).toEqual(Array.from({ length: 12 }, (_none, n) => `Post ${11 - n}`));
  });

  test('how a post does', async () => {
    const { v2 } = client();
    const { data } = await v2.tweet('Count me');
    person.setCounts(data.id, { likes: 3, impressions: 50, linkClicks: 2 });
    const { data: read } = await v2.singleTweet(data.id, { 'tweet.fields': ['public_metrics', 'non_public_metrics'] });
    expect(read).toMatchObject({
      public_metrics: { like_count: 3, impression_count: 50 },
      non_public_metrics: { url_link_clicks: 2 },
    });
  });
});

describe('refusing', () => {
  test('the same words again', async () => {
    const { v2 } = client();
    await v2.tweet('Once');
    expect(await refusalOf(v2.tweet('Once'))).toEqual({
      code: 403,
      detail: 'You are not allowed to create a Tweet with duplicate content.',
    });
  });

  test('a reply, where the app pays by use', async () => {
    await start({ behaviour: { refusesReplies: true } });
    const { code, detail } = await refusalOf(client().v2.tweetThread(['One', 'Two']));
    expect([code, detail]).toEqual([403, expect.stringContaining('Reply to this conversation is not allowed')]);
    expect(x.arrived()).toHaveLength(1);
  });

  test('anything without credits', async () => {
    await start({ behaviour: { hasCredits: false } });
    expect((await refusalOf(client().v2.tweet('Once'))).code).toBe(402);
  });

  test('what is too much, and says when there is more', async () => {
    const { v2 } = client();
    for (let n = 0; n < 75; n += 1) await v2.get('users/me');
    const thrown: unknown = await v2.get('users/me').catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 429, rateLimit: { limit: 75, remaining: 0, reset: at / 1000 + 900 } });
  });

  test('what a token may not', async () => {
    expect((await refusalOf(client(['tweet.read', 'users.read']).v2.tweet('Once'))).code).toBe(403);
  });
});

test('a person can see what arrived', async () => {
  const { v2 } = client();
  const id = await v2.uploadMedia(PIXEL, { media_type: EUploadMimeType.Png, media_category: 'tweet_image' });
  await v2.tweet('Look <here>', { media: { media_ids: [id] } });
  const page = await (await fetch(`${x.url}/`)).text();
  expect(page).toContain('Look &lt;here&gt;');
  expect(page).toContain(`/media/${id}`);
  expect(await (await fetch(x.arrived()[0]?.url ?? '')).text()).toContain('@alice');
});
