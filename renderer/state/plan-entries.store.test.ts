import { beforeEach, expect, test, vi } from 'vitest';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { PostId } from '#shared/ids.ts';
import { needEntries, readEntries, usePlanEntries } from './plan-entries.store.ts';

const DAY = 86_400_000;
const NOVEMBER = Date.parse('2026-11-01T00:00Z');
const DECEMBER = Date.parse('2026-12-01T00:00Z');
const YEAR = 2026 * 12;
const ROLLS = '00000002-0000-4000-8000-000000000001' as PostId;
const CAKE = '00000002-0000-4000-8000-000000000002' as PostId;

/** What the library holds; the window asks for it over the bridge. */
const library = new Map<PostId, CalendarEntry>();

vi.stubGlobal('window', { postwright: { call: answer } });

function answer(name: string, asked: { from: number; to: number; ids: PostId[] }): Promise<unknown> {
  const value = [...library.values()].filter(({ id, dueAt }) =>
    name === 'calendar.entries' ? dueAt >= asked.from && dueAt < asked.to : asked.ids.includes(id),
  );
  return Promise.resolve({ ok: true, value: structuredClone(value) });
}

function plan(id: PostId, dueAt: number, version = 1): void {
  const rest = { text: 'Fresh', media: 0, channels: [], labels: [], publications: [] };
  library.set(id, { id, version, dueAt, ...rest, progress: 'planned', isMovable: true });
}

function idsOf(month: number): readonly PostId[] | undefined {
  return usePlanEntries
    .getState()
    .byMonth.get(YEAR + month - 1)
    ?.map(({ id }) => id);
}

beforeEach(async () => {
  library.clear();
  usePlanEntries.setState({ byId: new Map(), byMonth: new Map(), months: new Set() });
  plan(CAKE, NOVEMBER + 9 * DAY);
  plan(ROLLS, NOVEMBER + 3 * DAY);
  await needEntries({ from: NOVEMBER, to: DECEMBER });
});

test('a month lists its posts by time', () => {
  expect(idsOf(11)).toEqual([ROLLS, CAKE]);
});

test('the month that is shown stays the same list when another one is read ahead', async () => {
  const shown = usePlanEntries.getState().byMonth.get(YEAR + 10);
  await needEntries({ from: DECEMBER, to: DECEMBER + DAY });
  expect(usePlanEntries.getState().byMonth.get(YEAR + 10)).toBe(shown);
});

test('a post that is moved to another month is listed there, and no longer where it was', async () => {
  plan(CAKE, DECEMBER + DAY, 2);
  await readEntries([CAKE]);
  expect([idsOf(11), idsOf(12)]).toEqual([[ROLLS], [CAKE]]);
});

test('a post that is no longer planned is listed nowhere', async () => {
  library.delete(ROLLS);
  await readEntries([ROLLS]);
  expect(idsOf(11)).toEqual([CAKE]);
});
