import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { DateTime } from 'luxon';
import { answerDialog, button, goTo } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { HARVEST, openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';

// A month of posts comes from a spreadsheet, is looked through row by row, and goes out into one again.

let mill: MillHouse;

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds });
});
test.afterAll(() => mill.close());

test('a person brings in a file: bad rows are named, good ones are planned, and one button takes all of them back', async () => {
  const { page } = mill.app;
  const day = DateTime.now().setZone(mill.zone).plus({ days: 3 }).toFormat('yyyy-MM-dd');
  copyFileSync(HARVEST, join(mill.folder, 'harvest.jpg'));
  const path = join(mill.folder, 'december.csv');
  const rows = [
    'Date,Text,Media URL(s),Alt text(s),Notes',
    `${day} 09:00,The rye is in,harvest.jpg,"A field, golden",first`,
    `${day} 10:00,"Open day\nat the mill",,,`,
    '2020-01-01 09:00,Long ago,,,',
    ',Some time soon,,,',
  ];
  writeFileSync(path, rows.join('\n'));
  await goTo(page, 'Drafts');
  await button(page, 'Import or export').click();
  await page.getByRole('menuitem', { name: 'Import from CSV…' }).click();
  await lookAt(page);
  await answerDialog(mill.app, path);
  await button(page, 'Choose a file').click();

  const preview = page.getByRole('region', { name: 'What becomes of every row' });
  await expect(preview).toContainText('2020-01-01 09:00 has already passed.');
  const channels = page.getByRole('group', { name: 'Rows without a channel go to' });
  await channels.getByRole('checkbox', { name: /^@millhouse@/ }).check();
  await expect(preview.getByText('Planned 2')).toBeVisible();
  await lookAt(page);
  await preview.getByRole('checkbox', { name: 'Import row 5' }).uncheck();
  await button(page, 'Import 2 posts').click();
  await expect(page.getByText('2 posts are in.')).toBeVisible();

  await goTo(page, 'Queue');
  const upcoming = page.getByRole('region', { name: 'Coming up' });
  await expect(upcoming).toContainText('The rye is in');
  await expect(upcoming).toContainText('1 image');

  await page.getByRole('navigation', { name: 'Main' }).getByText('Activity', { exact: true }).click();
  await expect(page.getByText('2 posts came in from december.csv')).toBeVisible();
  await lookAt(page);

  const written = join(mill.folder, 'written.csv');
  await mill.app.electron.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: to });
  }, written);
  await goTo(page, 'Queue');
  await button(page, 'Import or export').click();
  await page.getByRole('menuitem', { name: 'Export to CSV…' }).click();
  await button(page, 'Choose where').click();
  await expect(page.getByText(/2 rows in/)).toBeVisible();
  expect(readFileSync(written, 'utf8')).toContain('The rye is in');

  await button(page, 'Import or export').click();
  await page.getByRole('menuitem', { name: 'Import from CSV…' }).click();
  await button(page, 'Undo the import').click();
  await expect(page.getByText('2 posts are in the bin.')).toBeVisible();
});
