import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FailureValue } from '#shared/failures.ts';
import type { ChannelId, WorkspaceId } from '#shared/ids.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import type { Post, Segment, SegmentId, TextPlace } from '#shared/posts/post.ts';
import {
  answered,
  arrived,
  isInFlight,
  isSettled,
  isUnsaved,
  refusedSave,
  sending,
  startEdit,
  typed,
  type TextEdit,
} from './text-edit.ts';
import { isProse, keyOf, savingCommand, segmentAt, wordsOf, type PostText } from './post-text.ts';
import { withEdits, type OpenEdit, type OpenEdits } from './written-post.ts';

// A post being written. It holds the words that the library does not have yet and saves them at every pause;
// everything else of the post is the library's, as the last fact brought it, with what was chosen since. A new post comes into being
// with its first change.

export interface WritingState {
  /** The library's post; for a new one, a stand-in with version 0. */
  readonly post: Post;
  readonly edits: OpenEdits;
  readonly failure: FailureValue | undefined;
  /** Changes other than words that are on their way. */
  readonly underWay: number;
}

/** What becomes of the files of a part; the same ones where nothing does. */
export type MoveMedia = (media: Segment['media']) => Segment['media'] | Promise<Segment['media']>;

/** The channels that were chosen and are shown, until a fact has brought them. */
interface Choice {
  readonly channels: readonly ChannelId[];
  /** Known once the library has answered. */
  readonly version?: number;
}

export type Saving = 'nothing' | 'saved' | 'saving' | 'not-saved' | 'choose';

export interface Writing {
  readonly store: StoreApi<WritingState>;
  /** The library's post, after every fact about it. */
  arrive(post: Post): void;
  /** Saved at the next pause. */
  type(text: PostText, words: string): void;
  /** Chosen rather than typed: saved at once. */
  choose(text: PostText, words: string): void;
  setChannels: (this: void, channels: readonly ChannelId[]) => void;
  /**
   * Changes the files of a part as they are once everything before has been saved, descriptions with them; one such change after the
   * other. `false` when it was refused.
   */
  changeMedia(place: TextPlace, segment: SegmentId, move: MoveMedia): Promise<boolean>;
  /** Sends any other change, after the words before it. `false` when it was refused. */
  change(command: PostCommand): Promise<boolean>;
  /**
   * The same; the version that was before it, with every word typed until then: the one to go back to. `undefined` when it was
   * refused. What is shown may be older.
   */
  changeFrom(command: PostCommand): Promise<number | undefined>;
  /** Settles a conflict with `text`, and shows that from now on. */
  settle(conflict: Post['conflicts'][number], text: string): Promise<boolean>;
  /** Saves everything now; `false` when something could not be saved. */
  flush(): Promise<boolean>;
  /** Saves everything and waits until what is shown is what the library holds; its version, or `undefined` when something could not be saved. */
  upToDate(): Promise<number | undefined>;
  /** The window goes away now: sends what is unsaved without waiting for what is under way. */
  lastWords(): void;
}

export interface WritingNeeds {
  /** Throws `Failure` when the command is refused. */
  readonly send: (command: PostCommand) => Promise<number>;
  readonly after: (delayMs: number, ring: () => void) => () => void;
  readonly failureOf: (thrown: unknown) => FailureValue;
  /** A change other than words was refused. */
  readonly onRefused: (failure: FailureValue) => void;
}

const PAUSE_MS = 600;
/** Somebody who types without a pause is saved this often all the same. */
const LONGEST_MS = 3000;

export function startWriting(start: Post, needs: WritingNeeds): Writing {
  const store = createStore<WritingState>(() => ({
    post: start,
    edits: new Map(),
    failure: undefined,
    underWay: 0,
  }));
  const timers: { pause?: () => void; longest?: () => void } = {};
  let birth: Promise<void> | undefined;
  let latest = start;
  let choices: readonly Choice[] = [];
  /** The newest version the library answered with; its fact may still be on the way. */
  let newest = start.version;
  /** Saves follow one another, so that the last one to be asked for has seen everything. */
  let saves: Promise<boolean> = Promise.resolve(true);
  /** So do changes of files: each begins with what the one before has left. */
  let filing: Promise<unknown> = Promise.resolve();

  return {
    store,
    arrive,
    type,
    choose,
    setChannels,
    changeMedia,
    change,
    changeFrom,
    settle,
    flush,
    upToDate,
    lastWords,
  };

  function arrive(post: Post): void {
    if (post.version < latest.version) return;
    latest = post;
    takeIn();
  }

  function type(text: PostText, words: string): void {
    const { post, edits } = store.getState();
    const key = keyOf(text);
    const edit = edits.get(key)?.edit ?? startEdit(wordsOf(post, text) ?? '');
    putEdit(text, typed(edit, words));
    saveSoon();
  }

  function choose(text: PostText, words: string): void {
    type(text, words);
    void flush();
  }

  function setChannels(some: readonly ChannelId[]): void {
    const channels = [...some];
    if (isBorn()) return void chooseChannels(channels);
    latest = { ...latest, channels };
    store.setState({ post: latest });
  }

  /** The next choice is made on top of this one, however long the library takes. */
  async function chooseChannels(channels: ChannelId[]): Promise<void> {
    const mine: Choice = { channels };
    choices = [...choices, mine];
    takeIn();
    const version = await changed({ kind: 'post.set-channels', post: latest.id, channels });
    choices = choices.flatMap((one) => (one !== mine ? one : version === undefined ? [] : { channels, version }));
    takeIn();
  }

  function changeMedia(place: TextPlace, segment: SegmentId, move: MoveMedia): Promise<boolean> {
    const done = filing.then(async () => {
      await upToDate();
      const now = segmentAt(latest, place, segment)?.media ?? [];
      const media = await move(now);
      return media === now || change({ kind: 'post.attach-media', post: latest.id, place, segment, media });
    });
    filing = done.catch((_expected: unknown) => undefined);
    return done;
  }

  async function change(command: PostCommand): Promise<boolean> {
    return (await changed(command)) !== undefined;
  }

  async function changeFrom(command: PostCommand): Promise<number | undefined> {
    const version = await changed(command);
    // Each command makes one version.
    return version === undefined ? undefined : version - 1;
  }

  /** The version that the library answered with; `undefined` when it refused. */
  async function changed(command: PostCommand): Promise<number | undefined> {
    store.setState((state) => ({ underWay: state.underWay + 1 }));
    try {
      if (await flush()) {
        await beBorn();
        return await send(command);
      }
      const { failure } = store.getState();
      if (failure !== undefined) needs.onRefused(failure);
    } catch (thrown) {
      needs.onRefused(needs.failureOf(thrown));
    } finally {
      store.setState((state) => ({ underWay: state.underWay - 1 }));
    }
    return undefined;
  }

  async function settle(conflict: Post['conflicts'][number], words: string): Promise<boolean> {
    const { post, edits } = store.getState();
    const text = partOf(conflict);
    const before = edits.get(keyOf(text))?.edit ?? startEdit(wordsOf(post, text) ?? '');
    putEdit(text, sending(typed(before, words)));
    try {
      const version = await send({ kind: 'post.settle-conflict', post: post.id, conflict: conflict.id, text: words });
      editOf(keyOf(text), (edit) => answered(edit, version));
      takeIn();
      return true;
    } catch (thrown) {
      editOf(keyOf(text), refusedSave);
      needs.onRefused(needs.failureOf(thrown));
      return false;
    }
  }

  function flush(): Promise<boolean> {
    timers.pause?.();
    timers.longest?.();
    delete timers.pause;
    delete timers.longest;
    saves = saves.then(saveAll);
    return saves;
  }

  async function upToDate(): Promise<number | undefined> {
    if (!(await flush())) return undefined;
    try {
      await beBorn();
    } catch (_expected) {
      // `create` has kept the failure; the words are still here.
      return undefined;
    }
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (latest.version < newest) return;
        stop();
        resolve();
      };
      const stop = store.subscribe(look);
      look();
    });
    return latest.version;
  }

  async function send(command: PostCommand): Promise<number> {
    const version = await needs.send(command);
    newest = Math.max(newest, version);
    return version;
  }

  function lastWords(): void {
    const ignored = (_expected: unknown): void => undefined; // Nobody is left to be told.
    if (!isBorn() && !hasWords()) return;
    beBorn().catch(ignored);
    for (const [key, { text, edit }] of store.getState().edits) {
      if (isInConflict(key) || !isUnsaved(edit)) continue;
      needs.send(savingCommand(shown(), text, edit.sent?.text ?? edit.base)).catch(ignored);
    }
  }

  // --- saving --------------------------------------------------------------------------------------------

  function saveSoon(): void {
    const save = (): void => void flush();
    timers.pause?.();
    timers.pause = needs.after(PAUSE_MS, save);
    timers.longest ??= needs.after(LONGEST_MS, save);
  }

  async function saveAll(): Promise<boolean> {
    if (!isBorn() && !hasWords()) return true;
    store.setState({ failure: undefined });
    try {
      await beBorn();
    } catch (_expected) {
      // `create` has kept the failure; the words are still here.
      return false;
    }
    while (unsavedTexts().length > 0) {
      await Promise.all(unsavedTexts().map(saveText));
      if (store.getState().failure !== undefined) return false;
    }
    return true;
  }

  function isBorn(): boolean {
    return latest.version > 0 || birth !== undefined;
  }

  /** Creates the post if it does not exist yet. Rejects when the library refused it. */
  function beBorn(): Promise<void> {
    if (latest.version > 0) return Promise.resolve();
    birth ??= create();
    return birth;
  }

  async function create(): Promise<void> {
    const { post, edits } = store.getState();
    const born = { ...post, segments: shown().segments };
    const carried = [...edits].filter(([, { text, edit }]) => wordsOf(born, text) === edit.text).map(([key]) => key);
    for (const key of carried) editOf(key, sending);
    try {
      const { id, workspace, segments, channels } = born;
      const version = await send({ kind: 'post.create', post: id, workspace, segments, channels });
      for (const key of carried) editOf(key, (edit) => answered(edit, version));
      takeIn();
    } catch (thrown) {
      birth = undefined;
      for (const key of carried) editOf(key, refusedSave);
      store.setState({ failure: needs.failureOf(thrown) });
      throw thrown;
    }
  }

  async function saveText(key: string): Promise<void> {
    const open = store.getState().edits.get(key);
    if (open === undefined || !canBeSaved(key, open.edit)) return;
    const { base } = editOf(key, sending) ?? open.edit;
    try {
      const version = await send(savingCommand(shown(), open.text, base));
      editOf(key, (edit) => answered(edit, version));
    } catch (thrown) {
      editOf(key, refusedSave);
      store.setState({ failure: needs.failureOf(thrown) });
    }
    takeIn();
  }

  // --- small things --------------------------------------------------------------------------------------

  /** Takes the library's post in, around the words that are still only here. */
  function takeIn(): void {
    choices = choices.filter(({ version = Infinity }) => version > latest.version);
    const post = choices.reduce<Post>((chosen, { channels }) => ({ ...chosen, channels: [...channels] }), latest);
    const edits = new Map<string, OpenEdit>();
    for (const [key, { text, edit }] of store.getState().edits) {
      const words = wordsOf(post, text);
      if (words === undefined) continue;
      const { version } = latest;
      const now = arrived(edit, { text: words, version, inConflict: isInConflict(key), isProse: isProse(text) });
      if (!isSettled(now)) edits.set(key, { text, edit: now });
    }
    store.setState({ post, edits });
    if (unsavedTexts().length > 0 && timers.pause === undefined) saveSoon();
  }

  function shown(): Post {
    const { post, edits } = store.getState();
    return withEdits(post, edits);
  }

  function putEdit(text: PostText, edit: TextEdit): void {
    store.setState((state) => ({ edits: new Map(state.edits).set(keyOf(text), { text, edit }) }));
  }

  function editOf(key: string, move: (edit: TextEdit) => TextEdit): TextEdit | undefined {
    const open = store.getState().edits.get(key);
    if (open === undefined) return undefined;
    const edit = move(open.edit);
    putEdit(open.text, edit);
    return edit;
  }

  function canBeSaved(key: string, edit: TextEdit): boolean {
    return !isInConflict(key) && !isInFlight(edit) && isUnsaved(edit);
  }

  function isInConflict(key: string): boolean {
    return latest.conflicts.some((open) => keyOf(partOf(open)) === key);
  }

  function unsavedTexts(): string[] {
    return [...store.getState().edits].filter(([key, { edit }]) => canBeSaved(key, edit)).map(([key]) => key);
  }

  function hasWords(): boolean {
    return [...store.getState().edits.values()].some(({ edit }) => edit.text !== '');
  }
}

/** What the saved mark says. */
export function savingOf({ post, edits, failure, underWay }: WritingState): Saving {
  if (failure !== undefined) return 'not-saved';
  if (post.conflicts.length > 0) return 'choose';
  const isPending = [...edits.values()].some(({ edit }) => isUnsaved(edit) || isInFlight(edit));
  if (isPending || underWay > 0) return 'saving';
  return post.version === 0 ? 'nothing' : 'saved';
}

/** The text a field shows: the one being written, or the library's. */
export function textShown({ post, edits }: WritingState, text: PostText): string {
  return edits.get(keyOf(text))?.edit.text ?? wordsOf(post, text) ?? '';
}

/** A new post that nobody has written a word of. */
export function unwritten(
  id: Post['id'],
  workspace: WorkspaceId,
  channels: readonly ChannelId[],
  overdue: Post['overdue'],
  now: number,
): Post {
  const first: Segment = { id: crypto.randomUUID() as SegmentId, text: '', media: [] };
  return {
    id,
    workspace,
    version: 0,
    segments: [first],
    channels: [...channels],
    variants: {},
    firstComment: '',
    options: {},
    plan: { kind: 'none' },
    overdue,
    conflicts: [],
    stage: 'draft',
    createdAt: now,
    updatedAt: now,
  };
}

function partOf({ place, segment }: { readonly place: TextPlace; readonly segment: SegmentId }): PostText {
  return { kind: 'part', place, segment };
}
