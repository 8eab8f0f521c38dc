import { DateTime } from 'luxon';
import sharp from 'sharp';
import { expect, type Locator, type Page } from '@playwright/test';
import { startLinkedin, type Linkedin } from '#simulators/linkedin.ts';
import { button, checks, goTo, newPost, notice, openAnew, part, saved, when } from '#tests/e2e/window/acts.ts';
import { expectNoBarriers, lookAt } from '#tests/e2e/window/look.ts';
import { change, openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { showView } from '#tests/e2e/window/plan-acts.ts';
import { liveThroughTheMonth, OPEN_POST, showMonthInWindow, ZONE } from '#tests/e2e/window/month-at-the-mill.ts';

// Every screen, light and dark, small and large: with nothing that keeps somebody out, and a picture of it.

/** The mill's own page on the web, which leads on to Postwright. */
const RETURN_PAGE = 'https://mill.example/oauth/return';

let mill: MillHouse;
let linkedin: Linkedin;
let page: Page;

test.beforeAll(async ({ pds }) => {
  test.setTimeout(180_000);
  linkedin = await startLinkedin();
  mill = await openMillHouse({ pds, connected: false, env: { POSTWRIGHT_LINKEDIN_URL: linkedin.url } });
  page = mill.app.page;
});
test.afterAll(async () => {
  await mill.close();
  await linkedin.stop();
});

test('welcome', async () => {
  await openAnew(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Posts that go out once, on time, with proof.');
  await look('welcome');
});

test('the first connect: choosing a network and its form', async () => {
  await button(page, 'Connect a channel').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoBarriers(page);
  await page.getByRole('button', { name: 'Bluesky' }).click();
  await button(page, 'Sign in').click();
  await expectNoBarriers(page);
});

test('a network with several ways to connect, and which of its accounts are meant', async () => {
  await openAnew(page);
  await button(page, 'Connect a channel').click();
  await button(page.getByRole('dialog'), 'LinkedIn').click();
  const form = page.getByRole('dialog', { name: 'Connect LinkedIn' });
  await form.getByRole('radio', { name: 'Your profile and pages, with your own app keys' }).check();
  await look('connect');

  const app = linkedin.createApp({ product: 'community', redirectUris: [RETURN_PAGE] });
  const frieda = linkedin.createPerson({ firstName: 'Frieda', lastName: 'Miller' });
  for (const name of ['The Mill House', 'Bakers of the Valley']) linkedin.createPage({ name }).letIn(frieda);
  await form.getByRole('textbox', { name: 'Client ID' }).fill(app.clientId);
  await form.getByRole('textbox', { name: 'Client secret' }).fill(app.clientSecret);
  await form.getByRole('textbox', { name: 'Return address' }).fill(RETURN_PAGE);
  await button(form, 'Continue in browser').click();
  const question = page.getByRole('dialog', { name: 'Which of them?' });
  await question.getByRole('checkbox', { name: 'The Mill House' }).check();
  await look('choose-accounts');
  await button(question, 'Connect 1 channel').click();
  await expect(notice(page, '1 channel is connected.')).toBeVisible();
});

test.describe('with a month of posts', () => {
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    await mill.connect();
    await liveThroughTheMonth(mill);
    await showMonthInWindow(mill);
  });
  test.beforeEach(() => openAnew(page));

  test('calendar', async () => {
    await expect(page.locator('[data-entry]').first()).toBeVisible();
    await look('calendar');
  });

  test('week', async () => {
    await page.getByRole('radiogroup', { name: 'View' }).getByText('Week').click();
    await expect(page.locator('[data-column] [data-entry]').first()).toBeVisible();
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
    await page.locator('[data-entry]', { hasText: OPEN_POST }).first().dblclick();
    await expect(part(page)).toBeVisible();
    await expect(checks(page).getByText('Ready')).toBeVisible();
    await look('composer');
  });

  test('composer with a poll, choices and a first comment', async () => {
    await newPost(page, 'The fields for next year are free.\nWhat shall we sow?', /\((?:LinkedIn|Mastodon)\)$/);
    await button(page, 'Add poll').click();
    for (const [at, answer] of ['Emmer', 'Einkorn', 'Champagne rye'].entries()) {
      if (at > 1) await button(page, 'Add answer').click();
      await page.getByLabel(`Answer ${at + 1}`, { exact: true }).fill(answer);
    }
    await page.getByLabel('First comment').fill('We tell you on Sunday what it became.');
    const choices = page.getByRole('region', { name: 'Choices per channel' }).getByRole('group');
    const ofLinkedin = choices.filter({ hasText: '@the-mill-house' });
    await ofLinkedin.locator('summary').click();
    await ofLinkedin.getByRole('switch', { name: 'Others cannot repost it' }).click();
    await expect(checks(page).getByText('Ready')).toBeVisible();
    await saved(page);
    await look('composer-poll');
    await throwAway();
  });

  test('composer with a text that is too long everywhere', async () => {
    await newPost(page, 'x'.repeat(520));
    await expect(checks(page).getByText('20 characters too many (520 of 500).')).toBeVisible();
    await look();
    await saved(page);
    await throwAway();
  });

  test('with everything at twice its size the plan follows the text, and nothing leaves the window', async () => {
    await newPost(page, 'Twice as large');
    await saved(page);
    // What a window of 1280 by 800 has room for then.
    await page.setViewportSize({ width: 640, height: 400 });
    const composer = page.getByRole('region', { name: 'Post', exact: true });
    for (const place of [composer, page.locator('html')])
      expect(await place.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
    const [close, state] = [await button(page, 'Close').boundingBox(), await page.getByText('Saved').boundingBox()];
    expect(close !== null && state !== null && state.y >= close.y + close.height).toBe(true);
    await button(page, 'Plan').scrollIntoViewIfNeeded();
    await expect(button(page, 'Plan')).toBeInViewport();
    await expectNoBarriers(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await throwAway();
  });

  test('with everything at twice its size all of the rail can be reached, and the window stays where it is', async () => {
    await goTo(page, 'Calendar');
    await page.setViewportSize({ width: 640, height: 400 });
    const last = page.getByRole('navigation').getByRole('button').last();
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport({ ratio: 1 });
    expect(await page.locator('html').evaluate((node) => node.scrollHeight - node.clientHeight)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('a post that is out', async () => {
    await page.locator('[data-entry]', { hasText: 'New on the shelf' }).first().dblclick();
    await expect(page.getByText('This post has gone out and can no longer be changed.')).toBeVisible();
    await look();
  });

  for (const place of ['Drafts', 'Media', 'Channels', 'Analytics', 'Activity', 'Settings'] as const) {
    test(place.toLowerCase(), async () => {
      await goTo(page, place);
      await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible();
      await look(place.toLowerCase());
    });
  }

  test('settings of the bucket', async () => {
    await goTo(page, 'Settings');
    const form = page.getByRole('region', { name: 'Files that networks fetch' });
    await form.getByLabel('Address of the service').fill('https://s3.eu-central-1.amazonaws.com');
    await form.getByLabel('Bucket', { exact: true }).fill('mill-media');
    await form.getByLabel('Region').fill('eu-central-1');
    await form.getByLabel('Access key').fill('AKIAIOSFODNN7EXAMPLE');
    await form.getByLabel('Secret key').fill('not-a-real-one');
    await page.getByRole('region', { name: 'About' }).scrollIntoViewIfNeeded();
    await look('settings-bucket');
  });

  test('who wants less motion sees another theme at once: nothing goes over into it', async () => {
    await goTo(page, 'Calendar');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const goingOver = await page.evaluate(() => {
      const { dataset } = document.documentElement;
      const before = dataset['mantineColorScheme'];
      const colours = [];
      for (const scheme of ['light', 'dark']) {
        dataset['mantineColorScheme'] = scheme;
        colours.push(getComputedStyle(document.body).color);
      }
      const count = document.getAnimations().length;
      dataset['mantineColorScheme'] = before ?? 'light';
      return { colours: new Set(colours).size, count };
    });
    expect(goingOver).toEqual({ colours: 2, count: 0 });
  });

  test('in the colours of the system posts have an edge, and what is open, chosen or focused is told', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await expect(page.locator('[data-entry]').first()).toBeVisible();
    expect(await edgeOf(page.locator('[data-entry]').first(), 'border')).toBeGreaterThan(0);
    expect(
      await contrastIn(page.locator('[data-entry][data-progress="published"] > :first-child').first()),
    ).toBeGreaterThan(100);
    const rail = page.getByRole('navigation', { name: 'Main' });
    expect(await edgeOf(button(rail, 'Calendar'), 'outline')).toBeGreaterThan(1);
    expect(await edgeOf(button(rail, 'Drafts'), 'outline')).toBe(0);
    await button(rail, 'Drafts').focus();
    await page.keyboard.press('Tab');
    expect(await edgeOf(page.locator(':focus-visible'), 'outline')).toBeGreaterThan(2);
    const newPostButton = button(page, 'New post').first();
    expect(await newPostButton.evaluate((node) => getComputedStyle(node).backgroundColor)).not.toBe(
      await newPostButton.evaluate((node) => getComputedStyle(node).color),
    );

    await goTo(page, 'Queue');
    const tabs = page.getByRole('radiogroup', { name: 'Queue' });
    expect(await edgeOf(tabs.locator('.mantine-SegmentedControl-indicator'), 'outline')).toBeGreaterThan(1);
    expect(await edgeOf(page.locator('.mantine-Switch-track').first(), 'border')).toBeGreaterThan(0);
    const row = page.getByRole('region', { name: 'Coming up' }).getByRole('listitem').first();
    expect(await edgeOf(row, 'outline')).toBe(0);
    await row.getByRole('checkbox').check();
    expect(await edgeOf(row, 'outline')).toBeGreaterThan(1);
    await goTo(page, 'Calendar');
    await showView(page, 'Week');
    const free = page.locator('[data-column]:not(:has(button))').first();
    await expect(free).toBeVisible();
    // Lines of hours, and nothing else that would not be of one colour.
    expect(await contrastIn(free)).toBeGreaterThan(100);
    await showView(page, 'Month');
    await page.emulateMedia({ forcedColors: 'none' });
  });

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

/** The draft that was written last must not be in the pictures that follow. */
async function throwAway(): Promise<void> {
  const [draft] = await mill.app.call('posts.drafts', { limit: 1 });
  if (draft !== undefined) await change(mill.app, { kind: 'post.delete', post: draft.post.id });
}

function look(name?: string): Promise<void> {
  return lookAt(page, name);
}

/** How far the lightest and the darkest point of an element are apart, of 255. */
async function contrastIn(shown: Locator): Promise<number> {
  const { channels } = await sharp(await shown.screenshot()).stats();
  return Math.max(...channels.map(({ min, max }) => max - min));
}

/** How wide the line around it is, pixels; 0 for none. */
function edgeOf(control: Locator, line: 'border' | 'outline'): Promise<number> {
  return control.evaluate((node, which) => {
    const style = getComputedStyle(node);
    const [width, kind] =
      which === 'border' ? [style.borderTopWidth, style.borderTopStyle] : [style.outlineWidth, style.outlineStyle];
    return kind === 'none' ? 0 : Number.parseFloat(width);
  }, line);
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
