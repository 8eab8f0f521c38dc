import type { Handlers } from '#shared/ipc/contract.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import type { WorkspaceId } from '#shared/ids.ts';
import type { Post } from '#shared/posts/post.ts';
import type { Library } from '#electron/db/handles.ts';
import { changePost, type PublicationsOfPosts } from '#electron/posts/change-post.ts';
import { deletedPosts, draftPosts, plannedPosts, postById, versionsOf } from '#electron/posts/posts.read.ts';

export interface PostsHandling {
  readonly library: Library;
  readonly publications: PublicationsOfPosts;
  readonly workspace: () => WorkspaceId;
}

/** Changes posts by command, and reads them for calendar, drafts, bin and history. */
export const postsHandlers = (d: PostsHandling) => {
  const view = (post: Post): PostView => ({ post, publications: [...d.publications.ofPost(d.library.read, post.id)] });
  return {
    'posts.change': ({ id, command }) => changePost(d.library, d.publications, id, command),
    'posts.planned': ({ from, to }) => plannedPosts(d.library.read, d.workspace(), from, to).map(view),
    'posts.drafts': ({ limit }) => draftPosts(d.library.read, d.workspace(), limit).map(view),
    'posts.deleted': ({ limit }) => deletedPosts(d.library.read, d.workspace(), limit).map(view),
    'posts.byIds': ({ ids }) => ids.flatMap((id) => postById(d.library.read, id) ?? []).map(view),
    'posts.versions': ({ post }) => versionsOf(d.library.read, post),
  } satisfies Handlers<'posts.'>;
};
