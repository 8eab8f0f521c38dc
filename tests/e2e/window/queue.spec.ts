import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, type Locator, type Page } from '@playwright/test';
import type { PostId } from '#shared/ids.ts';
import { button, goTo, notice, openAnew, part, saved } from '#tests/e2e/window/acts.ts';
import { openMillHouse, plan, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { publishNow, untilAll, viewOf, writePost } from '#tests/kit/connected-app.ts';
import { DateTime } from 'luxon';

// Things go wrong at the network, or the computer slept. The queue says what happened, and one button puts it right.

const STATUSES = '/api/v1/statuses';

let mill: MillHouse;
let page: Page;

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds });
});
test.beforeEach(async () => {
  page = mill.app.page;
  await openAnew(page);
});
test.afterEach(() => mill.mastodon.faults.clear());
test.afterAll(() => mill.close());

test('refused by the network: it stands on top with the reason; edited and sent again, the new words go out', async () => {
  const post = await sent('Rye at 3 euros', { status: 422, body: { error: 'Validation failed: no prices here' } });
  await untilAll(mill.app, post, ['failed']);
  await goTo(page, 'Queue');
  const card = attention('Rye at 3 euros');
  await expect(card).toContainText('Refused');
  await expect(card).toContainText('Mastodon refused this post: Validation failed: no prices here');
  await expect(page.getByRole('navigation').getByText('1 post needs you')).toBeAttached();

  await button(card, 'Edit post').click();
  await part(page).fill('Rye, as always');
  await saved(page);
  await goTo(page, 'Queue');
  await attention('Rye, as always')
    .getByRole('button', { name: /^More for/ })
    .click();
  await page.getByRole('menuitem', { name: 'Send again' }).click();
  await expect(page.getByText('Nothing needs you.')).toBeVisible({ timeout: 20_000 });
  await untilAll(mill.app, post, ['published']);
  expect(received()).toEqual(['Rye, as always']);
});

test('refused, edited and published from the composer: it goes out once', async () => {
  const post = await sent('Spelt, half price', { status: 422, body: { error: 'Not today' } });
  await untilAll(mill.app, post, ['failed']);
  await goTo(page, 'Queue');
  await button(attention('Spelt, half price'), 'Edit post').click();
  await expect(page.getByRole('region', { name: 'Where it stands' })).toContainText(
    'Mastodon refused this post: Not today',
  );
  await part(page).fill('Spelt, as it was');
  await saved(page);
  await button(page, 'Publish now').click();
  await button(page, 'Publish to 1 channel').click();
  await expect(page.getByText('This post has gone out and can no longer be changed.')).toBeVisible({ timeout: 20_000 });
  expect(received().filter((text) => text.startsWith('Spelt'))).toEqual(['Spelt, as it was']);
});

test('due while the computer was off: it waits for a person, also after a change of mind, and their button sends it', async () => {
  await mill.app.call('settings.setWorkspace', { overdue: { then: 'ask' } });
  const post = await writePost(mill.app, { texts: ['Good morning from the mill'], channels: [mill.channels.mastodon] });
  await plan(mill.app, post, DateTime.now().plus({ hours: 1 }));
  await mill.restart((userData) => letTimePass(userData, post));
  page = mill.app.page;
  await untilAll(mill.app, post, ['held']);
  await goTo(page, 'Queue');
  const card = attention('Good morning from the mill');
  await expect(card).toContainText('Held');
  await expect(card).toContainText(/This was due at .+, while Postwright could not send it\./);
  await card.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Do not send' }).click();
  await expect(card).toHaveCount(0);
  await button(notice(page, 'Not sent: Good morning from the mill'), 'Undo').click();
  await expect(card).toContainText(/This was due at .+, while Postwright could not send it\./);
  await button(card, 'Send now').click();
  await expect(page.getByText('Nothing needs you.')).toBeVisible({ timeout: 20_000 });
  await expect.poll(received, { timeout: 20_000 }).toContain('Good morning from the mill');
});

test('asked to slow down: it stays in the queue and says when the next try is', async () => {
  const post = await sent('Slowly, please', {
    status: 429,
    headers: { 'retry-after': '90' },
    body: { error: 'Too many requests' },
  });
  await expect
    .poll(async () => (await viewOf(mill.app, post)).publications[0])
    .toMatchObject({ state: 'scheduled', why: { code: 'publish.rate-limited' } });
  await goTo(page, 'Queue');
  const row = page
    .getByRole('region', { name: 'Coming up' })
    .getByRole('listitem')
    .filter({ hasText: 'Slowly, please' });
  await expect(row).toContainText('Planned');
  await expect(row).toContainText(/Next try in (1 min|\d+ s)/);
  await expect(page.getByText('Nothing needs you.')).toBeVisible();

  await row.getByRole('button', { name: /^Slowly, please/ }).click();
  const story = page.getByRole('dialog', { name: 'History of this post' });
  await expect(story).toContainText(/Mastodon asked to slow down\. Next try at \d/);
  await page.keyboard.press('Escape');
  await row.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Send now' }).click();
  await untilAll(mill.app, post, ['published']);
});

test('the answer was lost: it is found on the network, sent once, and its history reads like a story', async () => {
  const post = await sent('Once is enough', 'answer-lost');
  await untilAll(mill.app, post, ['published']);
  expect(received().filter((text) => text === 'Once is enough')).toHaveLength(1);
  await goTo(page, 'Queue');
  await page.getByText('Gone out', { exact: true }).click();
  await page
    .getByRole('region', { name: 'Gone out' })
    .getByRole('button', { name: /^Once is enough/ })
    .click();
  const story = page.getByRole('dialog', { name: 'History of this post' });
  await expect(story.getByText('Published', { exact: true }).last()).toBeVisible();
  const lines = await story.locator('.mantine-Timeline-itemTitle').allInnerTexts();
  expect(lines[0]).toBe('Planned');
  expect(lines).toContain('Its time came; sending began');
  expect(lines.at(-1)).toBe('Published');
  // Nothing is left out, and no word is the machine's.
  expect(await story.innerText()).not.toMatch(/…|[{}"[\]]|undefined|null|[a-z][A-Z][a-z]+:|: confirm/);
});

test('a post taken back from the queue is not sent, and may be sent after all', async () => {
  const post = await writePost(mill.app, { texts: ['Perhaps not'], channels: [mill.channels.mastodon] });
  await plan(mill.app, post, DateTime.now().plus({ hours: 3 }));
  await goTo(page, 'Queue');
  const row = page.getByRole('listitem').filter({ hasText: 'Perhaps not' });
  await row.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Do not send' }).click();
  await untilAll(mill.app, post, ['canceled']);
  await page.getByText('Gone out', { exact: true }).click();
  await expect(row).toContainText('Canceled');
  await row.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Send now' }).click();
  await untilAll(mill.app, post, ['published']);
});

type Answer = {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: Record<string, unknown>;
};

/** Publishes a post to Mastodon, which answers the first request for it like this. */
async function sent(text: string, answer: Answer | 'answer-lost'): Promise<PostId> {
  const fault = answer === 'answer-lost' ? { kind: answer } : ({ kind: 'status', ...answer } as const);
  mill.mastodon.faults.order('POST', STATUSES, fault);
  const post = await writePost(mill.app, { texts: [text], channels: [mill.channels.mastodon] });
  await publishNow(mill.app, post);
  return post;
}

function attention(words: string): Locator {
  return page.getByRole('region', { name: 'Needs you' }).getByRole('listitem').filter({ hasText: words });
}

function received(): string[] {
  return mill.mastodon.received().map((status) => status.text);
}

/** As if the computer had been off for two hours: the post was due an hour ago. */
function letTimePass(userData: string, post: PostId): void {
  const library = new DatabaseSync(join(userData, 'library.sqlite'));
  const ago = Date.now() - 3_600_000;
  library.prepare('UPDATE publications SET due_at = ?, run_at = ? WHERE post_id = ?').run(ago, ago, post);
  library.close();
}
