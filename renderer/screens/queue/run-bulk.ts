import type { PostId } from '#shared/ids.ts';
import type { Post } from '#shared/posts/post.ts';
import { showFailure, showSuccess, showUndo } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { changeEach } from '../../state/send-command.ts';
import type { Bulk, Chosen } from '#shared/posts/bulk-commands.ts';

/** The posts of what is chosen, each once, as they are now. */
export async function postsOf(chosen: readonly Chosen[]): Promise<Post[]> {
  const ids: PostId[] = [...new Set(chosen.map(({ post }) => post))];
  const views = await call('posts.byIds', { ids });
  return views.map(({ post }) => post);
}

/** Does it all or nothing, says so, and offers to take it back as a whole where there is a way back. `false` when it was refused. */
export async function runBulk(bulk: Bulk, said: (count: number) => string): Promise<boolean> {
  if (bulk.commands.length === 0) return false;
  try {
    await changeEach(bulk.commands);
    if (bulk.undo.length === 0) showSuccess(said(bulk.commands.length));
    else showUndo('bulk', said(bulk.commands.length), () => changeEach(bulk.undo));
    return true;
  } catch (thrown) {
    showFailure(thrown);
    return false;
  }
}
