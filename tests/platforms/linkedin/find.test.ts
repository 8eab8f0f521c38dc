import { afterEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/failures.ts';
import type { Fault } from '#simulators/faults.ts';
import { draftOf, newLinkedinWorld, type LinkedinWorld, type WorldOptions } from '#tests/platforms/linkedin/world.ts';

// What is mistaken for ours would be lost; what is ours and not recognised would go out twice. A page may look through
// its posts. A person may not: the same is sent once more, and LinkedIn refuses it as a duplicate if it is there.

const CREATE = ['POST', '/rest/posts'] as const;
const LIST = ['GET', '/rest/posts'] as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TEXT = 'Fresh (rye) bread #Today';

const worlds: LinkedinWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: WorldOptions): Promise<LinkedinWorld> {
  const world = await newLinkedinWorld(options);
  worlds.push(world);
  return world;
}

function texts(world: LinkedinWorld): string[] {
  return world.visible().map(({ text }) => text);
}

const DONE: readonly Fault[] = [{ kind: 'answer-lost' }, { kind: 'hang', after: true }];
const NOT_DONE: readonly Fault[] = [
  { kind: 'request-lost' },
  { kind: 'hang' },
  { kind: 'status', status: 500, body: '<html>500</html>' },
  { kind: 'status', status: 503, body: { status: 503, message: 'Service Unavailable' } },
  { kind: 'status', status: 504, body: '' },
  { kind: 'status', status: 403, body: { status: 403, message: 'Unable to obtain activity' } },
  { kind: 'status', status: 404, body: '<html>Some proxy</html>' },
  { kind: 'status', status: 201, body: '' },
];

describe.each([['page'], ['person']] as const)('a %s', (as) => {
  test.each(DONE)('whose answer is lost ($kind): it is found, and there once', async (fault) => {
    const world = await newWorld({ as });
    world.linkedin.faults.order(...CREATE, fault);

    const proof = await world.runToEnd(draftOf(TEXT));

    const [post] = world.visible();
    expect(texts(world)).toEqual([TEXT]);
    expect(proof).toMatchObject({ remoteId: post?.id, publishedAt: post?.at });
    expect(proof.confirmedBy).toBe(as === 'page' ? 'read-back' : 'found');
  });

  test.each(NOT_DONE)('whose request is lost ($kind $status): it is sent once more', async (fault) => {
    const world = await newWorld({ as });
    world.linkedin.faults.order(...CREATE, fault);

    const proof = await world.runToEnd(draftOf(TEXT));

    expect(texts(world)).toEqual([TEXT]);
    expect(world.requests(...CREATE)).toBe(2);
    expect(proof.remoteId).toBe(world.visible()[0]?.id);
  });

  test('whose files are lost in the same way uses the same ones again', async () => {
    const world = await newWorld({ as });
    const draft = draftOf('Look', { media: [world.picture(1), world.picture(2)] });
    world.linkedin.faults.order(...CREATE, { kind: 'answer-lost' });

    await world.runToEnd(draft);

    expect(world.visible()).toHaveLength(1);
    expect(world.requests('POST', '/rest/images')).toBe(2);
  });

  test.each([10 * MINUTE, -10 * MINUTE])('whose computer’s clock is %i ms off', async (ms) => {
    const world = await newWorld({ as });
    world.setClockBack(ms);
    world.linkedin.faults.order(...CREATE, { kind: 'answer-lost' });

    const proof = await world.runToEnd(draftOf(TEXT));

    expect(texts(world)).toEqual([TEXT]);
    expect(proof.publishedAt).toBe(world.visible()[0]?.at);
  });

  test('who posted the same words last month, which LinkedIn knows no more: ours is a post of its own', async () => {
    const world = await newWorld({ as });
    const older = as === 'page' ? world.page.post(TEXT) : world.person.post(TEXT);
    world.wait(40 * DAY);
    world.linkedin.faults.order(...CREATE, { kind: 'answer-lost' });

    const proof = await world.runToEnd(draftOf(TEXT));

    expect(texts(world)).toEqual([TEXT, TEXT]);
    expect(proof.remoteId).not.toBe(older);
  });

  test('who has the same words out already, by hand: refused at the first try, and a person decides', async () => {
    const world = await newWorld({ as });
    const older = as === 'page' ? world.page.post('Fresh bread') : world.person.post('Fresh bread');
    world.wait(HOUR);

    const trouble = await world.troubleOf(draftOf('Fresh bread'));

    expect(trouble.kind).toBe('refused');
    expect(sentenceOf(trouble.failure)).toBe(
      `LinkedIn refused this because it says it was already posted: Content is a duplicate of ${older}: Duplicate post is detected`,
    );
    expect(world.visible()).toHaveLength(1);
  });

  test('who deleted the same words yesterday: LinkedIn still refuses them, and nothing is taken for ours', async () => {
    const world = await newWorld({ as });
    const older = as === 'page' ? world.page.post('Fresh bread') : world.person.post('Fresh bread');
    world.wait(MINUTE);
    world.person.remove(older);

    expect(await world.troubleOf(draftOf('Fresh bread'))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.duplicate' },
    });
  });
});

describe('a page', () => {
  async function lost(world: LinkedinWorld, fault: Fault = { kind: 'answer-lost' }): Promise<void> {
    world.linkedin.faults.order(...CREATE, fault);
    expect((await world.troubleOf(draftOf(TEXT))).kind).toBe('maybe');
    world.wait(1000);
  }

  test('looks at +5 s, +30 s, 2 and 10 minutes before it sends again', async () => {
    const world = await newWorld({ as: 'page' });
    const start = world.now();
    await lost(world, { kind: 'request-lost' });

    const asked: number[] = [];
    for (let looks = 0; looks < 4; looks += 1) {
      const trouble = await world.troubleOf(draftOf(TEXT));
      if (trouble.kind !== 'processing') throw new Error(trouble.kind);
      asked.push(trouble.askAt - start);
      world.wait(trouble.askAt - world.now());
    }
    await world.run(draftOf(TEXT));

    expect(asked).toEqual([5_000, 30_000, 120_000, 600_000]);
    expect(world.requests(...CREATE)).toBe(2);
    expect(texts(world)).toEqual([TEXT]);
  });

  test('whose list shows it late finds it all the same', async () => {
    const world = await newWorld({ as: 'page', behaviour: { readableAfterMs: 100_000 } });
    await lost(world);

    await world.runToEnd(draftOf(TEXT));

    expect(world.requests(...CREATE)).toBe(1);
    expect(texts(world)).toEqual([TEXT]);
  });

  test('whose list shows it only after everything: the duplicate is seen to be ours', async () => {
    const world = await newWorld({ as: 'page', behaviour: { readableAfterMs: HOUR } });
    await lost(world);
    world.wait(11 * MINUTE);
    // Its list lags, and reading the one it is a duplicate of works.
    world.linkedin.faults.order(...LIST, { kind: 'status', status: 200, body: { elements: [] } });
    world.linkedin.behaviour.readableAfterMs = 0;

    const proof = await world.run(draftOf(TEXT));

    expect(world.requests(...CREATE)).toBe(2);
    expect(texts(world)).toEqual([TEXT]);
    expect(proof.remoteId).toBe(world.visible()[0]?.id);
  });

  test.each<[what: string, fault: Fault, kind: string]>([
    ['has trouble', { kind: 'status', status: 503 }, 'temporary'],
    ['asks for patience', { kind: 'status', status: 429, body: { message: 'DAY limit' } }, 'temporary'],
    ['is cut in the middle', { kind: 'malformed' }, 'temporary'],
    ['is not answered', { kind: 'answer-lost' }, 'temporary'],
  ])('whose list %s decides nothing', async (_what, fault, kind) => {
    const world = await newWorld({ as: 'page' });
    await lost(world);
    world.linkedin.faults.order(...LIST, fault);

    expect((await world.troubleOf(draftOf(TEXT))).kind).toBe(kind);
    await world.runToEnd(draftOf(TEXT));

    expect(texts(world)).toEqual([TEXT]);
  });

  test('that may no longer read its posts cannot tell', async () => {
    const scopes = ['w_organization_social', 'w_member_social'];
    const world = await newWorld({ as: 'page', scopes });
    await lost(world);

    expect((await world.endOf(draftOf(TEXT))).kind).toBe('unconfirmed');
    expect(texts(world)).toEqual([TEXT]);
  });

  test('with other words, other accounts and other files in the same minute: none is taken for ours', async () => {
    const world = await newWorld({ as: 'page' });
    await lost(world, { kind: 'request-lost' });
    const other = world.linkedin.createPage({ name: 'Another bakery' }).post(TEXT);
    const decoys = [world.page.post(`${TEXT}!`), world.page.post(TEXT.toUpperCase()), world.person.post(TEXT), other];

    const proof = await world.runToEnd(draftOf(TEXT));

    expect(decoys).not.toContain(proof.remoteId);
    expect(world.visible()).toHaveLength(5);
  });

  test('two with the same words in the same minute cannot be told apart', async () => {
    const world = await newWorld({ as: 'page' });
    const text = 'No links here';
    world.linkedin.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(draftOf(text));
    world.page.post(text);

    expect((await world.endOf(draftOf(text))).kind).toBe('unconfirmed');
    expect(world.visible()).toHaveLength(2);
  });

  test('the same words by hand beside our files: ours is known by its files, hours later too', async () => {
    const world = await newWorld({ as: 'page' });
    const draft = draftOf('Look', { media: [world.picture(1)] });
    world.linkedin.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(draft);
    const byHand = world.page.post('Look');
    world.wait(5 * HOUR);

    const proof = await world.run(draft);

    expect(proof.remoteId).not.toBe(byHand);
    expect(world.visible()).toHaveLength(2);
  });

  test('after a hundred and fifty posts since, on the second page of the list', async () => {
    const world = await newWorld({ as: 'page' });
    await lost(world);
    for (let n = 0; n < 150; n += 1) world.page.post(`Another one, ${n}`);

    const proof = await world.runToEnd(draftOf(TEXT));

    expect(proof.remoteId).toBe(world.visible()[0]?.id);
    expect(world.requests(...CREATE)).toBe(1);
  });

  test('after more posts than can be looked through, it cannot tell', async () => {
    const world = await newWorld({ as: 'page' });
    await lost(world);
    for (let n = 0; n < 320; n += 1) world.page.post(`Another one, ${n}`);

    expect((await world.endOf(draftOf(TEXT))).kind).toBe('unconfirmed');
  });

  test('whose computer’s clock was set back since cannot tell', async () => {
    const world = await newWorld({ as: 'page' });
    await lost(world);
    world.setClockBack(HOUR);

    expect((await world.endOf(draftOf(TEXT))).kind).toBe('unconfirmed');
    expect(texts(world)).toEqual([TEXT]);
  });

  test.each([
    ['a card', { link: 'https://bakery.example/autumn' }],
    ['a poll', { poll: { answers: ['Rye', 'Wheat'], minutes: 1440 } }],
  ])('finds %s', async (_what, more) => {
    const world = await newWorld({ as: 'page' });
    world.cards.set('https://bakery.example/autumn', { url: '', title: 'Autumn', description: '' });
    const draft = draftOf('Which bread?', more);
    world.linkedin.faults.order(...CREATE, { kind: 'answer-lost' });

    await world.runToEnd(draft);

    expect(world.requests(...CREATE)).toBe(1);
    expect(world.visible()).toHaveLength(1);
  });
});

describe('a person', () => {
  const draft = draftOf(TEXT);

  async function lost(world: LinkedinWorld, fault: Fault = { kind: 'answer-lost' }): Promise<void> {
    world.linkedin.faults.order(...CREATE, fault);
    expect((await world.troubleOf(draft)).kind).toBe('maybe');
    world.wait(1000);
  }

  test('waits ten minutes, until the first request has long come to its end, and then sends exactly the same', async () => {
    const world = await newWorld();
    const start = world.now();
    await lost(world);

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'processing', askAt: start + 10 * MINUTE });
    expect(world.requests(...CREATE)).toBe(1);
    await world.runToEnd(draft);

    const bodies = world.api.sent.filter(({ url }) => url.endsWith('/rest/posts')).map(({ body }) => body);
    expect(bodies).toHaveLength(2);
    expect(JSON.stringify(bodies[1])).toBe(JSON.stringify(bodies[0]));
  });

  test('after an hour nothing is sent without asking: it may be too late for it', async () => {
    const world = await newWorld();
    await lost(world, { kind: 'request-lost' });
    world.wait(61 * MINUTE);

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(world.requests(...CREATE)).toBe(1);
  });

  test.each(DONE)('whose second answer is lost too ($kind): nobody guesses, a person looks', async (fault) => {
    const world = await newWorld();
    await lost(world);
    world.linkedin.faults.order(...CREATE, fault);

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(world.requests(...CREATE)).toBe(2);
    expect(texts(world)).toEqual([TEXT]);
  });

  test('“slow down” at the second request sends nothing; later it is still the second', async () => {
    const world = await newWorld();
    await lost(world);
    world.wait(10 * MINUTE);
    world.linkedin.faults.order(...CREATE, { kind: 'status', status: 429, body: { message: 'DAY limit' } });

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'temporary', retryAt: world.now() + 15 * MINUTE });
    await world.runToEnd(draft);

    expect(texts(world)).toEqual([TEXT]);
  });

  test('the power goes after the second request: one post, and at worst a person is asked', async () => {
    const world = await newWorld();
    await lost(world);
    world.memory.crashAfter('create/repeat');

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(texts(world)).toEqual([TEXT]);
  });

  test('the power goes after what the second request told was kept: that stands, however much later', async () => {
    const world = await newWorld();
    world.memory.crashAfter('create');
    await world.run(draft).catch(() => undefined);
    world.wait(10 * MINUTE);
    await world.run(draft);
    world.wait(5 * HOUR);

    const proof = await world.run(draft);

    expect(proof).toMatchObject({ remoteId: world.visible()[0]?.id, confirmedBy: 'found' });
    expect(world.requests(...CREATE)).toBe(2);
  });

  test('an older post with the same words: the lost request was refused as well, and nothing is taken for ours', async () => {
    const world = await newWorld();
    const text = 'Fresh bread';
    const older = world.person.post(text);
    world.wait(HOUR);
    world.linkedin.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(draftOf(text));
    world.wait(10 * MINUTE);

    const trouble = await world.troubleOf(draftOf(text));

    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.duplicate' } });
    expect(trouble.failure.about['answer']).toContain(older);
  });

  test('a duplicate that LinkedIn does not name: it is there, but nobody knows which one', async () => {
    const world = await newWorld();
    await lost(world);
    world.wait(10 * MINUTE);
    const inputErrors = [{ description: 'Duplicate post is detected', code: 'DUPLICATE_POST' }];
    const body = { status: 422, message: 'Duplicate', errorDetails: { inputErrors } };
    world.linkedin.faults.order(...CREATE, { kind: 'status', status: 422, body });

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
  });
});
