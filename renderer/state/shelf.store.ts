import { create } from 'zustand';
import type { MediaId } from '#shared/ids.ts';
import type { ShelfChange, ShelfEntry, ShelfFilter, ShelfOverview } from '#shared/media/shelf.ts';
import { call } from '../ipc.ts';
import { useRoute } from './route.store.ts';

// The shelf: every file of the library, read in pages as far as they are looked at.

export const SHELF_PAGE = 100;

interface ShelfState {
  readonly filter: ShelfFilter;
  readonly total: number;
  /** By number, from 0; those that were looked at. */
  readonly pages: ReadonlyMap<number, readonly ShelfEntry[]>;
  /** The pages that are looked at now: what else was read is read again when it is looked at again. */
  readonly inView: readonly number[];
  readonly overview: ShelfOverview | undefined;
  readonly isRead: boolean;
}

/** Nothing is left out. */
export const EVERY_FILE: ShelfFilter = { use: 'all', search: '', sort: 'newest', without: [] };

export const useShelf = create<ShelfState>(() => ({
  filter: EVERY_FILE,
  total: 0,
  pages: new Map(),
  inView: [0],
  overview: undefined,
  isRead: false,
}));

/** Reads what is shown, whatever was read before. */
export async function readShelf(): Promise<void> {
  const [overview] = await Promise.all([
    call('media.overview', undefined),
    readPages(useShelf.getState().inView, new Map()),
  ]);
  useShelf.setState({ overview, isRead: true });
}

/** Reads it again while somebody looks at it. */
export async function refreshShelf(): Promise<void> {
  if (useRoute.getState().route.screen === 'media' && useShelf.getState().isRead) await readShelf();
}

/** Shows other files; what was shown stays until they are read. */
export async function filterShelf(change: Partial<ShelfFilter>): Promise<void> {
  const filter = withoutAbsent({ ...useShelf.getState().filter, ...change });
  useShelf.setState({ filter });
  const { entries, total } = await call('media.shelf', { filter, from: 0, count: SHELF_PAGE });
  if (useShelf.getState().filter === filter) useShelf.setState({ pages: new Map([[0, entries]]), total });
}

export function showAllOfShelf(): Promise<void> {
  const { without } = useShelf.getState().filter;
  useShelf.setState({ filter: { ...EVERY_FILE, without } });
  return filterShelf({});
}

const asked = new Set<string>();

/** Reads the pages that are not there yet. */
export async function needPages(numbers: readonly number[]): Promise<void> {
  useShelf.setState({ inView: numbers });
  const { pages } = useShelf.getState();
  const missing = numbers.filter((number) => !pages.has(number) && !asked.has(String(number)));
  if (missing.length === 0) return;
  for (const number of missing) asked.add(String(number));
  try {
    await readPages(missing);
  } finally {
    for (const number of missing) asked.delete(String(number));
  }
}

/** Keeps `beside` them what was read before, unless told otherwise. */
async function readPages(numbers: readonly number[], beside?: ShelfState['pages']): Promise<void> {
  const { filter } = useShelf.getState();
  const read = await Promise.all(
    numbers.map(async (number) => {
      const part = await call('media.shelf', { filter, from: number * SHELF_PAGE, count: SHELF_PAGE });
      return { number, ...part };
    }),
  );
  if (useShelf.getState().filter !== filter) return;
  useShelf.setState(({ pages, total }) => ({
    pages: new Map([...(beside ?? pages), ...read.map(({ number, entries }) => [number, entries] as const)]),
    total: read.at(-1)?.total ?? total,
  }));
}

/** The file at a place of the shelf, if it is read. */
export function entryAt(pages: ShelfState['pages'], index: number): ShelfEntry | undefined {
  return pages.get(Math.floor(index / SHELF_PAGE))?.[index % SHELF_PAGE];
}

/** Every file that is shown, read or not. */
export function allOnShelf(): Promise<MediaId[]> {
  return call('media.shelfIds', { filter: useShelf.getState().filter });
}

const IDS_AT_ONCE = 1000;

/** Changes files; what follows arrives as a fact. */
export async function changeOnShelf(ids: readonly MediaId[], change: ShelfChange): Promise<void> {
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    await call('media.change', { ids: ids.slice(start, start + IDS_AT_ONCE), change });
  }
}

function withoutAbsent(filter: { [K in keyof ShelfFilter]: ShelfFilter[K] | undefined }): ShelfFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as ShelfFilter;
}
