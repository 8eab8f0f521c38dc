import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { goTo, type Place } from '#tests/e2e/window/acts.ts';
import { packTightly, whyNotAlike } from '#tests/kit/preview/drawn-alike.ts';
import { openPreview, type PreviewWindow } from '#tests/kit/preview/preview-window.ts';

// Every main screen, to the pixel: a colour, a gap or a word that is cut off fails here, with a picture of the difference
// in test-output/e2e. The window stands on the sample library of renderer/preview/, at one moment of one day, so that nothing
// in it moves by itself. Where letters are drawn otherwise than for the baselines, these stories are skipped and say so.

const FOLDER = join(import.meta.dirname, 'baselines');
const NOW = new Date('2026-11-12T08:41:00Z');
const ZONE = 'Europe/Berlin';
const USUAL = { width: 1280, height: 800 };
const LARGE = { width: 1920, height: 1080 };

let preview: PreviewWindow;
let page: Page;
let whyNot: string | undefined;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  preview = await openPreview({ now: NOW, zone: ZONE });
  page = preview.page;
  const rendering = await preview.rendering();
  whyNot = await whyNotAlike({
    folder: FOLDER,
    rendering,
    electron: preview.electron,
    isRenewing: isRenewing(),
  });
  if (whyNot !== undefined)
    console.warn(`The baselines are not compared: ${whyNot}. CONTRIBUTING.md says how to renew them.`);
});
test.beforeEach(() => test.skip(whyNot !== undefined, whyNot));
test.afterAll(async () => {
  await preview.close();
  if (isRenewing()) await packTightly(FOLDER);
});

test('welcome', async () => {
  await preview.open('empty');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await looksAsBefore('welcome');
});

test.describe('with three months of posts', () => {
  test.beforeEach(() => preview.open('busy'));

  test('calendar: a month', async () => {
    await expect(page.locator('[data-entry]').first()).toBeVisible();
    await looksAsBefore('calendar-month', { isLargeToo: true });
  });

  for (const view of ['Week', 'Agenda'] as const) {
    test(`calendar: ${view.toLowerCase()}`, async () => {
      await page.getByRole('radiogroup', { name: 'View' }).getByText(view).click();
      await expect(page.locator('[data-entry]').first()).toBeVisible();
      await looksAsBefore(`calendar-${view.toLowerCase()}`);
    });
  }

  test('queue', async () => {
    await goTo(page, 'Queue');
    await expect(page.getByRole('region', { name: 'Coming up' }).getByRole('listitem').first()).toBeVisible();
    await looksAsBefore('queue');
  });

  test('composer: a post for six networks, one of them in its own words', async () => {
    await goTo(page, 'Drafts');
    await page
      .getByRole('button', { name: /Advent at the roastery/ })
      .first()
      .click();
    await expect(page.getByRole('region', { name: 'Checks' }).getByText('Ready').first()).toBeVisible();
    await looksAsBefore('composer', { isLargeToo: true });

    await page.getByRole('heading', { name: 'How it will look' }).evaluate((title) => {
      title.style.scrollMarginTop = '1.5rem';
      title.scrollIntoView();
    });
    await looksAsBefore('composer-previews');
  });

  for (const place of ['Drafts', 'Media', 'Channels', 'Analytics', 'Activity', 'Settings'] satisfies Place[]) {
    test(place.toLowerCase(), async () => {
      await goTo(page, place);
      await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
      await looksAsBefore(place.toLowerCase());
    });
  }
});

/** `--update-snapshots` was said. */
function isRenewing(): boolean {
  return ['all', 'changed'].includes(test.info().config.updateSnapshots);
}

/** Compares what is on the screen with its baselines; that of the second theme also where the first one differs. */
async function looksAsBefore(name: string, { isLargeToo = false } = {}): Promise<void> {
  // Nothing is under the mouse.
  await page.mouse.move(0, 0);
  for (const [suffix, size] of Object.entries(isLargeToo ? { '': USUAL, '-large': LARGE } : { '': USUAL })) {
    await page.setViewportSize(size);
    // The window is opened light, so that everything is drawn anew for each picture.
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
      await expect.poll(() => page.evaluate(isWholeInView)).toBe(true);
      await expect.soft(page).toHaveScreenshot(`${name}-${theme}${suffix}.png`);
    }
  }
  await page.setViewportSize(USUAL);
}

/** Letters and pictures in view are there; pictures further down come when somebody scrolls to them. */
function isWholeInView(): boolean {
  const isIn = (image: HTMLImageElement): boolean => image.getBoundingClientRect().top < innerHeight;
  const isThere = (image: HTMLImageElement): boolean => image.complete && image.naturalWidth > 0;
  return document.fonts.status === 'loaded' && [...document.images].filter(isIn).every(isThere);
}
