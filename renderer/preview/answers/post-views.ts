import type { PostId, PublicationId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { ENTRY_TEXT_MAX, type CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import { progressOf } from '#shared/posts/post-progress.ts';
import type { PostFilter } from '#shared/posts/post-search.ts';
import { excerptOf, type Post } from '#shared/posts/post.ts';
import { isOpen, type Publication } from '#shared/publishing/publication.ts';
import type { Library } from '../sample/library.ts';

/** Posts that are wanted, newest change first, each with where it stands. */
export function views(library: Library, wanted: (post: Post) => boolean): PostView[] {
  const found = [...library.posts.values()].filter(wanted);
  return found.toSorted((a, b) => b.updatedAt - a.updatedAt).flatMap((post) => viewOf(library, post.id) ?? []);
}

export function viewOf(library: Library, id: PostId): PostView | undefined {
  const post = library.posts.get(id);
  return post && { post, publications: publicationsOf(library, id), labels: library.labelsOfPosts.get(id) ?? [] };
}

/** Neither in the bin nor in the archive, and no template. */
export function isOnDesk(post: Post): boolean {
  return post.deletedAt === undefined && post.archivedAt === undefined && post.template === undefined;
}

/** It has a place in the calendar. */
export function isPlanned(post: Post): boolean {
  return isOnDesk(post) && post.plan.kind !== 'none';
}

/** Whether a view passes a filter of the search. */
export function passes({ post, publications, labels }: PostView, filter: PostFilter): boolean {
  const day = post.plan.kind === 'none' ? post.updatedAt : post.plan.dueAt;
  const progress = progressOf(
    post,
    publications.map(({ state }) => state),
  );
  return (
    filter.shelves.includes(shelfOf(post)) &&
    isAmong(filter.stages, [post.stage]) &&
    isAmong(filter.progress, [progress]) &&
    isAmong(filter.channels, post.channels) &&
    isAmong(filter.labels, labels) &&
    day >= (filter.from ?? 0) &&
    day < (filter.to ?? Number.POSITIVE_INFINITY)
  );
}

/** A post as the calendar draws it. */
export function entryFrom({ post, publications, labels }: PostView): CalendarEntry {
  const states = publications.map(({ state }) => state);
  return {
    id: post.id,
    version: post.version,
    dueAt: post.plan.kind === 'none' ? 0 : post.plan.dueAt,
    ...(post.plan.kind === 'at' && { planned: post.plan.planned }),
    text: excerptOf(post.segments, ENTRY_TEXT_MAX),
    media: post.segments.reduce((sum, part) => sum + part.media.length, 0),
    channels: post.channels,
    labels,
    publications: publications.map(({ id, channel, state }) => ({ id, channel, state })),
    progress: progressOf(post, states),
    isMovable: post.plan.kind === 'at' && states.every((state) => isOpen(state) || state === 'canceled'),
  };
}

/** The index of publications by post, made anew when their number changes. */
const indexes = new WeakMap<Library, { size: number; byPost: Map<PostId, PublicationId[]> }>();

export function publicationsOf(library: Library, post: PostId): Publication[] {
  let index = indexes.get(library);
  if (index?.size !== library.publications.size) {
    const ids = Map.groupBy(library.publications.values(), (one) => one.post);
    index = {
      size: library.publications.size,
      byPost: new Map([...ids].map(([key, some]) => [key, some.map((one) => one.id)])),
    };
    indexes.set(library, index);
  }
  return (index.byPost.get(post) ?? []).flatMap((id) => library.publications.get(id) ?? []);
}

function shelfOf(post: Post): PostFilter['shelves'][number] {
  if (post.deletedAt !== undefined) return 'bin';
  if (post.template !== undefined) return 'templates';
  return post.archivedAt === undefined ? 'desk' : 'archive';
}

/** An empty list asks nothing. */
function isAmong<T>(wanted: readonly T[], own: readonly T[]): boolean {
  return wanted.length === 0 || own.some((one) => wanted.includes(one));
}
