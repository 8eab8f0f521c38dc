import type { Page } from '@playwright/test';
import { keysWhile, type KeyTime } from '#bench/ui/probe.ts';
import { costsWhile, type KeyCost } from '#bench/ui/thread.ts';
import type { DrivenWindow } from '#bench/ui/window.ts';

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

/** Of the same words, typed twice: how the keys went, and what they cost, which is recorded apart since to record costs something. */
export interface TypingTimes {
  readonly keys: readonly KeyTime[];
  readonly costs: readonly KeyCost[];
}

/** Types a sentence as a quick writer does, a key after the other. */
export async function measureTyping({ page, electron }: DrivenWindow, field: RegExp): Promise<TypingTimes> {
  const text = page.getByRole('textbox', { name: field }).first();
  const type = (): Promise<void> => page.keyboard.type(WORDS, { delay: BETWEEN_MS });
  await text.click();
  await page.keyboard.type('A first line to warm up. ', { delay: BETWEEN_MS });
  const keys = await keysWhile(page, type);
  const costs = await costsWhile(electron, type);
  for (const some of [keys, costs]) {
    if (some.length < WORDS.length / 2) throw new Error(`only ${some.length} keys arrived`);
  }
  if (!(await text.inputValue()).endsWith(WORDS + WORDS)) throw new Error('what was typed is not what is there');
  return { keys, costs };
}
