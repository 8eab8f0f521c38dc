import type { MediaId } from '#shared/ids.ts';
import type { Reader } from '#shared/posts/channel-additions.ts';
import { draftOf } from '#shared/posts/draft-of.ts';
import type { Post } from '#shared/posts/post.ts';
import type { Media } from '#shared/media/media.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import { withWords, type PostText } from './post-text.ts';
import type { TextEdit } from './text-edit.ts';

// The post as the fields show it: the library's, with the words on top that it does not have yet.

/** A text of the post, and what somebody has typed there. */
export interface OpenEdit {
  readonly text: PostText;
  readonly edit: TextEdit;
}

/** By the key of their text. */
export type OpenEdits = ReadonlyMap<string, OpenEdit>;

export function withEdits(post: Post, edits: OpenEdits): Post {
  return [...edits.values()].reduce((shown, { text, edit }) => withWords(shown, text, edit.text), post);
}

/** Everything that somebody wrote in it, once each: parts with their answers and descriptions, texts of single channels, the first comment. */
export function everyWord(post: Post): readonly string[] {
  const parts = [post.segments, ...Object.values(post.variants)].flatMap((some) => some ?? []);
  const words = parts.flatMap((part) => [
    part.text,
    ...(part.poll?.answers ?? []),
    ...part.media.map((use) => use.alt),
  ]);
  return [...new Set([...words, post.firstComment].filter((one) => one.trim() !== ''))];
}

/** Nothing but words is different: what a save brings back, the first one as well, and not what somebody chose. */
export function isSameButWords(one: Post, other: Post): boolean {
  return one === other || withoutWords(one) === withoutWords(other);
}

const WORDS = new Set(['text', 'alt', 'answers', 'firstComment', 'version', 'createdAt', 'updatedAt']);

function withoutWords(post: Post): string {
  return JSON.stringify(post, (name, value: unknown) => (WORDS.has(name) ? undefined : value));
}

/** What a network's rules look at. A file that is not read yet counts as an unproblematic one. */
export function draftFor(post: Post, reader: Reader, known: ReadonlyMap<MediaId, Media>): Draft {
  return draftOf(post, reader, ({ media, alt, cover }) => {
    const file = known.get(media);
    if (file === undefined) return undefined;
    const { id, importedAt: _theirs, ...facts } = file;
    return { ...facts, media: id, alt, ...(cover === undefined ? {} : { cover }) };
  });
}
