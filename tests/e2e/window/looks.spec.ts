import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { DateTime } from 'luxon';
import { expect, test, type Page } from '@playwright/test';
import { button, checks, goTo, newPost, notice, openAnew, part, saved, when } from '#tests/e2e/window/acts.ts';
import { change, openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { liveThroughTheMonth, OPEN_POST, setWindowClock, ZONE } from '#tests/e2e/window/month-at-the-mill.ts';

// Every screen, light and dark, small and large: with nothing that keeps somebody out, and a picture of it.
// The pictures in docs/screens are made anew with POSTWRIGHT_TEST_SCREENS=1.

const SCREENS = join(import.meta.dirname, '../../../docs/screens');
const KEEPS_PICTURES = process.env['POSTWRIGHT_TEST_SCREENS'] === '1';
const SIZES = { '': { width: 1280, height: 800 }, '-large': { width: 1920, height: 1080 } } as const;

let mill: MillHouse;
let page: Page;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  if (KEEPS_PICTURES) mkdirSync(SCREENS, { recursive: true });
  mill = await openMillHouse({ connected: false });
  page = mill.app.page;
});
test.afterAll(() => mill.close());

test('welcome', async () => {
  await openAnew(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Posts that go out once, on time, with proof.');
  await look('welcome');
});

test('the first connect: choosing a network and its form', async () => {
  await button(page, 'Connect a channel').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoBarriers();
  await page.getByRole('button', { name: 'Bluesky' }).click();
  await button(page, 'Sign in').click();
  await expectNoBarriers();
});

test.describe('with a month of posts', () => {
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    await mill.connect();
    await liveThroughTheMonth(mill);
    await setWindowClock(mill);
  });
  test.beforeEach(() => openAnew(page));

  test('calendar', async () => {
    await expect(page.locator('.rbc-event').first()).toBeVisible();
    await look('calendar');
  });

  test('week', async () => {
    await page.getByRole('radiogroup', { name: 'View' }).getByText('Week').click();
    await expect(page.locator('.rbc-day-slot .rbc-event').first()).toBeVisible();
    await look('week');
  });

  test('queue', async () => {
    await goTo(page, 'Queue');
    await expect(page.getByRole('region', { name: 'Coming up' }).getByRole('listitem').first()).toBeVisible();
    await look('queue');
  });

  test('what has gone out, and the history of one', async () => {
    await goTo(page, 'Queue');
    await page.getByText('Gone out', { exact: true }).click();
    const row = page.getByRole('region', { name: 'Gone out' }).getByRole('listitem').first();
    await expect(row).toBeVisible();
    await look();
    await row.getByRole('button', { name: /Show history/ }).click();
    await expect(page.getByRole('dialog').getByText('Permalink')).toBeVisible();
    await look();
  });

  test('composer', async () => {
    await page.locator('.rbc-event', { hasText: OPEN_POST }).first().click();
    await expect(part(page)).toBeVisible();
    await expect(checks(page).getByText('Ready')).toBeVisible();
    await look('composer');
  });

  test('composer with a text that is too long everywhere', async () => {
    await newPost(page, 'x'.repeat(520));
    await expect(checks(page).getByText('20 characters too many (520 of 500).')).toBeVisible();
    await look();
    await saved(page);
    const [draft] = await mill.app.call('posts.drafts', { limit: 1 });
    if (draft !== undefined) await change(mill.app, { kind: 'post.delete', post: draft.post.id });
  });

  test('a post that is out', async () => {
    await page.locator('.rbc-event', { hasText: 'New on the shelf' }).first().click();
    await expect(page.getByText('This post has gone out and can no longer be changed.')).toBeVisible();
    await look();
  });

  for (const place of ['Drafts', 'Channels', 'Settings'] as const) {
    test(place.toLowerCase(), async () => {
      await goTo(page, place);
      await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
      await look(place.toLowerCase());
    });
  }

  test('with the keyboard alone a post is written and planned', async () => {
    await page.keyboard.press('Control+n');
    await expect(part(page)).toBeFocused();
    await page.keyboard.type('Typed without a mouse');
    await tabTo(/\(Bluesky\)$/, 'Shift+Tab');
    if ((await focused()).checked !== 'true') await page.keyboard.press('Space');
    await tabTo(/^Date$/);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('24 Nov 2026');
    await page.keyboard.press('Tab');
    await expect(when(page)).toContainText('Tuesday, November 24, 2026');
    await tabTo(/^Plan$/);
    await page.keyboard.press('Enter');
    await expect(notice(page, /^Planned for/)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('November 2026');
    const from = DateTime.fromISO('2026-11-24', { zone: ZONE });
    const views = await mill.app.call('posts.planned', {
      from: from.toMillis(),
      to: from.plus({ days: 1 }).toMillis(),
    });
    expect(views.map((view) => view.post.segments[0]?.text)).toContain('Typed without a mouse');
  });
});

/** Both themes: nothing that keeps somebody out, and a picture in both sizes, kept when it has a name. */
async function look(name?: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await expectNoBarriers();
    if (name !== undefined) await takePictures(`${name}-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function takePictures(name: string): Promise<void> {
  for (const [suffix, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    const path = join(SCREENS, `${name}${suffix}.png`);
    await page.screenshot({ animations: 'disabled', caret: 'hide', ...(KEEPS_PICTURES && { path }) });
  }
  await page.setViewportSize(SIZES['']);
}

async function expectNoBarriers(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  );
}

/** Presses Tab until what is reached has this name. */
async function tabTo(name: RegExp, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    if (name.test((await focused()).name)) return;
  }
  throw new Error(`${key} never reaches ${String(name)}`);
}

function focused(): Promise<{ name: string; checked: string | null }> {
  return page.evaluate(() => {
    const node = document.activeElement;
    const label = node instanceof HTMLInputElement ? node.labels?.[0]?.textContent : undefined;
    return {
      name: (label ?? node?.getAttribute('aria-label') ?? node?.textContent ?? '').trim(),
      checked: node?.getAttribute('aria-checked') ?? null,
    };
  });
}
