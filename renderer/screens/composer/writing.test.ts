import { expect, onTestFinished, test } from 'vitest';
import { Failure, asFailureValue, type FailureValue } from '#shared/failures.ts';
import type { ChannelId, MediaId, PostId, WorkspaceId } from '#shared/ids.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import { decidePost } from '#shared/commands/decide-post.ts';
import type { Post, Segment, SegmentId } from '#shared/posts/post.ts';
import { savingOf, startWriting, unwritten, type Writing } from './writing.ts';
import { withEdits } from './written-post.ts';

// A library in memory that decides as the real one does, and hands its facts out when the test says so.

const ME = '7b7f2c0e-2f0b-4c39-9c51-3d0a7f0f7a01' as PostId;
const WORKSPACE = '7b7f2c0e-2f0b-4c39-9c51-3d0a7f0f7a02' as WorkspaceId;
const CHANNEL = '7b7f2c0e-2f0b-4c39-9c51-3d0a7f0f7a03' as ChannelId;
const OTHER = '7b7f2c0e-2f0b-4c39-9c51-3d0a7f0f7a04' as ChannelId;

interface World {
  readonly writing: Writing;
  readonly commands: PostCommand[];
  library(): Post | undefined;
  /** The words in the field. */
  shown(): string;
  /** Lets the writing pause come. */
  pause(): Promise<void>;
  /** Somebody else changes the text. */
  elsewhere(text: string): void;
  fact(): void;
  refuse(code: 'library.full' | undefined): void;
}

function newWorld(): World {
  let post: Post | undefined;
  let refusal: 'library.full' | undefined;
  let rings: (() => void)[] = [];
  const commands: PostCommand[] = [];
  const decide = (command: PostCommand): number => {
    const decided = decidePost(post, command, {
      now: 1000,
      freshId: crypto.randomUUID(),
      publications: [],
      channelName: () => '@ada',
      problems: () => [],
      version: () => undefined,
      original: undefined,
    });
    if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
    post = decided.state;
    return post.version;
  };
  const writing = startWriting(unwritten(ME, WORKSPACE, [CHANNEL], { then: 'ask' }, 1000), {
    send: async (command) => {
      commands.push(command);
      await Promise.resolve();
      if (refusal !== undefined) throw new Failure(refusal);
      return decide(command);
    },
    after: (_delay, ring) => {
      rings.push(ring);
      return () => void (rings = rings.filter((one) => one !== ring));
    },
    failureOf: asFailureValue,
    onRefused: (failure: FailureValue) => void failure,
  });
  const first = (): Post['segments'][number] => {
    const { post: held, edits } = writing.store.getState();
    const [part] = withEdits(held, edits).segments;
    if (part === undefined) throw new Error('A post has a part.');
    return part;
  };
  return {
    writing,
    commands,
    library: () => post,
    shown: () => first().text,
    pause: async () => {
      const due = rings;
      rings = [];
      for (const ring of due) ring();
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    },
    elsewhere: (text) => {
      decide({
        kind: 'post.edit-text',
        post: ME,
        place: 'shared',
        segment: first().id,
        from: post?.segments[0]?.text ?? '',
        to: text,
      });
    },
    fact: () => post && writing.arrive(post),
    refuse: (code) => void (refusal = code),
  };
}

function write(world: World, text: string): void {
  const { post } = world.writing.store.getState();
  const [part] = post.segments;
  if (part !== undefined) world.writing.type({ kind: 'part', place: 'shared', segment: part.id }, text);
}

/** A post that is saved, and its only part. */
async function saved(world: World): Promise<{ readonly place: 'shared'; readonly segment: SegmentId }> {
  write(world, 'Hello');
  await world.pause();
  world.fact();
  const [part] = world.writing.store.getState().post.segments;
  if (part === undefined) throw new Error('a post has a part');
  return { place: 'shared', segment: part.id };
}

test('a new post comes into being with its first words', async () => {
  const world = newWorld();
  await world.pause();
  expect(world.commands).toHaveLength(0);
  write(world, 'Hello');
  await world.pause();
  expect(world.library()?.segments[0]?.text).toBe('Hello');
  world.fact();
  expect(savingOf(world.writing.store.getState())).toBe('saved');
});

test('words typed while the post is being created are saved after it', async () => {
  const world = newWorld();
  write(world, 'Hel');
  const flushed = world.writing.flush();
  await Promise.resolve();
  write(world, 'Hello you');
  expect(await flushed).toBe(true);
  expect(world.library()?.segments[0]?.text).toBe('Hello you');
  expect(world.commands.map((command) => command.kind)).toEqual(['post.create', 'post.edit-text']);
});

test('an edit says which text it started from', async () => {
  const world = newWorld();
  write(world, 'One');
  await world.writing.flush();
  world.fact();
  write(world, 'One two');
  await world.writing.flush();
  expect(world.commands.at(-1)).toMatchObject({ kind: 'post.edit-text', from: 'One', to: 'One two' });
});

test('somebody else’s edit arrives in the middle of typing and nothing is lost', async () => {
  const world = newWorld();
  write(world, 'Doors open at nine.');
  await world.writing.flush();
  world.fact();
  write(world, 'Doors open at nine. Bring friends');
  world.elsewhere('Gates open at nine.');
  world.fact();
  expect(world.shown()).toBe('Gates open at nine. Bring friends');
  await world.writing.flush();
  expect(world.library()?.segments[0]?.text).toBe('Gates open at nine. Bring friends');
  expect(world.library()?.conflicts).toEqual([]);
});

test('two edits of the same words become a conflict that a person settles', async () => {
  const world = newWorld();
  write(world, 'Doors at nine');
  await world.writing.flush();
  world.fact();
  write(world, 'Doors at ten');
  world.elsewhere('Doors at eleven');
  world.fact();
  expect(world.shown()).toBe('Doors at ten');
  await world.writing.flush();
  world.fact();
  expect(savingOf(world.writing.store.getState())).toBe('choose');
  expect(world.shown()).toBe('Doors at ten');
  const [conflict] = world.library()?.conflicts ?? [];
  if (conflict === undefined) throw new Error('There is a conflict.');
  await world.writing.settle(conflict, conflict.mine);
  world.fact();
  expect(world.shown()).toBe('Doors at eleven');
  expect(savingOf(world.writing.store.getState())).toBe('saved');
});

test('a save that fails keeps the words and says so, and the next one carries them', async () => {
  const world = newWorld();
  write(world, 'Precious');
  world.refuse('library.full');
  expect(await world.writing.flush()).toBe(false);
  expect(savingOf(world.writing.store.getState())).toBe('not-saved');
  world.refuse(undefined);
  write(world, 'Precious words');
  expect(await world.writing.flush()).toBe(true);
  expect(world.library()?.segments[0]?.text).toBe('Precious words');
});

test('two saves asked for at once leave nothing behind', async () => {
  const world = newWorld();
  write(world, 'a');
  const one = world.writing.flush();
  write(world, 'ab');
  const two = world.writing.flush();
  write(world, 'abc');
  const three = world.writing.flush();
  expect(await Promise.all([one, two, three])).toEqual([true, true, true]);
  expect(world.library()?.segments[0]?.text).toBe('abc');
});

test('the last words go out while an earlier save is still under way', async () => {
  const world = newWorld();
  write(world, 'Going home');
  const saving = world.writing.flush();
  await Promise.resolve();
  write(world, 'Going home now');
  world.writing.lastWords();
  await saving;
  expect(world.library()?.segments[0]?.text).toBe('Going home now');
  expect(world.library()?.conflicts).toEqual([]);
});

test('the last words of a post that does not exist yet bring it into being', async () => {
  const world = newWorld();
  write(world, 'Just this');
  world.writing.lastWords();
  await world.pause();
  expect(world.library()?.segments[0]?.text).toBe('Just this');
});

test('a channel chosen while the one before is on its way is chosen on top of it; a refused choice is taken back', async () => {
  const world = newWorld();
  write(world, 'Hello');
  await world.pause();
  world.fact();
  const chosen = (): readonly ChannelId[] => world.writing.store.getState().post.channels;
  world.writing.setChannels([...chosen(), OTHER]);
  world.writing.setChannels(chosen().filter((one) => one !== CHANNEL));
  world.fact();
  expect(chosen()).toEqual([OTHER]);
  await world.pause();
  expect(world.library()?.channels).toEqual([OTHER]);
  expect(chosen()).toEqual([OTHER]);
  world.fact();
  expect(chosen()).toEqual([OTHER]);
  expect(savingOf(world.writing.store.getState())).toBe('saved');

  world.writing.choose({ kind: 'option', channel: OTHER, name: 'visibility' }, 'unlisted');
  world.writing.choose({ kind: 'option', channel: OTHER, name: 'warning' }, 'Flour');
  await world.pause();
  world.fact();
  expect(world.writing.store.getState().post.options[OTHER]).toEqual({ visibility: 'unlisted', warning: 'Flour' });

  world.refuse('library.full');
  world.writing.setChannels([...chosen(), CHANNEL]);
  expect(chosen()).toEqual([OTHER, CHANNEL]);
  await world.pause();
  expect(chosen()).toEqual([OTHER]);
});

test('a picture taken out while another is being described, and another taken out, leaves the words of the third', async () => {
  const world = newWorld();
  const at = await saved(world);
  const media = ['a', 'b', 'c'].map((name) => `7b7f2c0e-2f0b-4c39-9c51-3d0a7f0f7a0${name}` as MediaId);
  const [rye, spelt, emmer] = media;
  const facts = setInterval(() => world.fact(), 1);
  onTestFinished(() => clearInterval(facts));
  await world.writing.changeMedia(at.place, at.segment, () => media.map((id) => ({ media: id, alt: '' })));
  world.fact();
  world.writing.type({ kind: 'description', ...at, media: emmer as MediaId }, 'Ears of emmer');
  const without = (gone: MediaId | undefined) => (uses: Segment['media']) => uses.filter((use) => use.media !== gone);
  await Promise.all([rye, spelt].map((gone) => world.writing.changeMedia(at.place, at.segment, without(gone))));
  expect(world.library()?.segments[0]?.media).toEqual([{ media: emmer, alt: 'Ears of emmer' }]);
});

test('a first comment, a warning, answers and a description are words as well: saved at the next pause, and as last words', async () => {
  const world = newWorld();
  const at = await saved(world);
  const media = '7b7f2c0e-2f0b-4c39-9c51-3d0a7f0f7a0a' as MediaId;
  await world.writing.change({
    kind: 'post.set-poll',
    post: ME,
    ...at,
    poll: { answers: ['', ''], minutes: 60 },
  });
  await world.writing.change({ kind: 'post.attach-media', post: ME, ...at, media: [{ media, alt: '' }] });
  world.fact();

  const say = (words: string): void => {
    world.writing.type({ kind: 'first-comment' }, words);
    world.writing.type({ kind: 'option', channel: CHANNEL, name: 'warning' }, words);
    world.writing.type({ kind: 'answers', ...at }, `${words}\nEmmer`);
    world.writing.type({ kind: 'description', ...at, media }, words);
  };
  const held = (words: string) => ({
    firstComment: words,
    options: { [CHANNEL]: { warning: words } },
    segments: [{ poll: { answers: [words, 'Emmer'], minutes: 60 }, media: [{ media, alt: words }] }],
  });
  say('Rye');
  expect(withEdits(world.writing.store.getState().post, world.writing.store.getState().edits)).toMatchObject(
    held('Rye'),
  );
  expect(savingOf(world.writing.store.getState())).toBe('saving');
  await world.pause();
  expect(world.library()).toMatchObject(held('Rye'));
  world.fact();
  expect(savingOf(world.writing.store.getState())).toBe('saved');

  say('Rye bread');
  world.writing.lastWords();
  await world.pause();
  expect(world.library()).toMatchObject(held('Rye bread'));
});

test('a post that begins with its first comment and a warning comes into being with both', async () => {
  const world = newWorld();
  world.writing.type({ kind: 'first-comment' }, 'The recipe is below');
  world.writing.type({ kind: 'option', channel: CHANNEL, name: 'warning' }, 'Flour');
  world.writing.lastWords();
  await world.pause();
  expect(world.library()).toMatchObject({
    firstComment: 'The recipe is below',
    options: { [CHANNEL]: { warning: 'Flour' } },
  });
  world.fact();
  expect(savingOf(world.writing.store.getState())).toBe('saved');
});

test('a description that is saved by its own pause leaves the picture that was added a moment before', async () => {
  const world = newWorld();
  const at = await saved(world);
  const [rye, spelt] = ['a', 'b'].map((name) => `7b7f2c0e-2f0b-4c39-9c51-3d0a7f0f7a0${name}` as MediaId);
  if (rye === undefined || spelt === undefined) throw new Error('there are two pictures');
  await world.writing.changeMedia(at.place, at.segment, () => [{ media: rye, alt: '' }]);
  world.fact();
  world.writing.type({ kind: 'description', ...at, media: rye }, 'Ears of rye');
  // The library has answered, and the fact about the second picture has not come yet.
  await world.writing.change({
    kind: 'post.attach-media',
    post: ME,
    ...at,
    media: [rye, spelt].map((media) => ({ media, alt: media === rye ? 'Ears of rye' : '' })),
  });
  world.writing.type({ kind: 'description', ...at, media: rye }, 'Ears of rye at dusk');
  await world.pause();
  expect(world.library()?.segments[0]?.media).toEqual([
    { media: rye, alt: 'Ears of rye at dusk' },
    { media: spelt, alt: '' },
  ]);
});

test('choices of one network made in the same moment, and how long a poll runs, keep one another', async () => {
  const world = newWorld();
  const at = await saved(world);
  await world.writing.change({
    kind: 'post.set-poll',
    post: ME,
    ...at,
    poll: { answers: ['Rye', ''], minutes: 60 },
  });
  world.fact();
  world.writing.type({ kind: 'answers', ...at }, 'Rye\nSpelt');
  world.writing.choose({ kind: 'poll-minutes', ...at }, '1440');
  world.writing.choose({ kind: 'option', channel: CHANNEL, name: 'visibility' }, 'unlisted');
  world.writing.type({ kind: 'option', channel: CHANNEL, name: 'warning' }, 'Flour');
  world.writing.choose({ kind: 'option', channel: CHANNEL, name: 'sensitive' }, 'yes');
  await world.pause();
  expect(world.library()?.segments[0]?.poll).toEqual({ answers: ['Rye', 'Spelt'], minutes: 1440 });
  expect(world.library()?.options[CHANNEL]).toEqual({ visibility: 'unlisted', warning: 'Flour', sensitive: 'yes' });
});
