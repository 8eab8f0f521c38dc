import type { Channel } from '#shared/channels/channel.ts';
import type { ChannelId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { dateOf, sentText } from '#shared/posts/channel-additions.ts';
import type { Post, Segment, SegmentId, TextPlace } from '#shared/posts/post.ts';
import { areNumbered, splitAt, splitText, withNumbers, withoutNumbers } from '#shared/posts/split-text.ts';
import { showUndo } from '../../failures/show-notice.tsx';
import { workspaceNow } from '../../state/settings.store.ts';
import type { Fields } from './fields.ts';
import { shownPost } from './use-writing.ts';
import type { Writing } from './writing.ts';
import { segmentsAt } from './post-text.ts';

// What can be done with the parts of a thread. Each is one change of the library, undone in one, and none of them loses a
// word that somebody wrote meanwhile.

export interface PartPlace {
  readonly writing: Writing;
  readonly place: TextPlace;
  readonly segment: SegmentId;
  readonly fields: Fields;
}

/** Begins a new part with what stands behind `caret`; the files stay where they are. */
export async function splitHere({ writing, place, segment, fields }: PartPlace, caret: number): Promise<void> {
  const made = newPart('');
  await arrange(writing, place, (parts) => {
    const part = parts.find((one) => one.id === segment);
    if (part === undefined) return undefined;
    const [before, after] = splitAt(part.text, caret);
    fields.goTo(made.id, 0);
    return parts.flatMap((one) =>
      one === part
        ? [
            { ...part, text: before },
            { ...made, text: after },
          ]
        : [one],
    );
  });
}

/** Puts the words and files of a part behind those of the one before it. */
export async function joinWithBefore({ writing, place, segment, fields }: PartPlace): Promise<void> {
  await arrange(writing, place, (parts) => {
    const at = parts.findIndex((one) => one.id === segment);
    const [before, part] = [parts[at - 1], parts[at]];
    if (before === undefined || part === undefined) return undefined;
    const start = before.text.trimEnd();
    const joint = start === '' || part.text === '' ? '' : '\n\n';
    const joined = joinedParts(before, part, `${start}${joint}${part.text}`);
    fields.goTo(before.id, start.length + joint.length);
    return parts.flatMap((one) => (one === before ? [joined] : one === part ? [] : [one]));
  });
}

/** Puts a part at another place, counted from 0. `false` when it stands there already. */
export async function movePart({ writing, place, segment }: Omit<PartPlace, 'fields'>, to: number): Promise<boolean> {
  const undo = await arrange(writing, place, (parts) => {
    const part = parts.find((one) => one.id === segment);
    const others = parts.filter((one) => one !== part);
    const within = Math.max(0, Math.min(others.length, to));
    if (part === undefined || parts[within] === part) return undefined;
    return [...others.slice(0, within), part, ...others.slice(within)];
  });
  return undo !== undefined;
}

/** Gives every part its number at the end, or takes the numbers off. */
export async function numberParts(writing: Writing, place: TextPlace, isOn: boolean): Promise<void> {
  await arrange(writing, place, (parts) => withTexts(parts, isOn ? withNumbers(textsOf(parts)) : textsOf(parts)), isOn);
}

/** A text that is too long for `channels`, as a thread that is not. The parts stay numbered where they were. */
export function splitForAll(
  post: Post,
  parts: readonly Segment[],
  channels: readonly Channel[],
): Segment[] | undefined {
  const { zone } = workspaceNow();
  const date = dateOf(post, zone);
  const split = parts.flatMap((part, index) => {
    const fits = (text: string, isLast: boolean): boolean =>
      channels.every((channel) => {
        const sent = sentText({ ...part, text }, { channel, zone }, date, isLast && index === parts.length - 1);
        const count = platformOf(channel.platform)?.rules.count(sent, channel.limits);
        return count === undefined || count.used <= count.limit;
      });
    if (part.poll !== undefined || fits(part.text, true)) return [part];
    return splitText(part.text, { fits }).map((text, at) => (at === 0 ? { ...part, text } : newPart(text)));
  });
  return split.length === parts.length || split.length > MOST_PARTS ? undefined : split;
}

/** The files of a part from number `keeps` on, in new parts behind it. */
export function withFilesMovedOn(parts: readonly Segment[], index: number, keeps: number): Segment[] | undefined {
  const part = parts[index];
  if (part === undefined || keeps < 1 || part.media.length <= keeps) return undefined;
  const rest = Array.from({ length: Math.ceil(part.media.length / keeps) - 1 }, (_none, at) => ({
    ...newPart(''),
    media: part.media.slice(keeps * (at + 1), keeps * (at + 2)),
  }));
  return [...parts.slice(0, index), { ...part, media: part.media.slice(0, keeps) }, ...rest, ...parts.slice(index + 1)];
}

export interface ForChannels {
  readonly channels: readonly Channel[];
  /** Everybody who gets the shared text is among them: then no channel needs a text of its own for it. */
  readonly isForAll: boolean;
  /** Said when it is done, with the way back. */
  readonly done: string;
  readonly make: (post: Post, parts: readonly Segment[], channels: readonly Channel[]) => Segment[] | undefined;
}

/** Arranges the parts that some channels get: where they stand, or as texts of their own where others go on as before. */
export async function arrangeFor(writing: Writing, { channels, isForAll, done, make }: ForChannels): Promise<void> {
  const version = await writing.upToDate();
  if (version === undefined) return;
  const { variants } = shownPost(writing);
  const own = channels.filter(({ id }) => Object.hasOwn(variants, id));
  const sharing = channels.filter((channel) => !own.includes(channel));
  for (const channel of own) await arrange(writing, channel.id, (parts) => make(shownPost(writing), parts, [channel]));
  if (isForAll && sharing.length > 0) {
    await arrange(writing, 'shared', (parts) => make(shownPost(writing), parts, sharing));
  } else {
    for (const channel of sharing) await writeAlone(writing, channel, make);
  }
  if ((await writing.upToDate()) !== version) offerUndo(writing, version, done);
}

/** As a text of the channel's own: the others go on with the shared one. */
async function writeAlone(writing: Writing, channel: Channel, make: ForChannels['make']): Promise<void> {
  const post = shownPost(writing);
  const made = make(post, post.segments, [channel]);
  if (made === undefined) return;
  const segments = made.map((part) => ({ ...part, id: crypto.randomUUID() as SegmentId }));
  await writing.change({ kind: 'post.set-variant', post: post.id, channel: channel.id, segments });
}

/** Says what was done, with the way back. */
export function offerUndo(writing: Writing, version: number, words: string): void {
  const { id } = writing.store.getState().post;
  showUndo(id, words, () => writing.change({ kind: 'post.revert', post: id, version }));
}

/** Whether the parts count themselves. */
export function isNumbered(parts: readonly Segment[]): boolean {
  return areNumbered(textsOf(parts));
}

/** Of one post; `segments` takes no more. */
const MOST_PARTS = 100;

/** Sends what `make` makes of the parts as they stand, numbers set right; the version before it, or `undefined` when nothing was done. */
async function arrange(
  writing: Writing,
  place: TextPlace,
  make: (parts: readonly Segment[]) => readonly Segment[] | undefined,
  staysNumbered = true,
): Promise<number | undefined> {
  const version = await writing.upToDate();
  if (version === undefined) return undefined;
  const post = shownPost(writing);
  const from = segmentsAt(post, place) ?? [];
  const counts = isNumbered(from);
  // Numbers come off before parts are cut and joined: `2/3` in the middle of a text would count nothing.
  const made = make(counts ? withTexts(from, withoutNumbers(textsOf(from))) : from);
  if (made === undefined) return undefined;
  const segments = counts && staysNumbered ? withTexts(made, withNumbers(textsOf(made))) : made;
  const isDone = await writing.change({
    kind: 'post.arrange',
    post: post.id,
    place,
    from: [...from],
    segments: [...segments],
  });
  return isDone ? version : undefined;
}

function textsOf(parts: readonly Segment[]): readonly string[] {
  return parts.map((part) => part.text);
}

function withTexts(parts: readonly Segment[], texts: readonly string[]): Segment[] {
  return parts.map((part, index) => ({ ...part, text: texts[index] ?? part.text }));
}

function joinedParts(before: Segment, part: Segment, text: string): Segment {
  const media = [...before.media, ...part.media.filter((use) => !before.media.some((one) => one.media === use.media))];
  const poll = before.poll ?? part.poll;
  const link = before.link ?? part.link;
  const { poll: _poll, link: _link, ...kept } = before;
  return { ...kept, text, media, ...(poll && { poll }), ...(link !== undefined && { link }) };
}

function newPart(text: string): Segment {
  return { id: crypto.randomUUID() as SegmentId, text, media: [] };
}

/** Every channel of a post that gets the text of `place`. */
export function readersOf(post: Pick<Post, 'channels' | 'variants'>, place: TextPlace): readonly ChannelId[] {
  return place === 'shared' ? post.channels.filter((id) => !Object.hasOwn(post.variants, id)) : [place];
}
