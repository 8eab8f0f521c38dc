import type { Handlers } from '#shared/ipc/contract.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import type { ChannelId, WorkspaceId } from '#shared/ids.ts';
import { stopping } from '#shared/posts/draft-problems.ts';
import type { Post } from '#shared/posts/post.ts';
import type { Library, ReadDb } from '#electron/db/handles.ts';
import { mentionedBefore } from '#electron/posts/mentions.read.ts';
import { changePost, problemsOf, type PublicationsOfPosts } from '#electron/posts/change-post.ts';
import { labelsOfPost } from '#electron/posts/labels.read.ts';
import {
  archivedPosts,
  deletedPosts,
  draftPosts,
  plannedPosts,
  postById,
  templatePosts,
  versionsOf,
} from '#electron/posts/posts.read.ts';
import { searchPosts } from '#electron/posts/search.read.ts';

export interface PostsHandling {
  readonly library: Library;
  readonly publications: PublicationsOfPosts;
  readonly workspace: () => WorkspaceId;
}

/** Changes posts by command, and reads them for calendar, drafts, archive, bin, search and history. */
export const postsHandlers = (d: PostsHandling) => {
  const view = (post: Post): PostView => ({
    post,
    publications: [...d.publications.ofPost(d.library.read, post.id)],
    labels: labelsOfPost(d.library.read, post.id),
  });
  return {
    'posts.change': ({ id, command }) => changePost(d.library, d.publications, id, command),
    'posts.planned': ({ from, to }) => plannedPosts(d.library.read, d.workspace(), from, to).map(view),
    'posts.unfit': ({ channel, from }) =>
      plannedPosts(d.library.read, d.workspace(), from, FOR_EVER)
        .filter((post) => post.channels.includes(channel) && isUnfit(d.library.read, post, channel))
        .map((post) => post.id),
    'posts.drafts': ({ limit }) => draftPosts(d.library.read, d.workspace(), limit).map(view),
    'posts.deleted': ({ limit }) => deletedPosts(d.library.read, d.workspace(), limit).map(view),
    'posts.archived': ({ limit }) => archivedPosts(d.library.read, d.workspace(), limit).map(view),
    'posts.templates': ({ limit }) => templatePosts(d.library.read, d.workspace(), limit).map(view),
    'posts.mentions': ({ platform }) => mentionedBefore(d.library.read, d.workspace(), platform),
    'posts.search': (asked) => {
      const { found, hasMore } = searchPosts(d.library.read, d.workspace(), asked);
      const hits = found.flatMap(({ post: id, excerpt }) => {
        const post = postById(d.library.read, id);
        return post === undefined ? [] : { view: view(post), excerpt: [...excerpt] };
      });
      return { hits, hasMore };
    },
    'posts.byIds': ({ ids }) => ids.flatMap((id) => postById(d.library.read, id) ?? []).map(view),
    'posts.versions': ({ post }) => versionsOf(d.library.read, post),
  } satisfies Handlers<'posts.'>;
};

/** The last instant a plan can have (ECMA-262, Time Values). */
const FOR_EVER = 8.64e15;

function isUnfit(db: ReadDb, post: Post, channel: ChannelId): boolean {
  return stopping(problemsOf(db, post, channel)).length > 0;
}
