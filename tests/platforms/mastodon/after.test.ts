import { afterEach, describe, expect, test } from 'vitest';
import { mastodonAdapter } from '#shared/platforms/mastodon/adapter.ts';
import { metrics } from '#shared/publishing/metrics.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { draftOf, newMastodonWorld, type MastodonWorld } from '#tests/platforms/mastodon/world.ts';

// What comes after a post is out: taking it down, changing its words, how it is doing, how the account is.

const STATUS = '/api/v1/statuses/:id';
const MINUTE = 60_000;

const worlds: MastodonWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: Parameters<typeof newMastodonWorld>[0]): Promise<MastodonWorld> {
  const world = await newMastodonWorld(options);
  worlds.push(world);
  return world;
}

async function troubleOf(asked: Promise<unknown> | undefined): Promise<Trouble> {
  const thrown = await asked?.catch((error: unknown) => error);
  if (!(thrown instanceof StepTrouble)) throw new Error(`No trouble: ${String(thrown)}`);
  return thrown.trouble;
}

describe('taking down', () => {
  const remove = (proof: Receipt, world: MastodonWorld) => mastodonAdapter.remove?.(proof, world.api);

  test('every part goes, its first comment too, and the files with them', async () => {
    const world = await newWorld();
    const draft = { ...draftOf(['One', world.picture(1)], 'Two'), firstComment: 'Three' };
    const proof = await world.run(draft);

    await remove(proof, world);

    expect(world.mastodon.received().map((status) => [status.isDeleted, status.media])).toEqual([
      [true, []],
      [true, []],
      [true, []],
    ]);
    expect(world.mastodon.faults.seen().filter(({ method }) => method === 'DELETE')).toMatchObject([
      { query: 'delete_media=true' },
      { query: 'delete_media=true' },
      { query: 'delete_media=true' },
    ]);
  });

  test('what is already gone is done, also a second time', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One', 'Two'));
    world.person.remove(proof.parts[1]?.remoteId ?? '');

    await remove(proof, world);
    await remove(proof, world);

    expect(world.mastodon.received().every((status) => status.isDeleted)).toBe(true);
  });

  test('after a lost answer the rest is taken down the next time', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One', 'Two'));
    world.mastodon.faults.order('DELETE', STATUS, { kind: 'answer-lost' });

    expect((await troubleOf(remove(proof, world))).kind).toBe('maybe');
    await remove(proof, world);

    expect(world.mastodon.received().every((status) => status.isDeleted)).toBe(true);
  });

  test.each<[what: string, status: number, body: string, kind: Trouble['kind']]>([
    ['a page that says 404 and is not of the server', 404, '<html>Not found</html>', 'maybe'],
    ['too many deletions', 429, '{"error":"Too many requests"}', 'temporary'],
    ['trouble at the server', 503, '', 'maybe'],
    ['a token that is no longer good', 401, '{"error":"The access token was revoked"}', 'signed-out'],
  ])('%s: it is not taken for done', async (_what, status, body, kind) => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One'));
    world.mastodon.faults.order('DELETE', STATUS, { kind: 'status', status, body });

    expect((await troubleOf(remove(proof, world))).kind).toBe(kind);
  });
});

describe('changing the words', () => {
  const edit = (proof: Receipt, draft: Draft, world: MastodonWorld) => mastodonAdapter.edit?.(proof, draft, world.api);

  test('of every part and of the comment; files stay, and get their new descriptions', async () => {
    const world = await newWorld();
    const [one, two] = [world.picture(1), world.picture(2)];
    const before = { ...draftOf(['One', one, two], 'Two'), firstComment: 'Three' };
    const proof = await world.run(before);

    const after = { ...draftOf(['One!', { ...one, alt: 'A loaf' }, two], 'Two!'), firstComment: 'Three!' };
    expect(await edit(proof, after, world)).toEqual(proof);

    const received = world.mastodon.received();
    expect(received.map((status) => status.text)).toEqual(['One!', 'Two!', 'Three!']);
    expect(received[0]?.media).toMatchObject([
      { description: 'A loaf', sha256: one.media },
      { description: 'Picture 2' },
    ]);
  });

  test('the warning, the language and whether it is sensitive go with them; who can see it stays', async () => {
    const world = await newWorld();
    const proof = await world.run({ ...draftOf('One'), options: { visibility: 'unlisted', language: 'de' } });

    await edit(proof, { ...draftOf('One'), options: { contentWarning: 'Food', visibility: 'private' } }, world);
    expect(world.mastodon.received()).toMatchObject([
      { spoilerText: 'Food', sensitive: true, language: 'de', visibility: 'unlisted' },
    ]);

    await edit(proof, { ...draftOf('One'), options: { language: 'fr' } }, world);
    expect(world.mastodon.received()).toMatchObject([{ spoilerText: '', sensitive: false, language: 'fr' }]);

    await edit(proof, { ...draftOf('One'), options: { sensitive: 'yes' } }, world);
    await edit(proof, draftOf('Two'), world);
    expect(world.mastodon.received()).toMatchObject([{ text: 'Two', sensitive: true }]);
  });

  test('a poll keeps its answers, its votes and its end', async () => {
    const world = await newWorld();
    const poll = { answers: ['Rye', 'Spelt'], minutes: 60 };
    const draft = (text: string): Draft => ({ segments: [{ text, media: [], poll }], options: { pollSeveral: 'yes' } });
    const proof = await world.run(draft('Wich bread?'));
    const endsAt = world.mastodon.received()[0]?.poll?.endsAt;
    world.person.counted(proof.remoteId, { votes: [3, 4] });
    world.wait(10 * MINUTE);

    await edit(proof, draft('Which bread?'), world);

    const read = await world.api.send({
      method: 'GET',
      url: `${world.mastodon.url}/api/v1/statuses/${proof.remoteId}`,
    });
    expect(JSON.parse(read.body)).toMatchObject({
      poll: { votes_count: 7, multiple: true, options: [{ title: 'Rye' }, { title: 'Spelt' }] },
    });
    expect(world.mastodon.received()).toMatchObject([{ text: 'Which bread?', poll: { endsAt } }]);
  });

  test('a poll that has ended is not opened again: nothing is changed, and that is said', async () => {
    const world = await newWorld();
    const poll = { answers: ['Rye', 'Spelt'], minutes: 60 };
    const draft = (text: string): Draft => ({
      segments: [
        { text: `${text} 1`, media: [] },
        { text: `${text} 2`, media: [], poll },
      ],
      options: {},
    });
    const proof = await world.run(draft('Before'));
    world.wait(56 * MINUTE);

    const trouble = await troubleOf(edit(proof, draft('After'), world));

    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.refused' } });
    expect(world.mastodon.received().map((status) => status.text)).toEqual(['Before 1', 'Before 2']);
  });

  test('parts cannot be added or left out', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One', 'Two'));

    expect(await troubleOf(edit(proof, draftOf('One'), world))).toMatchObject({ kind: 'refused' });
    expect(await troubleOf(edit(proof, draftOf('One', 'Two', 'Three'), world))).toMatchObject({ kind: 'refused' });
  });

  test('a comment that is not out is not changed', async () => {
    const world = await newWorld();
    const body = { error: 'Validation failed' };
    world.mastodon.faults.order('POST', '/api/v1/statuses', { kind: 'status', status: 422, body }, { nth: 2 });
    const proof = await world.run({ ...draftOf('One'), firstComment: 'Two' });

    await edit(proof, { ...draftOf('One!'), firstComment: 'Two!' }, world);

    expect(world.mastodon.received().map((status) => status.text)).toEqual(['One!']);
  });

  test('after a lost answer it is done again, and is the same thing', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One'));
    world.mastodon.faults.order('PUT', STATUS, { kind: 'answer-lost' });

    expect((await troubleOf(edit(proof, draftOf('One!'), world))).kind).toBe('maybe');
    await edit(proof, draftOf('One!'), world);

    expect(world.mastodon.received().map((status) => status.text)).toEqual(['One!']);
  });

  test('too long for the server: refused in its words', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One'));

    expect(await troubleOf(edit(proof, draftOf('a'.repeat(501)), world))).toMatchObject({
      kind: 'refused',
      failure: { about: { answer: 'Validation failed: Text character limit of 500 exceeded' } },
    });
  });

  test('of a post that was deleted there', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One'));
    world.person.remove(proof.remoteId);

    expect((await troubleOf(edit(proof, draftOf('One!'), world))).kind).toBe('refused');
  });
});

describe('how it is doing', () => {
  test('all parts together; our own parts and comment are no comments', async () => {
    const world = await newWorld();
    const proof = await world.run({ ...draftOf('One', 'Two'), firstComment: 'Three' });
    const [one = '', two = ''] = proof.parts.map((part) => part.remoteId);
    world.person.counted(one, { favourites: 5, reblogs: 2, quotes: 1 });
    world.person.counted(two, { favourites: 1 });
    world.mastodon.createAccount({ username: 'guest' }).post('Nice', { inReplyToId: one });

    const counted = await mastodonAdapter.metrics?.(proof, world.api);

    expect(metrics.parse(counted)).toEqual({ likes: 6, shares: 2, comments: 1, quotes: 1 });
  });

  test('a server before 4.5 tells no quotes, which is not none', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One'));
    world.mastodon.faults.order('GET', STATUS, {
      kind: 'status',
      status: 200,
      body: { favourites_count: 3, reblogs_count: 0, replies_count: 0 },
    });

    expect(await mastodonAdapter.metrics?.(proof, world.api)).toEqual({ likes: 3, shares: 0, comments: 0 });
  });

  test('of a post that was deleted there: refused', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One'));
    world.person.remove(proof.remoteId);

    expect((await troubleOf(mastodonAdapter.metrics?.(proof, world.api))).kind).toBe('refused');
  });
});

describe('how the account is', () => {
  test('nothing is missing, and the limits are those of now', async () => {
    const world = await newWorld({ limits: { maxCharacters: 777 } });

    const found = await mastodonAdapter.health?.(world.api);

    expect(found).toMatchObject({ missingPermissions: [], limits: { maxCharacters: 777, videoPixels: 8_294_400 } });
    expect(world.mastodon.arrived()).toEqual([]);
  });

  test.each(['read:accounts', 'read:statuses', 'write:statuses', 'write:media'])(
    'a sign-in without %s',
    async (left) => {
      const all = ['read:accounts', 'read:statuses', 'write:statuses', 'write:media'];
      const world = await newWorld({ scopes: all.filter((scope) => scope !== left) });

      expect(await mastodonAdapter.health?.(world.api)).toMatchObject({ missingPermissions: [left] });
    },
  );

  test('a server that does not say what it allows', async () => {
    const world = await newWorld();
    world.mastodon.faults.order('GET', '/api/v2/instance', { kind: 'request-lost' });
    world.mastodon.faults.order('GET', '/api/v1/instance', { kind: 'malformed' });

    expect(await mastodonAdapter.health?.(world.api)).toEqual({ missingPermissions: [] });
  });

  test('a sign-in that was taken back, and an account that is disabled', async () => {
    const world = await newWorld();
    world.person.setStanding('disabled');
    expect(await troubleOf(mastodonAdapter.health?.(world.api))).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'channel.no-permission' },
    });
    world.person.revokeTokens();
    expect(await troubleOf(mastodonAdapter.health?.(world.api))).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'channel.token-expired' },
    });
  });

  test('a server in trouble says nothing about permissions', async () => {
    const world = await newWorld();
    world.mastodon.faults.order('PUT', '/api/v1/scheduled_statuses/:id', { kind: 'status', status: 503 });

    expect((await troubleOf(mastodonAdapter.health?.(world.api))).kind).toBe('maybe');
  });
});
