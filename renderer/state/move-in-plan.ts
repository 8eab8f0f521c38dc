import { Failure } from '#shared/failures.ts';
import type { PostId } from '#shared/ids.ts';
import { reordered, type Planned } from '#shared/publishing/posting-slots.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import { showFailure, showProblem, showUndo } from '../failures/show-notice.tsx';
import { t } from '../text/t.ts';
import { momentInWords } from '../text/moments.ts';
import { freeTimesFor } from './free-times.ts';
import { postOf, readPosts } from './posts.store.ts';
import { useQueue } from './queue.store.ts';
import { changePost } from './send-command.ts';

// Posts that change places in the plan: to the next free posting time, or with a neighbour of the queue.

/** Moves a planned post to the first free posting time of its channels after its own. Says so, and can be taken back. */
export async function moveToNextFree(id: PostId): Promise<void> {
  try {
    await readPosts([id]);
    const post = postOf(id)?.post;
    if (post === undefined) throw new Failure('post.not-found');
    if (post.plan.kind !== 'at') throw new Failure('post.not-planned');
    const [next] = await freeTimesFor(post, Math.max(post.plan.dueAt, Date.now()), 1);
    if (next === undefined) return showProblem(undefined, t.slots.noneFree, { id: 'none-free' });
    const before = post.plan.planned;
    await reschedule(id, next.planned);
    const moment = momentInWords(next.at, next.planned.zone, Date.now());
    showUndo(id, t.composer.rescheduled(moment), () => reschedule(id, before));
  } catch (thrown) {
    showFailure(thrown, { post: id });
  }
}

/**
 * Lets a post change places with the planned one before or after it in the queue: the times stay, what goes out at them
 * is exchanged. Where one of the two may not move, neither does.
 */
export async function changePlaces(id: PostId, direction: 'sooner' | 'later'): Promise<void> {
  const queue = await upcoming();
  const index = queue.findIndex((one) => one.id === id);
  const other = queue[index + (direction === 'sooner' ? -1 : 1)];
  if (index < 0 || other === undefined) return;
  const before = queue.filter((one) => one.id === id || one.id === other.id);
  try {
    await rescheduleAll(reordered(queue, id, other.id));
    showUndo(id, t.slots.changedPlaces, () => rescheduleAll(before));
  } catch (thrown) {
    await rescheduleAll(before).catch(showFailure);
    showFailure(thrown, { post: id });
  }
}

async function rescheduleAll(all: readonly InPlan[]): Promise<void> {
  for (const { id, planned } of all) await reschedule(id, planned);
}

type InPlan = Planned<PostId>;

/** What the queue shows as coming up and is planned by a time, each post once, soonest first. */
async function upcoming(): Promise<readonly InPlan[]> {
  const ids = new Set(
    useQueue
      .getState()
      .parts.upcoming.entries.filter(({ publication }) => publication.state === 'scheduled')
      .map(({ publication }) => publication.post),
  );
  await readPosts([...ids]);
  return [...ids]
    .flatMap((id) => {
      const plan = postOf(id)?.post.plan;
      return plan?.kind === 'at' ? [{ id, planned: plan.planned, at: plan.dueAt }] : [];
    })
    .toSorted((a, b) => a.at - b.at);
}

async function reschedule(post: PostId, planned: PlannedTime): Promise<void> {
  await changePost({ kind: 'post.reschedule', post, planned });
}
