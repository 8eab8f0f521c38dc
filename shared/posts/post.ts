import { z } from 'zod';
import { channelId, instant, mediaId, postId, workspaceId } from '#shared/ids.ts';
import { poll } from '#shared/posts/poll.ts';
import { stage } from '#shared/posts/stage.ts';
import { plannedTime } from '#shared/time-zones.ts';
import { overdueRule } from '#shared/publishing/overdue-rule.ts';

// Words used here:
//   segment   one part of a post; a thread has several, everything else one
//   variant   the segments one channel gets instead of the shared ones
//   plan      when the post goes out; a draft has none
//   conflict  two edits that changed the same words; both texts are kept until a person chooses

export const segmentId = z.uuid().brand<'SegmentId'>();
export type SegmentId = z.infer<typeof segmentId>;

/** The frame that stands for a film before it plays: when it is shown, ms from the start, and itself as a picture. */
export const filmCover = z.object({ atMs: z.int().min(0), picture: mediaId });
export type FilmCover = z.infer<typeof filmCover>;

/** A file in a segment, with the text that describes it to people who do not see it. */
export const mediaUse = z.object({
  media: mediaId,
  alt: z.string().max(10_000),
  /** Of a film, chosen by a person; absent, the network chooses. */
  cover: filmCover.optional(),
});
export type MediaUse = z.infer<typeof mediaUse>;

/** The most characters a segment can hold; far above any network's limit, so that no draft is ever cut. */
export const SEGMENT_TEXT_MAX = 200_000;

export const segment = z.object({
  id: segmentId,
  text: z.string().max(SEGMENT_TEXT_MAX),
  media: z.array(mediaUse).max(50),
  poll: poll.optional(),
  /** The address its card shows, or `none`; absent, it is the first one of the text. */
  link: z.string().max(2000).optional(),
});
export type Segment = z.infer<typeof segment>;
export const segments = z.array(segment).min(1).max(100);

/** Which text is meant: the one for all channels, or the variant of one channel. */
export const textPlace = z.union([z.literal('shared'), channelId]);
export type TextPlace = z.infer<typeof textPlace>;

export const channelOptions = z.record(z.string().max(50), z.string().max(1000));
export type ChannelOptions = z.infer<typeof channelOptions>;

export const plan = z.discriminatedUnion('kind', [
  // A draft. It goes nowhere.
  z.object({ kind: z.literal('none') }),
  // Goes out at a wall time in a zone; `dueAt` is what that means under today's zone rules.
  z.object({ kind: z.literal('at'), planned: plannedTime, dueAt: instant }),
  // A person said “now” at `dueAt`.
  z.object({ kind: z.literal('now'), dueAt: instant }),
]);
export type Plan = z.infer<typeof plan>;

/** Two texts of one segment that cannot both stand. The segment itself shows `mine`. */
export const textConflict = z.object({
  id: z.uuid(),
  place: textPlace,
  segment: segmentId,
  from: z.string(),
  mine: z.string(),
  theirs: z.string(),
});
export type TextConflict = z.infer<typeof textConflict>;

export const templateName = z.string().trim().min(1).max(100);

export const post = z.object({
  id: postId,
  workspace: workspaceId,
  /** Grows by one with every accepted command. */
  version: z.int().min(1),
  segments,
  channels: z.array(channelId).max(200),
  variants: z.partialRecord(channelId, segments),
  /** Written under the post once it is out, where the network takes that. */
  firstComment: z.string().max(10_000).default(''),
  /** What was chosen for one channel besides words and media; the platform's `options` say what there is. */
  options: z.partialRecord(channelId, channelOptions).default({}),
  plan,
  overdue: overdueRule,
  conflicts: z.array(textConflict),
  stage: stage.default('draft'),
  /** It is a template of this name: it goes nowhere itself, posts are begun from it. */
  template: templateName.optional(),
  /** Out of sight, and not deleted. */
  archivedAt: instant.optional(),
  deletedAt: instant.optional(),
  /** It left the bin for good; only what its history needs is left of it. */
  emptiedAt: instant.optional(),
  createdAt: instant,
  updatedAt: instant,
});
export type Post = z.infer<typeof post>;

/** What `channel` gets: its variant, or the shared segments. */
export function segmentsFor(written: Post, channel: Post['channels'][number]): readonly Segment[] {
  return written.variants[channel] ?? written.segments;
}

/** The first words of a post, for lists: one line, at most `length` characters. */
export function excerptOf(parts: readonly Pick<Segment, 'text'>[], length = 80): string {
  const line = parts
    .map((part) => part.text)
    .join(' ')
    // Mostly there is none of these; a single space is left as it is.
    .replaceAll(/\s{2,}|[^\S ]/g, ' ')
    .trim();
  // A character of two units is not cut in half.
  return line.length <= length ? line : `${line.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
