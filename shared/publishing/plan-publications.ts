import type { FailureValue } from '#shared/failures.ts';
import type { ChannelId, PublicationId } from '#shared/ids.ts';
import type { Post } from '#shared/posts/post.ts';
import { isOpen, waitsForLook, type Publication } from '#shared/publishing/publication.ts';

/** What has to happen to a post's publications so that they match the post. */
export type PublicationChange =
  | { readonly change: 'add'; readonly channel: ChannelId; readonly dueAt: number }
  // To be sent at `dueAt`, whatever kept it from going out before.
  | {
      readonly change: 'schedule';
      readonly publication: PublicationId;
      readonly channel: ChannelId;
      readonly dueAt: number;
    }
  // To be sent at `dueAt` once a person has looked that it is not out: until then it is held.
  | {
      readonly change: 'await-look';
      readonly publication: PublicationId;
      readonly dueAt: number;
      readonly why: FailureValue;
    }
  // `why` is what it still waits for, should it be asked for again.
  | { readonly change: 'cancel'; readonly publication: PublicationId; readonly why?: FailureValue };

/**
 * Matches publications to a post after a command. Pure. What is sent or in flight is never touched, and what may have gone
 * out before a backup was brought back is never sent by it.
 * `reopened` says for which channels what was held, failed or canceled goes out again: all of them when a time
 * was set, the new ones when channels were chosen.
 */
export function planPublications(
  post: Post,
  standing: readonly Publication[],
  reopened: (channel: ChannelId) => boolean,
): readonly PublicationChange[] {
  const { plan } = post;
  if (plan.kind === 'none' || post.deletedAt !== undefined) return standing.filter(isTakenBack).map(canceled);
  const { dueAt } = plan;
  const changes: PublicationChange[] = standing
    .filter((one) => isTakenBack(one) && !post.channels.includes(one.channel))
    .map(canceled);
  for (const channel of post.channels) {
    const one = standing.find((known) => known.channel === channel);
    if (one === undefined) changes.push({ change: 'add', channel, dueAt });
    else if (mayGo(one, reopened(channel), dueAt)) changes.push(sentAt(one, dueAt));
  }
  return changes;
}

/** Everything that has not been sent of a post is taken back. */
export function cancelPublications(standing: readonly Publication[]): readonly PublicationChange[] {
  return standing.filter(isTakenBack).map(canceled);
}

function mayGo(one: Publication, reopened: boolean, dueAt: number): boolean {
  if (one.state === 'scheduled') return one.dueAt !== dueAt;
  return reopened && (isOpen(one.state) || one.state === 'canceled');
}

function sentAt(one: Publication, dueAt: number): PublicationChange {
  const { id: publication, channel } = one;
  if (waitsForLook(one)) return { change: 'await-look', publication, dueAt, why: one.why };
  return { change: 'schedule', publication, channel, dueAt };
}

function isTakenBack(one: Publication): boolean {
  return isOpen(one.state);
}

function canceled(one: Publication): PublicationChange {
  return { change: 'cancel', publication: one.id, ...(waitsForLook(one) && { why: one.why }) };
}
