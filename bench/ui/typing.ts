import type { Page } from '@playwright/test';
import { keysWhile, stretchesWhile, type KeyTime } from '#bench/ui/probe.ts';

const WORDS = 'The stones were dressed by hand, and the flour is finer than ever this autumn. Come by! ';
const BETWEEN_MS = 70;

/** Opens a new post for every channel there is; its previews stand open. Throws where fewer than seven are shown. */
export async function openBusyComposer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New post' }).first().click();
  const boxes = page.getByRole('group', { name: 'Post to' }).getByRole('checkbox');
  await boxes.first().waitFor();
  for (const box of await boxes.all()) if ((await box.getAttribute('aria-checked')) !== 'true') await box.click();
  const cards = page.getByRole('region', { name: 'How it will look' }).getByRole('listitem');
  await cards.nth(6).waitFor({ timeout: 10_000 });
}

/** Of the same keys: how they went, and how long the page was busy at a stretch, which is watched apart since it costs something. */
export interface TypingTimes {
  readonly keys: readonly KeyTime[];
  readonly stretches: readonly number[];
}

/** Types a sentence as a quick writer does, a key after the other. */
export async function measureTyping(page: Page, field: RegExp): Promise<TypingTimes> {
  const text = page.getByRole('textbox', { name: field }).first();
  await text.click();
  await page.keyboard.type('A first line to warm up. ', { delay: BETWEEN_MS });
  const keys = await keysWhile(page, () => page.keyboard.type(WORDS, { delay: BETWEEN_MS }));
  if (keys.length < WORDS.length / 2) throw new Error(`only ${keys.length} keys arrived`);
  if (!(await text.inputValue()).endsWith(WORDS)) throw new Error('what was typed is not what is there');
  const stretches = await stretchesWhile(page, () => page.keyboard.type(WORDS, { delay: BETWEEN_MS }));
  return { keys, stretches };
}
