import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import { Failure } from '#shared/failures.ts';
import type { PostId } from '#shared/ids.ts';
import type { Post } from '#shared/posts/post.ts';
import { toInstant, type PlannedTime } from '#shared/time-zones.ts';
import { lookedFirst } from '../../failures/look-first.tsx';
import { showFailure, showUndo } from '../../failures/show-notice.tsx';
import { postOf, readPosts } from '../../state/posts.store.ts';
import { changeEach, changePost } from '../../state/send-command.ts';
import { momentInWords } from '../../text/moments.ts';
import { t } from '../../text/t.ts';

// What a drop, a key or a form of the calendar does to a post. All of it can be taken back; a refusal says why, and
// everything stays where it was.

export async function moveTo({ id, planned: before }: CalendarEntry, planned: PlannedTime): Promise<void> {
  if (before === undefined || (before.wall === planned.wall && before.zone === planned.zone)) return;
  await said(id, async () => {
    if (!(await lookedFirst([id]))) return;
    await changePost({ kind: 'post.reschedule', post: id, planned });
    showUndo(id, t.composer.rescheduled(momentOf(planned)), () =>
      changePost({ kind: 'post.reschedule', post: id, planned: before }),
    );
  });
}

/** A new post with the words, media and channels of another one, planned. */
export async function copyTo(of: PostId, planned: PlannedTime): Promise<void> {
  await said(of, async () => {
    if (isPast(planned)) throw new Failure('time.in-the-past');
    const post = crypto.randomUUID() as PostId;
    await changeEach([
      { kind: 'post.copy', post, of },
      { kind: 'post.plan', post, planned },
    ]);
    showUndo(post, t.calendar.copied(momentOf(planned)), () => changePost({ kind: 'post.delete', post }));
  });
}

export async function planDraft(post: PostId, planned: PlannedTime): Promise<void> {
  await said(post, async () => {
    if (!(await lookedFirst([post]))) return;
    await changePost({ kind: 'post.plan', post, planned });
    showUndo(post, t.calendar.plannedFor(momentOf(planned)), () => changePost({ kind: 'post.unplan', post }));
  });
}

/** Puts a post into the bin. Taken back, it is planned for its time again, where that has not passed meanwhile. */
export async function remove({ id, planned }: CalendarEntry): Promise<void> {
  await said(id, async () => {
    await changePost({ kind: 'post.delete', post: id });
    showUndo(id, t.drafts.done['post.delete'](1), async () => {
      await changePost({ kind: 'post.restore', post: id });
      const { plan } = (await readPost(id)) ?? {};
      if (plan?.kind === 'none' && planned !== undefined && !isPast(planned))
        await changePost({ kind: 'post.plan', post: id, planned });
    });
  });
}

async function readPost(id: PostId): Promise<Post | undefined> {
  await readPosts([id]);
  return postOf(id)?.post;
}

export function isPast(planned: PlannedTime): boolean {
  const resolved = toInstant(planned);
  return resolved.ok && resolved.at < Date.now();
}

async function said(post: PostId, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    showFailure(thrown, { post });
  }
}

function momentOf(planned: PlannedTime): string {
  const resolved = toInstant(planned);
  return resolved.ok ? momentInWords(resolved.at, planned.zone, Date.now()) : planned.wall;
}
