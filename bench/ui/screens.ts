import type { Page } from '@playwright/test';

/** One screen on the way in, ms from the click. */
export interface ScreenTime {
  readonly name: string;
  /** Nothing stands in for what is still being read. */
  readonly ready: number;
  /** How long something did. */
  readonly skeleton: number;
  /** How far things jumped about, as Chromium counts it. */
  readonly jumps: number;
}

const SCREENS = ['Queue', 'Drafts', 'Media', 'Channels', 'Analytics', 'Activity', 'Settings', 'Calendar'];

export async function measureScreens(page: Page): Promise<readonly ScreenTime[]> {
  const times: ScreenTime[] = [];
  const places = page.getByRole('navigation', { name: 'Main' });
  for (const name of SCREENS) {
    await page.evaluate(watchSkeletons);
    await places.getByText(name, { exact: true }).click();
    await page.getByRole('region', { name, exact: true }).first().waitFor();
    times.push({ name, ...(await page.evaluate(() => (globalThis as Watched).benchSkeletons)) });
  }
  return times;
}

type Watched = typeof globalThis & { benchSkeletons: Promise<Omit<ScreenTime, 'name'>> };

function watchSkeletons(): void {
  const QUIET_MS = 400;
  (globalThis as Watched).benchSkeletons = new Promise((resolve) => {
    let clicked: number | undefined;
    let drawn: number | undefined;
    let firstSkeleton: number | undefined;
    let lastSkeleton: number | undefined;
    let jumps = 0;
    const jumping = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) jumps += (entry as PerformanceEntry & { value: number }).value;
    });
    jumping.observe({ type: 'layout-shift' });
    window.addEventListener('click', (event) => (clicked = event.timeStamp), { capture: true, once: true });
    const change = new MutationObserver(() => (drawn = performance.now()));
    change.observe(document.querySelector('main') ?? document.body, { childList: true, subtree: true });
    const tick = (): void => {
      const now = performance.now();
      if (clicked !== undefined && document.querySelector('.mantine-Skeleton-root') !== null) {
        firstSkeleton ??= now;
        lastSkeleton = now;
      }
      const last = Math.max(drawn ?? 0, lastSkeleton ?? 0);
      if (clicked === undefined || drawn === undefined || now - last < QUIET_MS)
        return void requestAnimationFrame(tick);
      change.disconnect();
      jumping.disconnect();
      resolve({
        ready: last - clicked,
        skeleton: firstSkeleton === undefined || lastSkeleton === undefined ? 0 : lastSkeleton - firstSkeleton,
        jumps,
      });
    };
    requestAnimationFrame(tick);
  });
}
