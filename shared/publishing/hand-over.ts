import type { ChannelOptions, Post } from '#shared/posts/post.ts';
import type { ChannelId } from '#shared/ids.ts';

// A network with a scheduler of its own can be given a post ahead of time: it goes out although every computer of ours
// is off. The person chooses that for a channel of a post; what is too close to its time goes out the usual way.

/** The name of the choice among a channel's options; `yes` when chosen. */
export const HAND_OVER_OPTION = 'handOver';

/** How long ahead a network's scheduler must be told, and may be, ms. */
export interface HandOverWindow {
  readonly leastAheadMs: number;
  readonly mostAheadMs: number;
}

/** Whether this post is to be handed over to the scheduler of a channel's network. */
export function wantsHandOver(
  post: Pick<Post, 'options' | 'plan'>,
  channel: ChannelId,
  window: HandOverWindow | undefined,
): boolean {
  const options: ChannelOptions = post.options[channel] ?? {};
  return window !== undefined && post.plan.kind === 'at' && options[HAND_OVER_OPTION] === 'yes';
}

/** For which instant it can be handed over now, UTC ms; `undefined` when its time is too close. */
export function handOverFor(dueAt: number, window: HandOverWindow, now: number): number | undefined {
  return dueAt - now >= window.leastAheadMs ? dueAt : undefined;
}

/** When to begin: as early as the network takes it, so that nothing depends on this computer; else on time. */
export function handOverAt(dueAt: number, window: HandOverWindow, now: number): number {
  return handOverFor(dueAt, window, now) === undefined ? dueAt : Math.max(now, dueAt - window.mostAheadMs);
}

/** The network is asked whether it has sent it this long after its time, and then again every so often. */
export const ASK_AFTER_DUE_MS = 30_000;
export const ASK_AGAIN_MS = 60_000;
