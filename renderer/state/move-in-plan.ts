import type { PostCommand } from '#shared/commands/post-commands.ts';
import { Failure } from '#shared/failures.ts';
import type { PostId } from '#shared/ids.ts';
import { reordered, type Planned } from '#shared/publishing/posting-slots.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import { lookedFirst } from '../failures/look-first.tsx';
import { showFailure, showProblem, showUndo } from '../failures/show-notice.tsx';
import { t } from '../text/t.ts';
import { momentInWords } from '../text/moments.ts';
import { freeTimesFor } from './free-times.ts';
import { postOf, readPosts } from './posts.store.ts';
import { useQueue } from './queue.store.ts';
import { changeEach, changePost } from './send-command.ts';

// Posts that change places in the plan: to the next free posting time, or with others of the queue.

/** Moves a planned post to the first free posting time of its channels after its own. Says so, and can be taken back. */
export async function moveToNextFree(id: PostId): Promise<void> {
  try {
    await readPosts([id]);
    const post = postOf(id)?.post;
    if (post === undefined) throw new Failure('post.not-found');
    if (post.plan.kind !== 'at') throw new Failure('post.not-planned');
    const [next] = await freeTimesFor(post, Math.max(post.plan.dueAt, Date.now()), 1);
    if (next === undefined) return showProblem(undefined, t.slots.noneFree, { id: 'none-free' });
    if (!(await lookedFirst([id]))) return;
    const before = post.plan.planned;
    await reschedule(id, next.planned);
    const moment = momentInWords(next.at, next.planned.zone, Date.now());
    showUndo(id, t.composer.rescheduled(moment), () => reschedule(id, before));
  } catch (thrown) {
    showFailure(thrown, { post: id });
  }
}

/** Lets a post change places with the planned one before or after it in the queue. */
export async function changePlaces(id: PostId, direction: 'sooner' | 'later'): Promise<void> {
  const queue = await upcoming();
  const index = queue.findIndex((one) => one.id === id);
  const other = queue[index + (direction === 'sooner' ? -1 : 1)];
  if (index >= 0 && other !== undefined) await reorder(queue, id, other.id, t.slots.changedPlaces);
}

/** Puts a post in the place of another one of the queue; what is between the two moves by one. */
export async function moveInQueue(id: PostId, onto: PostId): Promise<void> {
  const queue = await upcoming();
  const place = queue.find((one) => one.id === onto);
  if (id === onto || place === undefined) return;
  await reorder(queue, id, onto, t.slots.movedInQueue(momentInWords(place.at, place.planned.zone, Date.now())));
}

/** The times stay, what goes out at them is exchanged; where one of the posts may not move, none does. */
async function reorder(queue: readonly InPlan[], id: PostId, onto: PostId, said: string): Promise<void> {
  const after = reordered(queue, id, onto);
  const moved = new Set(after.map((one) => one.id));
  const before = queue.filter((one) => moved.has(one.id));
  if (after.length === 0) return;
  try {
    if (!(await lookedFirst([...moved]))) return;
    await changeEach(after.map(asCommand));
    showUndo(id, said, () => changeEach(before.map(asCommand)));
  } catch (thrown) {
    showFailure(thrown, { post: id });
  }
}

function asCommand({ id, planned }: InPlan): PostCommand {
  return { kind: 'post.reschedule', post: id, planned };
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
