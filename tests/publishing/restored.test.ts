import { readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { scriptedPlatform } from '#tests/kit/scripted-platform.ts';
import { at, newWorld } from '#tests/kit/world.ts';

// A library that is brought back from a backup does not know what happened since. Nothing of it may go out a second time.

const DAY_LATER = at('12:00', '2026-11-25');

describe('on the computer where the library was replaced', () => {
  test('what went out since the backup is known to be out, with its proof, and is not sent again', async () => {
    const world = newWorld();
    const post = world.schedule('once', at('09:00'));
    const backup = await world.backUp();
    await world.clock.to(at('09:10'));
    const sent = world.publication(post);
    expect(sent.state).toBe('published');

    const settled = await world.bringBack(backup);
    expect(settled).toMatchObject({ takenOver: 1, held: 0 });
    expect(world.publication(post)).toEqual(sent);
    expect(world.events(sent.id)).toContain('published');
    await world.clock.to(DAY_LATER);
    expect(world.platform.received).toHaveLength(1);
  });

  test('what was sent early since the backup does not go out at the time it once had', async () => {
    const world = newWorld();
    const post = world.schedule('early bird', at('18:00'));
    const backup = await world.backUp();
    world.change({ kind: 'post.publish-now', post });
    await world.idle();
    expect(world.publication(post).state).toBe('published');

    await world.bringBack(backup);
    await world.clock.to(DAY_LATER);
    expect(world.publication(post).state).toBe('published');
    expect(world.platform.received).toHaveLength(1);
  });

  test('what is certainly unsent and still to come goes out at its time', async () => {
    const world = newWorld();
    const post = world.schedule('in the evening', at('18:00'));
    const backup = await world.backUp();
    await world.clock.to(at('10:00'));
    expect(await world.bringBack(backup)).toMatchObject({ takenOver: 0, held: 0, planned: 1 });
    expect(world.publication(post).state).toBe('scheduled');
    await world.clock.to(at('18:01'));
    expect(world.platform.received.map((one) => one.text)).toEqual(['in the evening']);
  });

  test.each<[string, (world: ReturnType<typeof newWorld>, post: ReturnType<typeof world.schedule>) => void]>([
    ['was taken off the plan', (world, post) => world.change({ kind: 'post.cancel', post })],
    ['was thrown away', (world, post) => world.change({ kind: 'post.delete', post })],
    [
      'was put to another time',
      (world, post) =>
        world.change({
          kind: 'post.reschedule',
          post,
          planned: { wall: '2026-11-26T09:00:00', zone: 'UTC' },
        }),
    ],
  ])('what %s since waits for a person', async (_what, happened) => {
    const world = newWorld();
    const post = world.schedule('changed my mind', at('18:00'));
    const backup = await world.backUp();
    happened(world, post);
    await world.bringBack(backup);
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'publish.restored' } });
    await world.clock.to(DAY_LATER);
    expect(world.platform.received).toEqual([]);
  });

  test('an answer that was lost since is not settled by forgetting it: only a person decides', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: ['accept-then-lose'], find: 'silence' }) });
    const post = world.schedule('did it arrive?', at('09:00'));
    const backup = await world.backUp();
    await world.clock.to(at('10:00'));
    expect(world.publication(post).state).toBe('unconfirmed');
    await world.bringBack(backup);
    await world.clock.to(DAY_LATER);
    expect(world.publication(post).state).toBe('unconfirmed');
    expect(world.platform.received).toHaveLength(1);
  });

  test('a channel that was chosen and sent to since is not sent to again when it is chosen again', async () => {
    const world = newWorld();
    const other = world.addChannel('grace');
    const post = world.schedule('for both', at('18:00'));
    const backup = await world.backUp();
    world.change({ kind: 'post.set-channels', post, channels: [world.channel, other] });
    world.change({ kind: 'post.publish-now', post });
    await world.idle();
    expect(world.platform.received).toHaveLength(2);

    await world.bringBack(backup);
    expect(world.publications(post).map((one) => one.state)).toEqual(['published', 'published']);
    await world.clock.to(DAY_LATER);
    expect(world.platform.received).toHaveLength(2);
  });
});

describe('on a computer that knows nothing of what happened since', () => {
  test('nothing goes out by itself, whatever its time; a person sends it', async () => {
    const world = newWorld();
    const late = world.schedule('due while nobody looked', at('09:00'));
    const coming = world.schedule('still to come', at('18:00'));
    const backup = await world.backUp();
    await world.clock.to(at('09:30'));
    const before = world.platform.received.length;

    expect(await world.bringBack(backup, { elsewhere: true })).toMatchObject({ held: 2, planned: 0 });
    await world.clock.to(DAY_LATER);
    for (const post of [late, coming]) {
      expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'publish.restored' } });
    }
    expect(world.platform.received).toHaveLength(before);

    world.decide({ kind: 'publication.send', publication: world.publication(coming).id });
    await world.idle();
    expect(world.publication(coming).state).toBe('published');
  });

  test('what waited for its channel does not go out when the channel is connected again', async () => {
    const world = newWorld();
    const post = world.schedule('waits for the channel', at('09:00'));
    world.setChannelState('signed-out');
    await world.clock.to(at('09:05'));
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'channel.token-expired' } });
    const backup = await world.backUp();
    await world.bringBack(backup, { elsewhere: true });
    world.setChannelState('connected');
    await world.clock.to(DAY_LATER);
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'publish.restored' } });
    expect(world.platform.received).toEqual([]);
  });

  test('what was on its way when the backup was made may be there: it is not sent, and said so', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: ['accept-then-hang'] }) });
    const post = world.schedule('on its way', at('09:00'));
    await world.clock.to(at('09:00'));
    expect(world.publication(post).state).toBe('publishing');
    const backup = await world.backUp();
    await world.bringBack(backup, { elsewhere: true });
    await world.clock.to(DAY_LATER);
    expect(world.publication(post)).toMatchObject({ state: 'unconfirmed', why: { code: 'publish.restored' } });
    expect(world.platform.asked()).toBe(1);
  });

  test('words that are changed afterwards do not send it, either', async () => {
    const world = newWorld();
    const post = world.schedule('helo', at('18:00'));
    const backup = await world.backUp();
    await world.bringBack(backup, { elsewhere: true });
    const segment = world.firstSegment(post);
    world.change({ kind: 'post.edit-text', post, place: 'shared', segment, from: 'helo', to: 'hello' });
    await world.clock.to(DAY_LATER);
    expect(world.platform.received).toEqual([]);
  });
});

describe('what waits for a look at the network', () => {
  const THURSDAY = { wall: '2026-11-26T09:00:00', zone: 'UTC' };
  const FRIDAY = at('12:00', '2026-11-27');
  type World = ReturnType<typeof newWorld>;
  type Post = ReturnType<World['schedule']>;

  async function restored(world: World): Promise<Post> {
    const post = world.schedule('out already?', at('18:00'));
    await world.bringBack(await world.backUp(), { elsewhere: true });
    return post;
  }

  test.each<[string, (world: World, post: Post) => void]>([
    ['gets a new time', (world, post) => world.change({ kind: 'post.reschedule', post, planned: THURSDAY })],
    ['is to go out now', (world, post) => world.change({ kind: 'post.publish-now', post })],
    [
      'is taken off the plan and planned again',
      (world, post) => {
        world.change({ kind: 'post.unplan', post });
        world.change({ kind: 'post.plan', post, planned: THURSDAY });
      },
    ],
    [
      'is stopped and gets a new time',
      (world, post) => {
        world.change({ kind: 'post.cancel', post });
        world.change({ kind: 'post.reschedule', post, planned: THURSDAY });
      },
    ],
    [
      'is thrown away, fetched back and planned',
      (world, post) => {
        world.change({ kind: 'post.delete', post });
        world.change({ kind: 'post.restore', post });
        world.change({ kind: 'post.plan', post, planned: THURSDAY });
      },
    ],
    [
      'loses its channel and gets it again',
      (world, post) => {
        world.change({ kind: 'post.set-channels', post, channels: [world.addChannel('grace')] });
        world.change({ kind: 'post.set-channels', post, channels: [world.channel] });
      },
    ],
    [
      'is not to be sent, and that is taken back',
      (world, post) => {
        const { id } = world.publication(post);
        world.decide({ kind: 'publication.cancel', publication: id });
        world.decide({ kind: 'publication.put-back', publication: id });
      },
    ],
    [
      'is not to be sent, and gets a new time',
      (world, post) => {
        world.decide({ kind: 'publication.cancel', publication: world.publication(post).id });
        world.change({ kind: 'post.reschedule', post, planned: THURSDAY });
      },
    ],
  ])('and %s goes on waiting: nobody said yet that it is not out', async (_what, happened) => {
    const world = newWorld();
    const post = await restored(world);
    happened(world, post);
    await world.idle();
    await world.clock.to(FRIDAY);
    expect(world.platform.received).toEqual([]);
    const one = world.publications(post).find(({ channel }) => channel === world.channel);
    expect(one).toMatchObject({ state: 'held', why: { code: 'publish.restored' } });
  });

  test('keeps the time that it was given meanwhile', async () => {
    const world = newWorld();
    const post = await restored(world);
    world.change({ kind: 'post.reschedule', post, planned: THURSDAY });
    expect(world.publication(post)).toMatchObject({ state: 'held', dueAt: at('09:00', '2026-11-26') });
    expect(world.events(world.publication(post).id)).toContain('rescheduled');
  });

  test('goes out at its new time once a person looked and it is not there', async () => {
    const world = newWorld();
    const post = await restored(world);
    const { id } = world.publication(post);
    world.decide({ kind: 'publication.mark-not-published', publication: id });
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'publish.looked' } });
    await world.clock.to(DAY_LATER);
    expect(world.platform.received).toEqual([]);

    world.change({ kind: 'post.reschedule', post, planned: THURSDAY });
    await world.clock.to(FRIDAY);
    expect(world.publication(post)).toMatchObject({ state: 'published', startedAt: at('09:00', '2026-11-26') });
    expect(world.platform.received).toHaveLength(1);
  });

  test('and was not to be sent is planned like any other once a person looked', async () => {
    const world = newWorld();
    const post = await restored(world);
    const { id } = world.publication(post);
    world.decide({ kind: 'publication.cancel', publication: id });
    world.decide({ kind: 'publication.mark-not-published', publication: id });
    expect(world.publication(post)).not.toHaveProperty('why');
    world.change({ kind: 'post.reschedule', post, planned: THURSDAY });
    await world.clock.to(FRIDAY);
    expect(world.publication(post).state).toBe('published');
  });

  test('nothing else can be said not to be out', () => {
    const world = newWorld();
    const post = world.schedule('as usual', at('18:00'));
    const { id } = world.publication(post);
    expect(() => world.decide({ kind: 'publication.mark-not-published', publication: id })).toThrow(
      expect.objectContaining({ code: 'publication.wrong-state' }),
    );
  });
});

test('it is looked through once: what a person plans afterwards goes out, also after another start', async () => {
  const world = newWorld();
  const backup = await world.backUp();
  await world.bringBack(backup, { elsewhere: true });
  const post = world.schedule('written afterwards', at('18:00'));
  await world.powerCut();
  await world.restart();
  await world.clock.to(at('18:01'));
  expect(world.publication(post).state).toBe('published');
});

test('no secret leaves with a backup, sealed or not, not even in a page that is free', async () => {
  const world = newWorld();
  const secret = 'sealed-secret-of-ada'.repeat(20);
  world.library.write((tx) => {
    tx.prepare(`INSERT INTO tokens (channel_id, sealed, sealed_with, updated_at) VALUES (?, ?, 'keychain', 0)`).run(
      world.channel,
      Buffer.from(secret),
    );
    tx.prepare(`INSERT INTO settings (name, value_json) VALUES ('vault.passphrase', ?)`).run(JSON.stringify(secret));
  });
  const backup = await world.backUp();
  expect(readFileSync(backup).includes('sealed-secret-of-ada')).toBe(false);
  const copy = new Sqlite(backup, { readonly: true });
  expect(copy.prepare('SELECT count(*) AS count FROM tokens').get()).toEqual({ count: 0 });
  expect(copy.prepare('SELECT count(*) AS count FROM channels').get()).toEqual({ count: 1 });
  copy.close();
});
