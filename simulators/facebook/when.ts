import { badTime, timeOfPublished } from '#simulators/facebook/refusals.ts';
import type { Post, World } from '#simulators/facebook/world.ts';
import type { GraphParams } from '#simulators/meta/params.ts';

const MINUTE_MS = 60_000;
const LEAST_AHEAD_MS = 10 * MINUTE_MS;
const MOST_AHEAD_MS = 30 * 24 * 60 * MINUTE_MS;

/** When a new post is to be shown, as `published` and `scheduled_publish_time` say. PLATFORMS.md 4.2. */
export function whenAsked(
  world: World,
  params: GraphParams,
  isPublished: boolean,
): Pick<Post, 'scheduledFor' | 'isHidden'> {
  const said = params.text('scheduled_publish_time');
  if (said === undefined) return { scheduledFor: undefined, isHidden: !isPublished };
  if (isPublished) throw timeOfPublished();
  const at = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said);
  const aheadMs = at - world.now();
  if (!(aheadMs >= LEAST_AHEAD_MS && aheadMs <= MOST_AHEAD_MS)) throw badTime();
  return { scheduledFor: at, isHidden: false };
}
