import type { ChannelId, MediaId } from '#shared/ids.ts';
import type { Reader } from '#shared/posts/channel-additions.ts';
import { draftOf } from '#shared/posts/draft-of.ts';
import type { Post, Segment, SegmentId, TextPlace } from '#shared/posts/post.ts';
import type { Media } from '#shared/media/media.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import type { TextEdit } from './text-edit.ts';

// The post as the field shows it: the library's, with the words on top that it does not have yet.

export function editKey(place: TextPlace, segment: SegmentId): string {
  return `${place} ${segment}`;
}

export function segmentsAt(post: Post, place: TextPlace): readonly Segment[] | undefined {
  if (place === 'shared') return post.segments;
  return Object.hasOwn(post.variants, place) ? post.variants[place] : undefined;
}

export function segmentAt(post: Post, place: TextPlace, segment: SegmentId): Segment | undefined {
  return segmentsAt(post, place)?.find((part) => part.id === segment);
}

export function withEdits(post: Post, edits: ReadonlyMap<string, TextEdit>): Post {
  if (edits.size === 0) return post;
  const shown = (place: TextPlace, parts: readonly Segment[]): Segment[] =>
    parts.map((part) => {
      const edit = edits.get(editKey(place, part.id));
      return edit === undefined || edit.text === part.text ? part : { ...part, text: edit.text };
    });
  const variants = Object.entries(post.variants).map(([channel, parts]) => [
    channel,
    shown(channel as ChannelId, parts ?? []),
  ]);
  return {
    ...post,
    segments: shown('shared', post.segments),
    variants: Object.fromEntries(variants) as Post['variants'],
  };
}

/** Nothing but words is different: what a save brings back, the first one as well, and not what somebody chose. */
export function isSameButWords(one: Post, other: Post): boolean {
  return one === other || withoutWords(one) === withoutWords(other);
}

function withoutWords(post: Post): string {
  const words = new Set(['text', 'version', 'createdAt', 'updatedAt']);
  return JSON.stringify(post, (name, value: unknown) => (words.has(name) ? undefined : value));
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
