import { z } from 'zod';
import { channelId, instant, labelId, postId, publicationId } from '#shared/ids.ts';
import { POST_PROGRESSES } from '#shared/posts/post-progress.ts';
import { PUBLICATION_STATES } from '#shared/publishing/publication.ts';
import { plannedTime } from '#shared/time-zones.ts';

/** The most characters of its words that an entry carries; the calendar shows no more of them. */
export const ENTRY_TEXT_MAX = 160;

/**
 * What the calendar draws of a planned post, and nothing else: a month of a busy team has close to a thousand of them,
 * and each is read, crosses to the window and is parsed there.
 */
export const calendarEntry = z.object({
  id: postId,
  version: z.int().min(1),
  dueAt: instant,
  /** What was meant by `dueAt`; absent where somebody said “now”. */
  planned: plannedTime.optional(),
  /** The first words, in one line. */
  text: z.string(),
  /** How many files it has. */
  media: z.int().min(0),
  channels: z.array(channelId),
  /** By name. */
  labels: z.array(labelId),
  publications: z.array(z.object({ id: publicationId, channel: channelId, state: z.enum(PUBLICATION_STATES) })),
  progress: z.enum(POST_PROGRESSES),
  /** It has a time that may still change. */
  isMovable: z.boolean(),
});
/** A planned post as the calendar draws it. */
export type CalendarEntry = z.infer<typeof calendarEntry>;
