import type { PostId } from '#shared/ids.ts';
import { postLink } from '#shared/posts/post-link.ts';
import type { Stage } from '#shared/posts/stage.ts';
import { showFailure, showSuccess, showUndo } from '../failures/show-notice.tsx';
import { t } from '../text/t.ts';
import { openPost } from './route.store.ts';
import { changePost } from './send-command.ts';

// What can be done to one post or to many, from wherever they are shown. Every one of them can be taken back.

type Plain = 'post.archive' | 'post.unarchive' | 'post.delete' | 'post.restore';

const BACK: Readonly<Record<Plain, Plain>> = {
  'post.archive': 'post.unarchive',
  'post.unarchive': 'post.archive',
  'post.delete': 'post.restore',
  'post.restore': 'post.delete',
};

/** Does the same to all of them; those that refuse are told of, and the rest is done. */
export async function toPosts(kind: Plain, posts: readonly PostId[]): Promise<void> {
  const done = await each(posts, (post) => changePost({ kind, post }));
  if (done.length === 0) return;
  showUndo(`posts-${kind}-${done.join()}`, t.drafts.done[kind](done.length), () =>
    each(done, (post) => changePost({ kind: BACK[kind], post })),
  );
}

export async function setStage(post: PostId, stage: Stage): Promise<boolean> {
  const done = await each([post], () => changePost({ kind: 'post.set-stage', post, stage }));
  return done.length > 0;
}

/** A copy of each; one alone is opened. */
export async function duplicate(posts: readonly PostId[]): Promise<void> {
  const copies: PostId[] = [];
  await each(posts, async (of) => {
    const post = crypto.randomUUID() as PostId;
    await changePost({ kind: 'post.copy', post, of });
    copies.push(post);
  });
  const [only] = copies;
  if (copies.length === 1 && only !== undefined) return openPost(only);
  if (copies.length > 1) showSuccess(t.drafts.duplicated(copies.length));
}

/** Puts a link that opens the post on the clipboard. */
export async function copyLink(post: PostId): Promise<void> {
  try {
    await navigator.clipboard.writeText(postLink(post));
    showSuccess(t.composer.linkCopied);
  } catch (thrown) {
    showFailure(thrown);
  }
}

/** Keeps the post as it is now under a name, to begin others from. */
export async function saveTemplate(of: PostId, template: string): Promise<void> {
  await changePost({ kind: 'post.copy', post: crypto.randomUUID() as PostId, of, template });
  showSuccess(t.composer.templateSaved(template));
}

async function each(posts: readonly PostId[], work: (post: PostId) => Promise<unknown>): Promise<PostId[]> {
  const done: PostId[] = [];
  for (const post of posts) {
    try {
      await work(post);
      done.push(post);
    } catch (thrown) {
      showFailure(thrown, { post });
    }
  }
  return done;
}
