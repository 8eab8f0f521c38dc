import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { electronFlags } from '#build/setup/desktop-session.ts';
import { electronBinary } from '#build/setup/electron-runtime.ts';
import { inRepository } from '#build/setup/repository.ts';
import { runOnNode } from '#build/run-to-end.ts';
import { attached, ENGLISH } from '#tests/kit/launch-app.ts';

/** The window on the sample library of renderer/preview/, in the real Electron. */
export interface PreviewWindow {
  readonly page: Page;
  /** The version of Electron that draws it. */
  readonly electron: string;
  /** Opens the window anew on a library, at the time that was set. */
  open(sample: 'busy' | 'empty'): Promise<void>;
  /** A picture of a page that never changes: how letters, curves and shadows are drawn here. */
  rendering(): Promise<Buffer>;
  close(): Promise<void>;
}

interface Options {
  /** What every clock of the window says, for as long as it is open. */
  readonly now: Date;
  readonly zone: string;
}

/** Where the preview seems to be. Nothing is asked there: whatever the window wants comes from the folder of the build. */
const ORIGIN = 'https://preview.postwright.test';

/** All that a machine, a screen or a person's taste would change in how the window is drawn is set here. */
const DRAWN_ALIKE = [
  '--disable-gpu',
  // What is drawn again only where it changed is drawn a shade otherwise there.
  '--disable-partial-raster',
  '--disable-checker-imaging',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
  '--force-device-scale-factor=1',
  '--lang=en-US',
];

/** The page that never changes, and the letters of the window for it. */
const RENDERING: Readonly<Record<string, string>> = {
  '/rendering.html': join(import.meta.dirname, 'rendering.html'),
  '/font.woff2': inRepository('node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
};

/** Builds the preview and opens it. Throws where it cannot be built. */
export async function openPreview({ now, zone }: Options): Promise<PreviewWindow> {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-preview-'));
  const built = join(folder, 'built');
  const env = { ...process.env, NODE_ENV: 'production' };
  if ((await runOnNode(inRepository('build/build-preview.ts'), [built], { env })) !== 0)
    throw new Error('the preview could not be built');
  const electron = await attached({
    executablePath: electronBinary().path,
    args: [...electronFlags(), ...DRAWN_ALIKE, inRepository('bench/ui/bare')],
    env: {
      ...process.env,
      ...ENGLISH,
      BENCH_DATA: join(folder, 'data'),
      FONTCONFIG_FILE: join(import.meta.dirname, 'fonts.conf'),
    },
    locale: 'en-US',
    timezoneId: zone,
  });
  const page = await electron.firstWindow({ timeout: 30_000 });
  await page.context().route('**', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const path = RENDERING[pathname] ?? join(built, pathname);
    // A picture of the library: there is none, and the preview draws it.
    if (origin !== ORIGIN || !existsSync(path)) return route.fulfill({ status: 404 });
    return route.fulfill({ path });
  });
  // How the calendar was looked at is forgotten from one page to the next.
  await page.addInitScript(() => localStorage.clear());
  await page.clock.setFixedTime(now);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // Nobody's own mouse rests on anything.
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().forEach((one) => one.setIgnoreMouseEvents(true)),
  );
  return {
    page,
    electron: await electron.evaluate(() => process.versions.electron ?? ''),
    open: async (sample) => {
      await page.goto(`${ORIGIN}/preview/index.html?sample=${sample}`);
      await page.getByRole('navigation', { name: 'Main' }).waitFor();
    },
    rendering: async () => {
      await page.goto(`${ORIGIN}/rendering.html`);
      await page.evaluate(() => document.fonts.ready);
      return page.locator('body').screenshot();
    },
    close: async () => {
      await electron.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
