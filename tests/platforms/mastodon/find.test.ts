import { afterEach, describe, expect, test } from 'vitest';
import { findStatus } from '#shared/platforms/mastodon/find-status.ts';
import { choicesOf } from '#shared/platforms/mastodon/options.ts';
import type { Wanted } from '#shared/platforms/mastodon/wanted.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import type { StepStart } from '#shared/publishing/steps.ts';
import type { ByHand } from '#simulators/mastodon.ts';
import { draftOf, newMastodonWorld, type MastodonWorld } from '#tests/platforms/mastodon/world.ts';

// What is mistaken for ours would be lost; what is ours and not recognised would go out twice.

const TEXT = 'Fresh bread at nine';
const WANTED: Wanted = { text: TEXT, mediaIds: [], parent: undefined, choices: choicesOf({}) };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const OURS = { app: 'Postwright' };

const worlds: MastodonWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

/** A step started two hours ago; `during` happened a second later. */
async function lookingFor(
  wanted: Wanted,
  during: (world: MastodonWorld) => void | Promise<void>,
  before: (world: MastodonWorld) => void | Promise<void> = () => undefined,
): Promise<Awaited<ReturnType<typeof findStatus>>> {
  const world = await newMastodonWorld({ behaviour: { countsRequests: false } });
  worlds.push(world);
  await before(world);
  const start: StepStart = { startedAt: world.now(), key: 'k' };
  world.wait(1000);
  await during(world);
  world.wait(2 * 60 * MINUTE);
  return findStatus(wanted, start, world.api);
}

function newest(world: MastodonWorld): string {
  return world.mastodon.received().at(-1)?.id ?? '';
}

async function upload(world: MastodonWorld, which: number): Promise<string> {
  const media = world.picture(which);
  const bytes = await world.api.readMedia(media);
  const sent = await world.api.send({
    method: 'POST',
    url: `${world.mastodon.url}/api/v2/media`,
    body: { multipart: [{ name: 'file', bytes, type: 'image/png', fileName: media.name }] },
  });
  return (JSON.parse(sent.body) as { id: string }).id;
}

async function createWith(
  world: MastodonWorld,
  text: string,
  mediaIds: readonly string[],
  more: Record<string, unknown> = {},
): Promise<void> {
  const json = { status: text, media_ids: mediaIds, ...more };
  await world.api.send({ method: 'POST', url: `${world.mastodon.url}/api/v1/statuses`, body: { json } });
}

describe('found', () => {
  test('the one that was sent', async () => {
    const found = await lookingFor(WANTED, (world) => void world.person.post(TEXT, OURS));
    expect(found).toMatchObject({ found: { application: { name: 'Postwright' } } });
  });

  test.each<[what: string, sent: string, kept: string]>([
    ['the server strips the ends', `  ${TEXT}\n\n`, TEXT],
    ['line ends of Windows', 'One\r\nTwo', 'One\nTwo'],
    ['spaces at line ends', 'One  \nTwo', 'One\nTwo'],
    ['an accent written as two code points', 'Cafe\u0301', 'Caf\u00e9'],
  ])('although %s', async (_what, sent, kept) => {
    const found = await lookingFor({ ...WANTED, text: sent }, (world) => void world.person.post(kept, OURS));
    expect(found).toMatchObject({ found: {} });
  });

  test('among many others, some pages back', async () => {
    const found = await lookingFor(WANTED, (world) => {
      world.person.post(TEXT, OURS);
      for (let n = 0; n < 90; n += 1) world.person.post(`Another one, ${n}`, OURS);
    });
    expect(found).toMatchObject({ found: {} });
  });

  test('made a minute before it started, by a clock that is off', async () => {
    const found = await lookingFor(
      WANTED,
      () => undefined,
      (world) => {
        world.person.post(TEXT, OURS);
        world.wait(MINUTE);
      },
    );
    expect(found).toMatchObject({ found: {} });
  });

  test('by its media, whatever their order', async () => {
    const ids: string[] = [];
    const wanted: Wanted = { ...WANTED, mediaIds: ids };
    const found = await lookingFor(wanted, async (world) => {
      ids.push(await upload(world, 1), await upload(world, 2));
      await createWith(world, TEXT, ids.toReversed());
    });
    expect(found).toMatchObject({ found: {} });
  });
});

describe('what else was chosen', () => {
  const POLL = { answers: ['Rye', 'Spelt'], minutes: 60 };
  const chosen = (options: Record<string, string>): Wanted => ({ ...WANTED, choices: choicesOf(options) });

  test.each<[what: string, wanted: Wanted, more: ByHand]>([
    ['a content warning', chosen({ contentWarning: 'Food' }), { spoilerText: 'Food' }],
    ['a poll', { ...WANTED, poll: POLL }, { poll: ['Rye', 'Spelt'] }],
    ['for followers only', chosen({ visibility: 'private' }), { visibility: 'private' }],
    ['public, which the server made unlisted', chosen({ visibility: 'public' }), { visibility: 'unlisted' }],
    ["the account's own setting", WANTED, { visibility: 'private' }],
  ])('found: %s', async (_what, wanted, more) => {
    const found = await lookingFor(wanted, (world) => void world.person.post(TEXT, { ...OURS, ...more }));
    expect(found).toMatchObject({ found: {} });
  });

  test.each<[what: string, wanted: Wanted, more: ByHand]>([
    ['a warning that was not wanted', WANTED, { spoilerText: 'Food' }],
    ['no warning', chosen({ contentWarning: 'Food' }), {}],
    ['another warning', chosen({ contentWarning: 'Food' }), { spoilerText: 'Drinks' }],
    ['a poll that was not wanted', WANTED, { poll: ['Rye', 'Spelt'] }],
    ['no poll', { ...WANTED, poll: POLL }, {}],
    ['a poll with other answers', { ...WANTED, poll: POLL }, { poll: ['Rye', 'Oat'] }],
    ['for everybody', chosen({ visibility: 'private' }), { visibility: 'public' }],
    ['for followers', chosen({ visibility: 'public' }), { visibility: 'private' }],
  ])('absent: %s', async (_what, wanted, more) => {
    expect(await lookingFor(wanted, (world) => void world.person.post(TEXT, { ...OURS, ...more }))).toBe('absent');
  });

  test('found: under a warning and without words the server writes a sign of its own', async () => {
    const ids: string[] = [];
    const wanted: Wanted = { ...chosen({ contentWarning: 'Food' }), text: '', mediaIds: ids };
    const found = await lookingFor(wanted, async (world) => {
      ids.push(await upload(world, 1));
      await createWith(world, '', ids, { spoiler_text: 'Food' });
    });
    expect(found).toMatchObject({ found: {} });
  });
});

describe('absent', () => {
  test('nothing was posted at all', async () => {
    expect(await lookingFor(WANTED, () => undefined)).toBe('absent');
  });

  test.each<[what: string, during: (world: MastodonWorld) => void | Promise<void>]>([
    ['another text', (world) => void world.person.post(`${TEXT}!`, OURS)],
    ['other case', (world) => void world.person.post(TEXT.toUpperCase(), OURS)],
    ['the same text by hand on the website', (world) => void world.person.post(TEXT)],
    ['the same text by another app', (world) => void world.person.post(TEXT, { app: 'Some Phone App' })],
    [
      'the same text on another account',
      (world) => void world.mastodon.createAccount({ username: 'other' }).post(TEXT, OURS),
    ],
    [
      'the same text as a reply',
      (world) => void world.person.post(TEXT, { ...OURS, inReplyToId: world.person.post('Parent') }),
    ],
    ['the same text with a picture', async (world) => createWith(world, TEXT, [await upload(world, 1)])],
  ])('%s', async (_what, during) => {
    expect(await lookingFor(WANTED, during)).toBe('absent');
  });

  test('the same text, posted by us the day before yesterday', async () => {
    const found = await lookingFor(
      WANTED,
      () => undefined,
      (world) => {
        world.person.post(TEXT, OURS);
        world.wait(2 * DAY);
      },
    );
    expect(found).toBe('absent');
  });

  test('another text, posted by us an hour before and edited since', async () => {
    const found = await lookingFor(
      WANTED,
      (world) => world.person.edit(newest(world), 'Fresh bread at ten'),
      (world) => {
        world.person.post('Fresh bread at eight', OURS);
        world.wait(60 * MINUTE);
      },
    );
    expect(found).toBe('absent');
  });

  test('the same text with another picture', async () => {
    const ids: string[] = [];
    const found = await lookingFor({ ...WANTED, mediaIds: ids }, async (world) => {
      ids.push(await upload(world, 1));
      await createWith(world, TEXT, [await upload(world, 2)]);
    });
    expect(found).toBe('absent');
  });

  test('the same text under another parent', async () => {
    const found = await lookingFor({ ...WANTED, parent: '1' }, (world) => {
      world.person.post(TEXT, { ...OURS, inReplyToId: world.person.post('Another parent') });
    });
    expect(found).toBe('absent');
  });

  test('many others since, all of them looked at', async () => {
    const found = await lookingFor(WANTED, (world) => {
      for (let n = 0; n < 130; n += 1) world.person.post(`Another one, ${n}`, OURS);
    });
    expect(found).toBe('absent');
  });
});

describe('cannot tell', () => {
  test('two that match', async () => {
    const found = await lookingFor(WANTED, (world) => {
      world.person.post(TEXT, OURS);
      world.person.post(TEXT, OURS);
    });
    expect(found).toBe('cannot-tell');
  });

  test('one that was edited since', async () => {
    const found = await lookingFor(WANTED, (world) => {
      world.person.post(TEXT, OURS);
      world.person.edit(newest(world), 'Fresh bread at ten');
    });
    expect(found).toBe('cannot-tell');
  });

  test('more since than can be looked through', async () => {
    const found = await lookingFor(WANTED, (world) => {
      for (let n = 0; n < 220; n += 1) world.person.post(`Another one, ${n}`, OURS);
    });
    expect(found).toBe('cannot-tell');
  });

  test('one that names no app, as some forks never do', async () => {
    expect(await lookingFor(WANTED, (world) => void world.person.post(TEXT, { app: null }))).toBe('cannot-tell');
  });

  test('the list is refused for good', async () => {
    const found = await lookingFor(WANTED, (world) => {
      world.mastodon.faults.order('GET', '/api/v1/accounts/:id/statuses', {
        kind: 'status',
        status: 403,
        body: { error: 'no' },
      });
    });
    expect(found).toBe('cannot-tell');
  });

  test('the same text, posted by us an hour before: last time, or this time by a clock that was set', async () => {
    const found = await lookingFor(
      WANTED,
      () => undefined,
      (world) => {
        world.person.post(TEXT, OURS);
        world.wait(60 * MINUTE);
      },
    );
    expect(found).toBe('cannot-tell');
  });

  test('our clock was set back since, and there is the same text of last week', async () => {
    const found = await lookingFor(
      WANTED,
      (world) => world.setClockBack(3 * 60 * MINUTE),
      (world) => {
        world.person.post(TEXT, OURS);
        world.wait(7 * DAY);
      },
    );
    expect(found).toBe('cannot-tell');
  });

  test('our clock was set back since, and the list goes on and on', async () => {
    const found = await lookingFor(WANTED, (world) => {
      for (let n = 0; n < 220; n += 1) world.person.post(`Another one, ${n}`, OURS);
      world.setClockBack(3 * 60 * MINUTE);
    });
    expect(found).toBe('cannot-tell');
  });

  test.each<[what: string, path: string, status: number]>([
    ['the list has trouble', '/api/v1/accounts/:id/statuses', 500],
    ['the list asks for patience', '/api/v1/accounts/:id/statuses', 429],
    ['the text has trouble', '/api/v1/statuses/:id/source', 502],
    ['the token is no longer good', '/api/v1/accounts/:id/statuses', 401],
  ])('%s: it throws, so that it is asked again', async (_what, path, status) => {
    const looking = lookingFor(WANTED, (world) => {
      world.person.post(TEXT, OURS);
      world.mastodon.faults.order('GET', path, { kind: 'status', status, body: { error: 'no' } });
    });
    await expect(looking).rejects.toThrow(/^(maybe|temporary|signed-out): /);
  });

  test('a server that has no text to compare', async () => {
    const found = await lookingFor(WANTED, (world) => {
      world.person.post(TEXT, OURS);
      world.mastodon.faults.order('GET', '/api/v1/statuses/:id/source', {
        kind: 'status',
        status: 404,
        body: { error: 'Record not found' },
      });
    });
    expect(found).toBe('cannot-tell');
  });

  test('and a list cut in the middle is no list', async () => {
    const looking = lookingFor(WANTED, (world) => {
      world.person.post(TEXT, OURS);
      world.mastodon.faults.order('GET', '/api/v1/accounts/:id/statuses', { kind: 'malformed' });
    });
    await expect(looking).rejects.toThrow('maybe: publish.unknown-answer');
  });
});

describe('a clock that is wrong does not post twice', () => {
  const WRONG_MS = 2 * 60 * MINUTE;

  async function lostAnswer(
    clock: { atStart: number; later: number },
    draft: (world: MastodonWorld) => Draft,
  ): Promise<MastodonWorld> {
    const world = await newMastodonWorld();
    worlds.push(world);
    world.setClockBack(clock.atStart);
    world.mastodon.faults.order('POST', '/api/v1/statuses', { kind: 'answer-lost' });
    await world.troubleOf(draft(world));
    world.setClockBack(clock.later - clock.atStart);
    world.wait(3 * 60 * MINUTE);
    await world.run(draft(world)).catch(() => undefined);
    return world;
  }

  test.each([
    ['always behind', { atStart: WRONG_MS, later: WRONG_MS }],
    ['always ahead', { atStart: -WRONG_MS, later: -WRONG_MS }],
    ['behind, then set right', { atStart: WRONG_MS, later: 0 }],
    ['ahead, then set right', { atStart: -WRONG_MS, later: 0 }],
    ['right, then set far back', { atStart: 0, later: 3 * WRONG_MS }],
  ])('%s', async (_what, clock) => {
    expect((await lostAnswer(clock, () => draftOf(TEXT))).mastodon.received()).toHaveLength(1);
    const withPicture = await lostAnswer(clock, (world) => draftOf([TEXT, world.picture(1)]));
    expect(withPicture.mastodon.received()).toHaveLength(1);
    expect(withPicture.memory.finished).toContain('confirm');
  });
});
