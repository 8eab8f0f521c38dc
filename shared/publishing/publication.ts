import { z } from 'zod';
import { channelId, instant, mediaId, platformId, postId, publicationId, workspaceId } from '#shared/ids.ts';
import { failureValue, type FailureValue } from '#shared/failures.ts';
import { fileDetails } from '#shared/media/media.ts';
import { poll } from '#shared/posts/poll.ts';
import { filmCover } from '#shared/posts/post.ts';

// Words used here:
//   post         what the person wrote
//   publication  one post going to one channel at one time; its row is the job
//   lease        the right, for a while, to be the one who sends it
//   draft        what one channel is sent, frozen when its first step starts
//   receipt      the proof that it is there

/** A file as a network needs to know it. `bytes` is its size; width and height in pixels, 0 where it has none. */
export const draftMedia = z.object({
  media: mediaId,
  alt: z.string(),
  name: z.string(),
  mimeType: z.string(),
  bytes: z.int().min(0),
  width: z.int().min(0),
  height: z.int().min(0),
  /** Of a video or a sound; absent where it is not known. */
  durationMs: z.int().min(0).optional(),
  /** What it is made of; absent where nobody has looked. */
  details: fileDetails.optional(),
  /** Of a film, where a person chose one; its picture is a JPEG. */
  cover: filmCover.optional(),
});
export type DraftMedia = z.infer<typeof draftMedia>;

export const draftSegment = z.object({
  text: z.string(),
  media: z.array(draftMedia),
  poll: poll.optional(),
  /** The address its card is made of, where the network makes cards: chosen by a person, or the first one of the text. */
  link: z.string().optional(),
});
export type DraftSegment = z.infer<typeof draftSegment>;

export const draft = z.object({
  segments: z.array(draftSegment).min(1),
  /** Written under the post once it is out. */
  firstComment: z.string().optional(),
  /** The platform's own `options`, by name; what is missing was not chosen. */
  options: z.record(z.string(), z.string()).default({}),
  /** To be given to the network's own scheduler for this instant, UTC ms. */
  handOverFor: instant.optional(),
});
export type Draft = z.infer<typeof draft>;

export const receipt = z.object({
  /** The network's id of the first part. */
  remoteId: z.string(),
  permalink: z.url(),
  /** Since when people see it, UTC ms; what still waits in the network's own scheduler: when they will. */
  publishedAt: instant,
  /** How we know: its answer, what we found after losing the answer, reading it back, or a person who looked. */
  confirmedBy: z.enum(['answer', 'found', 'read-back', 'person']),
  /** Every part of a thread, the first included. */
  parts: z.array(z.object({ remoteId: z.string(), permalink: z.string() })),
  /** What it is out without: a first comment that was refused, a card that could not be made. */
  without: z.array(failureValue).optional(),
  /** When it was taken down through Postwright. */
  removedAt: instant.optional(),
});
export type Receipt = z.infer<typeof receipt>;

export const PUBLICATION_STATES = [
  'scheduled',
  'held',
  'publishing',
  'processing',
  'handed-over',
  'unconfirmed',
  'published',
  'failed',
  'canceled',
] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

const always = {
  id: publicationId,
  workspace: workspaceId,
  post: postId,
  channel: channelId,
  platform: platformId,
  /** When a person wanted it out. */
  dueAt: instant,
  /** How often it was claimed since a person last decided about it. */
  attempt: z.int().min(0),
  /** When its first step ran; lateness is measured from here. */
  startedAt: instant.optional(),
  changedAt: instant,
};

export const publication = z.discriminatedUnion('state', [
  // Waiting for its time. The only state in which the text may still change. `why` is set when an earlier try met trouble.
  z.object({ ...always, state: z.literal('scheduled'), runAt: instant, why: failureValue.optional() }),
  // Overdue, or stopped, waiting for a person.
  z.object({ ...always, state: z.literal('held'), why: failureValue }),
  // Leased, work in progress.
  z.object({ ...always, state: z.literal('publishing'), lease: z.string(), leaseUntil: instant }),
  // Accepted; the network is still working. We ask again at `runAt`.
  z.object({ ...always, state: z.literal('processing'), runAt: instant, why: failureValue.optional() }),
  // Given to the network's own scheduler.
  z.object({ ...always, state: z.literal('handed-over'), receipt }),
  // Sent, answer lost, and the network could not tell us. Only a person may decide to send again.
  z.object({ ...always, state: z.literal('unconfirmed'), why: failureValue }),
  // Out, with a receipt.
  z.object({ ...always, state: z.literal('published'), receipt }),
  // Refused for good.
  z.object({ ...always, state: z.literal('failed'), why: failureValue }),
  // A person, or the overdue rule, took it back before it was sent.
  z.object({ ...always, state: z.literal('canceled'), why: failureValue.optional() }),
]);
export type Publication = z.infer<typeof publication>;

/** Something may be on its way to the network: nothing that is sent may change under it. */
export function isInFlight(state: PublicationState): boolean {
  return state === 'publishing' || state === 'processing';
}

/** Out, or in the network's hands: sending again would post twice. */
export function isSent(state: PublicationState): boolean {
  return state === 'published' || state === 'handed-over' || state === 'unconfirmed';
}

/** With the failure that says since when nobody knows. */
export type WaitsForLook = Extract<Publication, { state: 'held' | 'canceled' }> & { readonly why: FailureValue };

/**
 * It came back with a backup, and nobody knows whether it went out since. Whatever happens to its post or its channel, it
 * waits until a person who looked at the network says so (`publication.send`, `mark-published`, `mark-not-published`).
 */
export function waitsForLook(one: Publication): one is WaitsForLook {
  return (one.state === 'held' || one.state === 'canceled') && one.why?.code === 'publish.restored';
}

/** Nothing of it is at the network and nothing is under way: its time and text may change. */
export function isOpen(state: PublicationState): boolean {
  return state === 'scheduled' || state === 'held' || state === 'failed';
}
