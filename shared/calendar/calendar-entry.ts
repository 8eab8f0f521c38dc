import type { ChannelId, LabelId, PostId, PublicationId } from '#shared/ids.ts';
import type { PostProgress } from '#shared/posts/post-progress.ts';
import type { PublicationState } from '#shared/publishing/publication.ts';
import type { PlannedTime } from '#shared/time-zones.ts';

/** The most characters of its words that an entry carries; the calendar shows no more of them. */
export const ENTRY_TEXT_MAX = 160;

/**
 * A planned post as the calendar draws it, and nothing else: a month of a busy team has close to a thousand of them, and
 * each is read and crosses to the window.
 */
export interface CalendarEntry {
  readonly id: PostId;
  readonly version: number;
  /** UTC ms. */
  readonly dueAt: number;
  /** What was meant by `dueAt`; absent where somebody said “now”. */
  readonly planned?: PlannedTime | undefined;
  /** The first words, in one line. */
  readonly text: string;
  /** How many files it has. */
  readonly media: number;
  readonly channels: readonly ChannelId[];
  /** By name. */
  readonly labels: readonly LabelId[];
  readonly publications: readonly {
    readonly id: PublicationId;
    readonly channel: ChannelId;
    readonly state: PublicationState;
  }[];
  readonly progress: PostProgress;
  /** It has a time that may still change. */
  readonly isMovable: boolean;
}
