import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FailureValue } from '#shared/failures.ts';
import type { ChannelId, MediaId, WorkspaceId } from '#shared/ids.ts';
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
import { editKey, segmentAt, withEdits } from './written-post.ts';

// A post being written. It holds the words that the library does not have yet and saves them at every pause;
// everything else of the post is the library's, as the last fact brought it, with what was chosen since. A new post comes into being
// with its first change.

export interface WritingState {
  /** The library's post; for a new one, a stand-in with version 0. */
  readonly post: Post;
  readonly edits: ReadonlyMap<string, TextEdit>;
  /** Descriptions that wait to be saved, by place, segment and picture. */
  readonly alts: ReadonlyMap<string, PendingAlt>;
  readonly failure: FailureValue | undefined;
  /** Changes other than words that are on their way. */
  readonly underWay: number;
}

export interface PendingAlt {
  readonly place: TextPlace;
  readonly segment: SegmentId;
  readonly media: MediaId;
  readonly alt: string;
  /** On its way to the library; `version` is known once it has answered. */
  readonly sent?: { readonly version?: number };
}

/** What becomes of the files of a part; the same ones where nothing does. */
export type MoveMedia = (media: Segment['media']) => Segment['media'] | Promise<Segment['media']>;

/** Something that was chosen and is shown, until a fact has brought it. */
interface Choice {
  readonly put: (post: Post) => Post;
  /** Known once the library has answered. */
  readonly version?: number;
}

export type Saving = 'nothing' | 'saved' | 'saving' | 'not-saved' | 'choose';

export interface Writing {
  readonly store: StoreApi<WritingState>;
  /** The library's post, after every fact about it. */
  arrive(post: Post): void;
  type(place: TextPlace, segment: SegmentId, text: string): void;
  describe(alt: PendingAlt): void;
  setChannels: (this: void, channels: readonly ChannelId[]) => void;
  /** One of the choices that a network offers. */
  setOption(channel: ChannelId, name: string, value: string): void;
  /**
   * Changes the files of a part as they are once everything before has been saved, descriptions with them; one such change after the
   * other. `false` when it was refused.
   */
  changeMedia(place: TextPlace, segment: SegmentId, move: MoveMedia): Promise<boolean>;
  /** Sends any other change, after the words before it. `false` when it was refused. */
  change(command: PostCommand): Promise<boolean>;
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
    alts: new Map(),
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
    describe,
    setChannels,
    setOption,
    changeMedia,
    change,
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

  function type(place: TextPlace, segment: SegmentId, text: string): void {
    const { post, edits } = store.getState();
    const key = editKey(place, segment);
    const edit = edits.get(key) ?? startEdit(segmentAt(post, place, segment)?.text ?? '');
    putEdit(key, typed(edit, text));
    saveSoon();
  }

  function describe(alt: PendingAlt): void {
    const alts = new Map(store.getState().alts).set(altKey(alt), alt);
    store.setState({ alts });
    saveSoon();
  }

  function setChannels(some: readonly ChannelId[]): void {
    const channels = [...some];
    if (isBorn()) {
      void choose({ kind: 'post.set-channels', post: latest.id, channels }, (post) => ({ ...post, channels }));
      return;
    }
    latest = { ...latest, channels };
    store.setState({ post: latest });
  }

  function setOption(channel: ChannelId, name: string, value: string): void {
    const options = { ...store.getState().post.options[channel], [name]: value };
    void choose({ kind: 'post.set-options', post: latest.id, channel, options }, (post) => ({
      ...post,
      options: { ...post.options, [channel]: options },
    }));
  }

  /** The next choice is made on top of this one, however long the library takes. */
  async function choose(command: PostCommand, put: Choice['put']): Promise<void> {
    const mine: Choice = { put };
    choices = [...choices, mine];
    takeIn();
    const version = await changed(command);
    choices = choices.flatMap((one) => (one !== mine ? one : version === undefined ? [] : { put, version }));
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

  async function settle(conflict: Post['conflicts'][number], text: string): Promise<boolean> {
    const { post, edits } = store.getState();
    const key = editKey(conflict.place, conflict.segment);
    const before = edits.get(key) ?? startEdit(segmentAt(post, conflict.place, conflict.segment)?.text ?? '');
    putEdit(key, sending(typed(before, text)));
    try {
      const version = await send({ kind: 'post.settle-conflict', post: post.id, conflict: conflict.id, text });
      editOf(key, (edit) => answered(edit, version));
      takeIn();
      return true;
    } catch (thrown) {
      editOf(key, refusedSave);
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
    if (!isBorn()) {
      if (hasWords()) beBorn().catch(ignored);
      return;
    }
    for (const [key, edit] of store.getState().edits) {
      if (isInConflict(key) || !isUnsaved(edit)) continue;
      const { place, segment } = placeOf(key);
      const from = edit.sent?.text ?? edit.base;
      needs.send({ kind: 'post.edit-text', post: latest.id, place, segment, from, to: edit.text }).catch(ignored);
    }
    for (const pending of unsavedAlts()) saveAlts(pending).catch(ignored);
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
    while (unsavedTexts().length > 0 || unsavedAlts().length > 0) {
      await Promise.all([...unsavedTexts().map(saveText), ...unsavedAlts().map(saveAlts)]);
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
    const { post } = store.getState();
    const written = withEdits(post, store.getState().edits);
    for (const part of written.segments) {
      const key = editKey('shared', part.id);
      putEdit(key, sending(typed(startEdit(''), part.text)));
    }
    const keys = written.segments.map((part) => editKey('shared', part.id));
    try {
      const version = await send({
        kind: 'post.create',
        post: post.id,
        workspace: post.workspace,
        segments: written.segments,
        channels: written.channels,
      });
      for (const key of keys) editOf(key, (edit) => answered(edit, version));
      takeIn();
    } catch (thrown) {
      birth = undefined;
      for (const key of keys) editOf(key, refusedSave);
      store.setState({ failure: needs.failureOf(thrown) });
      throw thrown;
    }
  }

  async function saveText(key: string): Promise<void> {
    const edit = store.getState().edits.get(key);
    if (edit === undefined || !canBeSaved(key, edit)) return;
    const { place, segment } = placeOf(key);
    const sent = sending(edit);
    putEdit(key, sent);
    try {
      const version = await send({
        kind: 'post.edit-text',
        post: latest.id,
        place,
        segment,
        from: sent.base,
        to: sent.text,
      });
      editOf(key, (now) => answered(now, version));
    } catch (thrown) {
      editOf(key, refusedSave);
      store.setState({ failure: needs.failureOf(thrown) });
    }
    takeIn();
  }

  async function saveAlts(pending: readonly PendingAlt[]): Promise<void> {
    const [first] = pending;
    const segment = first && segmentAt(latest, first.place, first.segment);
    if (first === undefined || segment === undefined) {
      putAlts(pending, () => undefined);
      return;
    }
    const altOf = (media: MediaId): string | undefined => pending.find((one) => one.media === media)?.alt;
    const media = segment.media.map((use) => ({ ...use, alt: altOf(use.media) ?? use.alt }));
    const sent = putAlts(pending, (one) => ({ ...one, sent: {} }));
    try {
      const { place } = first;
      const version = await send({
        kind: 'post.attach-media',
        post: latest.id,
        place,
        segment: segment.id,
        media,
      });
      putAlts(sent, (one) => ({ ...one, sent: { version } }));
    } catch (thrown) {
      putAlts(sent, ({ sent: _lost, ...kept }) => kept);
      store.setState({ failure: needs.failureOf(thrown) });
    }
    takeIn();
  }

  // --- small things --------------------------------------------------------------------------------------

  /** Takes the library's post in, around the words that are still only here. */
  function takeIn(): void {
    const conflicts = new Set(latest.conflicts.map((open) => editKey(open.place, open.segment)));
    const edits = new Map<string, TextEdit>();
    for (const [key, edit] of store.getState().edits) {
      const { place, segment } = placeOf(key);
      const there = segmentAt(latest, place, segment);
      if (there === undefined) continue;
      const now = arrived(edit, { text: there.text, version: latest.version, inConflict: conflicts.has(key) });
      if (!isSettled(now)) edits.set(key, now);
    }
    const alts = [...store.getState().alts].filter(([, one]) => (one.sent?.version ?? Infinity) > latest.version);
    choices = choices.filter(({ version = Infinity }) => version > latest.version);
    const post = choices.reduce((shown, { put }) => put(shown), latest);
    store.setState({ post, edits, alts: new Map(alts) });
    if (unsavedTexts().length > 0 && timers.pause === undefined) saveSoon();
  }

  function putEdit(key: string, edit: TextEdit): void {
    store.setState((state) => ({ edits: new Map(state.edits).set(key, edit) }));
  }

  function editOf(key: string, move: (edit: TextEdit) => TextEdit): void {
    const edit = store.getState().edits.get(key);
    if (edit !== undefined) putEdit(key, move(edit));
  }

  function canBeSaved(key: string, edit: TextEdit): boolean {
    return !isInConflict(key) && !isInFlight(edit) && isUnsaved(edit);
  }

  function isInConflict(key: string): boolean {
    return latest.conflicts.some((open) => editKey(open.place, open.segment) === key);
  }

  function unsavedTexts(): string[] {
    return [...store.getState().edits].filter(([key, edit]) => canBeSaved(key, edit)).map(([key]) => key);
  }

  function unsavedAlts(): PendingAlt[][] {
    const unsaved = [...store.getState().alts.values()].filter((alt) => alt.sent === undefined);
    return [...Map.groupBy(unsaved, (alt) => editKey(alt.place, alt.segment)).values()];
  }

  function hasWords(): boolean {
    return [...store.getState().edits.values()].some((edit) => edit.text !== '');
  }

  /** Puts what `move` makes of them in their place, unless they were written anew meanwhile. */
  function putAlts(some: readonly PendingAlt[], move: (alt: PendingAlt) => PendingAlt | undefined): PendingAlt[] {
    const alts = new Map(store.getState().alts);
    const moved: PendingAlt[] = [];
    for (const one of some) {
      if (alts.get(altKey(one)) !== one) continue;
      const now = move(one);
      if (now === undefined) alts.delete(altKey(one));
      else moved.push(now);
      if (now !== undefined) alts.set(altKey(one), now);
    }
    store.setState({ alts });
    return moved;
  }
}

/** What the saved mark says. */
export function savingOf({ post, edits, alts, failure, underWay }: WritingState): Saving {
  if (failure !== undefined) return 'not-saved';
  if (post.conflicts.length > 0) return 'choose';
  const isPending = [...edits.values()].some((edit) => isUnsaved(edit) || isInFlight(edit));
  if (isPending || alts.size > 0 || underWay > 0) return 'saving';
  return post.version === 0 ? 'nothing' : 'saved';
}

/** The text a field shows: the one being written, or the library's. */
export function textShown({ post, edits }: WritingState, place: TextPlace, segment: SegmentId): string {
  return edits.get(editKey(place, segment))?.text ?? segmentAt(post, place, segment)?.text ?? '';
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

function altKey(alt: PendingAlt): string {
  return `${editKey(alt.place, alt.segment)} ${alt.media}`;
}

function placeOf(key: string): { place: TextPlace; segment: SegmentId } {
  const [place = 'shared', segment = ''] = key.split(' ');
  return { place: place as TextPlace, segment: segment as SegmentId };
}
