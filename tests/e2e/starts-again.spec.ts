import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { systemClock } from '#electron/clock.ts';
import { memoryLog } from '#electron/log.ts';
import { openLibrary } from '#electron/db/open.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { keptAnswers } from '#electron/shell/kept-answers.ts';
import type { ChannelId, PlatformId } from '#shared/ids.ts';
import type { CallOutput } from '#shared/ipc/contract.ts';
import { button } from '#tests/e2e/window/acts.ts';
import { callsFrom, launchApp } from '#tests/kit/launch-app.ts';
import { addMeasuredChannel } from '#tests/kit/measured-library.ts';
import { planDraft } from '#tests/kit/plan-draft.ts';

// What a page asks first is answered before it asks, by what was asked the last time (docs/decisions/0025, 0027). A person never sees
// anything of that: every start shows what is there now.

const ON_MASTODON = {
  channel: '0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId,
  platform: 'mastodon' as PlatformId,
};
const WEEK_MS = 7 * 24 * 3_600_000;

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postwright-again-'));
});

test.afterEach(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('the second start shows what was planned since, and the weeks beside it when somebody goes there', async () => {
  await plan('Rye is back');
  await started(async (page) => {
    await expect(entry(page, 'Rye is back')).toBeVisible();
    await expect.poll(askedFirst).toEqual(FIRST);
  });
  await plan('Spelt is back');
  await plan('Emmer is back', middleOfNextMonth());
  await started(async (page) => {
    await expect(entry(page, 'Rye is back')).toBeVisible();
    await expect(entry(page, 'Spelt is back')).toBeVisible();
    await page.getByRole('button', { name: 'Next month' }).click();
    await expect(entry(page, 'Emmer is back')).toBeVisible();
    await page.getByRole('button', { name: 'Today', exact: true }).click();
    await expect(entry(page, 'Spelt is back')).toBeVisible();
  });
});

test('the very first start has no library to look at, and what its page asks is foreseen by the second', async () => {
  await started(() => expect.poll(askedFirst).toContain('settings.read'));
});

test('put down properly, the answers are kept for the next start, and only for that one', async () => {
  await plan('Rye is back');
  await started(async (page) => {
    await expect(entry(page, 'Rye is back')).toBeVisible();
    await stands(page);
    expect(isKept()).toBe(false);
  });
  expect(isKept()).toBe(true);
  const app = await launchApp({ userData: folder });
  await expect(entry(app.page, 'Rye is back')).toBeVisible();
  await expect.poll(isKept).toBe(false);
  await app.kill();
  await app.close();
  expect(isKept()).toBe(false);
  await started(async (page) => {
    await expect(entry(page, 'Rye is back')).toBeVisible();
    await stands(page);
  });
  expect(isKept()).toBe(true);
});

test('what was kept is what is drawn first', async () => {
  await plan('Rye is back');
  let told: CallOutput<'settings.read'> | undefined;
  await started(async (page) => {
    await stands(page);
    told = await callsFrom(page)('settings.read', undefined);
  });
  const kept = keptAnswers({
    folder,
    libraryPath: join(folder, 'library.sqlite'),
    besides: () => [{ version: told?.app.version, electron: told?.app.electron }, told?.spoken, told?.personal],
    log: memoryLog(),
  });
  const answers = (await kept.read()) ?? [];
  expect(answers.map(({ name }) => name).toSorted()).toEqual(FIRST);
  // As nobody but this story writes it: it would be seen nowhere else.
  await kept.keep(answers.map((one) => ({ ...one, answer: one.answer.replace('Rye is back', 'Rye as it was kept') })));
  await started((page) => expect(entry(page, 'Rye as it was kept')).toBeVisible());
});

test('letters of one file come with the page, and others with a text that has them', async () => {
  await plan('Rye is back');
  await started(async (page) => {
    await expect(entry(page, 'Rye is back')).toBeVisible();
    expect(await lettersOf(page)).toEqual(['Inter Latin']);
  });
  await plan('Ječmen je zpět');
  await started(async (page) => {
    await expect(entry(page, 'Ječmen je zpět')).toBeVisible();
    await expect.poll(() => lettersOf(page)).toEqual(['Inter Latin', 'Inter Variable']);
  });
});

test('what is changed in a session is what the next one begins with', async () => {
  for (const text of ['Rye is back', 'Spelt is back']) await plan(text, systemClock.now() + 3_600_000);
  await started(stands);
  await started(async (page) => {
    await entry(page, 'Rye is back').click();
    await button(page.getByRole('dialog'), 'Remove').click();
    await expect(entry(page, 'Rye is back')).toHaveCount(0);
  });
  await started(async (page) => {
    await expect(entry(page, 'Spelt is back')).toBeVisible();
    await expect(entry(page, 'Rye is back')).toHaveCount(0);
  });
});

test('in another month than the last time, the start shows that month, and the next one foresees it', async () => {
  await plan('Rye is back');
  await started(() => expect.poll(askedFirst).toEqual(FIRST));
  // A start that took its time has put the answers down as well: then nothing is asked.
  rmSync(join(folder, 'answers-kept'), { force: true });
  const kept = preferences();
  const asked = kept['askedFirst'] as { name: string; input?: unknown }[];
  const now = asked.find(({ name }) => name === 'calendar.entries')?.input;
  const longAgo = { from: 0, to: WEEK_MS };
  const then = asked.map((one) => (one.name === 'calendar.entries' ? { ...one, input: longAgo } : one));
  writeFileSync(join(folder, 'preferences.json'), JSON.stringify({ ...kept, askedFirst: then }));
  await started(async (page) => {
    await expect(entry(page, 'Rye is back')).toBeVisible();
    await expect
      .poll(() => (preferences()['askedFirst'] as typeof asked).find(({ name }) => name === 'calendar.entries')?.input)
      .toEqual(now);
  });
});

test('nonsense in the file of preferences changes nothing', async () => {
  await plan('Rye is back');
  const asked = ['x', null, { name: 'posts.change', input: {} }, { name: 'calendar.entries', input: { from: 'x' } }];
  writeFileSync(join(folder, 'preferences.json'), JSON.stringify({ askedFirst: asked }));
  await started((page) => expect(entry(page, 'Rye is back')).toBeVisible());
});

const FIRST = ['calendar.entries', 'channels.list', 'labels.list', 'settings.read', 'slots.list'];

async function started(look: (page: Page) => Promise<void>): Promise<void> {
  const app = await launchApp({ userData: folder });
  try {
    await look(app.page);
  } finally {
    await app.close();
  }
}

/** The families that files have been read of. */
function lettersOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const read = [...document.fonts].filter(({ status }) => status === 'loaded');
    return [...new Set(read.map(({ family }) => family.replaceAll('"', '')))].toSorted();
  });
}

/** All of the program has been read, and answers. */
async function stands(page: Page): Promise<void> {
  await callsFrom(page)('publishing.queue', { part: 'upcoming', limit: 1 });
}

/** While the program is not at work. */
async function plan(text: string, dueAt = systemClock.now() + 60_000): Promise<void> {
  const library = openLibrary({
    path: join(folder, 'library.sqlite'),
    clock: systemClock,
    onListenerError: (error) => expect(error).toBeUndefined(),
  });
  const workspace = ensureWorkspace(library, 'UTC');
  library.write((tx) => {
    const known = tx.prepare('SELECT 1 FROM channels').get();
    if (known === undefined)
      addMeasuredChannel(tx, workspace, {
        id: ON_MASTODON.channel,
        platform: ON_MASTODON.platform,
        handle: 'mill',
        size: 1,
      });
    planDraft(tx, { workspace, ...ON_MASTODON }, { segments: [{ text, media: [] }], options: {} }, dueAt);
  });
  await library.stop();
}

function middleOfNextMonth(): number {
  const today = new Date(systemClock.now());
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 15, 12);
}

function entry(page: Page, text: string) {
  return page.getByRole('region', { name: 'Calendar' }).getByText(text).first();
}

/** Answers to what is asked first lie in the data folder. */
function isKept(): boolean {
  return existsSync(join(folder, 'answers-kept'));
}

function preferences(): Record<string, unknown> {
  const path = join(folder, 'preferences.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
}

function askedFirst(): readonly string[] {
  return ((preferences()['askedFirst'] ?? []) as { name: string }[]).map(({ name }) => name).toSorted();
}
