import { create } from 'zustand';
import type { ChannelId, LabelId, PostId } from '#shared/ids.ts';
import type { ExcerptPart, PostFilter, SavedFilter, Shelf } from '#shared/posts/post-search.ts';
import type { Stage } from '#shared/posts/stage.ts';
import { call } from '../ipc.ts';
import { keepPosts } from './posts.store.ts';

// What the drafts screen shows, so that it shows it again when one comes back to it.

export type DraftsView = 'board' | 'list';

/** What a person narrows the shelf to. */
export interface Narrowing {
  readonly text: string;
  readonly labels: readonly LabelId[];
  readonly channels: readonly ChannelId[];
  readonly stages: readonly Stage[];
}

interface Found {
  readonly ids: readonly PostId[];
  readonly excerpts: ReadonlyMap<PostId, readonly ExcerptPart[]>;
  readonly hasMore: boolean;
}

interface DraftsState {
  readonly shelf: Shelf;
  readonly view: DraftsView;
  readonly narrowing: Narrowing;
  /** What the narrowing found; `undefined` when everything on the shelf is shown. */
  readonly found: Found | undefined;
}

export const NOTHING_ASKED: Narrowing = { text: '', labels: [], channels: [], stages: [] };
const MOST_FOUND = 100;

export const useDrafts = create<DraftsState>(() => ({
  shelf: 'desk',
  view: 'board',
  narrowing: NOTHING_ASKED,
  found: undefined,
}));

export function showShelf(shelf: Shelf): void {
  useDrafts.setState({ shelf, found: undefined });
}

export function narrow(change: Partial<Narrowing>): void {
  useDrafts.setState((state) => ({ narrowing: { ...state.narrowing, ...change } }));
}

export function isNarrowed({ text, labels, channels, stages }: Narrowing): boolean {
  return text.trim() !== '' || labels.length + channels.length + stages.length > 0;
}

/** Looks for what is asked for now; an answer that comes too late is not shown. */
export async function findDrafts(): Promise<void> {
  const { narrowing, shelf } = useDrafts.getState();
  if (!isNarrowed(narrowing)) return useDrafts.setState({ found: undefined });
  const asked = { text: narrowing.text, filter: filterOf(narrowing, shelf), limit: MOST_FOUND, offset: 0 };
  const { hits, hasMore } = await call('posts.search', asked);
  const now = useDrafts.getState();
  if (now.narrowing !== narrowing || now.shelf !== shelf) return;
  keepPosts(hits.map((hit) => hit.view));
  const ids = hits.map((hit) => hit.view.post.id);
  useDrafts.setState({
    found: { ids, excerpts: new Map(hits.map((hit) => [hit.view.post.id, hit.excerpt])), hasMore },
  });
}

/** What is narrowed to now, under a name. */
export function toSavedFilter(name: string): SavedFilter {
  const { narrowing, shelf } = useDrafts.getState();
  return { id: crypto.randomUUID(), name, text: narrowing.text, filter: filterOf(narrowing, shelf) };
}

export function applyFilter({ text, filter }: SavedFilter): void {
  const { labels, channels, stages } = filter;
  useDrafts.setState({ shelf: filter.shelves[0] ?? 'desk', narrowing: { text, labels, channels, stages } });
}

/** On the desk this screen shows drafts; what is planned is on the calendar. */
function filterOf({ labels, channels, stages }: Narrowing, shelf: Shelf): PostFilter {
  return {
    shelves: [shelf],
    progress: shelf === 'desk' ? ['draft'] : [],
    labels: [...labels],
    channels: [...channels],
    stages: [...stages],
  };
}
