import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { PostId } from '#shared/ids.ts';
import { needEntries, readEntries, usePlanEntries } from './plan-entries.store.ts';

const DAY = 86_400_000;
const THIS_WEEK = 2967;
const THIS = THIS_WEEK * 7 * DAY;
const NEXT = THIS + 7 * DAY;
const ROLLS = '00000002-0000-4000-8000-000000000001' as PostId;
const CAKE = '00000002-0000-4000-8000-000000000002' as PostId;

/** What the library holds; the window asks for it over the bridge. */
const library = new Map<PostId, CalendarEntry>();

vi.stubGlobal('window', { postwright: { call: answer } });
afterAll(() => vi.unstubAllGlobals());

function answer(name: string, asked: { from: number; to: number; ids: PostId[] }): Promise<string> {
  const value = [...library.values()].filter(({ id, dueAt }) =>
    name === 'calendar.entries' ? dueAt >= asked.from && dueAt < asked.to : asked.ids.includes(id),
  );
  return Promise.resolve(JSON.stringify({ ok: true, value }));
}

function plan(id: PostId, dueAt: number, version = 1): void {
  const rest = { text: 'Fresh', media: 0, channels: [], labels: [], publications: [] };
  library.set(id, { id, version, dueAt, ...rest, progress: 'planned', isMovable: true });
}

function idsOf(week: number): readonly PostId[] | undefined {
  return usePlanEntries
    .getState()
    .byWeek.get(week)
    ?.map(({ id }) => id);
}

beforeEach(async () => {
  library.clear();
  usePlanEntries.setState({ byId: new Map(), byWeek: new Map(), weeks: new Set() });
  plan(CAKE, THIS + 5 * DAY);
  plan(ROLLS, THIS + 3 * DAY);
  await needEntries({ from: THIS, to: NEXT });
});

test('a week lists its posts by time', () => {
  expect(idsOf(THIS_WEEK)).toEqual([ROLLS, CAKE]);
});

test('the week that is shown stays the same list when another one is read ahead', async () => {
  const shown = usePlanEntries.getState().byWeek.get(THIS_WEEK);
  await needEntries({ from: NEXT, to: NEXT + DAY });
  expect(usePlanEntries.getState().byWeek.get(THIS_WEEK)).toBe(shown);
});

test('a post that is moved to another week is listed there, and no longer where it was', async () => {
  plan(CAKE, NEXT + DAY, 2);
  await readEntries([CAKE]);
  expect([idsOf(THIS_WEEK), idsOf(THIS_WEEK + 1)]).toEqual([[ROLLS], [CAKE]]);
});

test('a post that is no longer planned is listed nowhere', async () => {
  library.delete(ROLLS);
  await readEntries([ROLLS]);
  expect(idsOf(THIS_WEEK)).toEqual([CAKE]);
});
