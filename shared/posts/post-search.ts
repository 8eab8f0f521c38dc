import { z } from 'zod';
import { channelId, instant, labelId } from '#shared/ids.ts';
import { POST_PROGRESSES } from '#shared/posts/post-progress.ts';
import { stage } from '#shared/posts/stage.ts';

// Words used here:
//   shelf  where a post lies: on the desk, in the archive, in the bin, or among the templates

export const SHELVES = ['desk', 'archive', 'bin', 'templates'] as const;
export const shelf = z.enum(SHELVES);
export type Shelf = z.infer<typeof shelf>;

/** What a post has to be to be found; of each list, one of its members is enough. An empty list asks nothing. */
export const postFilter = z.object({
  shelves: z.array(shelf).min(1).default(['desk']),
  stages: z.array(stage).default([]),
  progress: z.array(z.enum(POST_PROGRESSES)).default([]),
  channels: z.array(channelId).max(200).default([]),
  labels: z.array(labelId).max(200).default([]),
  /** Its day, from (included) to (not any more), UTC ms: when it goes out, or else when it was last changed. */
  from: instant.optional(),
  to: instant.optional(),
});
export type PostFilter = z.infer<typeof postFilter>;

/** The most characters of a search; the rest of a pasted page would find nothing more. */
export const SEARCH_TEXT_MAX = 500;

export const postSearch = z.object({
  /** What a person typed, as they typed it. Empty, everything that passes the filter is found, newest change first. */
  text: z.string().max(SEARCH_TEXT_MAX),
  filter: postFilter,
  limit: z.int().min(1).max(100),
  offset: z.int().min(0).max(10_000),
});
export type PostSearch = z.infer<typeof postSearch>;

/** A piece of an excerpt; what was looked for stands out. */
export const excerptPart = z.object({ text: z.string(), isHit: z.boolean() });
export type ExcerptPart = z.infer<typeof excerptPart>;

/** A filter that a person gave a name. */
export const savedFilter = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(50),
  text: z.string().max(SEARCH_TEXT_MAX),
  filter: postFilter,
});
export type SavedFilter = z.infer<typeof savedFilter>;
