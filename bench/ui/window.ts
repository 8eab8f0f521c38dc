import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronFlags } from '#build/setup/desktop-session.ts';
import { electronBinary } from '#build/setup/electron-runtime.ts';
import { inRepository } from '#build/setup/repository.ts';
import { ENTRY } from '#bench/ui/calendar.ts';
import { launchApp } from '#tests/kit/launch-app.ts';

/** A window that is driven, and the program it belongs to. */
export interface DrivenWindow {
  readonly page: Page;
  readonly electron: ElectronApplication;
  close(): Promise<void>;
}

/** Postwright, on a data folder that stays. */
export async function openPostwright(userData: string): Promise<DrivenWindow> {
  const app = await launchApp({ userData });
  await app.page.locator(ENTRY).first().waitFor({ timeout: 30_000 });
  return app;
}

/** A window with one page and nothing of Postwright around it. */
export async function openBare(page: string): Promise<DrivenWindow> {
  const data = mkdtempSync(join(tmpdir(), 'postwright-bare-'));
  const electron = await _electron.launch({
    executablePath: electronBinary().path,
    args: [...electronFlags(), inRepository('bench/ui/bare')],
    env: { ...process.env, BENCH_DATA: data, BENCH_PAGE: page },
  });
  const first = await electron.firstWindow({ timeout: 30_000 });
  await first.waitForLoadState('load');
  return {
    page: first,
    electron,
    close: async () => {
      await electron.close();
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
