import type { Arrived } from '#shared/practice/practice.ts';

/** What hangs together, from its beginning on; never empty. */
export type ArrivedThread = readonly [Arrived, ...Arrived[]];

/**
 * Puts what arrived (oldest first) together: a post, the parts of its thread and its comments in one, newest thread first.
 * What answers something that is not here stands on its own.
 */
export function threadsOf(arrived: readonly Arrived[]): readonly ArrivedThread[] {
  const keyOf = ({ platform, id }: Pick<Arrived, 'platform' | 'id'>): string => `${platform} ${id}`;
  const threads = new Map<string, [Arrived, ...Arrived[]]>();
  const placeOf = new Map<string, [Arrived, ...Arrived[]]>();
  for (const post of arrived) {
    const parent = post.parentId === undefined ? undefined : placeOf.get(keyOf({ ...post, id: post.parentId }));
    const thread = parent ?? [post];
    if (parent === undefined) threads.set(keyOf(post), thread);
    else parent.push(post);
    placeOf.set(keyOf(post), thread);
  }
  return [...threads.values()].toSorted((one, other) => other[0].at - one[0].at);
}
