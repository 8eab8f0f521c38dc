import { never } from '#shared/assert.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import type { ChannelId, MediaId } from '#shared/ids.ts';
import type { Poll } from '#shared/posts/poll.ts';
import type { Post, Segment, SegmentId, TextPlace } from '#shared/posts/post.ts';

// Every text of a post that a person types: where it stands in the post, and the command that saves it.

export type PostText =
  // The words of a part.
  | { readonly kind: 'part'; readonly place: TextPlace; readonly segment: SegmentId }
  // What describes a file to people who do not see it.
  | { readonly kind: 'description'; readonly place: TextPlace; readonly segment: SegmentId; readonly media: MediaId }
  // The answers of a poll, a line each.
  | { readonly kind: 'answers'; readonly place: TextPlace; readonly segment: SegmentId }
  // How long it runs, in minutes.
  | { readonly kind: 'poll-minutes'; readonly place: TextPlace; readonly segment: SegmentId }
  // What is written under the post once it is out.
  | { readonly kind: 'first-comment' }
  // What was chosen for one channel, under the name of the network's choice.
  | { readonly kind: 'option'; readonly channel: ChannelId; readonly name: string };

/** A name for it, unique within the post. */
export function keyOf(text: PostText): string {
  return Object.values(text).join(' ');
}

/** What the post holds; `undefined` where there is no such text in it, such as in a part that was taken out. */
export function wordsOf(post: Post, text: PostText): string | undefined {
  switch (text.kind) {
    case 'part':
      return segmentAt(post, text.place, text.segment)?.text;
    case 'description':
      return segmentAt(post, text.place, text.segment)?.media.find((use) => use.media === text.media)?.alt;
    case 'answers':
      return segmentAt(post, text.place, text.segment)?.poll?.answers.map(inOneLine).join('\n');
    case 'poll-minutes':
      return segmentAt(post, text.place, text.segment)?.poll?.minutes.toString();
    case 'first-comment':
      return post.firstComment;
    case 'option':
      return post.channels.includes(text.channel) ? (post.options[text.channel]?.[text.name] ?? '') : undefined;
    default:
      return never(text);
  }
}

/** The post with these words in that place; the very same post where they stand there already, or where there is no such text. */
export function withWords(post: Post, text: PostText, words: string): Post {
  const before = wordsOf(post, text);
  if (before === undefined || before === words) return post;
  switch (text.kind) {
    case 'part':
      return withPart(post, text, (part) => ({ ...part, text: words }));
    case 'description':
      return withPart(post, text, (part) => ({
        ...part,
        media: part.media.map((use) => (use.media === text.media ? { ...use, alt: words } : use)),
      }));
    case 'answers':
      return withPoll(post, text, { answers: words.split('\n') });
    case 'poll-minutes':
      return withPoll(post, text, { minutes: Number(words) });
    case 'first-comment':
      return { ...post, firstComment: words };
    case 'option': {
      const { channel, name } = text;
      return { ...post, options: { ...post.options, [channel]: { ...post.options[channel], [name]: words } } };
    }
    default:
      return never(text);
  }
}

/** What saves the words that stand in that place of `post`, an edit of `from`. What is saved whole is taken from `post` as well. */
export function savingCommand(post: Post, text: PostText, from: string): PostCommand {
  const to = wordsOf(post, text) ?? '';
  switch (text.kind) {
    case 'part':
      return { kind: 'post.edit-text', post: post.id, place: text.place, segment: text.segment, from, to };
    case 'description': {
      const { place, segment, media } = text;
      return { kind: 'post.describe-media', post: post.id, place, segment, media, from, to };
    }
    case 'answers':
    case 'poll-minutes': {
      const { place, segment } = text;
      const poll = segmentAt(post, place, segment)?.poll;
      return { kind: 'post.set-poll', post: post.id, place, segment, ...(poll && { poll }) };
    }
    case 'first-comment':
      return { kind: 'post.set-first-comment', post: post.id, from, to };
    case 'option': {
      const { channel } = text;
      return { kind: 'post.set-options', post: post.id, channel, options: post.options[channel] ?? {} };
    }
    default:
      return never(text);
  }
}

/** Words of two people can be merged; of two choices one holds. */
export function isProse({ kind }: PostText): boolean {
  return kind === 'part' || kind === 'description' || kind === 'first-comment';
}

export function segmentsAt(post: Post, place: TextPlace): readonly Segment[] | undefined {
  if (place === 'shared') return post.segments;
  return Object.hasOwn(post.variants, place) ? post.variants[place] : undefined;
}

export function segmentAt(post: Post, place: TextPlace, segment: SegmentId): Segment | undefined {
  return segmentsAt(post, place)?.find((part) => part.id === segment);
}

interface PartOf {
  readonly place: TextPlace;
  readonly segment: SegmentId;
}

function withPoll(post: Post, at: PartOf, changed: Partial<Poll>): Post {
  return withPart(post, at, ({ poll, ...part }) => ({ ...part, ...(poll && { poll: { ...poll, ...changed } }) }));
}

function withPart(post: Post, { place, segment }: PartOf, move: (part: Segment) => Segment): Post {
  const parts = (segmentsAt(post, place) ?? []).map((part) => (part.id === segment ? move(part) : part));
  if (place === 'shared') return { ...post, segments: parts };
  return { ...post, variants: { ...post.variants, [place]: parts } };
}

function inOneLine(answer: string): string {
  return answer.replaceAll('\n', ' ');
}
