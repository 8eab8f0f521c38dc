import { expect, type Locator, type Page } from '@playwright/test';
import type { Connecting } from '#tests/kit/every-network.ts';
import type { S3Server } from '#tests/kit/s3-server.ts';

// What a person sets up once, with the mouse and the keyboard: channels, and the bucket of theirs.

/** The browser of the person, and Postwright's second start with it, take a moment. */
const BROWSER_MS = 30_000;

/** Connects one account through the form of its network, and the browser where there is one. */
export async function connectInWindow(page: Page, wanted: Connecting): Promise<void> {
  await goTo(page, 'Channels');
  await page.getByRole('button', { name: 'Connect a channel' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: wanted.network, exact: true }).click();
  const form = page.getByRole('dialog', { name: `Connect ${wanted.network}` });
  if (wanted.way !== undefined) await form.getByRole('radio', { name: wanted.way, exact: true }).check();
  for (const [label, answer] of Object.entries(wanted.answers)) {
    await form.getByRole('textbox', { name: label }).fill(answer);
  }
  await form.getByRole('button', { name: /^(Continue in browser|Sign in)$/ }).click();
  if (wanted.choose !== undefined) await chooseAccount(page, wanted.choose);
  const card = cardOf(page, wanted.channel);
  await expect(card).toContainText('Connected', { timeout: BROWSER_MS });
  await expect(card).toContainText(`${wanted.network} ·`);
}

/** The card of a channel, by how it is called. */
export function cardOf(page: Page, channel: string): Locator {
  return page.getByRole('list', { name: 'Connected channels' }).getByRole('listitem', { name: channel, exact: true });
}

async function chooseAccount(page: Page, account: string): Promise<void> {
  const question = page.getByRole('dialog', { name: 'Which of them?' });
  await expect(question).toBeVisible({ timeout: BROWSER_MS });
  await expect(question.getByRole('button', { name: 'Connect 1 channel' })).toBeDisabled();
  await question.getByRole('checkbox', { name: account, exact: true }).check();
  await question.getByRole('button', { name: 'Connect 1 channel' }).click();
}

/** Fills in the form of the bucket; it is kept once it has been tried out. */
export async function setUpBucket(page: Page, s3: S3Server): Promise<void> {
  await goTo(page, 'Settings');
  const form = page.getByRole('region', { name: 'Files that networks fetch' });
  await form.getByLabel('Address of the service').fill(s3.endpoint);
  await form.getByLabel('Bucket', { exact: true }).fill(s3.bucket);
  await form.getByLabel('Access key').fill(s3.accessKeyId);
  await form.getByLabel('Secret key').fill(s3.secretAccessKey);
  await form.getByRole('button', { name: 'Try it and keep it' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The bucket works and is kept.' })).toBeVisible();
}

async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByText(screen, { exact: true }).click();
}
