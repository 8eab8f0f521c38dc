import { afterEach, describe, expect, test } from 'vitest';
import { mastodonAdapter } from '#shared/platforms/mastodon/adapter.ts';
import { receipt, type Draft } from '#shared/publishing/publication.ts';
import type { Fault } from '#simulators/faults.ts';
import { stepMemory } from '#tests/kit/step-memory.ts';
import { draftOf, newMastodonWorld, type MastodonWorld } from '#tests/platforms/mastodon/world.ts';

// The server's own scheduler sends it. It must go out once, at its time, whatever happens on our side meanwhile.

const CREATE = ['POST', '/api/v1/statuses'] as const;
const SCHEDULED = '/api/v1/scheduled_statuses';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const worlds: MastodonWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: Parameters<typeof newMastodonWorld>[0]): Promise<MastodonWorld> {
  const world = await newMastodonWorld(options);
  worlds.push(world);
  return world;
}

function handedOver(world: MastodonWorld, draft = draftOf('Bread at noon'), aheadMs = 3 * HOUR): Draft {
  return { ...draft, handOverFor: world.now() + aheadMs };
}

/** What waits at the server, and what is out. */
function waiting(world: MastodonWorld): readonly (number | undefined)[] {
  return world.mastodon
    .arrived()
    .filter(({ scheduledFor, isRemoved }) => scheduledFor !== undefined && !isRemoved)
    .map(({ scheduledFor }) => scheduledFor);
}

function textsIn(world: MastodonWorld): string[] {
  return world.mastodon.received().map((status) => status.text);
}

function requests(world: MastodonWorld, method: string, path: string): number {
  return world.mastodon.faults.seen().filter((request) => request.method === method && request.path === path).length;
}

describe('handing over', () => {
  test('the server has it, says when, and sends it; then there is a receipt', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    const dueAt = draft.handOverFor ?? 0;

    const trouble = await world.troubleOf(draft);

    expect(trouble).toMatchObject({
      kind: 'handed-over',
      failure: { code: 'publish.handed-over', about: { platform: 'Mastodon', dueAt: new Date(dueAt).toISOString() } },
    });
    if (trouble.kind !== 'handed-over') throw new Error('unreachable');
    expect(receipt.parse(trouble.receipt)).toMatchObject({ remoteId: 'scheduled:1', publishedAt: dueAt });
    expect([waiting(world), textsIn(world)]).toEqual([[dueAt], []]);

    world.wait(3 * HOUR + 1000);
    const proof = receipt.parse(await world.run(draft));

    const [status] = world.mastodon.received();
    expect(status).toMatchObject({ text: 'Bread at noon', createdAt: dueAt, application: 'Postwright' });
    expect(proof).toMatchObject({ remoteId: status?.id, permalink: status?.url, publishedAt: dueAt });
    expect(textsIn(world)).toEqual(['Bread at noon']);
  });

  test('with pictures, a warning and its first comment, which comes once it is out', async () => {
    const world = await newWorld();
    const draft: Draft = {
      ...handedOver(world, draftOf(['Look', world.picture(1)])),
      firstComment: 'Recipe',
      options: { contentWarning: 'Food', visibility: 'unlisted' },
    };

    await world.runToEnd(draft);

    const [post, comment] = world.mastodon.received();
    expect(post).toMatchObject({
      text: 'Look',
      spoilerText: 'Food',
      visibility: 'unlisted',
      media: [{ description: 'Picture 1' }],
      createdAt: draft.handOverFor,
    });
    expect(comment).toMatchObject({ text: 'Recipe', inReplyToId: post?.id });
  });

  test('a poll begins when it is out', async () => {
    const world = await newWorld();
    const poll = { answers: ['Rye', 'Spelt'], minutes: 60 };
    const draft = handedOver(world, { segments: [{ text: 'Which?', media: [], poll }], options: {} });

    await world.runToEnd(draft);

    expect(world.mastodon.received()).toMatchObject([{ poll: { endsAt: (draft.handOverFor ?? 0) + HOUR } }]);
  });

  test('while it is not out it is asked about again and again, and nothing is sent twice', async () => {
    const world = await newWorld({ behaviour: { schedulerLateMs: 10 * MINUTE } });
    const draft = handedOver(world);
    await world.troubleOf(draft);
    world.wait(3 * HOUR + MINUTE);

    expect((await world.troubleOf(draft)).kind).toBe('handed-over');
    expect((await world.troubleOf(draft)).kind).toBe('handed-over');
    world.wait(10 * MINUTE);
    await world.run(draft);

    expect(textsIn(world)).toEqual(['Bread at noon']);
    expect(requests(world, ...CREATE)).toBe(1);
  });

  test('between being taken out and being there it is looked for again', async () => {
    const world = await newWorld({ behaviour: { schedulerGapMs: 20_000 } });
    const draft = handedOver(world);
    await world.troubleOf(draft);
    world.wait(3 * HOUR + 1000);

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'processing', askAt: world.now() + 15_000 });
    world.wait(30_000);
    await world.run(draft);

    expect(textsIn(world)).toEqual(['Bread at noon']);
  });

  test.each<[what: string, fault: Fault]>([
    ['500', { kind: 'status', status: 500, body: '<html>500</html>' }],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '9' }, body: { error: 'Too many requests' } }],
    ['no answer', { kind: 'request-lost' }],
    ['half an answer', { kind: 'malformed' }],
  ])('while it cannot be asked about (%s), the server still has it', async (_what, fault) => {
    const world = await newWorld();
    const draft = handedOver(world);
    await world.troubleOf(draft);
    world.mastodon.faults.order('GET', `${SCHEDULED}/:id`, fault);

    expect((await world.troubleOf(draft)).kind).toBe('handed-over');
    world.wait(4 * HOUR);
    world.mastodon.faults.order('GET', '/api/v1/accounts/:id/statuses', fault);
    expect((await world.troubleOf(draft)).kind).toBe('handed-over');
    await world.run(draft);

    expect(textsIn(world)).toEqual(['Bread at noon']);
  });

  test('moved to later by another app: its new time is told, and it is found then', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    await world.troubleOf(draft);
    const later = (draft.handOverFor ?? 0) + HOUR;
    await world.api.send({
      method: 'PUT',
      url: `${world.mastodon.url}${SCHEDULED}/1`,
      body: { json: { scheduled_at: new Date(later).toISOString() } },
    });
    world.wait(3 * HOUR + MINUTE);

    expect(await world.troubleOf(draft)).toMatchObject({ receipt: { publishedAt: later } });
    world.wait(HOUR);

    expect((await world.run(draft)).publishedAt).toBe(later);
  });
});

describe('gone', () => {
  const GONE = { kind: 'refused', failure: { code: 'publish.handed-over-gone', about: { platform: 'Mastodon' } } };

  test('taken back on the website before its time', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    await world.troubleOf(draft);
    world.person.unschedule('1');

    expect(await world.troubleOf(draft)).toMatchObject(GONE);
    expect(textsIn(world)).toEqual([]);
  });

  test('lost by the server at its time, although the same words went out yesterday and by hand', async () => {
    const world = await newWorld();
    world.person.post('Bread at noon', { app: 'Postwright' });
    world.wait(21 * HOUR);
    const draft = handedOver(world);
    await world.troubleOf(draft);
    world.person.setStanding('disabled');
    world.wait(3 * HOUR);
    textsIn(world);
    world.person.setStanding('active');
    world.person.post('Bread at noon');
    world.wait(10 * MINUTE);

    expect(await world.troubleOf(draft)).toMatchObject(GONE);
    expect(textsIn(world)).toHaveLength(2);
  });

  test('out, and deleted there before it was asked about', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    await world.troubleOf(draft);
    world.wait(3 * HOUR);
    world.person.remove(world.mastodon.received()[0]?.id ?? '');
    world.wait(10 * MINUTE);

    expect(await world.troubleOf(draft)).toMatchObject(GONE);
  });

  test('two of the same words since then: it cannot be told which', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    await world.troubleOf(draft);
    world.wait(3 * HOUR + MINUTE);
    world.person.post('Bread at noon', { app: 'Postwright' });

    expect((await world.troubleOf(draft)).kind).toBe('unconfirmed');
  });
});

describe('the same words every day, handed over for a week, and the computer was off', () => {
  const DAY = 24 * HOUR;

  test('each is found as itself', async () => {
    const world = await newWorld();
    const drafts = [1, 2, 3].map((day) => handedOver(world, draftOf('Good morning'), day * DAY));
    const memories = drafts.map((_draft, n) => stepMemory({ now: () => world.now(), publication: `day-${n}` }));
    const runAll = () =>
      Promise.allSettled(
        drafts.map((draft, n) => mastodonAdapter.publish(draft, memories[n]?.runner ?? world.memory.runner, world.api)),
      );
    await runAll();
    world.wait(7 * DAY);
    world.person.edit(world.person.post('Something else', { app: 'Postwright' }), 'Something else entirely');

    const ended = await runAll();

    const received = world.mastodon.received().filter((status) => status.text === 'Good morning');
    expect(ended.map((one) => one.status === 'fulfilled' && one.value.remoteId)).toEqual(received.map(({ id }) => id));
    expect(received.map(({ createdAt }) => createdAt)).toEqual(drafts.map((draft) => draft.handOverFor));
  });

  test('one that the server lost is not mistaken for the next: a person looks', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    await world.troubleOf(draft);
    world.person.unschedule('1');
    world.wait(DAY);
    world.person.post('Bread at noon', { app: 'Postwright' });

    expect((await world.troubleOf(draft)).kind).toBe('unconfirmed');
  });
});

describe('trouble while handing over, then the next run', () => {
  const whole: [what: string, fault: Fault][] = [
    ['the answer is lost', { kind: 'answer-lost' }],
    ['the request is lost', { kind: 'request-lost' }],
    ['500', { kind: 'status', status: 500, body: '<html>500</html>' }],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '30' }, body: { error: 'Too many requests' } }],
    ['no answer, but it was done', { kind: 'hang', after: true }],
    ['half an answer', { kind: 'malformed' }],
  ];

  // The server keeps no keys: what is proven is that we look, not that it remembers.
  const FORGETFUL = { behaviour: { keepsKeys: false }, accountLimits: { repeatWithinMin: 0 } };

  test.each(whole)('%s: it waits there once, and goes out once', async (_what, fault) => {
    const world = await newWorld(FORGETFUL);
    const draft = handedOver(world);
    world.mastodon.faults.order(...CREATE, fault);

    await world.troubleOf(draft);
    world.wait(MINUTE);
    expect((await world.troubleOf(draft)).kind).toBe('handed-over');
    expect(waiting(world)).toHaveLength(1);

    await world.runToEnd(draft);
    expect(textsIn(world)).toEqual(['Bread at noon']);
  });

  test.each(whole)('%s, and it was long out when we came back: it is there once', async (_what, fault) => {
    const world = await newWorld(FORGETFUL);
    const draft = handedOver(world);
    world.mastodon.faults.order(...CREATE, fault);

    await world.troubleOf(draft);
    world.wait(5 * HOUR);
    await world.runToEnd(draft);

    expect(textsIn(world)).toEqual(['Bread at noon']);
  });

  const STEPS = ['media/0/0', 'hand-over', 'live', 'comment', 'confirm'];
  const MOMENTS = STEPS.flatMap((step): ['crashBefore' | 'crashAfter', string][] => [
    ['crashBefore', step],
    ['crashAfter', step],
  ]);

  test.each(MOMENTS)('a power cut: %s %s', async (cut, step) => {
    const world = await newWorld(FORGETFUL);
    const draft = { ...handedOver(world, draftOf(['Look', world.picture(1)])), firstComment: 'Recipe' };
    world.memory[cut](step);

    await world.runToEnd(draft);

    expect(textsIn(world)).toEqual(['Look', 'Recipe']);
    expect(world.memory.finished).toEqual(expect.arrayContaining(STEPS));
  });

  test.each(MOMENTS)('a power cut: %s %s, and a day without power', async (cut, step) => {
    const world = await newWorld(FORGETFUL);
    const draft = { ...handedOver(world, draftOf(['Look', world.picture(1)])), firstComment: 'Recipe' };
    world.memory[cut](step);
    for (let runs = 0; runs < 8 && !world.memory.finished.includes('confirm'); runs += 1) {
      await world.run(draft).catch(() => undefined);
      world.wait(25 * HOUR);
    }

    expect(textsIn(world)).toEqual(['Look', 'Recipe']);
  });

  test('what waits there for the same time and looks alike is not taken for it', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    const at = new Date(draft.handOverFor ?? 0).toISOString();
    const later = new Date((draft.handOverFor ?? 0) + MINUTE).toISOString();
    const otherToken = world.person.token({ app: 'Some Phone App' });
    const put = async (json: Record<string, unknown>, headers?: Record<string, string>): Promise<void> => {
      const url = `${world.mastodon.url}${CREATE[1]}`;
      if (!headers) return void (await world.api.send({ method: 'POST', url, body: { json } }));
      await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(json),
      });
    };
    await put({ status: 'Bread at noon!', scheduled_at: at });
    await put({ status: 'Bread at noon', scheduled_at: later });
    await put({ status: 'Bread at noon', scheduled_at: at, spoiler_text: 'Food' });
    await put({ status: 'Bread at noon', scheduled_at: at }, { authorization: `Bearer ${otherToken}` });
    world.mastodon.faults.order(...CREATE, { kind: 'request-lost' });
    await world.troubleOf(draft);

    await world.troubleOf(draft);

    expect(waiting(world)).toHaveLength(5);
  });

  test('two that cannot be told apart: only a person may decide', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    const json = { status: 'Bread at noon', scheduled_at: new Date(draft.handOverFor ?? 0).toISOString() };
    await world.api.send({ method: 'POST', url: `${world.mastodon.url}${CREATE[1]}`, body: { json } });
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(draft);

    expect((await world.troubleOf(draft)).kind).toBe('unconfirmed');
    expect(waiting(world)).toHaveLength(2);
  });

  test('it is found among hundreds', async () => {
    const world = await newWorld({ behaviour: { countsRequests: false } });
    const draft = handedOver(world);
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(draft);
    for (let n = 1; n < 90; n += 1) {
      const at = new Date((draft.handOverFor ?? 0) + n * 24 * HOUR).toISOString();
      const json = { status: 'Bread at noon', scheduled_at: at };
      await world.api.send({ method: 'POST', url: `${world.mastodon.url}${CREATE[1]}`, body: { json } });
    }

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'handed-over', receipt: { remoteId: 'scheduled:1' } });
    expect(waiting(world)).toHaveLength(90);
  });

  test('the server threw the picture away meanwhile: it is uploaded again and handed over', async () => {
    const world = await newWorld();
    const draft = handedOver(world, draftOf(['Look', world.picture(1)]), 72 * HOUR);
    world.memory.crashBefore('hand-over');
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);

    await world.runToEnd(draft);

    expect(world.mastodon.received()).toMatchObject([{ text: 'Look', media: [{}], createdAt: draft.handOverFor }]);
    expect(world.memory.finished).toContain('hand-over/again-1');
  });

  test('too many for one day are refused in the words of the server', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    for (let n = 0; n < 25; n += 1) {
      const json = { status: `Bread ${n}`, scheduled_at: new Date(draft.handOverFor ?? 0).toISOString() };
      await world.api.send({ method: 'POST', url: `${world.mastodon.url}${CREATE[1]}`, body: { json } });
    }

    expect(await world.troubleOf(draft)).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.refused', about: { answer: expect.stringContaining('25 scheduled posts') as unknown } },
    });
  });
});

describe('what cannot be handed over goes out at its time all the same, and not before', () => {
  const OURSELVES = { kind: 'temporary', failure: { code: 'publish.not-handed-over' } };

  async function expectOutInTime(world: MastodonWorld, draft: Draft, texts: readonly string[]): Promise<void> {
    expect(await world.troubleOf(draft)).toMatchObject({ ...OURSELVES, retryAt: draft.handOverFor });
    expect([textsIn(world), waiting(world)]).toEqual([[], []]);
    await world.runToEnd(draft);
    expect(world.mastodon.received().map(({ text }) => text)).toEqual(texts);
    expect(world.mastodon.received()[0]?.createdAt).toBeGreaterThanOrEqual(draft.handOverFor ?? 0);
    expect(world.mastodon.received()[0]?.createdAt).toBeLessThan((draft.handOverFor ?? 0) + MINUTE);
  }

  test('too little time is left', async () => {
    const world = await newWorld();
    await expectOutInTime(world, handedOver(world, draftOf('Soon'), 5.5 * MINUTE), ['Soon']);
  });

  test('preparing the video took too long', async () => {
    const world = await newWorld({ behaviour: { filmReadyAfterMs: 12 * MINUTE } });
    const draft = handedOver(world, draftOf(['Look', world.film(1)]), 15 * MINUTE);
    expect((await world.troubleOf(draft)).kind).toBe('processing');
    world.wait(12 * MINUTE);
    await expectOutInTime(world, draft, ['Look']);
  });

  test.each([404, 501])('the server has no scheduler (%i)', async (status) => {
    const world = await newWorld();
    world.mastodon.faults.order('GET', SCHEDULED, { kind: 'status', status, body: { error: 'Not found' } });
    await expectOutInTime(world, handedOver(world), ['Bread at noon']);
  });

  test('a thread', async () => {
    const world = await newWorld();
    await expectOutInTime(world, handedOver(world, draftOf('One', 'Two')), ['One', 'Two']);
  });

  test('its time has passed when it is claimed', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    world.wait(4 * HOUR);

    await world.run(draft);

    expect(textsIn(world)).toEqual(['Bread at noon']);
  });

  test('a lost request, and too little time is left when it is tried again', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    world.mastodon.faults.order(...CREATE, { kind: 'request-lost' });
    await world.troubleOf(draft);
    world.wait(3 * HOUR - 3 * MINUTE);

    await expectOutInTime(world, draft, ['Bread at noon']);
  });

  test('a server that publishes at once what it should keep: that is proof, and it is not sent again', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    world.mastodon.faults.order(...CREATE, {
      kind: 'status',
      status: 200,
      body: { id: '113', url: 'https://fork.example/113', created_at: new Date(world.now()).toISOString() },
    });

    expect(await world.run(draft)).toMatchObject({ remoteId: '113', permalink: 'https://fork.example/113' });
  });

  test('a server that published at once, and the answer was lost: a person looks', async () => {
    const world = await newWorld();
    const draft = handedOver(world);
    world.mastodon.faults.order(...CREATE, { kind: 'request-lost' });
    await world.troubleOf(draft);
    world.person.post('Bread at noon', { app: 'Postwright' });

    expect((await world.troubleOf(draft)).kind).toBe('unconfirmed');
  });
});

describe('a clock that is wrong', () => {
  test.each([
    ['ten minutes behind', 10 * MINUTE],
    ['ten minutes ahead', -10 * MINUTE],
  ])('%s: it goes out once, and is found', async (_what, behind) => {
    const world = await newWorld();
    const draft = handedOver(world);
    world.setClockBack(behind);
    await world.troubleOf(draft);
    world.wait(3 * HOUR + 11 * MINUTE);

    await world.run(draft);

    expect(world.mastodon.received()).toMatchObject([{ text: 'Bread at noon', createdAt: draft.handOverFor }]);
  });

  test('so far behind that the time is nearly over for the server: it is not given something to publish at once', async () => {
    const world = await newWorld();
    const draft = handedOver(world, draftOf('Bread at noon'), 12 * MINUTE);
    world.setClockBack(10 * MINUTE);
    world.wait(10 * MINUTE);

    expect(await world.troubleOf(draft)).toMatchObject({ failure: { code: 'publish.not-handed-over' } });
    expect(requests(world, ...CREATE)).toBe(0);
  });
});

describe('taking it back', () => {
  async function handed(world: MastodonWorld): Promise<Parameters<NonNullable<typeof mastodonAdapter.remove>>[0]> {
    const trouble = await world.troubleOf(handedOver(world, draftOf(['Look', world.picture(1)])));
    if (trouble.kind !== 'handed-over') throw new Error(trouble.kind);
    return trouble.receipt;
  }

  test('out of the scheduler: nothing goes out, and doing it again is done', async () => {
    const world = await newWorld();
    const proof = await handed(world);

    await mastodonAdapter.remove?.(proof, world.api);
    await mastodonAdapter.remove?.(proof, world.api);
    world.wait(4 * HOUR);

    expect([textsIn(world), waiting(world)]).toEqual([[], []]);
  });

  test('after it went out it cannot be named any more, and that is said', async () => {
    const world = await newWorld();
    const proof = await handed(world);
    world.wait(4 * HOUR);

    await expect(mastodonAdapter.remove?.(proof, world.api)).rejects.toMatchObject({
      trouble: { kind: 'refused', failure: { code: 'publish.handed-over-gone' } },
    });
    expect(textsIn(world)).toEqual(['Look']);
  });

  test('its words cannot be changed, and it counts nothing yet', async () => {
    const world = await newWorld();
    const proof = await handed(world);

    await expect(mastodonAdapter.edit?.(proof, draftOf('Other'), world.api)).rejects.toMatchObject({
      trouble: { failure: { code: 'publish.not-editable' } },
    });
    expect(await mastodonAdapter.metrics?.(proof, world.api)).toEqual({});
  });
});
