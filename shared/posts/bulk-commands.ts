import { DateTime } from 'luxon';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import type { PublicationCommand } from '#shared/commands/publication-commands.ts';
import type { ChannelId, PostId, PublicationId } from '#shared/ids.ts';
import type { Post } from '#shared/posts/post.ts';
import { toPlannedTime, type PlannedTime } from '#shared/time-zones.ts';

// What is done to many at once, as the commands that do it and those that take it back. A post has one time for all of its
// channels, so moving one of its publications moves them all.

/** What can be one of many. */
export type AnyCommand = PostCommand | PublicationCommand;

/** Commands, and the way back. */
export interface Bulk {
  readonly commands: readonly AnyCommand[];
  /** In the state after `commands`, they lead back to the one before. */
  readonly undo: readonly AnyCommand[];
}

/** Something chosen: a publication, and the channel it goes to. */
export interface Chosen {
  readonly id: PublicationId;
  readonly post: PostId;
  readonly channel: ChannelId;
}

/** Days by the wall clock, so that nine stays nine when clocks change; hours as they pass. */
export interface Shift {
  readonly days: number;
  readonly hours: number;
}

/** Every post with a time, later or earlier. */
export function movedBy(posts: readonly Post[], { days, hours }: Shift, zone: string): Bulk {
  return moved(posts, (post) => {
    const before = plannedOf(post, zone);
    if (before === undefined) return undefined;
    const after = DateTime.fromISO(before.wall, { zone: before.zone }).plus({ days }).plus({ hours });
    return toPlannedTime(after.toMillis(), before.zone);
  });
}

/** Each to a time of its own. */
export function movedEach(times: ReadonlyMap<Post, PlannedTime>): Bulk {
  return moved([...times.keys()], (post) => times.get(post));
}

/** All of them to one time. */
export function movedTo(posts: readonly Post[], planned: PlannedTime): Bulk {
  return moved(posts, () => planned);
}

function moved(posts: readonly Post[], timeOf: (post: Post) => PlannedTime | undefined): Bulk {
  const commands = posts.flatMap((post): AnyCommand[] => {
    const planned = timeOf(post);
    return planned === undefined ? [] : [{ kind: 'post.reschedule', post: post.id, planned }];
  });
  return { commands, undo: posts.map(revert) };
}

function plannedOf({ plan }: Post, zone: string): PlannedTime | undefined {
  if (plan.kind === 'none') return undefined;
  return plan.kind === 'at' ? plan.planned : toPlannedTime(plan.dueAt, zone);
}

/** Where it went to before, it goes no more; where it already goes, it goes once. */
export function sentTo(posts: readonly Post[], chosen: readonly Chosen[], to: ChannelId): Bulk {
  const touched = posts.filter((post) => leavesOf(post, chosen).some((channel) => channel !== to));
  return {
    commands: touched.map((post) => {
      const leaves = new Set(leavesOf(post, chosen));
      const channels = [...new Set(post.channels.map((channel) => (leaves.has(channel) ? to : channel)))];
      return { kind: 'post.set-channels', post: post.id, channels };
    }),
    undo: touched.map(revert),
  };
}

function leavesOf(post: Post, chosen: readonly Chosen[]): ChannelId[] {
  return chosen.filter((one) => one.post === post.id).map((one) => one.channel);
}

/** What is over its time has no way back to it. */
export function forGood({ commands }: Bulk): Bulk {
  return { commands, undo: [] };
}

/** Taken back on the chosen channels alone. */
export function notSent(chosen: readonly Chosen[]): Bulk {
  return {
    commands: chosen.map(({ id }) => ({ kind: 'publication.cancel', publication: id })),
    undo: chosen.map(({ id }) => ({ kind: 'publication.put-back', publication: id })),
  };
}

/** Sent, or sent again, now. What has gone out cannot be called back. */
export function sentNow(chosen: readonly Chosen[]): Bulk {
  return { commands: chosen.map(({ id }) => ({ kind: 'publication.send', publication: id })), undo: [] };
}

/** Into the bin, with all of their channels. */
export function thrownAway(posts: readonly Post[]): Bulk {
  return {
    commands: posts.map(({ id }) => ({ kind: 'post.delete', post: id })),
    undo: posts.flatMap((post): AnyCommand[] => [{ kind: 'post.restore', post: post.id }, revert(post)]),
  };
}

function revert({ id, version }: Post): AnyCommand {
  return { kind: 'post.revert', post: id, version };
}
