import { z } from 'zod';
import { channelId, commandId, instant, labelId, publicationId } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { postCommand } from '#shared/commands/post-commands.ts';
import { publicationCommand } from '#shared/commands/publication-commands.ts';
import { ledgerEvent } from '#shared/publishing/ledger.ts';
import { failureValue } from '#shared/failures.ts';
import { MEDIA_KINDS } from '#shared/media/media.ts';
import { SEGMENT_TEXT_MAX } from '#shared/posts/post.ts';
import { metrics } from '#shared/publishing/metrics.ts';
import { publication } from '#shared/publishing/publication.ts';

/** A row of the queue: the publication and the first words of what it sends. */
export const queueEntry = z.object({
  publication,
  excerpt: z.string(),
  segments: z.int(),
  /** What kind each of its files is. */
  files: z.array(z.enum(MEDIA_KINDS)),
  labels: z.array(labelId),
  /** It stopped in the middle: some parts are at the network, and sending again goes on from there. */
  isPartlyOut: z.boolean(),
});
export type QueueEntry = z.infer<typeof queueEntry>;

/** One line of the append-only history of a publication. */
export const ledgerEntry = z.object({
  seq: z.int(),
  at: instant,
  event: ledgerEvent,
  details: z.record(z.string(), z.unknown()),
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;

/** How a channel has been doing. Trouble is what a person still has to look at. */
export const channelActivity = z.object({
  channel: channelId,
  lastOutAt: instant.optional(),
  lastTrouble: z.object({ at: instant, why: failureValue }).optional(),
});
export type ChannelActivity = z.infer<typeof channelActivity>;
/** One of many changes that belong together. */
export const bulkCommand = z.object({ id: commandId, command: z.union([postCommand, publicationCommand]) });
export type BulkCommand = z.infer<typeof bulkCommand>;

export const publishingCalls = {
  'publishing.change': ask(z.object({ id: commandId, command: publicationCommand }), z.void()),
  /** Changes posts and publications in one go: all of it or, with `bulk.refused`, none. */
  'publishing.changeAll': ask(z.object({ commands: z.array(bulkCommand).min(1).max(4000) }), z.void()),
  /**
   * `attention`: held, failed, unconfirmed · `upcoming`: scheduled, publishing, processing and handed over,
   * soonest first · `history`: published and canceled, newest first.
   */
  'publishing.queue': ask(
    z.object({ part: z.enum(['attention', 'upcoming', 'history']), limit: z.int().min(1).max(1000) }),
    z.array(queueEntry),
  ),
  'publishing.activity': ask(z.void(), z.array(channelActivity)),
  'publishing.ledger': ask(z.object({ publication: publicationId }), z.array(ledgerEntry)),
  /** Deletes at the network what is out, or takes back what its own scheduler has. */
  'publishing.takeDown': ask(z.object({ publication: publicationId }), z.void()),
  /** Changes the words of what is out: one text for each part, in order. */
  'publishing.correct': ask(
    z.object({ publication: publicationId, texts: z.array(z.string().max(SEGMENT_TEXT_MAX)).min(1).max(100) }),
    z.void(),
  ),
  /** The words of what is out, part by part, with what the channel added. */
  'publishing.sentTexts': ask(z.object({ publication: publicationId }), z.array(z.string())),
  /** How what is out is doing, asked of the network now. */
  'publishing.metrics': ask(z.object({ publication: publicationId }), metrics),
  /** Opens the permalink of a publication's receipt in the system browser. */
  'publishing.openPermalink': ask(z.object({ publication: publicationId }), z.void()),
};
