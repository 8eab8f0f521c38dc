import type { DateTime } from 'luxon';
import { expect, type Locator, type Page } from '@playwright/test';
import { button } from '#tests/e2e/window/acts.ts';

// What a person does on the calendar, with a real mouse.

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export type Where = () => Promise<Spot>;

/** A post on the calendar, by its words. */
export function entry(page: Page, words: string): Locator {
  return page.getByTestId('plan-grid').locator('[data-entry]', { hasText: words });
}

/** A day of the month, the week, or the agenda. */
export function dayCell(page: Page, at: DateTime): Locator {
  return page.getByTestId('plan-grid').locator(`[data-day="${at.toFormat('yyyy-MM-dd')}"]`);
}

/** An empty place of a day in the month: near its lower edge. */
export function day(page: Page, at: DateTime): Where {
  return async () => {
    const { x, y, width, height } = await boxOf(dayCell(page, at));
    return { x: x + width / 2, y: y + height - 12 };
  };
}

/** A little below the line of an hour, in the middle of its day. */
export function hour(page: Page, at: DateTime): Where {
  return async () => {
    const column = dayCell(page, at);
    const part = (at.hour + at.minute / 60) / 24;
    await column.evaluate((node, share) => {
      const scroller = node.closest('[data-scrolls]');
      if (scroller === null) return;
      const [wanted, seen] = [node.clientHeight * share, scroller.getBoundingClientRect()];
      const y = node.getBoundingClientRect().top + wanted;
      if (y < seen.top + 100 || y > seen.bottom - 100) scroller.scrollTop = wanted - 160;
    }, part);
    const { x, y, width, height } = await boxOf(column);
    return { x: x + width / 2, y: y + height * part + 6 };
  };
}

export async function isOnDay(page: Page, at: DateTime, words: string): Promise<boolean> {
  return (await dayCell(page, at).locator('[data-entry]', { hasText: words }).count()) === 1;
}

export async function showView(page: Page, view: 'Month' | 'Week' | 'Day' | 'Agenda'): Promise<void> {
  await page.getByRole('radiogroup', { name: 'View' }).getByText(view, { exact: true }).click();
  await expect(page.getByTestId('plan-grid')).toHaveAttribute('data-view', view.toLowerCase());
}

/** Goes on until the day is shown. */
export async function stepTo(page: Page, at: DateTime, step: 'Next month' | 'Next week' | 'Next day'): Promise<void> {
  for (let steps = 0; steps < 10; steps += 1) {
    if ((await dayCell(page, at).count()) > 0) return;
    await button(page, step).click();
  }
  throw new Error(`${at.toISODate()} is not near`);
}

export async function openWeekOf(page: Page, at: DateTime): Promise<void> {
  await showView(page, 'Week');
  await stepTo(page, at, 'Next week');
}

export async function clickOn(page: Page, where: Where): Promise<void> {
  const { x, y } = await where();
  await page.mouse.click(x, y);
}

interface Held {
  /** It is held, and so dropped, by its upper edge. */
  readonly top?: boolean;
  /** What happens before it is let go. */
  readonly before?: () => Promise<void>;
}

/** Takes something with the mouse and drops it. Where it is and where it goes are looked up once everything is in place. */
export async function dragTo(page: Page, what: Locator, where: Where, held: Held = {}): Promise<void> {
  await expect(what).toBeVisible();
  await where();
  const box = await boxOf(what);
  const from = { x: box.x + Math.min(30, box.width / 2), y: held.top === true ? box.y + 4 : box.y + box.height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 6, from.y + 4, { steps: 3 });
  const to = await where();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await held.before?.();
  await page.mouse.up();
}

/** Where something is on the screen. */
export async function boxOf(what: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await what.boundingBox();
  if (box === null) throw new Error(`${String(what)} is not on the calendar`);
  return box;
}
