import { afterEach, describe, expect, test } from 'vitest';
import { receipt, type Draft } from '#shared/publishing/publication.ts';
import type { Fault } from '#simulators/faults.ts';
import { draftOf, newMastodonWorld, type MastodonWorld } from '#tests/platforms/mastodon/world.ts';

// Everything a status can be besides words and pictures.

const CREATE = ['POST', '/api/v1/statuses'] as const;
const HOUR = 3_600_000;
const POLL = { answers: ['Rye', 'Spelt', ' Oat '], minutes: 120 };

const worlds: MastodonWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: Parameters<typeof newMastodonWorld>[0]): Promise<MastodonWorld> {
  const world = await newMastodonWorld(options);
  worlds.push(world);
  return world;
}

function textsIn(world: MastodonWorld): string[] {
  return world.mastodon.received().map((status) => status.text);
}

function chosen(options: Draft['options'], draft = draftOf('Fresh bread at nine')): Draft {
  return { ...draft, options };
}

function pollDraft(options: Draft['options'] = {}): Draft {
  return { segments: [{ text: 'Which bread?', media: [], poll: POLL }], options };
}

describe('video and sound', () => {
  test.each(['video/mp4', 'video/quicktime', 'audio/mpeg'])('%s is waited for, then goes out', async (type) => {
    const world = await newWorld();
    const draft = draftOf(['Listen', world.film(1, type)]);

    expect(await world.troubleOf(draft)).toMatchObject({
      kind: 'processing',
      failure: { code: 'publish.processing' },
      askAt: world.now() + 5_000,
    });
    await world.runToEnd(draft);

    expect(world.mastodon.received()).toMatchObject([
      {
        text: 'Listen',
        media: [{ mimeType: type, description: 'Film 1', sha256: draft.segments[0]?.media[0]?.media }],
      },
    ]);
  });

  test('the cover chosen for a video goes with it, and only where one was chosen', async () => {
    const world = await newWorld();
    const cover = { atMs: 500, picture: world.picture(2).media };
    await world.runToEnd(draftOf(['Look', { ...world.film(1), cover }], ['And again', world.film(3)]));

    const [first, second] = world.mastodon.received().map((status) => status.media[0]);
    expect(first?.coverSha256).toBe(cover.picture);
    expect(second).not.toHaveProperty('coverSha256');
  });

  test('a video the server cannot prepare stops with its name', async () => {
    const world = await newWorld({ behaviour: { preparingFails: true } });
    const draft = draftOf(['Look', world.film(1)]);
    await world.troubleOf(draft);
    world.wait(15_000);

    expect(await world.troubleOf(draft)).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.media-refused', about: { file: 'film-1' } },
    });
    expect(textsIn(world)).toEqual([]);
  });

  test('two videos are refused by the server, in its words', async () => {
    const world = await newWorld({ behaviour: { filmReadyAfterMs: 0 } });

    expect(await world.troubleOf(draftOf(['Look', world.film(1), world.film(2)]))).toMatchObject({
      kind: 'refused',
      failure: {
        code: 'publish.refused',
        about: { answer: 'Cannot attach a video to a post that already contains images' },
      },
    });
  });

  test.each(['media/0/0', 'ready/0/0', 'create/0', 'confirm'])(
    'a power cut before and after %s: it is there once',
    async (step) => {
      for (const cut of ['crashBefore', 'crashAfter'] as const) {
        const world = await newWorld();
        world.memory[cut](step);
        await world.runToEnd(draftOf(['Look', world.film(1)]));
        expect(textsIn(world)).toEqual(['Look']);
      }
    },
  );
});

describe('a poll', () => {
  test('goes out with its answers and its end', async () => {
    const world = await newWorld();

    await world.run(pollDraft());

    expect(world.mastodon.received()).toMatchObject([
      {
        text: 'Which bread?',
        poll: { answers: ['Rye', 'Spelt', 'Oat'], endsAt: world.now() + 2 * HOUR, multiple: false },
      },
    ]);
    expect(world.mastodon.arrived()).toMatchObject([{ kind: 'poll', pollAnswers: ['Rye', 'Spelt', 'Oat'] }]);
  });

  test('takes several answers, where that was chosen', async () => {
    const world = await newWorld();

    await world.run(pollDraft({ pollSeveral: 'yes', pollHidden: 'yes' }));

    expect(world.mastodon.received()[0]?.poll?.multiple).toBe(true);
  });

  test('is found after a lost answer, and never the same question without it', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(pollDraft());
    world.person.post('Which bread?', { app: 'Postwright' });
    world.wait(2 * HOUR);

    const proof = await world.run(pollDraft());

    expect(proof.remoteId).toBe(world.mastodon.received()[0]?.id);
    expect(textsIn(world)).toEqual(['Which bread?', 'Which bread?']);
  });

  test('the server takes none of is refused, in its words', async () => {
    const world = await newWorld({ limits: { pollAnswers: 2 } });

    expect(await world.troubleOf(pollDraft())).toMatchObject({
      kind: 'refused',
      failure: {
        code: 'publish.refused',
        about: { answer: "Validation failed: Poll options can't contain more than 2 items" },
      },
    });
  });
});

describe('options', () => {
  test.each<[what: string, options: Draft['options'], arrived: Record<string, unknown>]>([
    ['nothing chosen', {}, { visibility: 'public', language: 'en', spoilerText: '', sensitive: false }],
    ['for everybody', { visibility: 'public' }, { visibility: 'public' }],
    ['unlisted', { visibility: 'unlisted' }, { visibility: 'unlisted' }],
    ['followers', { visibility: 'private' }, { visibility: 'private' }],
    ['a warning', { contentWarning: ' Food ' }, { spoilerText: 'Food', sensitive: true }],
    ['a language', { language: 'de' }, { language: 'de' }],
    ['sensitive', { sensitive: 'yes' }, { sensitive: true }],
    ['quotes by nobody', { quotePolicy: 'nobody' }, { quotePolicy: 'nobody' }],
    ['quotes by followers', { quotePolicy: 'followers' }, { quotePolicy: 'followers' }],
  ])('%s', async (_what, options, arrived) => {
    const world = await newWorld();

    const proof = await world.run(chosen(options));

    expect(world.mastodon.received()).toMatchObject([{ text: 'Fresh bread at nine', ...arrived }]);
    expect(proof.confirmedBy).toBe('read-back');
  });

  test('hold for every part of a thread, and for its first comment', async () => {
    const world = await newWorld();
    const draft = {
      ...draftOf('One', 'Two'),
      firstComment: 'Three',
      options: { visibility: 'private', contentWarning: 'Food' },
    };

    await world.run(draft);

    expect(world.mastodon.received().map(({ visibility, spoilerText }) => [visibility, spoilerText])).toEqual([
      ['private', 'Food'],
      ['private', 'Food'],
      ['private', 'Food'],
    ]);
  });

  test('a picture without words under a warning is found, although the server wrote a sign there', async () => {
    const world = await newWorld();
    const draft = chosen({ contentWarning: 'Food' }, draftOf(['', world.picture(1)]));
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(draft);
    world.wait(2 * HOUR);

    await world.run(draft);

    expect(world.mastodon.received()).toMatchObject([{ text: '🖼', spoilerText: 'Food' }]);
  });

  test('the same words under another warning are not taken for it', async () => {
    const world = await newWorld();
    const draft = chosen({ contentWarning: 'Food' });
    world.mastodon.faults.order(...CREATE, { kind: 'request-lost' });
    await world.troubleOf(draft);
    world.person.post('Fresh bread at nine', { app: 'Postwright', spoilerText: 'Drinks' });
    world.wait(2 * HOUR);

    await world.run(draft);

    expect(world.mastodon.received().map((status) => status.spoilerText)).toEqual(['Drinks', 'Food']);
  });
});

describe('a first comment', () => {
  const commented = (...parts: string[]): Draft => ({ ...draftOf(...parts), firstComment: 'Recipe below' });

  test('stands under the post, and is in the receipt', async () => {
    const world = await newWorld();

    const proof = receipt.parse(await world.run(commented('Cake')));

    const [cake, comment] = world.mastodon.received();
    expect(comment).toMatchObject({ text: 'Recipe below', inReplyToId: cake?.id });
    expect(proof.remoteId).toBe(cake?.id);
    expect(proof.parts.map((part) => part.remoteId)).toEqual([cake?.id, comment?.id]);
  });

  test('stands under the last part of a thread', async () => {
    const world = await newWorld();

    await world.run(commented('One', 'Two'));

    const [, two, comment] = world.mastodon.received();
    expect(comment?.inReplyToId).toBe(two?.id);
  });

  test('that is refused leaves the post out, and the receipt says what it is without', async () => {
    const world = await newWorld();
    const body = { error: 'Validation failed: Text character limit of 500 exceeded' };
    world.mastodon.faults.order(...CREATE, { kind: 'status', status: 422, body }, { nth: 2 });

    const proof = receipt.parse(await world.run(commented('Cake')));

    expect(textsIn(world)).toEqual(['Cake']);
    expect(proof.without).toMatchObject([{ code: 'publish.comment-refused', about: { answer: body.error } }]);
    expect(proof.parts).toHaveLength(1);
  });

  const whole: [what: string, fault: Fault][] = [
    ['the answer is lost', { kind: 'answer-lost' }],
    ['the request is lost', { kind: 'request-lost' }],
    ['500', { kind: 'status', status: 500, body: '<html>500</html>' }],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '30' }, body: { error: 'Too many requests' } }],
    ['half an answer', { kind: 'malformed' }],
  ];

  test.each(whole)('%s: it is there once', async (_what, fault) => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, fault, { nth: 2 });

    await world.runToEnd(commented('Cake'));

    expect(textsIn(world)).toEqual(['Cake', 'Recipe below']);
  });

  test.each(['create/0', 'comment', 'confirm'])(
    'a power cut before and after %s: both are there once',
    async (step) => {
      for (const cut of ['crashBefore', 'crashAfter'] as const) {
        const world = await newWorld();
        world.memory[cut](step);
        await world.runToEnd(commented('Cake'));
        expect(textsIn(world)).toEqual(['Cake', 'Recipe below']);
      }
    },
  );

  test('whose answer was lost is found two hours later', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' }, { nth: 2 });
    await world.troubleOf(commented('Cake'));
    world.wait(2 * HOUR);

    await world.run(commented('Cake'));

    expect(textsIn(world)).toEqual(['Cake', 'Recipe below']);
  });
});
