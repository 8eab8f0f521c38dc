import type { Locator, Page } from '@playwright/test';
import { LABEL } from '#bench/ui/library.ts';
import { actToPainted, framesWhile } from '#bench/ui/probe.ts';

/** How one calendar is worked: the same acts on ours and on the one beside it. */
export interface CalendarHands {
  /** The button of this name. */
  step(by: 1 | -1): Locator;
  /** Shows a view; `undefined` where there is no such view. */
  view(name: ViewName): Promise<Locator | undefined>;
  /** Takes some of the entries away, or brings them back; `undefined` where nothing can be filtered. */
  filter(): Promise<(() => Promise<void>) | undefined>;
}

/** A post, or an event, on the calendar; ours and the other's. */
export const ENTRY = '.rbc-event, [data-entry]';
const MONTH_GRID = '.rbc-month-view, [data-testid="plan-grid"]';

export const VIEW_NAMES = ['month', 'week', 'day', 'agenda'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

/** From the act to painted, ms; nothing under what cannot be done here. */
export interface CalendarTimes {
  readonly firstSeen: readonly number[];
  readonly seenBefore: readonly number[];
  readonly views: Readonly<Partial<Record<ViewName, readonly number[]>>>;
  readonly filter: readonly number[];
}

/** How often each thing is done. */
export interface Rounds {
  /** In either direction; the plan is half a year long on both sides of today. */
  readonly months: number;
  readonly views: number;
  readonly filters: number;
}

export const MANY: Rounds = { months: 5, views: 8, filters: 20 };
/** For what takes seconds each time: enough to see how much longer that is. */
export const FEW: Rounds = { months: 1, views: 1, filters: 2 };

export async function measureCalendar(page: Page, hands: CalendarHands, rounds: Rounds): Promise<CalendarTimes> {
  const firstSeen: number[] = [];
  const seenBefore: number[] = [];
  const step = async (by: 1 | -1, times: number[]): Promise<void> => {
    for (let month = 0; month < rounds.months; month += 1) times.push(await press(page, hands.step(by)));
  };
  await step(1, firstSeen);
  await step(-1, seenBefore);
  await step(-1, firstSeen);
  await step(1, seenBefore);
  return {
    firstSeen,
    seenBefore,
    filter: await measureFilter(page, hands, rounds.filters),
    views: await measureViews(page, hands, rounds.views),
  };
}

async function measureViews(page: Page, hands: CalendarHands, rounds: number): Promise<CalendarTimes['views']> {
  const times: Partial<Record<ViewName, number[]>> = {};
  const there = new Map<ViewName, Locator>();
  for (const name of VIEW_NAMES) {
    const found = await hands.view(name);
    if (found !== undefined) there.set(name, found);
  }
  const month = there.get('month');
  if (month === undefined) throw new Error('there is no month');
  const others = [...there].filter(([name]) => name !== 'month');
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, button] of others) {
      (times[name] ??= []).push(await actToPainted(page, () => button.click(), name));
      (times.month ??= []).push(await actToPainted(page, () => month.click(), 'back to the month'));
    }
  }
  return times;
}

async function measureFilter(page: Page, hands: CalendarHands, rounds: number): Promise<readonly number[]> {
  const toggle = await hands.filter();
  if (toggle === undefined) return [];
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await actToPainted(page, toggle, 'the filter'));
  // Ours is chosen in a box that stands open meanwhile.
  await page.keyboard.press('Escape');
  return times;
}

/** By the keyboard, so that no hint of the mouse is drawn as well. */
async function press(page: Page, button: Locator): Promise<number> {
  await button.focus();
  return actToPainted(page, () => page.keyboard.press('Enter'), 'another month');
}

const DRAG_STEPS = 40;

/** Takes an entry of the next month and carries it about for some seconds; the frames meanwhile, ms between them. */
export async function measureDragging(page: Page, hands: CalendarHands): Promise<readonly number[]> {
  // What has gone out stays where it is; all of the next month is still to come.
  await press(page, hands.step(1));
  const grid = page.locator(MONTH_GRID).first();
  const from = await grid.locator(ENTRY).nth(20).boundingBox();
  const within = await grid.boundingBox();
  if (from === null || within === null) throw new Error('there is nothing to drag');
  await page.mouse.move(from.x + 40, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 48, from.y + from.height / 2 + 4, { steps: 3 });
  const { frames, changes } = await framesWhile(page, () => about(page, within));
  if (changes === 0) throw new Error('nothing was carried along');
  // Back to where it was taken from, so that nothing is moved.
  await page.mouse.move(from.x + 40, from.y + from.height / 2, { steps: 4 });
  await page.mouse.up();
  return frames;
}

/** The same movement over any page. */
export async function about(
  page: Page,
  within: { x: number; y: number; width: number; height: number },
): Promise<void> {
  const at = (across: number, down: number): [number, number] => [
    within.x + across * within.width,
    within.y + down * within.height,
  ];
  const corners = [at(0.1, 0.3), at(0.9, 0.35), at(0.85, 0.8), at(0.15, 0.75), at(0.5, 0.5)];
  for (const [x, y] of corners) await page.mouse.move(x, y, { steps: DRAG_STEPS });
}

/** Postwright’s calendar, as a person finds their way in it. */
export function ourHands(page: Page): CalendarHands {
  const views = page.getByRole('radiogroup', { name: 'View' });
  const named: Readonly<Record<ViewName, RegExp>> = {
    month: /^Month$/,
    week: /^Week$/,
    day: /^Day$/,
    agenda: /^(Agenda|List)$/,
  };
  return {
    step: (by) => page.getByRole('button', { name: by > 0 ? 'Next month' : 'Previous month', exact: true }),
    view: (name) => whereThere(views.getByText(named[name])),
    filter: async () => {
      const labels = await whereThere(
        page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: /^Labels/ }),
      );
      if (labels === undefined) return undefined;
      await labels.click();
      return () => page.getByRole('checkbox', { name: LABEL }).click();
    },
  };
}

/** The controls of the page with react-big-calendar alone. */
export function plainHands(page: Page): CalendarHands {
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  return {
    step: (by) => button(by > 0 ? 'Next month' : 'Previous month'),
    view: (name) => whereThere(button(name)),
    filter: () => Promise.resolve(() => button('Filter').click()),
  };
}

async function whereThere(found: Locator): Promise<Locator | undefined> {
  return (await found.count()) > 0 ? found.first() : undefined;
}
