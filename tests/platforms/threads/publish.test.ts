import { afterEach, describe, expect, test } from 'vitest';
import { receipt } from '#shared/publishing/publication.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';
import { draftOf, newThreadsWorld, type ThreadsWorld } from '#tests/platforms/threads/threads-world.ts';

const worlds: ThreadsWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: Parameters<typeof newThreadsWorld>[0]): Promise<ThreadsWorld> {
  const world = await newThreadsWorld(options);
  worlds.push(world);
  return world;
}

function withSegment(text: string, more: Partial<Draft['segments'][number]>, options: Draft['options'] = {}): Draft {
  return { segments: [{ text, media: [], ...more }], options };
}

describe('one post', () => {
  test('a text goes out once, with a receipt that was read back', async () => {
    const world = await newWorld();

    const proof = await world.run(draftOf('Fresh bread at nine'));

    const [post] = world.visible();
    expect(post).toMatchObject({
      text: 'Fresh bread at nine',
      account: '@bakery',
      kind: 'text',
      replyControl: 'everyone',
    });
    expect(receipt.parse(proof)).toEqual({
      remoteId: post?.id,
      permalink: post?.url,
      publishedAt: world.now(),
      confirmedBy: 'read-back',
      parts: [{ remoteId: post?.id, permalink: post?.url }],
    });
  });

  test('a text is never published without a container that can be asked afterwards', async () => {
    const world = await newWorld();

    await world.run(draftOf('Fresh bread at nine'));

    expect(world.memory.finished).toEqual(['room', 'container/0', 'ready/0', 'publish/0', 'confirm']);
    expect(JSON.stringify(world.api.sent)).not.toContain('auto_publish_text');
  });

  test('a picture arrives byte for byte, with its description', async () => {
    const world = await newWorld();
    const cake = world.picture(1, 'A cake');

    await world.run(draftOf(['Look', cake]));

    expect(world.visible()).toMatchObject([
      { text: 'Look', kind: 'image', media: [{ sha256: cake.media, description: 'A cake', mimeType: 'image/png' }] },
    ]);
  });

  test('a picture without words and without a description goes out as it is', async () => {
    const world = await newWorld();

    await world.run(draftOf(['', world.picture(1, '')]));

    expect(world.visible()).toMatchObject([{ text: '', media: [{ description: undefined }] }]);
  });

  test('a video is waited for: half a minute, then once a minute', async () => {
    const world = await newWorld({ behaviour: { videoReadyAfterMs: 70_000 } });
    const draft = draftOf(['Look', world.video(1, 'The oven')]);

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'processing', askAt: world.now() + 30_000 });
    world.wait(30_000);
    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'processing', askAt: world.now() + 60_000 });
    world.wait(60_000);
    await world.run(draft);

    expect(world.visible()).toMatchObject([
      { kind: 'video', media: [{ description: 'The oven', mimeType: 'video/mp4' }] },
    ]);
  });

  test('a carousel has its files in order, each with its description', async () => {
    const world = await newWorld();
    const files = [world.picture(1), world.video(2), world.picture(3)];

    await world.runToEnd(draftOf(['Look', ...files]));

    expect(world.visible()).toHaveLength(1);
    expect(world.visible()[0]?.media.map(({ sha256, description }) => [sha256, description])).toEqual(
      files.map(({ media, alt }) => [media, alt]),
    );
  });

  test('twenty files are one carousel', async () => {
    const world = await newWorld();
    const files = Array.from({ length: 20 }, (_, n) => world.picture(n));

    await world.runToEnd(draftOf(['Look', ...files]));

    expect(world.visible()[0]?.media).toHaveLength(20);
  });

  test('a poll has its answers', async () => {
    const world = await newWorld();

    await world.run(withSegment('Rye or spelt?', { poll: { answers: ['Rye', ' Spelt ', 'Both'], minutes: 1440 } }));

    expect(world.visible()).toMatchObject([
      { text: 'Rye or spelt?', kind: 'poll', pollAnswers: ['Rye', 'Spelt', 'Both'] },
    ]);
  });

  test('a link makes the card of a post of words alone', async () => {
    const world = await newWorld();
    const link = 'https://bakery.example/menu?day=1&for=two';

    await world.run(withSegment('Our menu', { link }));
    expect(world.visible()).toMatchObject([{ text: 'Our menu', link }]);
  });

  test('a link beside a picture is left to the text', async () => {
    const world = await newWorld();

    await world.run(withSegment('Our menu', { link: 'https://bakery.example/menu', media: [world.picture(1)] }));

    expect(world.visible()[0]?.link).toBeUndefined();
  });
});

describe('options', () => {
  test('a topic goes with the first part of a thread, without its #', async () => {
    const world = await newWorld();

    await world.run({ ...draftOf('One', 'Two'), options: { topicTag: ' #Sourdough bread ' } });

    expect(world.visible().map(({ topicTag }) => topicTag)).toEqual(['Sourdough bread', undefined]);
  });

  test.each(['accounts_you_follow', 'mentioned_only', 'parent_post_author_only', 'followers_only'])(
    'who can reply: %s holds for every part',
    async (replyControl) => {
      const world = await newWorld();

      await world.run({ ...draftOf('One', 'Two'), options: { replyControl } });

      expect(world.visible().map((post) => post.replyControl)).toEqual([replyControl, replyControl]);
    },
  );

  test('a spoiler hides pictures, and nothing where there are none', async () => {
    const world = await newWorld();

    await world.run({ ...draftOf(['One', world.picture(1)], 'Two'), options: { spoiler: 'yes' } });

    expect(world.visible().map(({ isSpoiler }) => isSpoiler)).toEqual([true, false]);
  });
});

describe('a thread', () => {
  test('is a chain: each part answers the one before', async () => {
    const world = await newWorld();

    const proof = await world.run(draftOf('One', ['Two', world.picture(1)], 'Three'));

    const [one, two, three] = world.visible();
    expect(world.texts()).toEqual(['One', 'Two', 'Three']);
    expect([one?.parentId, two?.parentId, three?.parentId]).toEqual([undefined, one?.id, two?.id]);
    expect(proof.parts.map(({ remoteId, permalink }) => [remoteId, permalink])).toEqual(
      [one, two, three].map((part) => [part?.id, part?.url]),
    );
  });

  test('has every picture taken by Threads before its first part is seen', async () => {
    const world = await newWorld();
    const carousel = [world.picture(1), world.picture(2)];
    const draft = draftOf('One', ['Two', ...carousel], ['Three', world.picture(3)]);
    world.memory.crashBefore('publish/0');

    await world.run(draft).catch(() => undefined);

    expect(world.texts()).toEqual([]);
    expect(world.memory.finished).toEqual(
      expect.arrayContaining(['child-ready/1/0', 'child-ready/1/1', 'child-ready/2/0', 'ready/0']),
    );
  });

  test.each<[what: string, part: (world: ThreadsWorld) => [text: string, ...media: DraftMedia[]]]>([
    ['of a carousel', (world) => ['Two', world.picture(1), world.picture(2)]],
    ['that stands alone', (world) => ['Two', world.picture(1)]],
  ])('does not begin when a later picture %s is refused', async (_what, part) => {
    const world = await newWorld({ behaviour: { containerErrors: ['INVALID_ASPEC_RATIO'] } });

    const trouble = await world.endOf(draftOf('One', part(world)));

    expect(trouble).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.media-refused', about: { file: 'picture-1.png' } },
    });
    expect(world.texts()).toEqual([]);
  });

  test('waits when a fresh post cannot be answered yet', async () => {
    const world = await newWorld({ behaviour: { answerableAfterMs: 12_000 } });
    const draft = draftOf('One', 'Two');

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'temporary', retryAt: world.now() + 5_000 });
    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['One', 'Two']);
    expect(world.visible()[1]?.parentId).toBe(world.visible()[0]?.id);
  });

  test('stops with the reason when the part before is deleted meanwhile', async () => {
    const world = await newWorld();
    const draft = draftOf('One', 'Two');
    world.memory.crashAfter('publish/0');
    await world.run(draft).catch(() => undefined);
    world.person.remove(world.visible()[0]?.id ?? '');

    const trouble = await world.endOf(draft);

    expect(trouble).toMatchObject({ kind: 'unconfirmed' });
    expect(world.texts()).toEqual(['One']);
  });

  test('says that the part before is gone when it is deleted after it was confirmed', async () => {
    const world = await newWorld();
    const draft = draftOf('One', 'Two');
    world.memory.crashBefore('container/1');
    await world.run(draft).catch(() => undefined);
    world.person.remove(world.visible()[0]?.id ?? '');

    const trouble = await world.endOf(draft);

    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.parent-gone' } });
    expect(world.requests('POST', '/threads'), 'asked for patiently').toBeLessThan(12);
  });

  test('says so too when our clock was set back meanwhile', async () => {
    const world = await newWorld();
    const draft = draftOf('One', 'Two');
    world.memory.crashBefore('container/1');
    await world.run(draft).catch(() => undefined);
    world.person.remove(world.visible()[0]?.id ?? '');
    world.setClockBack(6 * 3_600_000);

    expect(await world.endOf(draft)).toMatchObject({ failure: { code: 'publish.parent-gone' } });
  });

  test('says so too when the part before is deleted just before the next one is published', async () => {
    const world = await newWorld();
    const draft = draftOf('One', 'Two');
    world.memory.crashBefore('publish/1');
    await world.run(draft).catch(() => undefined);
    world.person.remove(world.visible()[0]?.id ?? '');

    const trouble = await world.endOf(draft);

    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.parent-gone' } });
    expect(world.texts()).toEqual(['One']);
  });
});

describe('a first comment', () => {
  test('is a reply to the post', async () => {
    const world = await newWorld();

    const proof = await world.run({ ...draftOf('The post', 'Its second part'), firstComment: 'And where to buy it' });

    const [post, , comment] = world.visible();
    expect(comment).toMatchObject({ text: 'And where to buy it', parentId: post?.id });
    expect(proof.parts).toHaveLength(2);
    expect(proof.without).toBeUndefined();
  });

  test('that is refused leaves the post out, and the receipt says so', async () => {
    const world = await newWorld();
    const tooMany = Array.from({ length: 6 }, (_, n) => `https://bakery.example/${n}`).join(' ');

    const proof = await world.run({ ...draftOf('The post'), firstComment: tooMany });

    expect(world.texts()).toEqual(['The post']);
    expect(proof).toMatchObject({
      confirmedBy: 'read-back',
      without: [{ code: 'publish.comment-refused', about: { platform: 'Threads', answer: 'more than 5 links' } }],
    });
  });

  test('that is only blanks is none', async () => {
    const world = await newWorld();

    await world.run({ ...draftOf('The post'), firstComment: ' \n ' });

    expect(world.texts()).toEqual(['The post']);
  });

  test('meets trouble that passes, and comes later, once', async () => {
    const world = await newWorld();
    const draft = { ...draftOf('The post'), firstComment: 'And where to buy it' };
    world.threads.faults.order('POST', '/v1.0/:user/threads_publish', { kind: 'answer-lost' }, { nth: 2 });

    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['The post', 'And where to buy it']);
  });
});

describe('the receipt', () => {
  test('waits a little for a post that cannot be read yet, for its link', async () => {
    const world = await newWorld({ behaviour: { readableAfterMs: 8_000 } });

    const proof = await world.runToEnd(draftOf('Fresh bread'));

    expect(proof).toMatchObject({ permalink: world.visible()[0]?.url, confirmedBy: 'read-back' });
  });

  test('does without the link when the post cannot be read for long', async () => {
    const world = await newWorld({ behaviour: { readableAfterMs: 3_600_000 } });

    const proof = await world.runToEnd(draftOf('Fresh bread'));

    expect(receipt.parse(proof)).toMatchObject({
      remoteId: world.visible()[0]?.id,
      permalink: `${world.threads.url}/@bakery`,
      confirmedBy: 'answer',
    });
    expect(world.texts()).toEqual(['Fresh bread']);
  });
});
