import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { DateTime } from 'luxon';
import { expect, type Locator, type Page } from '@playwright/test';
import { HARVEST } from '#tests/e2e/window/mill-house.ts';
import type { App } from '#tests/kit/launch-app.ts';

// What a person does in the window, and where they look.

export type Place = 'Calendar' | 'Queue' | 'Drafts' | 'Media' | 'Channels' | 'Analytics' | 'Activity' | 'Settings';

/** Opens the window anew: nothing of the story before is left on the screen, or in how the calendar is looked at. */
export async function openAnew(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage))
      if (key.startsWith('postwright.calendar.')) localStorage.removeItem(key);
  });
  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}

export async function goTo(page: Page, place: Place): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByText(place, { exact: true }).click();
}

/** Starts a post for every channel, unless told which (part of its name). */
export async function newPost(page: Page, text: string, only?: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'New post' }).first().click();
  await chooseChannels(page, only);
  await part(page).fill(text);
}

export async function chooseChannels(page: Page, only?: RegExp): Promise<void> {
  const boxes = page.getByRole('group', { name: 'Post to' }).getByRole('checkbox');
  await expect(boxes.first()).toBeVisible();
  for (const box of await boxes.all()) {
    const name = (await box.getAttribute('aria-label')) ?? '';
    const wanted = only === undefined || only.test(name);
    if ((await box.getAttribute('aria-checked')) !== String(wanted)) await box.click();
    await expect(box).toBeChecked({ checked: wanted });
  }
}

export function part(page: Page, number = 1): Locator {
  return page.getByRole('textbox', { name: `Text of part ${number}`, exact: true });
}

export function checks(page: Page): Locator {
  return page.getByRole('region', { name: 'Checks' });
}

export function when(page: Page): Locator {
  return page.getByRole('region', { name: 'When' });
}

export async function saved(page: Page): Promise<void> {
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
}

/** A button by exactly this name. */
export function button(page: Page | Locator, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

export async function setTime(page: Page, at: DateTime): Promise<void> {
  const date = page.getByLabel('Date', { exact: true });
  await date.fill(at.toFormat('yyyy-MM-dd'));
  await date.press('Tab');
  await page.getByLabel('Time', { exact: true }).fill(at.toFormat('HH:mm'));
}

/** Searches a zone by its city and takes it. */
export async function chooseZone(page: Page, city: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Time zone' }).or(page.getByLabel('Time zone')).first();
  await field.click();
  await field.fill(city);
  await page.getByRole('option', { name: new RegExp(`^${city}`) }).click();
}

/** What the system's file dialog answers from now on. */
export async function answerDialog(app: App, ...paths: string[]): Promise<void> {
  await app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: chosen });
  }, paths);
}

/** Brings files into an element as the clipboard or the mouse does. */
export async function bring(target: Locator, how: 'paste' | 'drop', path = HARVEST): Promise<void> {
  await target.evaluate(
    (element, [event, name, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const files = new DataTransfer();
      files.items.add(new File([bytes], name, { type: 'image/jpeg' }));
      const given = { bubbles: true, cancelable: true };
      if (event === 'paste') element.dispatchEvent(new ClipboardEvent('paste', { ...given, clipboardData: files }));
      else element.dispatchEvent(new DragEvent('drop', { ...given, dataTransfer: files }));
    },
    [how, basename(path), readFileSync(path).toString('base64')] as const,
  );
}

/** A notice in the corner of the window. */
export function notice(page: Page, words: string | RegExp): Locator {
  return page.getByRole('alert').filter({ hasText: words });
}

/** Closes every notice, as somebody does who has read them: under a pointer that rests they would stay. */
export async function closeNotices(page: Page): Promise<void> {
  const notices = page.getByRole('alert');
  await expect(async () => {
    for (const one of await notices.all()) await button(one, 'Close').click({ timeout: 1_000 });
    expect(await notices.allInnerTexts()).toEqual([]);
  }).toPass({ timeout: 20_000 });
}
