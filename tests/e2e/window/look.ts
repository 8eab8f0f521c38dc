import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

// What every screen is held to. The pictures in docs/screens are made anew with POSTWRIGHT_TEST_SCREENS=1.

const SCREENS = join(import.meta.dirname, '../../../docs/screens');
const KEEPS_PICTURES = process.env['POSTWRIGHT_TEST_SCREENS'] === '1';
/** The rules of axe that judge by colour, which takes it longer than all the others. */
export const COLOURS = ['color-contrast', 'link-in-text-block'];
const SIZES = { '': { width: 1280, height: 800 }, '-large': { width: 1920, height: 1080 } } as const;

/**
 * Both themes: nothing that keeps somebody out, and, where pictures are made anew, one in both sizes by this name.
 * `within` says in which part of the page to look, by its selector.
 */
export async function lookAt(page: Page, name?: string, within?: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    // The other theme has the same page in other colours: what is judged by colour is judged again.
    await expectNoBarriers(page, { within, ...(theme === 'dark' && { rules: COLOURS }) });
    if (name !== undefined) await takePictures(page, `${name}-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Pictures in both themes and sizes, where they are made anew; for what `lookAt` has looked at as a part of its page. */
export async function photograph(page: Page, name: string): Promise<void> {
  if (!KEEPS_PICTURES) return;
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await takePictures(page, `${name}-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Pictures in both themes, where they are made anew; for what axe is not to judge. */
export async function picture(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await takePictures(page, `${name}-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function takePictures(page: Page, name: string): Promise<void> {
  if (!KEEPS_PICTURES) return;
  mkdirSync(SCREENS, { recursive: true });
  for (const [suffix, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    await page.screenshot({ animations: 'disabled', caret: 'hide', path: join(SCREENS, `${name}${suffix}.png`) });
  }
  await page.setViewportSize(SIZES['']);
}

/** Nothing serious by axe: by all of its rules unless told which, or which not, on the whole page unless told where. */
export async function expectNoBarriers(
  page: Page,
  {
    within,
    rules,
    except,
  }: { within?: string | undefined; rules?: readonly string[]; except?: readonly string[] } = {},
): Promise<void> {
  // What passes is only counted: to describe every element of it takes as long as judging them all.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (rules !== undefined) axe.withRules([...rules]);
  if (except !== undefined) axe.disableRules([...except]);
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  );
}
