import { afterEach, describe, expect, test } from 'vitest';
import type { Draft } from '#shared/publishing/publication.ts';
import type { Fault } from '#simulators/faults.ts';
import { draftOf, newThreadsWorld, type ThreadsWorld } from '#tests/platforms/threads/threads-world.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const PUBLISH = ['POST', '/v1.0/:user/threads_publish'] as const;
const ASK = ['GET', '/v1.0/:id'] as const;
const LIST = ['GET', '/v1.0/:user/threads'] as const;
const GONE: Fault = said(400, { error: { message: 'Unsupported get request', code: 100, error_subcode: 33 } });

const worlds: ThreadsWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

type Options = Parameters<typeof newThreadsWorld>[0];

async function newWorld(options?: Options): Promise<ThreadsWorld> {
  const world = await newThreadsWorld(options);
  worlds.push(world);
  return world;
}

function said(status: number, body: Record<string, unknown>): Fault {
  return { kind: 'status', status, body };
}

interface Scene {
  readonly options?: Options;
  readonly draftIn?: (world: ThreadsWorld) => Draft;
  readonly before?: (world: ThreadsWorld, draft: Draft) => Promise<unknown> | void;
}

/** A post whose answer, or whose request, was lost a few seconds ago. */
async function lost(kind: 'answer-lost' | 'request-lost', scene: Scene = {}) {
  const world = await newWorld(scene.options);
  const draft = scene.draftIn?.(world) ?? draftOf('Fresh bread');
  await scene.before?.(world, draft);
  world.threads.faults.order(...PUBLISH, { kind });
  expect(await world.troubleOf(draft)).toMatchObject({ kind: 'maybe' });
  world.wait(5 * SECOND);
  return { world, draft };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, n) => n);
}

function sent(world: ThreadsWorld): number {
  return world.requests('POST', '/threads_publish');
}

describe('after a lost answer', () => {
  test('the post is found and nothing is sent again', async () => {
    const { world, draft } = await lost('answer-lost');

    const proof = await world.runToEnd(draft);

    expect(world.visible().map(({ id }) => id)).toEqual([proof.remoteId]);
    expect(sent(world)).toBe(1);
  });

  test('and when it cannot be read back, the receipt says that it was found, and when it came out', async () => {
    const { world, draft } = await lost('answer-lost');
    const cameOutAt = world.now() - 5 * SECOND;
    world.threads.behaviour.readableAfterMs = 1e12;

    const proof = await world.runToEnd(draft);

    expect(proof).toMatchObject({ confirmedBy: 'found', publishedAt: cameOutAt });
  });

  test.each<[what: string, draftIn: (world: ThreadsWorld) => Draft]>([
    ['a picture', (world) => draftOf(['Look', world.picture(1)])],
    ['a picture without words', (world) => draftOf(['', world.picture(1)])],
    ['a carousel', (world) => draftOf(['Look', world.picture(1), world.picture(2)])],
    ['words of several lines', () => draftOf('One\n\nTwo  \n🥖 é e\u0301')],
    [
      'a poll',
      () => ({ segments: [{ text: 'Which?', media: [], poll: { answers: ['A', 'B'], minutes: 1440 } }], options: {} }),
    ],
  ])('%s is found', async (_what, draftIn) => {
    const { world, draft } = await lost('answer-lost', { draftIn });

    const proof = await world.runToEnd(draft);

    expect(world.visible().map(({ id }) => id)).toEqual([proof.remoteId]);
  });

  test('a video is found', async () => {
    const world = await newWorld();
    const draft = draftOf(['Look', world.video(1)]);
    world.threads.faults.order(...PUBLISH, { kind: 'answer-lost' });

    const proof = await world.runToEnd(draft);

    expect(world.visible().map(({ id }) => id)).toEqual([proof.remoteId]);
  });

  test('a later part is found among the replies, below the part before', async () => {
    const world = await newWorld();
    const draft = draftOf('One', 'Two', 'Three');
    world.threads.faults.order(...PUBLISH, { kind: 'answer-lost' }, { nth: 2 });

    const proof = await world.runToEnd(draft);

    expect(world.texts()).toEqual(['One', 'Two', 'Three']);
    expect(proof.parts.map(({ remoteId }) => remoteId)).toEqual(world.visible().map(({ id }) => id));
  });

  test('a list that is late is looked at again', async () => {
    const { world, draft } = await lost('answer-lost', { options: { behaviour: { listedAfterMs: 2 * MINUTE } } });

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'processing' });
    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['Fresh bread']);
  });

  test('a list that never shows it ends in doubt, never in a second post', async () => {
    const { world, draft } = await lost('answer-lost', { options: { behaviour: { listedAfterMs: 1e12 } } });

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(sent(world)).toBe(1);
  });

  test.each<[what: string, fault: Fault]>([
    ['500', { kind: 'status', status: 500 }],
    ['429', { kind: 'status', status: 429 }],
    ['half an answer', { kind: 'malformed' }],
    ['no answer', { kind: 'request-lost' }],
  ])('while the list says %s nothing is sent and nothing is decided', async (_what, fault) => {
    const { world, draft } = await lost('answer-lost');
    world.threads.faults.order(...LIST, fault);

    expect((await world.troubleOf(draft)).kind).toBe('temporary');
    await world.runToEnd(draft);

    expect(sent(world)).toBe(1);
  });

  test('a list that will never be told ends in doubt', async () => {
    const { world, draft } = await lost('answer-lost');
    world.threads.faults.order(...LIST, said(403, { error: { message: 'no', code: 10 } }));

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
  });

  test('a list without times tells nothing', async () => {
    const { world, draft } = await lost('answer-lost');
    world.threads.faults.order(
      ...LIST,
      said(200, { data: [{ id: '1', text: 'Fresh bread', media_type: 'TEXT_POST' }] }),
    );

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
  });

  test('it is found behind a page of newer posts', async () => {
    const { world, draft } = await lost('answer-lost');
    for (let n = 0; n < 60; n += 1) world.person.post(`By hand ${n}`);

    const proof = await world.runToEnd(draft);

    expect(world.visible()[0]?.id).toBe(proof.remoteId);
  });

  test('behind three hundred newer posts nobody can tell', async () => {
    const { world, draft } = await lost('answer-lost');
    for (let n = 0; n < 310; n += 1) world.person.post(`By hand ${n}`);

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(sent(world)).toBe(1);
  });

  // Where the container still says that it was published, that alone forbids a second request. Here only the list is left.
  test.each<[what: string, list: (world: ThreadsWorld) => void]>([
    ['too long to be read to its end', (world) => range(310).forEach((n) => world.person.post(`By hand ${n}`))],
    ['refused', (world) => world.threads.faults.order(...LIST, said(403, { error: { message: 'no', code: 10 } }))],
    ['without times', (world) => world.threads.faults.order(...LIST, said(200, { data: [{ id: '1', text: 'x' }] }))],
  ])('and its container is forgotten: a list that is %s proves nothing, so nothing is sent', async (_what, list) => {
    const { world, draft } = await lost('answer-lost');
    world.threads.faults.order(...ASK, GONE, { times: 6 });
    list(world);

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(sent(world)).toBe(1);
  });

  test.each([500, 502, 503])('%i to the request that publishes is doubt, not a no', async (status) => {
    const world = await newWorld();
    world.threads.faults.order(...PUBLISH, { kind: 'status', status });

    expect((await world.troubleOf(draftOf('Fresh bread'))).kind).toBe('maybe');
  });
});

describe('what the container says after a lost request', () => {
  test('ready: it was not published, and is sent once', async () => {
    const { world, draft } = await lost('request-lost');

    await world.runToEnd(draft);

    expect([world.texts(), sent(world)]).toEqual([['Fresh bread'], 2]);
    expect(world.requests('GET', '/me/threads'), 'no list is needed').toBe(0);
  });

  test('still preparing: it is asked again, then sent once', async () => {
    const { world, draft } = await lost('request-lost');
    world.threads.faults.order(...ASK, said(200, { id: '1', status: 'IN_PROGRESS' }));

    expect((await world.troubleOf(draft)).kind).toBe('processing');
    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['Fresh bread']);
  });

  test.each<[state: string, fault: Fault]>([
    ['expired', said(200, { id: '1', status: 'EXPIRED' })],
    ['failed', said(200, { id: '1', status: 'ERROR', error_message: 'UNKNOWN' })],
    ['forgotten', GONE],
  ])('%s: the list has the last word, not before the last look', async (_state, fault) => {
    const { world, draft } = await lost('request-lost');
    world.threads.faults.order(...ASK, fault, { times: 4 });

    expect((await world.troubleOf(draft)).kind).toBe('processing');
    expect(sent(world)).toBe(1);
    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['Fresh bread']);
    expect(world.requests('GET', '/me/threads')).toBeGreaterThan(2);
  });

  test.each<[state: string, fault: Fault]>([
    ['expired', said(200, { id: '1', status: 'EXPIRED' })],
    ['failed', said(200, { id: '1', status: 'ERROR' })],
    ['forgotten', GONE],
  ])('%s although it was published: it is found by its words', async (_state, fault) => {
    const { world, draft } = await lost('answer-lost');
    world.threads.faults.order(...ASK, fault);

    await world.runToEnd(draft);

    expect([world.texts(), sent(world)]).toEqual([['Fresh bread'], 1]);
  });

  test('a word nobody knows: nothing is sent until it says another', async () => {
    const { world, draft } = await lost('request-lost');
    world.threads.faults.order(...ASK, said(200, { id: '1', status: 'DREAMING' }));

    expect((await world.troubleOf(draft)).kind).toBe('temporary');
    expect(sent(world)).toBe(1);
    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['Fresh bread']);
  });
});

describe('what looks alike and is not ours', () => {
  const older = async (world: ThreadsWorld, draft: Draft): Promise<void> => {
    await world.earlier(draft);
    world.wait(60 * MINUTE);
  };

  test.each(['answer-lost', 'request-lost'] as const)('an older post with the same words (%s)', async (kind) => {
    const { world, draft } = await lost(kind, { before: older });

    const proof = await world.runToEnd(draft);

    expect(world.texts()).toEqual(['Fresh bread', 'Fresh bread']);
    expect(world.visible()[1]?.id).toBe(proof.remoteId);
  });

  test('an older one while ours is forgotten', async () => {
    const { world, draft } = await lost('request-lost', { before: older });
    world.threads.faults.order(...ASK, GONE, { times: 6 });

    const proof = await world.runToEnd(draft);

    expect(world.visible()[1]?.id).toBe(proof.remoteId);
  });

  test('a post by hand while ours did not arrive: the container knows', async () => {
    const { world, draft } = await lost('request-lost');
    const byHand = world.person.post('Fresh bread');

    const proof = await world.runToEnd(draft);

    expect(world.visible().map(({ id }) => id)).toEqual([byHand, proof.remoteId]);
  });

  test('a post by hand beside ours, the same in everything: nobody can tell, and nothing is sent', async () => {
    const { world, draft } = await lost('answer-lost');
    world.person.post('Fresh bread');

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(sent(world)).toBe(1);
  });

  test('almost the same words, and the same words below something else', async () => {
    const { world, draft } = await lost('answer-lost');
    const ours = world.visible()[0]?.id ?? '';
    world.person.post('Fresh bread!');
    world.person.post('fresh bread');
    world.person.post('Fresh bread', { replyTo: ours });

    const proof = await world.runToEnd(draft);

    expect(proof.remoteId).toBe(ours);
  });

  test('the words of our picture without a picture', async () => {
    const { world, draft } = await lost('answer-lost', { draftIn: (its) => draftOf(['Look', its.picture(1)]) });
    const ours = world.visible()[0]?.id;
    world.person.post('Look');

    expect((await world.runToEnd(draft)).remoteId).toBe(ours);
  });

  test('a carousel of other files with our words', async () => {
    const carousel = (count: number) => (its: ThreadsWorld) =>
      draftOf(['Look', ...Array.from({ length: count }, (_, n) => its.picture(n))]);
    const { world, draft } = await lost('answer-lost', { draftIn: carousel(2) });
    const ours = world.visible()[0]?.id;
    await world.earlier(carousel(3)(world));

    expect((await world.runToEnd(draft)).remoteId).toBe(ours);
  });

  test('a quote of somebody with our words', async () => {
    const { world, draft } = await lost('answer-lost');
    const post = { text: 'Fresh bread', timestamp: new Date(world.now()).toISOString(), media_type: 'TEXT_POST' };
    const ours = { ...post, id: world.visible()[0]?.id, is_quote_post: false };
    world.threads.faults.order(...LIST, said(200, { data: [{ ...post, id: '7', is_quote_post: true }, ours] }));

    expect((await world.runToEnd(draft)).remoteId).toBe(ours.id);
  });

  test('the words of a later part by hand below another post', async () => {
    const world = await newWorld();
    const other = world.person.post('Something else');
    const draft = draftOf('One', 'Two');
    world.threads.faults.order(...PUBLISH, { kind: 'answer-lost' }, { nth: 2 });
    await world.troubleOf(draft);
    world.person.post('Two', { replyTo: other });
    world.person.post('Two');

    const proof = await world.runToEnd(draft);

    const ours = world.visible().find(({ parentId, text }) => text === 'Two' && parentId === proof.remoteId);
    expect(proof.parts[1]?.remoteId).toBe(ours?.id);
    expect(sent(world)).toBe(2);
  });

  test('the words of a later part by hand below our own post: nobody can tell', async () => {
    const world = await newWorld();
    const draft = draftOf('One', 'Two');
    world.threads.faults.order(...PUBLISH, { kind: 'answer-lost' }, { nth: 2 });
    await world.troubleOf(draft);
    world.person.post('Two', { replyTo: world.visible()[0]?.id ?? '' });

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(sent(world)).toBe(2);
  });

  test('the same words on another account', async () => {
    const { world, draft } = await lost('request-lost');
    world.threads.createAccount({ username: 'mill' }).post('Fresh bread');

    const proof = await world.runToEnd(draft);

    expect(world.visible().filter(({ account }) => account === '@bakery')).toMatchObject([{ id: proof.remoteId }]);
  });
});

describe('clocks', () => {
  const quarterEarlier = async (world: ThreadsWorld, draft: Draft): Promise<void> => {
    await world.earlier(draft);
    world.wait(15 * MINUTE);
  };

  test.each([-10, 10])('Threads’ is %i minutes ahead, and the answer is lost: found', async (minutes) => {
    const options = { behaviour: { aheadMs: minutes * MINUTE } };
    const { world, draft } = await lost('answer-lost', { options, before: quarterEarlier });

    const proof = await world.runToEnd(draft);

    expect(world.visible().map(({ id }) => id)[1]).toBe(proof.remoteId);
    expect(world.visible()).toHaveLength(2);
  });

  test.each([-10, 10])('Threads’ is %i minutes ahead, and the container is forgotten: sent once', async (minutes) => {
    const options = { behaviour: { aheadMs: minutes * MINUTE } };
    const { world, draft } = await lost('request-lost', { options, before: quarterEarlier });
    world.threads.faults.order(...ASK, GONE, { times: 6 });

    const proof = await world.runToEnd(draft);

    expect(world.visible().map(({ id }) => id)[1]).toBe(proof.remoteId);
    expect(world.visible()).toHaveLength(2);
  });

  test.each([-10, 10])('Threads’ is %i minutes ahead: a thread is answered in time', async (minutes) => {
    const world = await newWorld({ behaviour: { aheadMs: minutes * MINUTE, answerableAfterMs: 20 * SECOND } });

    const proof = await world.runToEnd(draftOf('One', 'Two'));

    expect(world.texts()).toEqual(['One', 'Two']);
    expect(proof.publishedAt).toBe(world.visible()[0]?.at);
  });

  test('ours was set back since: doubt, not a second post', async () => {
    const { world, draft } = await lost('answer-lost');
    world.setClockBack(60 * MINUTE);

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(sent(world)).toBe(1);
  });

  test('ours was set back since, and the container is forgotten: no time says anything, so doubt at once', async () => {
    const { world, draft } = await lost('answer-lost');
    world.setClockBack(60 * MINUTE);
    world.threads.faults.order(...ASK, GONE);

    expect((await world.troubleOf(draft)).kind).toBe('unconfirmed');
    expect(sent(world)).toBe(1);
  });

  test('ours was set back while a picture is prepared: it is asked about all the same', async () => {
    const world = await newWorld({ behaviour: { pictureReadyAfterMs: 5 * SECOND } });
    const draft = draftOf(['Once', world.picture(1)]);
    await world.troubleOf(draft);
    world.setClockBack(60 * MINUTE);

    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['Once']);
  });
});
