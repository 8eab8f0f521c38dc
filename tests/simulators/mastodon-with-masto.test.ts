import { createHash, randomBytes } from 'node:crypto';
import { createOAuthAPIClient, createRestAPIClient, MastoHttpError, type mastodon } from 'masto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startMastodon, type Mastodon, type MastodonOptions, type SimulatedAccount } from '#simulators/mastodon.ts';
import { approveSignIn } from '#simulators/person.ts';

// The simulator, seen by a client that somebody else wrote.

const OOB = 'urn:ietf:wg:oauth:2.0:oob';
const SCOPES = 'read write';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let at: number;
let server: Mastodon;

beforeEach(async () => {
  at = Date.UTC(2026, 10, 23, 9);
  await start();
});

afterEach(async () => {
  await server.stop();
});

async function start(options: MastodonOptions = {}): Promise<void> {
  await (server as Mastodon | undefined)?.stop();
  server = await startMastodon({ clock: { now: () => at }, ...options });
}

/** Alice, as her followers and the website see her. */
let people: SimulatedAccount;

/** Signed in without the browser. */
function signedIn(scopes?: readonly string[]): mastodon.rest.Client {
  const account = server.createAccount({ username: 'alice', displayName: 'Alice' });
  people = account;
  return createRestAPIClient({ url: server.url, accessToken: account.token(scopes ? { scopes } : {}) });
}

function picture(type = 'image/png', bytes: Buffer = PIXEL): Blob {
  return new Blob([new Uint8Array(bytes)], { type });
}

async function refusalOf(asked: Promise<unknown>): Promise<{ status: number; message: string }> {
  const thrown = await asked.catch((error: unknown) => error);
  if (!(thrown instanceof MastoHttpError)) throw new Error(`No MastoHttpError: ${String(thrown)}`);
  return { status: thrown.statusCode, message: thrown.message };
}

describe('signing in', () => {
  test('register, allow in the browser, get a token, and it is mine', async () => {
    server.createAccount({ username: 'alice', displayName: 'Alice' });
    const anybody = createRestAPIClient({ url: server.url });
    const app = await anybody.v1.apps.create({
      clientName: 'Masto',
      redirectUris: ['http://127.0.0.1:9/cb', OOB],
      scopes: SCOPES,
    });
    const code = await codeFor(app, 'http://127.0.0.1:9/cb');

    const token = await tokenFor(app, 'http://127.0.0.1:9/cb', code);
    const me = createRestAPIClient({ url: server.url, accessToken: token.accessToken });

    expect(token).toMatchObject({ tokenType: 'Bearer', scope: SCOPES });
    expect(await me.v1.accounts.verifyCredentials()).toMatchObject({
      username: 'alice',
      acct: 'alice',
      displayName: 'Alice',
      url: `${server.url}/@alice`,
    });
  });

  test('redirect addresses in one string, one a line, as before 4.3', async () => {
    const app = await createRestAPIClient({ url: server.url }).v1.apps.create({
      clientName: 'Old',
      redirectUris: `x-app://cb\n${OOB}`,
      scopes: 'read',
    });
    expect(app).toMatchObject({ redirectUris: ['x-app://cb', OOB], redirectUri: `x-app://cb\n${OOB}` });
  });

  test('out of band the code is shown', async () => {
    server.createAccount({ username: 'alice' });
    const app = await createRestAPIClient({ url: server.url }).v1.apps.create({
      clientName: 'Masto',
      redirectUris: OOB,
      scopes: SCOPES,
    });
    const shownAt = await approveSignIn(authorizeUrl(app, OOB));
    const page = await (await fetch(new URL(shownAt, server.url))).text();
    const code = /<code class="code">([^<]+)</.exec(page)?.[1] ?? '';

    expect((await tokenFor(app, OOB, code)).accessToken).toEqual(expect.any(String));
  });

  test('PKCE: the code is worth nothing without its verifier, and not lost by a wrong one', async () => {
    server.createAccount({ username: 'alice' });
    const app = await createRestAPIClient({ url: server.url }).v1.apps.create({
      clientName: 'Masto',
      redirectUris: OOB,
      scopes: SCOPES,
    });
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const shownAt = await approveSignIn(
      authorizeUrl(app, OOB, { code_challenge: challenge, code_challenge_method: 'S256' }),
    );
    const code = new URL(shownAt, server.url).searchParams.get('code') ?? '';

    expect(await refusalOf(tokenFor(app, OOB, code))).toEqual({ status: 400, message: 'invalid_request' });
    expect(await refusalOf(tokenFor(app, OOB, code, { codeVerifier: 'wrong' }))).toEqual({
      status: 400,
      message: 'invalid_grant',
    });
    expect((await tokenFor(app, OOB, code, { codeVerifier: verifier })).accessToken).toEqual(expect.any(String));
    expect(await refusalOf(tokenFor(app, OOB, code, { codeVerifier: verifier }))).toEqual({
      status: 400,
      message: 'invalid_grant',
    });
  });

  test('a wrong client secret, a scope that was not registered, an address that was not registered', async () => {
    server.createAccount({ username: 'alice' });
    const app = await createRestAPIClient({ url: server.url }).v1.apps.create({
      clientName: 'Masto',
      redirectUris: OOB,
      scopes: 'read',
    });

    expect(await refusalOf(tokenFor({ ...app, clientSecret: 'wrong' }, OOB, 'any'))).toMatchObject({
      status: 401,
      message: 'invalid_client',
    });
    const overreach = await fetch(authorizeUrl({ ...app }, OOB, { scope: 'write' }), { redirect: 'manual' });
    expect(overreach.headers.get('location')).toMatch(/error=invalid_scope/);
    expect((await fetch(authorizeUrl(app, 'https://elsewhere.example/'), { redirect: 'manual' })).status).toBe(400);
  });

  test('a token that was revoked', async () => {
    const account = server.createAccount({ username: 'alice' });
    const app = await createRestAPIClient({ url: server.url }).v1.apps.create({
      clientName: 'Masto',
      redirectUris: OOB,
      scopes: SCOPES,
    });
    const code = await codeFor(app, OOB);
    const { accessToken } = await tokenFor(app, OOB, code);
    await createOAuthAPIClient({ url: server.url }).revoke({
      clientId: app.clientId ?? '',
      clientSecret: app.clientSecret ?? '',
      token: accessToken,
    });

    const me = createRestAPIClient({ url: server.url, accessToken });
    expect(await refusalOf(me.v1.accounts.verifyCredentials())).toEqual({
      status: 401,
      message: 'The access token was revoked',
    });
    expect(account.username).toBe('alice');
  });

  test('the discovery document leads to it all', async () => {
    const found = (await (await fetch(`${server.url}/.well-known/oauth-authorization-server`)).json()) as Record<
      string,
      unknown
    >;
    expect(found).toMatchObject({
      authorization_endpoint: `${server.url}/oauth/authorize`,
      token_endpoint: `${server.url}/oauth/token`,
      app_registration_endpoint: `${server.url}/api/v1/apps`,
      code_challenge_methods_supported: ['S256'],
    });
  });
});

describe('statuses', () => {
  test('post, read, list, its source, and delete', async () => {
    const masto = signedIn();
    const me = await masto.v1.accounts.verifyCredentials();

    const posted = await masto.v1.statuses.create({
      status: 'Hello <world> https://example.com/a?b=c #Bread\n\nBye',
      visibility: 'unlisted',
    });

    expect(posted).toMatchObject({
      visibility: 'unlisted',
      url: `${server.url}/@alice/${posted.id}`,
      application: { name: 'Postwright' },
      createdAt: new Date(at).toISOString(),
    });
    expect(posted.content).toContain('<p>Hello &lt;world&gt; <a href="https://example.com/a?b=c"');
    expect(posted.tags).toMatchObject([{ name: 'bread' }]);
    expect(await masto.v1.statuses.$select(posted.id).fetch()).toEqual(posted);
    expect((await masto.v1.statuses.$select(posted.id).source.fetch()).text).toBe(
      'Hello <world> https://example.com/a?b=c #Bread\n\nBye',
    );
    expect((await masto.v1.accounts.$select(me.id).statuses.list()).map((status) => status.id)).toEqual([posted.id]);

    expect((await masto.v1.statuses.$select(posted.id).remove()).text).toContain('Hello');
    expect(await refusalOf(masto.v1.statuses.$select(posted.id).fetch())).toEqual({
      status: 404,
      message: 'Record not found',
    });
  });

  test('a thread, and its context', async () => {
    const masto = signedIn();
    const first = await masto.v1.statuses.create({ status: 'One' });
    const second = await masto.v1.statuses.create({ status: 'Two', inReplyToId: first.id });
    const third = await masto.v1.statuses.create({ status: 'Three', inReplyToId: second.id });

    const context = await masto.v1.statuses.$select(second.id).context.fetch();

    expect(context.ancestors.map((status) => status.id)).toEqual([first.id]);
    expect(context.descendants.map((status) => status.id)).toEqual([third.id]);
    expect(await refusalOf(masto.v1.statuses.create({ status: 'Lost', inReplyToId: '1' }))).toMatchObject({
      status: 404,
    });
  });

  test('pages of a list', async () => {
    const masto = signedIn();
    const me = await masto.v1.accounts.verifyCredentials();
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await masto.v1.statuses.create({ status: `Number ${n}` })).id);

    const pages: string[][] = [];
    for await (const page of masto.v1.accounts.$select(me.id).statuses.list({ limit: 2 }))
      pages.push(page.map((status) => status.id));
    const since = await masto.v1.accounts.$select(me.id).statuses.list({ sinceId: ids[2] ?? '' });

    expect(pages.flat()).toEqual(ids.toReversed());
    expect(since.map((status) => status.id)).toEqual([ids[4], ids[3]]);
  });

  test('500 characters, with links as 23 and elsewhere-mentions as the name', async () => {
    const masto = signedIn();
    const link = `https://example.com/${'a'.repeat(200)}`;

    await masto.v1.statuses.create({ status: 'a'.repeat(500) });
    await masto.v1.statuses.create({ status: `${'a'.repeat(500 - 24)} ${link}` });
    await masto.v1.statuses.create({ status: `${'a'.repeat(500 - 7)} @alice@${'b'.repeat(40)}.example` });
    const over = await refusalOf(masto.v1.statuses.create({ status: 'a'.repeat(501) }));

    expect(over).toEqual({ status: 422, message: 'Validation failed: Text character limit of 500 exceeded' });
    expect(await refusalOf(masto.v1.statuses.create({ status: '   ' }))).toEqual({
      status: 422,
      message: "Validation failed: Text can't be blank",
    });
  });
});

describe('Idempotency-Key', () => {
  const withKey = (key: string) => ({ requestInit: { headers: { 'Idempotency-Key': key } } });

  test('the same key twice is the same status, also with another text', async () => {
    const masto = signedIn();
    const first = await masto.v1.statuses.create({ status: 'Once' }, withKey('k'));
    const again = await masto.v1.statuses.create({ status: 'Twice' }, withKey('k'));

    expect(again).toEqual(first);
    expect(server.received()).toHaveLength(1);
  });

  test('another key, another account, or an hour later is another status', async () => {
    const masto = signedIn();
    const other = createRestAPIClient({
      url: server.url,
      accessToken: server.createAccount({ username: 'bob' }).token(),
    });
    const ids = [(await masto.v1.statuses.create({ status: 'A' }, withKey('k'))).id];
    ids.push((await masto.v1.statuses.create({ status: 'A' }, withKey('l'))).id);
    ids.push((await other.v1.statuses.create({ status: 'A' }, withKey('k'))).id);
    at += 3_600_000;
    ids.push((await masto.v1.statuses.create({ status: 'A' }, withKey('k'))).id);

    expect(new Set(ids).size).toBe(4);
  });

  test('at the same time the second waits for the first, and gets the same', async () => {
    await start({ behaviour: { creatingTakesMs: 100 } });
    const masto = signedIn();

    const both = await Promise.all([
      masto.v1.statuses.create({ status: 'A' }, withKey('k')),
      masto.v1.statuses.create({ status: 'A' }, withKey('k')),
    ]);

    expect(both[0].id).toBe(both[1].id);
  });

  test('waiting has an end', async () => {
    await start({ behaviour: { creatingTakesMs: 300, lockPatienceMs: 60 } });
    const masto = signedIn();

    const [, second] = await Promise.all([
      masto.v1.statuses.create({ status: 'A' }, withKey('k')),
      refusalOf(masto.v1.statuses.create({ status: 'A' }, withKey('k'))),
    ]);

    expect(second).toEqual({
      status: 503,
      message: 'There was a temporary problem serving your request, please try again',
    });
    expect(server.received()).toHaveLength(1);
  });

  test('a refused status takes no key', async () => {
    const masto = signedIn();
    await refusalOf(masto.v1.statuses.create({ status: ' ' }, withKey('k')));

    expect((await masto.v1.statuses.create({ status: 'Now' }, withKey('k'))).content).toBe('<p>Now</p>');
  });

  test('a status that was deleted meanwhile is not made again', async () => {
    const masto = signedIn();
    const { id } = await masto.v1.statuses.create({ status: 'A' }, withKey('k'));
    await masto.v1.statuses.$select(id).remove();

    expect(await refusalOf(masto.v1.statuses.create({ status: 'A' }, withKey('k')))).toEqual({
      status: 404,
      message: 'Record not found',
    });
  });
});

describe('media', () => {
  test('upload, describe, attach, and look at it', async () => {
    const masto = signedIn();
    const media = await masto.v2.media.create({ file: picture(), description: 'A pixel' });
    await masto.v1.media.$select(media.id).update({ description: 'One pixel' });

    const { mediaAttachments } = await masto.v1.statuses.create({ mediaIds: [media.id] });

    expect(mediaAttachments).toMatchObject([
      { id: media.id, type: 'image', description: 'One pixel', meta: { original: { width: 1, height: 1 } } },
    ]);
    const shown = await fetch(mediaAttachments[0]?.url ?? '');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(PIXEL);
    expect(server.received()[0]?.media).toMatchObject([{ sha256: createHash('sha256').update(PIXEL).digest('hex') }]);
  });

  test('a film is prepared for a while: 202, 206, then 200', async () => {
    const masto = signedIn();
    const film = await masto.v2.media.create({ file: picture('video/mp4'), skipPolling: true });
    expect(film.url).toBeNull();
    expect(await refusalOf(masto.v1.statuses.create({ status: 'Film', mediaIds: [film.id] }))).toEqual({
      status: 422,
      message: 'Cannot attach files that have not finished processing. Try again in a moment!',
    });
    expect((await masto.v1.media.$select(film.id).fetch.$raw()).headers.get('x-ratelimit-limit')).toBe('300');
    expect((await masto.v1.media.$select(film.id).fetch()).url).toBeNull();
    at += 10_000;

    expect((await masto.v1.media.$select(film.id).fetch()).url).toEqual(expect.any(String));
    expect((await masto.v1.statuses.create({ mediaIds: [film.id] })).mediaAttachments).toHaveLength(1);
  });

  test.each<[what: string, file: () => Blob, options: MastodonOptions, message: string]>([
    [
      'a type it does not know',
      () => picture('application/pdf'),
      {},
      'Validation failed: File content type is invalid, File is invalid',
    ],
    [
      'no picture inside',
      () => picture('image/png', Buffer.from('hello')),
      {},
      'Validation failed: File content type is invalid, File is invalid',
    ],
    [
      'too large',
      () => picture('image/png', Buffer.concat([PIXEL, Buffer.alloc(2_000_000)])),
      { limits: { imageBytes: 1_048_576 } },
      'Validation failed: File file size must be less than 1 MB',
    ],
    ['too many pixels', () => picture(), { limits: { imagePixels: 0 } }, '1x1 images are not supported'],
  ])('%s', async (_what, file, options, message) => {
    await start(options);
    expect(await refusalOf(signedIn().v2.media.create({ file: file() }))).toEqual({ status: 422, message });
  });

  test('a description of 1501 characters', async () => {
    const refused = await refusalOf(signedIn().v2.media.create({ file: picture(), description: 'a'.repeat(1501) }));
    expect(refused).toEqual({
      status: 422,
      message: 'Validation failed: Description is too long (maximum is 1500 characters)',
    });
  });

  test('five pictures; one that is on another status; one of somebody else; one that lay for a day', async () => {
    const masto = signedIn();
    const other = createRestAPIClient({
      url: server.url,
      accessToken: server.createAccount({ username: 'bob' }).token(),
    });
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await masto.v2.media.create({ file: picture(), skipPolling: true })).id);
    const [used = '', fresh = ''] = ids;
    await masto.v1.statuses.create({ mediaIds: [used] });
    const missing = (id: string) => ({
      status: 422,
      message: `Media ${id} not found or already attached to another post`,
    });

    expect(await refusalOf(masto.v1.statuses.create({ mediaIds: ids }))).toEqual({
      status: 422,
      message: 'Cannot attach more than 4 files',
    });
    expect(await refusalOf(masto.v1.statuses.create({ mediaIds: [used] }))).toEqual(missing(used));
    expect(await refusalOf(other.v1.statuses.create({ mediaIds: [fresh] }))).toEqual(missing(fresh));
    at += 24 * 3_600_000 + 1;
    expect(await refusalOf(masto.v1.statuses.create({ mediaIds: [fresh] }))).toEqual(missing(fresh));
    expect(await refusalOf(masto.v1.media.$select(fresh).fetch())).toEqual({
      status: 404,
      message: 'Record not found',
    });
  });

  test('what could not be prepared', async () => {
    await start({ behaviour: { imageReadyAfterMs: 1000, preparingFails: true } });
    const masto = signedIn();
    const media = await masto.v2.media.create({ file: picture(), skipPolling: true });
    at += 1000;

    expect((await refusalOf(masto.v1.media.$select(media.id).fetch())).status).toBe(422);
  });
});

describe('polls', () => {
  const poll = { options: ['Rye', 'Spelt'], expiresIn: 3600 };

  test('asked, with an end, and shown', async () => {
    const masto = signedIn();

    const { id, poll: asked } = await masto.v1.statuses.create({ status: 'Which?', poll: { ...poll, multiple: true } });

    expect(asked).toMatchObject({
      options: [{ title: 'Rye' }, { title: 'Spelt' }],
      multiple: true,
      expired: false,
      expiresAt: new Date(at + 3_600_000).toISOString(),
    });
    at += 3_600_000;
    expect((await masto.v1.statuses.$select(id).fetch()).poll?.expired).toBe(true);
  });

  test.each<[what: string, given: { options: string[]; expiresIn: number }, message: string]>([
    ['one answer', { ...poll, options: ['Rye', ' '] }, 'Poll options must have more than one item'],
    ['five answers', { ...poll, options: ['a', 'b', 'c', 'd', 'e'] }, "Poll options can't contain more than 4 items"],
    [
      'one that is too long',
      { ...poll, options: ['a'.repeat(51), 'b'] },
      "Poll options can't be longer than 50 characters each",
    ],
    ['two alike', { ...poll, options: ['a', 'a'] }, 'Poll options contain duplicate items'],
    ['too soon', { ...poll, expiresIn: 299 }, 'Poll expires at is too soon'],
    ['too far', { ...poll, expiresIn: 2_629_747 }, 'Poll expires at is too far into the future'],
  ])('%s', async (_what, given, message) => {
    const refused = await refusalOf(signedIn().v1.statuses.create({ status: 'Which?', poll: given }));
    expect(refused).toEqual({ status: 422, message: `Validation failed: ${message}` });
  });

  test('no files beside it', async () => {
    const masto = signedIn();
    const { id } = await masto.v2.media.create({ file: picture(), skipPolling: true });
    const asked = { status: 'Which?', poll, mediaIds: [id] } as unknown as mastodon.rest.v1.CreateStatusParams;

    expect((await refusalOf(masto.v1.statuses.create(asked))).message).toBe('Cannot attach more than 4 files');
  });
});

describe('changing a status', () => {
  test('its words, its files and their descriptions; what is not sent is gone', async () => {
    const masto = signedIn();
    const media = await masto.v2.media.create({ file: picture(), skipPolling: true });
    const { id } = await masto.v1.statuses.create({ status: 'One', mediaIds: [media.id], language: 'de' });
    at += 1000;

    const changed = await masto.v1.statuses.$select(id).update({
      status: 'Two',
      mediaIds: [media.id],
      mediaAttributes: [{ id: media.id, description: 'A pixel' }],
      spoilerText: 'Careful',
    });

    expect(changed).toMatchObject({
      spoilerText: 'Careful',
      sensitive: true,
      language: 'de',
      editedAt: new Date(at).toISOString(),
      mediaAttachments: [{ id: media.id, description: 'A pixel' }],
    });
    expect(await masto.v1.statuses.$select(id).source.fetch()).toMatchObject({ text: 'Two', spoilerText: 'Careful' });
    expect((await masto.v1.statuses.$select(id).update({ status: 'Three' })).mediaAttachments).toEqual([]);
  });

  test('a poll keeps its votes only with the same answers', async () => {
    const masto = signedIn();
    const poll = { options: ['Rye', 'Spelt'], expiresIn: 3600 };
    const { id } = await masto.v1.statuses.create({ status: 'Which?', poll });
    people.counted(id, { votes: [2, 1] });

    expect((await masto.v1.statuses.$select(id).update({ status: 'Which one?', poll })).poll?.votesCount).toBe(3);
    const other = { ...poll, options: ['Rye', 'Oat'] };
    expect((await masto.v1.statuses.$select(id).update({ status: 'Which?', poll: other })).poll?.votesCount).toBe(0);
  });

  test('of somebody else', async () => {
    const { id } = await signedIn().v1.statuses.create({ status: 'Mine' });
    const other = createRestAPIClient({
      url: server.url,
      accessToken: server.createAccount({ username: 'bob' }).token(),
    });
    expect(await refusalOf(other.v1.statuses.$select(id).update({ status: 'Yours' }))).toMatchObject({ status: 404 });
  });
});

describe('the scheduler', () => {
  const HOUR = 3_600_000;
  const inAnHour = (): string => new Date(at + HOUR).toISOString();

  test('keeps a status, with its file and poll, and publishes it at its time', async () => {
    const masto = signedIn();
    const media = await masto.v2.media.create({ file: picture(), skipPolling: true });
    const scheduledAt = inAnHour();

    const kept = await masto.v1.statuses.create({
      status: 'Later',
      mediaIds: [media.id],
      visibility: 'unlisted',
      scheduledAt,
    });

    expect(kept).toMatchObject({
      id: '1',
      scheduledAt,
      params: { text: 'Later', visibility: 'unlisted', mediaIds: [media.id] },
      mediaAttachments: [{ id: media.id }],
    });
    expect(await masto.v1.scheduledStatuses.list()).toMatchObject([{ id: kept.id }]);
    expect(server.received()).toEqual([]);
    expect(server.arrived()).toMatchObject([{ text: 'Later', scheduledFor: at + HOUR }]);
    at += HOUR + 5000;
    expect(await masto.v1.scheduledStatuses.list()).toEqual([]);
    expect(server.received()).toMatchObject([{ text: 'Later', createdAt: at - 5000, media: [{ id: media.id }] }]);
  });

  test('moves one, and takes one out, whose file is loose again', async () => {
    const masto = signedIn();
    const media = await masto.v2.media.create({ file: picture(), skipPolling: true });
    const { id } = await masto.v1.statuses.create({ status: 'Later', mediaIds: [media.id], scheduledAt: inAnHour() });
    const one = masto.v1.scheduledStatuses.$select(id);
    const moved = await one.update({ scheduledAt: new Date(at + 2 * HOUR).toISOString() });
    expect(moved.scheduledAt).toBe(new Date(at + 2 * HOUR).toISOString());

    await one.remove();

    expect(await refusalOf(one.fetch())).toEqual({ status: 404, message: 'Record not found' });
    expect(await refusalOf(one.remove())).toEqual({ status: 404, message: 'Record not found' });
    at += 3 * HOUR;
    expect(server.received()).toEqual([]);
    await expect(masto.v1.statuses.create({ mediaIds: [media.id] })).resolves.toBeDefined();
  });

  test('takes nothing for the next five minutes, nor what could not be published now', async () => {
    const masto = signedIn();
    const scheduledAt = new Date(at + 5 * 60_000).toISOString();
    expect(await refusalOf(masto.v1.statuses.create({ status: 'Soon', scheduledAt }))).toEqual({
      status: 422,
      message: 'Validation failed: Scheduled at date must be in the future',
    });
    expect(
      await refusalOf(masto.v1.statuses.create({ status: 'a'.repeat(501), scheduledAt: inAnHour() })),
    ).toMatchObject({ status: 422 });
  });

  test('and publishes at once what was for the past', async () => {
    const scheduledAt = new Date(at - 1000).toISOString();
    expect(await signedIn().v1.statuses.create({ status: 'Late', scheduledAt })).toMatchObject({
      content: '<p>Late</p>',
    });
  });

  test('takes the same key twice for the same, until it is out', async () => {
    const masto = signedIn();
    const again = { requestInit: { headers: new Headers({ 'Idempotency-Key': 'k' }) } };
    const later = { status: 'Later', scheduledAt: inAnHour() };

    const kept = await masto.v1.statuses.create(later, again);
    expect((await masto.v1.statuses.create(later, again)).id).toBe(kept.id);
    await masto.v1.scheduledStatuses.$select(kept.id).remove();

    expect(await refusalOf(masto.v1.statuses.create(later, again))).toMatchObject({ status: 404 });
  });

  test('has pages, and 25 for a day', async () => {
    const masto = signedIn();
    const scheduledAt = inAnHour();
    for (let n = 0; n < 25; n += 1) await masto.v1.statuses.create({ status: `Later ${n}`, scheduledAt });

    const page = await masto.v1.scheduledStatuses.list({ limit: 20 });
    const rest = await masto.v1.scheduledStatuses.list({ limit: 20, maxId: page.at(-1)?.id ?? null });
    expect([page.length, rest.length, page[0]?.id]).toEqual([20, 5, '25']);
    expect((await refusalOf(masto.v1.statuses.create({ status: 'One more', scheduledAt }))).message).toContain('25');
  });

  test('is its own: another person sees nothing of it', async () => {
    const { id } = await signedIn().v1.statuses.create({ status: 'Later', scheduledAt: inAnHour() });
    const other = createRestAPIClient({
      url: server.url,
      accessToken: server.createAccount({ username: 'bob' }).token(),
    });
    expect(await other.v1.scheduledStatuses.list()).toEqual([]);
    expect(await refusalOf(other.v1.scheduledStatuses.$select(id).remove())).toMatchObject({ status: 404 });
  });
});

test('a film, a sound, a warning and who may quote it: everything a person can choose arrives', async () => {
  await start({ behaviour: { filmReadyAfterMs: 0 } });
  const masto = signedIn();
  const film = await masto.v2.media.create({ file: picture('video/mp4'), description: 'A loaf rises' });
  const sound = await masto.v2.media.create({ file: picture('audio/mpeg') });

  const status = await masto.v1.statuses.create({
    mediaIds: [film.id],
    spoilerText: 'Bread',
    language: 'de',
    visibility: 'private',
  });
  await masto.v1.statuses.create({ status: 'Listen', mediaIds: [sound.id] });

  expect(status).toMatchObject({
    spoilerText: 'Bread',
    sensitive: true,
    language: 'de',
    visibility: 'private',
    content: '<p>📹</p>',
    mediaAttachments: [{ type: 'video', description: 'A loaf rises' }],
  });
  expect(server.arrived()).toMatchObject([
    { kind: 'status', account: '@alice', media: [{ mimeType: 'video/mp4', description: 'A loaf rises' }] },
    { text: 'Listen', media: [{ mimeType: 'audio/mpeg' }] },
  ]);
});

describe('limits', () => {
  test('both instance calls tell them', async () => {
    await start({ limits: { maxCharacters: 777, maxMedia: 9 } });
    const masto = signedIn();

    const v2 = await masto.v2.instance.fetch();
    const v1 = await masto.v1.instance.fetch();

    expect(v2.configuration).toMatchObject({
      statuses: { maxCharacters: 777, maxMediaAttachments: 9, charactersReservedPerUrl: 23 },
      mediaAttachments: {
        imageSizeLimit: 16_777_216,
        imageMatrixLimit: 33_177_600,
        supportedMimeTypes: expect.arrayContaining(['image/png', 'video/mp4']) as unknown,
      },
    });
    expect(v1.configuration.statuses).toEqual(v2.configuration.statuses);
  });

  test('300 requests in five minutes, then 429 until the reset', async () => {
    const masto = signedIn();
    const counted = await masto.v1.accounts.verifyCredentials.$raw();
    for (let n = 1; n < 300; n += 1) await masto.v1.accounts.verifyCredentials();

    const thrown = await masto.v1.accounts.verifyCredentials().catch((error: unknown) => error);

    expect(counted.headers.get('x-ratelimit-remaining')).toBe('299');
    expect(counted.headers.get('x-ratelimit-reset')).toBe('2026-11-23T09:05:00.000000Z');
    expect(thrown).toMatchObject({ statusCode: 429, message: 'Too many requests' });
    at += 5 * 60_000;
    await expect(masto.v1.accounts.verifyCredentials()).resolves.toBeDefined();
  });

  test('30 uploads in half an hour', async () => {
    const masto = signedIn();
    for (let n = 0; n < 30; n += 1) await masto.v2.media.create({ file: picture(), skipPolling: true });

    expect(await refusalOf(masto.v2.media.create({ file: picture() }))).toMatchObject({ status: 429 });
    await expect(masto.v1.statuses.create({ status: 'Words still go' })).resolves.toBeDefined();
  });
});

describe('who may', () => {
  test.each<[what: string, scopes: string[], ask: (masto: mastodon.rest.Client) => Promise<unknown>]>([
    ['post', ['read', 'write:media'], (masto) => masto.v1.statuses.create({ status: 'A' })],
    ['upload', ['read', 'write:statuses'], (masto) => masto.v2.media.create({ file: picture() })],
    ['see who it is', ['read:statuses', 'write'], (masto) => masto.v1.accounts.verifyCredentials()],
  ])('a token without the scope may not %s', async (_what, scopes, ask) => {
    expect(await refusalOf(ask(signedIn(scopes)))).toEqual({
      status: 403,
      message: 'This action is outside the authorized scopes',
    });
  });

  test('an unknown token, and none', async () => {
    const stranger = createRestAPIClient({ url: server.url, accessToken: 'unknown' });
    const nobody = createRestAPIClient({ url: server.url });

    expect(await refusalOf(stranger.v1.accounts.verifyCredentials())).toEqual({
      status: 401,
      message: 'The access token is invalid',
    });
    expect(await refusalOf(nobody.v1.statuses.create({ status: 'A' }))).toEqual({
      status: 401,
      message: 'The access token is invalid',
    });
  });

  test("an app's own token is no person's", async () => {
    const app = await createRestAPIClient({ url: server.url }).v1.apps.create({
      clientName: 'Masto',
      redirectUris: OOB,
      scopes: SCOPES,
    });
    const { accessToken } = await createOAuthAPIClient({ url: server.url }).token.create({
      grantType: 'client_credentials',
      clientId: app.clientId ?? '',
      clientSecret: app.clientSecret ?? '',
      redirectUri: OOB,
      scope: SCOPES,
    });
    const masto = createRestAPIClient({ url: server.url, accessToken });

    expect((await masto.v1.apps.verifyCredentials()).name).toBe('Masto');
    expect(await refusalOf(masto.v1.statuses.create({ status: 'A' }))).toEqual({
      status: 422,
      message: 'This method requires an authenticated user',
    });
  });

  test('a private status is for its author', async () => {
    const masto = signedIn();
    const { id } = await masto.v1.statuses.create({ status: 'Psst', visibility: 'private' });

    expect(await refusalOf(createRestAPIClient({ url: server.url }).v1.statuses.$select(id).fetch())).toMatchObject({
      status: 404,
    });
    await expect(masto.v1.statuses.$select(id).fetch()).resolves.toBeDefined();
  });
});

test('the page shows what arrived, with its pictures and their descriptions', async () => {
  const masto = signedIn();
  const media = await masto.v2.media.create({ file: picture(), description: 'A "pixel"' });
  await masto.v1.statuses.create({ status: '<script>alert(1)</script>', mediaIds: [media.id] });

  const page = await (await fetch(server.url)).text();

  expect(page).toContain(`/system/media_attachments/files/${media.id}/original/`);
  expect(page).toContain('alt="A &quot;pixel&quot;"');
  expect(page).not.toContain('<script>');
});

type AppKeys = { clientId?: string | null; clientSecret?: string | null };

function authorizeUrl(app: AppKeys, redirectUri: string, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId ?? '',
    redirect_uri: redirectUri,
    scope: SCOPES,
    state: 's',
    ...more,
  });
  return `${server.url}/oauth/authorize?${query.toString()}`;
}

async function codeFor(app: AppKeys, redirectUri: string): Promise<string> {
  const ledBackTo = await approveSignIn(authorizeUrl(app, redirectUri));
  return new URL(ledBackTo, server.url).searchParams.get('code') ?? '';
}

function tokenFor(
  app: AppKeys,
  redirectUri: string,
  code: string,
  more: { codeVerifier?: string } = {},
): Promise<mastodon.v1.Token> {
  const oauth = createOAuthAPIClient({ url: server.url });
  return oauth.token.create({
    grantType: 'authorization_code',
    clientId: app.clientId ?? '',
    clientSecret: app.clientSecret ?? '',
    redirectUri,
    code,
    scope: SCOPES,
    ...more,
  });
}
