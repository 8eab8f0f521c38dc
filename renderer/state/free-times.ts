import type { Post } from '#shared/posts/post.ts';
import type { FreeTime } from '#shared/publishing/posting-slots.ts';
import { call } from '../ipc.ts';

/** The next `count` times after `after` that are a free posting time of one of the post's channels. */
export async function freeTimesFor(
  post: Pick<Post, 'id' | 'channels'>,
  after: number,
  count: number,
): Promise<readonly FreeTime[]> {
  return call('slots.next', { channels: [...post.channels], after, count, except: post.id });
}
