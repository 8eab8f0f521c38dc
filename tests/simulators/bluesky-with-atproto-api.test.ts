import { AtpAgent, RichText, type AppBskyVideoDefs, type BlobRef } from '@atproto/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { film, image } from '#tests/platforms/bluesky/world.ts';
import { idOf, lifetimeOf, sessionOf } from '#tests/simulators/atproto-session.ts';
import { BLOB_LIMIT, SERVERS, type BlueskyPerson, type BlueskyServer } from '#tests/simulators/bluesky-servers.ts';
import { REFUSED_POSTS } from '#tests/simulators/refused-posts.ts';

// Bluesky's own client, unchanged but for its base address, at the servers that our tests and the practice networks use:
// the real one and the stand-in for it answer alike, down to the words of their refusals.

const POST = 'app.bsky.feed.post';
const AT = '2026-11-20T10:00:00.000Z';

describe.each(SERVERS)('@atproto/api at %s', (_name, start) => {
  let server: BlueskyServer;
  let alice: BlueskyPerson;
  let agent: AtpAgent;

  beforeAll(async () => {
    server = await start();
    alice = await server.createAccount('alice');
    agent = await signedIn(alice);
  }, 60_000);
  afterAll(() => server.stop());

  test('publishes a text with links and a picture, and takes it down', async () => {
    const text = new RichText({ text: 'Fresh bread @alice.test https://example.com #bread' });
    await text.detectFacets(agent);
    const blob = await uploaded(image({ alt: 'A cat' }).bytes);
    const posted = await agent.post({
      text: text.text,
      ...(text.facets && { facets: text.facets }),
      embed: { $type: 'app.bsky.embed.images', images: [{ image: blob, alt: 'A cat' }] },
      langs: ['en'],
    });
    const [post] = await posts();
    expect(post).toMatchObject({ uri: posted.uri, cid: posted.cid, value: { embed: { images: [{ alt: 'A cat' }] } } });
    expect(post?.value['facets']).toHaveLength(3);

    await agent.deletePost(posted.uri);
    expect(await posts()).toEqual([]);
  });

  test('publishes a video by way of the service, as Bluesky’s documents do', async () => {
    const bread = film();
    const uploading = await agent.com.atproto.server.getServiceAuth({
      aud: `did:web:${new URL(server.url).hostname}`,
      lxm: 'com.atproto.repo.uploadBlob',
      exp: Math.floor(Date.now() / 1000) + 1800,
    });
    const answer = await fetch(`${server.videoUrl}/xrpc/app.bsky.video.uploadVideo?did=${alice.did}&name=bread.mp4`, {
      method: 'POST',
      headers: { authorization: `Bearer ${uploading.data.token}`, 'content-type': 'video/mp4' },
      body: new Uint8Array(bread.bytes),
    });
    let job = (await answer.json()) as AppBskyVideoDefs.JobStatus;
    const service = new AtpAgent({ service: server.videoUrl });
    for (let asks = 0; asks < 10 && !job.blob; asks += 1) {
      server.minuteLater();
      job = (await service.app.bsky.video.getJobStatus({ jobId: job.jobId })).data.jobStatus;
    }
    if (!job.blob) throw new Error(`The video was not made ready: ${job.state}`);

    const embed = { $type: 'app.bsky.embed.video', video: job.blob, alt: 'Bread rising' };
    const posted = await agent.post({ text: 'Bread', embed });
    expect(await posts()).toMatchObject([{ uri: posted.uri, value: { embed: { alt: 'Bread rising' } } }]);
    await agent.deletePost(posted.uri);
  });

  test('refreshes by itself when its access has run out, and once more with the token it already used', async () => {
    const before = sessionOf(await signedIn(alice));
    expect([lifetimeOf(before.accessJwt), lifetimeOf(before.refreshJwt)]).toEqual([2 * 3600, 90 * 24 * 3600]);

    const resumed = new AtpAgent({ service: server.url });
    await resumed.resumeSession(alice.withExpiredAccess(before));
    const after = sessionOf(resumed);
    expect(after.refreshJwt).not.toBe(before.refreshJwt);
    expect((await resumed.com.atproto.server.getSession()).data).toMatchObject({ did: alice.did, active: true });

    const again = await refreshed(before.refreshJwt);
    expect(idOf(String(again['refreshJwt']))).toBe(idOf(after.refreshJwt));
    agent = await signedIn(alice);
  });

  test('cannot go on with a session that was ended, nor with a password that was taken back', async () => {
    const bob = await server.createAccount('bobby');
    const [ended, open] = [await signedIn(bob), await signedIn(bob)];
    const [{ refreshJwt: endedToken }, { refreshJwt: openToken }] = [sessionOf(ended), sessionOf(open)];
    await ended.logout();
    const revoked = { error: 'ExpiredToken', message: 'Token has been revoked' };
    expect(await refreshed(endedToken)).toEqual(revoked);

    await bob.revokeAppPassword();
    expect(await refreshed(openToken)).toEqual(revoked);
    await expect(signedIn(bob)).rejects.toMatchObject({
      status: 401,
      error: 'AuthenticationRequired',
      message: 'Invalid identifier or password',
    });
  });

  test.each([
    ['no token', undefined, 401, 'AuthMissing', 'Authentication Required'],
    ['rubbish', 'Bearer rubbish', 400, 'InvalidToken', 'Token could not be verified'],
    ['another kind of token', 'Basic abc', 400, 'InvalidToken', 'Unexpected authorization type'],
  ])('is refused with %s', async (_what, authorization, status, error, message) => {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await fetch(`${server.url}/xrpc/com.atproto.server.getSession`, { headers });
    expect([answer.status, await answer.json()]).toEqual([status, { error, message }]);
  });

  test('writes a record once under its key, whatever it sends again', async () => {
    const rkey = '3l4xyz2222222';
    const record = { $type: POST, text: 'hello', createdAt: AT };
    const key = { repo: alice.did, collection: POST, rkey };
    const made = await agent.com.atproto.repo.createRecord({ ...key, record });
    // The hash of these words, on every server.
    expect(made.data.cid).toBe('bafyreihawcx252g7tiigos4uxecdnccycyltnn4em26deef6m2wfgm4ir4');
    await expect(agent.com.atproto.repo.createRecord({ ...key, record })).rejects.toMatchObject({
      status: 500,
      error: 'InternalServerError',
    });

    const again = await agent.com.atproto.repo.putRecord({ ...key, record, swapRecord: null });
    expect(again.data).toEqual({ uri: made.data.uri, cid: made.data.cid, validationStatus: 'valid' });
    const other = { ...record, text: 'other words' };
    await expect(agent.com.atproto.repo.putRecord({ ...key, record: other, swapRecord: null })).rejects.toMatchObject({
      status: 400,
      error: 'InvalidSwap',
      message: `Record was at ${made.data.cid}`,
    });
    const edited = await agent.com.atproto.repo.putRecord({ ...key, record: other, swapRecord: made.data.cid });
    expect(edited.data.commit).toBeDefined();
    await agent.com.atproto.repo.deleteRecord(key);
    await agent.com.atproto.repo.deleteRecord(key);
    await expect(agent.com.atproto.repo.getRecord(key)).rejects.toMatchObject({
      error: 'RecordNotFound',
      message: `Could not locate record: ${made.data.uri}`,
    });
  });

  test.each(REFUSED_POSTS)('is refused a post with %s', async (_what, part, problem) => {
    await expect(written(part)).rejects.toMatchObject({
      status: 400,
      error: 'InvalidRequest',
      message: `Invalid ${POST} record: ${problem}`,
    });
  });

  test('is refused pictures that are too many, too large, or something else', async () => {
    const cat = await uploaded(image({ alt: 'A cat' }).bytes);
    const large = await uploaded(image({ alt: 'Large', size: 2_000_001 }).bytes);
    const words = await uploaded(new TextEncoder().encode('words'), 'text/plain');
    const inPost = (...images: BlobRef[]) =>
      written({ embed: { $type: 'app.bsky.embed.images', images: images.map((one) => ({ image: one, alt: '' })) } });
    const at = `at $.record.embed.images`;
    const problems: [images: BlobRef[], message: string][] = [
      [Array.from({ length: 5 }, () => cat), `array too big (maximum 4, got 5) ${at}`],
      [[large], `blob too big (maximum 2000000, got 2000001) ${at}[0].image`],
      [[words], `Expected "image/*" (got "text/plain") ${at}[0].image.mimeType`],
    ];
    for (const [images, problem] of problems) {
      await expect(inPost(...images)).rejects.toMatchObject({ message: `Invalid ${POST} record: ${problem}` });
    }
    const tooLarge = agent.uploadBlob(new Uint8Array(BLOB_LIMIT + 1), { encoding: 'image/png' });
    await expect(tooLarge).rejects.toMatchObject({ status: 413, error: 'PayloadTooLarge' });
  });

  test('has an upload for others only while a record names it', async () => {
    const { bytes } = image({ alt: 'A cat' });
    const blob = await uploaded(bytes);
    const cid = blob.ref.toString();
    const given = () => agent.com.atproto.sync.getBlob({ did: alice.did, cid });
    await expect(given()).rejects.toMatchObject({ error: 'InvalidRequest', message: 'Blob not found' });

    const embed = { $type: 'app.bsky.embed.images', images: [{ image: blob, alt: 'A cat' }] };
    const { uri } = await agent.post({ text: 'With a cat', embed });
    const there = await given();
    expect([there.headers['content-type'], new Uint8Array(there.data)]).toEqual(['image/png', bytes]);

    await agent.deletePost(uri);
    await expect(given()).rejects.toMatchObject({ message: 'Blob not found' });
    await expect(written({ embed })).rejects.toMatchObject({
      status: 400,
      error: 'BlobNotFound',
      message: `Could not find blob: ${cid}`,
    });
  });

  test('lists records newest key first, page by page, or the other way round', async () => {
    const keys = ['3l4xyz2222223', '3l4xyz2222224', '3l4xyz2222225'];
    // The order in which they come says nothing.
    for (const rkey of [keys[1], keys[0], keys[2]]) await written({ text: `Part ${rkey}` }, rkey);
    const page = async (more: object) => {
      const { data } = await agent.com.atproto.repo.listRecords({ repo: 'alice.test', collection: POST, ...more });
      return [data.records.map(({ uri }) => uri.split('/').at(-1)), data.cursor];
    };
    expect(await page({ limit: 2 })).toEqual([[keys[2], keys[1]], keys[1]]);
    expect(await page({ limit: 2, cursor: keys[1] })).toEqual([[keys[0]], keys[0]]);
    expect(await page({ cursor: keys[0] })).toEqual([[], undefined]);
    expect(await page({ reverse: true })).toEqual([keys, keys[2]]);
    await expect(page({ repo: 'nobody.test' })).rejects.toMatchObject({ message: 'Could not find repo: nobody.test' });
    for (const rkey of keys) await agent.com.atproto.repo.deleteRecord({ repo: alice.did, collection: POST, rkey });
  });

  test('writes a whole thread at once, or nothing of it', async () => {
    const create = (rkey: string, text: string) => ({
      $type: 'com.atproto.repo.applyWrites#create' as const,
      collection: POST,
      rkey,
      value: { $type: POST, text, createdAt: AT },
    });
    const apply = (...writes: ReturnType<typeof create>[]) =>
      agent.com.atproto.repo.applyWrites({ repo: alice.did, writes });
    await apply(create('3l4xyz2222226', 'One'), create('3l4xyz2222227', 'Two'));
    expect((await posts()).map(({ value }) => value['text'])).toEqual(['Two', 'One']);

    await expect(apply(create('3l4xyz222222a', 'Three'), create('3l4xyz2222227', 'Two'))).rejects.toMatchObject({
      status: 500,
      error: 'InternalServerError',
    });
    await expect(apply(create('3l4xyz222222a', 'x'.repeat(301)))).rejects.toMatchObject({
      message: `Invalid ${POST} record: grapheme too big (maximum 300, got 301) at $.writes[0].record.text`,
    });
    expect(await posts()).toHaveLength(2);
  });

  test('writes in nobody else’s repository', async () => {
    const carol = await server.createAccount('carol');
    const record = { $type: POST, text: 'Not mine', createdAt: AT };
    await expect(
      agent.com.atproto.repo.createRecord({ repo: carol.did, collection: POST, record }),
    ).rejects.toMatchObject({ status: 401, error: 'AuthenticationRequired' });
  });

  async function signedIn(person: BlueskyPerson): Promise<AtpAgent> {
    const fresh = new AtpAgent({ service: server.url });
    await fresh.login({ identifier: person.handle, password: person.appPassword });
    return fresh;
  }

  async function uploaded(bytes: Uint8Array, encoding = 'image/png'): Promise<BlobRef> {
    return (await agent.uploadBlob(bytes, { encoding })).data.blob;
  }

  async function posts() {
    return (await agent.com.atproto.repo.listRecords({ repo: alice.did, collection: POST })).data.records;
  }

  function written(part: object, rkey?: string) {
    const record = { $type: POST, text: 'hello', createdAt: AT, ...part };
    return agent.com.atproto.repo.createRecord({ repo: alice.did, collection: POST, record, ...(rkey && { rkey }) });
  }

  async function refreshed(token: string): Promise<Readonly<Record<string, unknown>>> {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${server.url}/xrpc/com.atproto.server.refreshSession`, { method: 'POST', headers });
    return (await answer.json()) as Record<string, unknown>;
  }
});
