import { create } from 'zustand';
import type { PostId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { call } from '../ipc.ts';

// Posts by id, each once. What a screen shows is chosen from these by its own narrow selector.

interface PostsState {
  readonly byId: ReadonlyMap<PostId, PostView>;
  readonly hasDrafts: boolean;
  readonly hasArchived: boolean;
  readonly hasDeleted: boolean;
  readonly hasTemplates: boolean;
}

/** From an instant up to another one, UTC ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const LIST_LIMIT = 500;
const IDS_AT_ONCE = 1000;

export const usePosts = create<PostsState>(() => ({
  byId: new Map(),
  hasDrafts: false,
  hasArchived: false,
  hasDeleted: false,
  hasTemplates: false,
}));

export async function readDrafts(): Promise<void> {
  const views = await call('posts.drafts', { limit: LIST_LIMIT });
  usePosts.setState((state) => ({ byId: merged(state.byId, views), hasDrafts: true }));
}

export async function readArchived(): Promise<void> {
  const views = await call('posts.archived', { limit: LIST_LIMIT });
  usePosts.setState((state) => ({ byId: merged(state.byId, views), hasArchived: true }));
}

export async function readTemplates(): Promise<void> {
  const views = await call('posts.templates', { limit: LIST_LIMIT });
  usePosts.setState((state) => ({ byId: merged(state.byId, views), hasTemplates: true }));
}

export async function readDeleted(): Promise<void> {
  const views = await call('posts.deleted', { limit: LIST_LIMIT });
  usePosts.setState((state) => ({ byId: merged(state.byId, views), hasDeleted: true }));
}

/** What a search brought is kept like everything else that was read. */
export function keepPosts(views: readonly PostView[]): void {
  usePosts.setState((state) => ({ byId: merged(state.byId, views) }));
}

/** Reads these again; what no longer exists is forgotten. */
export async function readPosts(ids: readonly PostId[]): Promise<void> {
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const some = ids.slice(start, start + IDS_AT_ONCE);
    const views = await call('posts.byIds', { ids: some });
    const found = new Set(views.map((view) => view.post.id));
    const gone = some.filter((id) => !found.has(id));
    usePosts.setState((state) => ({ byId: merged(state.byId, views, gone) }));
  }
}

export function postOf(id: PostId): PostView | undefined {
  return usePosts.getState().byId.get(id);
}

/** What is read again and is the same stays the same object, so that nothing is drawn again for it. */
function isNews(known: PostView | undefined, view: PostView): boolean {
  if (known === undefined) return true;
  return known.post.version <= view.post.version && JSON.stringify(known) !== JSON.stringify(view);
}

/** Newer versions win, whichever answer comes first. */
function merged(
  before: ReadonlyMap<PostId, PostView>,
  views: readonly PostView[],
  gone: readonly PostId[] = [],
): ReadonlyMap<PostId, PostView> {
  const news = views.filter((view) => isNews(before.get(view.post.id), view));
  const lost = gone.filter((id) => before.has(id));
  if (news.length === 0 && lost.length === 0) return before;
  const after = new Map(before);
  for (const view of news) after.set(view.post.id, view);
  for (const id of lost) after.delete(id);
  return after;
}
