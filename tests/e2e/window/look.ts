import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

// What every screen is held to. The pictures in docs/screens are made anew with POSTWRIGHT_TEST_SCREENS=1.

const SCREENS = join(import.meta.dirname, '../../../docs/screens');
const KEEPS_PICTURES = process.env['POSTWRIGHT_TEST_SCREENS'] === '1';
const SIZES = { '': { width: 1280, height: 800 }, '-large': { width: 1920, height: 1080 } } as const;

/** Both themes: nothing that keeps somebody out, and, where pictures are made anew, one in both sizes by this name. */
export async function lookAt(page: Page, name?: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    // The other theme has the same page in other colours: what is judged by colour is judged again.
    await (theme === 'light' ? expectNoBarriers(page) : expectContrast(page));
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

/** Nothing serious by axe. */
export async function expectNoBarriers(page: Page): Promise<void> {
  expectNothingGrave(await new AxeBuilder({ page }).setLegacyMode(true).analyze());
}

/** Words and signs stand out enough in the theme that is shown, by axe. */
async function expectContrast(page: Page): Promise<void> {
  const rules = ['color-contrast', 'link-in-text-block'];
  expectNothingGrave(await new AxeBuilder({ page }).setLegacyMode(true).withRules(rules).analyze());
}

function expectNothingGrave({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): void {
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  );
}
