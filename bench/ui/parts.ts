import { setTimeout as pause } from 'node:timers/promises';
import { inRepository } from '#build/setup/repository.ts';
import {
  about,
  ENTRY,
  FEW,
  MANY,
  measureCalendar,
  measureDragging,
  ourHands,
  plainHands,
  VIEW_NAMES,
  type CalendarTimes,
} from '#bench/ui/calendar.ts';
import { alone, shareOver, spreadOf, type Figure } from '#bench/ui/figures.ts';
import { measureLaunches, type Launch } from '#bench/ui/launch.ts';
import { memoryOf } from '#bench/ui/memory.ts';
import { framesWhile } from '#bench/ui/probe.ts';
import { measureScreens } from '#bench/ui/screens.ts';
import { measureTyping, openBusyComposer, type TypingTimes } from '#bench/ui/typing.ts';
import { openBare, openPostwright, type DrivenWindow } from '#bench/ui/window.ts';

// The parts of the measurement: each does its acts on Postwright and on what stands beside it, and says the figures.

export interface Setting {
  readonly userData: string;
  /** The page with react-big-calendar alone. */
  readonly alone: string;
}

/** A frame is due every 16.7 ms; a timer that is a little late has missed none. */
const FRAME_MS = 17.7;
const LAUNCHES = 7;
const ALONE = 'react-big-calendar alone';

/** By the name one may ask for. */
export const PARTS: Readonly<Record<string, (setting: Setting) => Promise<readonly Figure[]>>> = {
  launch: launchFigures,
  calendar: calendarFigures,
  typing: typingFigures,
  screens: screenFigures,
};

async function launchFigures({ userData }: Setting): Promise<readonly Figure[]> {
  const { ours, blank } = await measureLaunches(userData, LAUNCHES);
  const figure = (what: string, key: keyof Launch): Figure => ({
    what,
    ours: spreadOf(ours.map((one) => one[key])),
    beside: spreadOf(blank.map((one) => one[key])),
    besideName: 'blank window',
  });
  const ratio = median(ours.map((one) => one.usable)) / median(blank.map((one) => one.usable));
  return [
    figure('from the start of the process to our first line', 'begun'),
    figure('to a window that begins to load', 'navigated'),
    figure('to something painted', 'first'),
    figure('to the plan painted', 'shown'),
    figure('to usable: a key was answered as well', 'usable'),
    { what: 'usable, as many times the blank window', ours: alone(ratio), limit: 1.5, unit: '×' },
    { ...figure('things that jumped about meanwhile (Chromium’s score)', 'jumps'), limit: 0, unit: '' },
  ];
}

function median(values: readonly number[]): number {
  return spreadOf(values).median;
}

async function calendarFigures(setting: Setting): Promise<readonly Figure[]> {
  const ours = await inWindow(
    () => openPostwright(setting.userData),
    async ({ page, electron }) => {
      const times = await measureCalendar(page, ourHands(page), MANY);
      const frames = await measureDragging(page, ourHands(page));
      return { times, frames, memory: await memoryOf(electron) };
    },
  );
  const plain = await inWindow(
    () => openBare(setting.alone),
    async ({ page, electron }) => {
      await page.locator(ENTRY).first().waitFor({ timeout: 30_000 });
      const times = await measureCalendar(page, plainHands(page), FEW);
      const frames = await measureDragging(page, plainHands(page));
      return { times, frames, memory: await memoryOf(electron) };
    },
  );
  const box = await inWindow(
    () => openBare(inRepository('bench/ui/bare/box.html')),
    ({ page }) => framesWhile(page, () => about(page, { x: 0, y: 0, width: 1200, height: 700 })),
  );
  const blank = await inWindow(
    () => openBare(inRepository('bench/ui/bare/blank.html')),
    async ({ electron }) => {
      await pause(500);
      return memoryOf(electron);
    },
  );
  return [
    ...switchFigures(ours.times, plain.times),
    {
      what: 'an entry carried across the month: from frame to frame',
      ours: spreadOf(ours.frames),
      beside: spreadOf(plain.frames),
      besideName: ALONE,
      limit: FRAME_MS,
    },
    {
      what: '',
      ours: spreadOf(ours.frames),
      beside: spreadOf(box.frames),
      besideName: 'a box that follows the mouse',
    },
    {
      what: 'frames of these that came late',
      ours: alone(shareOver(ours.frames, FRAME_MS)),
      beside: alone(shareOver(plain.frames, FRAME_MS)),
      besideName: `${ALONE}; the box: ${shareOver(box.frames, FRAME_MS).toFixed(1)} %`,
      unit: '%',
    },
    {
      what: 'memory of all processes after this',
      ours: alone(ours.memory),
      beside: alone(plain.memory),
      besideName: `${ALONE}; a blank window: ${blank.toFixed(0)} MB`,
      unit: 'MB',
    },
  ];
}

function switchFigures(ours: CalendarTimes, plain: CalendarTimes): readonly Figure[] {
  const figure = (what: string, mine: readonly number[] = [], theirs: readonly number[] = []): Figure => ({
    what,
    ours: mine.length === 0 ? undefined : spreadOf(mine),
    beside: theirs.length === 0 ? undefined : spreadOf(theirs),
    besideName: ALONE,
    limit: 100,
  });
  return [
    figure('another month, not seen before', ours.firstSeen, plain.firstSeen),
    figure('another month, seen before', ours.seenBefore, plain.seenBefore),
    ...VIEW_NAMES.map((name) => figure(`to the ${name}`, ours.views[name], plain.views[name])),
    figure('a filter on or off', ours.filter, plain.filter),
  ];
}

async function typingFigures({ userData }: Setting): Promise<readonly Figure[]> {
  const ours = await inWindow(
    () => openPostwright(userData),
    async (window) => {
      await openBusyComposer(window.page);
      return measureTyping(window, /^Text of part 1$/);
    },
  );
  const field = await inWindow(
    () => openBare(inRepository('bench/ui/bare/field.html')),
    (window) => measureTyping(window, /^Text$/),
  );
  const figure = (what: string, of: (times: TypingTimes) => readonly number[], limit?: number): Figure => ({
    what,
    ours: spreadOf(of(ours)),
    beside: spreadOf(of(field)),
    besideName: 'a plain field',
    ...(limit !== undefined && { limit }),
  });
  return [
    figure(
      'a key, seven previews open: how long the page is busy until the letter is painted',
      ({ keys }) => keys.map((key) => key.work),
      16,
    ),
    figure('  from the key to the letter painted, waiting for the frame included', ({ keys }) =>
      keys.map((key) => key.painted),
    ),
    figure(
      '  how long a processor worked on it, without waiting for one',
      ({ costs }) => costs.map(({ letter }) => letter.worked),
      16,
    ),
    figure(
      'from a key to the next, saves included: the longest the page is busy at a stretch',
      ({ costs }) => costs.map(({ longest }) => longest.passed),
      16,
    ),
    figure(
      '  how long a processor worked on it, without waiting for one',
      ({ costs }) => costs.map(({ longest }) => longest.worked),
      16,
    ),
  ];
}

async function screenFigures({ userData }: Setting): Promise<readonly Figure[]> {
  return inWindow(
    () => openPostwright(userData),
    async ({ page, electron }) => {
      const first = await measureScreens(page);
      const again = await measureScreens(page);
      const memory = await memoryOf(electron);
      return [
        ...first.flatMap((one, n): Figure[] => [
          {
            what: `${one.name}: until it stands`,
            ours: alone(one.ready),
            beside: alone(again[n]?.ready ?? 0),
            besideName: 'the second time',
          },
          {
            what: '  of these, a skeleton was seen',
            ours: alone(one.skeleton),
            beside: alone(again[n]?.skeleton ?? 0),
            limit: 200,
          },
          {
            what: '  things that jumped about (Chromium’s score)',
            ours: alone(one.jumps),
            beside: alone(again[n]?.jumps ?? 0),
            limit: 0,
            unit: '',
          },
        ]),
        { what: 'memory of all processes after this', ours: alone(memory), unit: 'MB' },
      ];
    },
  );
}

async function inWindow<T>(open: () => Promise<DrivenWindow>, work: (window: DrivenWindow) => Promise<T>): Promise<T> {
  const window = await open();
  try {
    return await work(window);
  } finally {
    await window.close();
  }
}
