import { afterEach, describe, expect, test } from 'vitest';
import { look, type Wanted } from '#shared/platforms/x/find-post.ts';
import { StepTrouble, type StepStart } from '#shared/publishing/steps.ts';
import { draftOf, newXWorld, requests, START, type XWorld } from '#tests/platforms/x/x-world.ts';

// Whether a post whose answer was lost is there: by its words, files, parent and time, and by nothing less.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TEXT = 'Fresh bread at nine';
const WANTED: Wanted = { text: TEXT, files: [], hasPoll: false, parent: undefined };

const worlds: XWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: Parameters<typeof newXWorld>[0]): Promise<XWorld> {
  const world = await newXWorld(options);
  worlds.push(world);
  return world;
}

type Doing = (world: XWorld) => unknown;

/** What a look says: `before` happens, an hour passes, the step starts, `after` happens, and ten seconds pass. */
async function looking(wanted: Wanted, after: Doing, before: Doing = () => undefined): Promise<unknown> {
  const world = await newWorld();
  await before(world);
  world.wait(HOUR);
  const start: StepStart = { startedAt: world.now(), key: 'publication-1/create/0' };
  await after(world);
  world.wait(10_000);
  return look(wanted, start, world.api);
}

/** A picture at X, without any post. */
async function upload(world: XWorld, which: number): Promise<Wanted['files'][number]> {
  const form = new FormData();
  form.append('media_category', 'tweet_image');
  form.append('media', new Blob([`picture ${which}`], { type: 'image/png' }), 'picture.png');
  const answer = await fetch(`${world.x.url}/2/media/upload`, { method: 'POST', headers: signed(world), body: form });
  const { data } = (await answer.json()) as { data: { id: string; media_key: string } };
  return { id: data.id, key: data.media_key, until: Infinity };
}

function signed(world: XWorld): { authorization: string } {
  return { authorization: `Bearer ${world.person.tokens().access}` };
}

describe('found', () => {
  test('the one that was sent', async () => {
    expect(await looking(WANTED, (world) => world.person.post(TEXT))).toMatchObject({
      found: { createdAt: START + HOUR },
    });
  });

  test.each<[what: string, text: string]>([
    ['with a link', 'Look: https://example.com/bread?a=1&b=2, and come'],
    ['with a link without its scheme', 'Look: example.com/bread'],
    ['with the same link twice', 'https://example.com/a and https://example.com/a'],
    ['with a link as its end', 'Bread https://example.com/'],
    ['with what HTML writes otherwise', 'Bread & butter <3 > cake'],
    ['with HTML in its words', 'Write &amp; for &'],
    ['with a short link', 'Look https://t.co/abc123'],
    ['with spaces at its ends', '  Fresh bread \n'],
    ['with line ends of Windows', 'One\r\nTwo'],
    ['with an accent in two code points', 'Cafe\u0301'],
    ['with emoji and Japanese', '🥐 焼きたてのパン 👨‍👩‍👧'],
  ])('%s', async (_what, text) => {
    const found = await looking({ ...WANTED, text }, (world) => world.person.post(text));
    expect(found).toMatchObject({ found: {} });
  });

  test('a long one, whose text X cuts', async () => {
    const text = `${'Fresh bread & butter. '.repeat(30)}https://example.com/bread`;
    expect(await looking({ ...WANTED, text }, (world) => world.person.post(text))).toMatchObject({ found: {} });
  });

  test('among many others, some pages back', async () => {
    const found = await looking(WANTED, (world) => {
      world.person.post(TEXT);
      for (let n = 0; n < 45; n += 1) world.person.post(`Another one, ${n}`);
    });
    expect(found).toMatchObject({ found: {} });
  });

  test('by its files, whatever else has the same words', async () => {
    const files: Wanted['files'][number][] = [];
    const found = await looking({ ...WANTED, files }, async (world) => {
      files.push(await upload(world, 1));
      world.person.post(TEXT, { uploads: [files[0]?.id ?? ''] });
      world.person.post(TEXT, { uploads: [(await upload(world, 2)).id] });
    });
    expect(found).toMatchObject({ found: { mediaKeys: [files[0]?.key] } });
  });

  test('by its parent', async () => {
    const world = await newWorld();
    const parent = world.person.post('One');
    const start: StepStart = { startedAt: world.now(), key: 'k' };
    const reply = world.person.post(TEXT, { replyTo: parent });
    expect(await look({ ...WANTED, parent }, start, world.api)).toMatchObject({ found: { id: reply } });
  });

  test.each([
    ['10 minutes ahead', 10 * MINUTE],
    ['10 minutes behind', -10 * MINUTE],
  ])('although X’s clock is %s', async (_what, aheadMs) => {
    const found = await looking(WANTED, (world) => {
      world.x.behaviour.aheadMs = aheadMs;
      world.person.post(TEXT);
    });
    expect(found).toMatchObject({ found: {} });
  });

  test('where X calls its fields by their new name', async () => {
    const world = await newWorld({ behaviour: { fields: 'post' } });
    const parent = world.person.post('One');
    const start: StepStart = { startedAt: world.now(), key: 'k' };
    const reply = world.person.post(TEXT, { replyTo: parent });

    expect(await look({ ...WANTED, parent }, start, world.api)).toMatchObject({ found: { id: reply } });
    expect(await look(WANTED, start, world.api)).toBe('absent');
    const asked = world.x.faults.seen().map(({ query }) => /(?:tweet|post)\.fields/.exec(query)?.[0]);
    expect(asked.slice(0, 2)).toEqual(['tweet.fields', 'post.fields']);
  });
});

describe('absent', () => {
  test('nothing was posted at all', async () => {
    expect(await looking(WANTED, () => undefined)).toBe('absent');
  });

  test.each<[what: string, after: Doing, before?: Doing]>([
    ['another text', (world) => world.person.post(`${TEXT}!`)],
    ['other case', (world) => world.person.post(TEXT.toUpperCase())],
    ['another link', (world) => world.person.post(`${TEXT} https://example.com`)],
    ['the same words on another account', (world) => world.x.createAccount({ username: 'other' }).post(TEXT)],
    ['the same words an hour before', () => undefined, (world) => world.person.post(TEXT)],
    ['the same words as a reply', (world) => world.person.post(TEXT, { replyTo: world.person.post('Parent') })],
    [
      'the same words with a picture',
      async (world) => world.person.post(TEXT, { uploads: [(await upload(world, 1)).id] }),
    ],
    ['the same words, taken down', (world) => world.person.remove(world.person.post(TEXT))],
  ])('%s', async (_what, after, before) => {
    expect(await looking(WANTED, after, before)).toBe('absent');
  });

  test('a poll where there was none to be, and none where there was', async () => {
    expect(await looking({ ...WANTED, hasPoll: true }, (world) => world.person.post(TEXT))).toBe('absent');
  });

  test.each([10 * MINUTE, -10 * MINUTE])(
    'the same words an hour before, with X’s clock %i ms ahead',
    async (aheadMs) => {
      const found = await looking(
        WANTED,
        () => undefined,
        (world) => {
          world.x.behaviour.aheadMs = aheadMs;
          world.person.post(TEXT);
        },
      );
      expect(found).toBe('absent');
    },
  );
});

describe('cannot tell', () => {
  test('two that match', async () => {
    const found = await looking(WANTED, (world) => {
      world.person.post(TEXT);
      world.person.post(TEXT);
    });
    expect(found).toBe('cannot-tell');
  });

  test('the same words with a file of another name: X may name files anew', async () => {
    const files: Wanted['files'][number][] = [];
    const found = await looking({ ...WANTED, files }, async (world) => {
      files.push(await upload(world, 1));
      world.person.post(TEXT, { uploads: [(await upload(world, 2)).id] });
    });
    expect(found).toBe('cannot-tell');
  });

  test('more since than can be looked through', async () => {
    const found = await looking(WANTED, (world) => {
      for (let n = 0; n < 101; n += 1) world.person.post(`Another one, ${n}`);
    });
    expect(found).toBe('cannot-tell');
  });

  test('our clock was set back since, and the same words are there', async () => {
    const found = await looking(WANTED, (world) => {
      world.person.post(TEXT);
      world.setClock(-3 * HOUR);
    });
    expect(found).toBe('cannot-tell');
  });

  test.each([
    ['the list is refused for good', 403, { title: 'Forbidden', detail: 'No.', type: 'about:blank' }],
    ['nobody pays for reading', 402, { title: 'CreditsDepleted', type: 'about:blank' }],
    ['the list is not whole', 200, { data: [], errors: [{ title: 'Not Found Error', type: 'about:blank' }] }],
  ])('%s', async (_what, status, body) => {
    const found = await looking(WANTED, (world) => {
      world.x.faults.order('GET', `/2/users/${world.person.id}/tweets`, { kind: 'status', status, body });
    });
    expect(found).toBe('cannot-tell');
  });
});

describe('later', () => {
  test.each([
    ['500', { kind: 'status', status: 500, body: '' }],
    ['a list cut in the middle', { kind: 'malformed' }],
    ['429', { kind: 'status', status: 429, body: '' }],
    ['no answer', { kind: 'request-lost' }],
  ] as const)('%s: nothing is decided', async (_what, fault) => {
    const world = await newWorld();
    world.person.post('Something else');
    world.x.faults.order('GET', `/2/users/${world.person.id}/tweets`, fault);
    const start: StepStart = { startedAt: world.now(), key: 'k' };
    await expect(look(WANTED, start, world.api)).rejects.toBeInstanceOf(StepTrouble);
    expect(await look(WANTED, start, world.api)).toBe('absent');
  });

  test('what is not there yet is looked for four times in ten minutes before it is sent again', async () => {
    const world = await newWorld();
    world.x.faults.order('POST', '/2/tweets', { kind: 'request-lost' });
    const startedAt = world.now();

    expect((await world.troubleOf(draftOf(TEXT))).kind).toBe('maybe');
    const asked: number[] = [];
    for (let next = world.now() + 1000; next !== 0;) {
      world.wait(next - world.now());
      const ended = await world.run(draftOf(TEXT)).catch((thrown: unknown) => thrown);
      next = ended instanceof StepTrouble && 'askAt' in ended.trouble ? ended.trouble.askAt : 0;
      if (next !== 0) asked.push(next - startedAt);
    }

    expect(asked).toEqual([5_000, 30_000, 120_000, 600_000]);
    expect(world.creations()).toBe(2);
    expect(requests(world.x, 'GET', `/2/users/${world.person.id}/tweets`)).toBe(5);
    expect(world.texts()).toEqual([TEXT]);
  });
});
