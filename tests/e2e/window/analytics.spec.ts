import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, type Page } from '@playwright/test';
import type { ChannelId, PlatformId } from '#shared/ids.ts';
import { systemClock } from '#electron/clock.ts';
import { openLibrary } from '#electron/db/open.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { goTo, openAnew } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { launchApp, type App } from '#tests/kit/launch-app.ts';
import { addMeasuredChannel, addMeasuredPost, idOf, type MeasuredChannel } from '#tests/kit/measured-library.ts';

// A social manager looks at how the quarter went, and sends it to the client.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HOURS = [8, 9, 12, 17, 19];
const CHANNELS: readonly MeasuredChannel[] = [
  { id: idOf(4, 1) as ChannelId, platform: 'linkedin' as PlatformId, handle: 'the-mill-house', size: 3 },
  {
    id: idOf(4, 2) as ChannelId,
    platform: 'mastodon' as PlatformId,
    handle: 'mill@a.example',
    size: 1,
    followers: 840,
  },
  {
    id: idOf(4, 3) as ChannelId,
    platform: 'bluesky' as PlatformId,
    handle: 'mill.example',
    size: 1.5,
    followers: 1320,
  },
];

let folder: string;
let app: App;
let page: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postwright-analytics-'));
  await fill();
  app = await launchApp({ userData: folder });
  page = app.page;
  await page.setViewportSize({ width: 1280, height: 800 });
});
test.afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A hundred days of posts, the youngest over a day old: all have numbers. One just went out and has none yet. */
async function fill(): Promise<void> {
  const library = openLibrary({
    path: join(folder, 'library.sqlite'),
    clock: systemClock,
    onListenerError: (error) => console.error(error),
  });
  const workspace = ensureWorkspace(library, 'UTC', 'The Mill House');
  library.write((tx) => {
    for (const channel of CHANNELS) addMeasuredChannel(tx, workspace, channel);
    const midnight = Math.floor(tx.now / DAY) * DAY;
    for (let n = 0; n < 300; n += 1) {
      const channel = CHANNELS[n % 3];
      const hour = n % 3 === 0 ? 9 : HOURS[(n * 7) % HOURS.length];
      const at = midnight - (2 + Math.floor(n / 3)) * DAY + (hour ?? 9) * HOUR;
      if (channel) addMeasuredPost(tx, workspace, channel, n, at);
    }
    if (CHANNELS[0]) addMeasuredPost(tx, workspace, CHANNELS[0], 300, tx.now - 60_000);
  });
  await library.stop();
}

/** What the system's save dialog answers from now on. */
async function saveAs(path: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, path);
}

async function exportAs(item: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('the sums of a quarter, the best times, and what nobody tells', async () => {
  const trouble: string[] = [];
  page.on('console', (line) => line.type() === 'error' && trouble.push(line.text()));
  await goTo(page, 'Analytics');
  await page.getByRole('radiogroup', { name: 'Days' }).getByText('90 days').click();
  await expect(page.getByText('1 post of these days has no numbers yet.')).toBeVisible();
  await expect(page.locator('.recharts-bar-rectangle').first()).toBeVisible();
  const times = page.getByRole('region', { name: 'When your posts do well' });
  await expect(times.getByText(/^Tuesday at 09:00: \d+ of \d+ posts did well/)).toBeVisible();
  await expect(page.getByText(/^Mastodon does not tell impressions/)).toBeVisible();
  const mastodon = page.getByRole('row').filter({ hasText: '@mill@a.example' }).first();
  await expect(mastodon.getByText('840')).toBeVisible();
  await expect(mastodon.getByText('not told').first()).toBeAttached();
  expect(trouble).toEqual([]);
});

test('one channel alone, and a post that did well', async () => {
  await page.getByRole('combobox', { name: 'Channels' }).click();
  await page.getByRole('option', { name: /Bluesky/ }).click();
  await page.keyboard.press('Escape');
  const top = page.getByRole('region', { name: 'Top posts' });
  await expect(top.getByRole('row')).toHaveCount(11);
  await expect(top.getByText('@mill.example').first()).toBeVisible();
  await top.getByRole('button').first().click();
  await expect(page.getByText('This post has gone out and can no longer be changed.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Analytics', level: 1 })).toBeVisible();
});

test('the table of all posts opens in a spreadsheet, and runs nothing there', async () => {
  const path = join(folder, 'posts.csv');
  await saveAs(path);
  await exportAs(/CSV/);
  await expect(page.getByRole('alert').filter({ hasText: 'The file is written.' })).toBeVisible();
  const csv = readFileSync(path, 'utf8');
  expect(csv.startsWith('\uFEFFPublished,Time zone,')).toBe(true);
  expect(csv).toContain(`,"'=SUM(1,2) is how`);
});

test('the report for a client is a PDF that can be read and searched', async () => {
  const path = join(folder, 'report.pdf');
  await saveAs(path);
  await exportAs(/PDF/);
  await expect(page.getByRole('alert').filter({ hasText: path })).toBeVisible();
  const pdf = await getDocumentProxy(new Uint8Array(readFileSync(path)));
  const { totalPages, text } = await extractText(pdf, { mergePages: true });
  expect(totalPages).toBeGreaterThan(0);
  for (const words of ['The Mill House', 'Interactions', 'Top posts', 'Mastodon does not tell']) {
    expect(text).toContain(words);
  }
});

test('a place where nothing may be written is told, and nothing is left there', async () => {
  await saveAs(join(folder, 'not-a-folder', 'posts.csv'));
  await exportAs(/CSV/);
  await expect(page.getByRole('alert').filter({ hasText: 'posts.csv could not be written' })).toBeVisible();
});

test('in both themes, small and large, nothing keeps anybody out', async () => {
  await openAnew(page);
  await goTo(page, 'Analytics');
  await expect(page.locator('.recharts-bar-rectangle').first()).toBeVisible();
  await lookAt(page, 'analytics');
});
