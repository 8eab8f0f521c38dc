import type { Post } from '#shared/posts/post.ts';
import type { FreeTime } from '#shared/publishing/posting-slots.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import { call } from '../ipc.ts';

/** As many as can be asked for at once. */
const MOST_OFFERED = 50;

/** The next `count` times after `after` that are a free posting time of one of the post's channels. */
export async function freeTimesFor(
  post: Pick<Post, 'id' | 'channels'>,
  after: number,
  count: number,
): Promise<readonly FreeTime[]> {
  return call('slots.next', { channels: [...post.channels], after, count, except: post.id });
}

/** The next free time of each, none of them given twice on a channel; `undefined` when one of them finds none. */
export async function freeTimesForAll(posts: readonly Post[]): Promise<ReadonlyMap<Post, PlannedTime> | undefined> {
  const given: { readonly at: number; readonly channels: Post['channels'] }[] = [];
  const times = new Map<Post, PlannedTime>();
  for (const post of posts) {
    const offered = await freeTimesFor(post, Date.now(), Math.min(posts.length, MOST_OFFERED));
    const isGiven = ({ at }: FreeTime): boolean =>
      given.some((one) => one.at === at && one.channels.some((channel) => post.channels.includes(channel)));
    const free = offered.find((time) => !isGiven(time));
    if (free === undefined) return undefined;
    given.push({ at: free.at, channels: post.channels });
    times.set(post, free.planned);
  }
  return times;
}
