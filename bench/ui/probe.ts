import type { Page } from '@playwright/test';

// Measured inside the page, where the clock stands: how long it takes from what a person does to what is painted. What is
// given to `evaluate` runs in the page and knows nothing of this file.

interface Probe {
  act?: Promise<number | undefined>;
  frames?: { times: number[]; changes: number; goes: boolean };
  keys?: KeyTime[];
}

type Probed = typeof globalThis & { benchProbe: Probe };

/** From a key to the letter. */
export interface KeyTime {
  /** Until it was painted; the wait for the next frame is in it. */
  readonly painted: number;
  /** How long the page was busy for it until then. */
  readonly work: number;
}

/** Nothing has changed for this long: the act is over, and nothing is still being read, ms. */
const QUIET_MS = 500;
const NOTHING_MS = 4_000;

/**
 * Does something and answers how long it took from the event to the painting of the last change that can be seen, ms: to the
 * frame after the one that brought it, when its picture has been handed over. What is added below the edge of what scrolls, an
 * attribute that is written again as it was, and the mark that glides to the chosen view are not waited for. Throws when
 * nothing changed: an act that does nothing is not fast.
 */
export async function actToPainted(page: Page, does: () => Promise<unknown>, what: string): Promise<number> {
  await page.evaluate(watchAct, [QUIET_MS, NOTHING_MS] as const);
  await does();
  const took = await page.evaluate(() => (globalThis as Probed).benchProbe.act);
  if (took === undefined) throw new Error(`nothing changed: ${what}`);
  return took;
}

/** The frames that were painted while something went on, ms between them, and how often the page changed. */
export async function framesWhile(
  page: Page,
  goesOn: () => Promise<unknown>,
): Promise<{ readonly frames: readonly number[]; readonly changes: number }> {
  await page.evaluate(watchFrames);
  await goesOn();
  return page.evaluate(() => {
    const seen = (globalThis as Probed).benchProbe.frames;
    if (seen === undefined) return { frames: [], changes: 0 };
    seen.goes = false;
    const frames = seen.times.slice(1).map((time, n) => time - (seen.times[n] ?? time));
    return { frames, changes: seen.changes };
  });
}

/** How long every key took that was typed while something went on. */
export async function keysWhile(page: Page, goesOn: () => Promise<unknown>): Promise<readonly KeyTime[]> {
  await page.evaluate(watchKeys);
  await goesOn();
  return page.evaluate(() => (globalThis as Probed).benchProbe.keys ?? []);
}

function watchAct([quietMs, nothingMs]: readonly [number, number]): void {
  const place = document.querySelector('main') ?? document.body;
  const probe = ((globalThis as Probed).benchProbe ??= {});
  probe.act = new Promise((resolve) => {
    let begun: number | undefined;
    let changed: number | undefined;
    let painted: number | undefined;
    let isWaiting = false;
    let touched = new Set<Node>();
    const begin = (event: Event): void => void (begun ??= event.timeStamp);
    const isSeen = (node: Node): boolean => {
      const element = node instanceof Element ? node : node.parentElement;
      if (element === null || !element.checkVisibility({ contentVisibilityAuto: true })) return false;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      for (let box = element.parentElement; box !== null; box = box.parentElement) {
        if (box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth) continue;
        const edge = box.getBoundingClientRect();
        if (top >= edge.bottom || bottom <= edge.top || left >= edge.right || right <= edge.left) return false;
      }
      return true;
    };
    // What is written again as it was, and the mark that glides to the chosen view once the view is there, show nothing new.
    const isOther = (
      { type, target, attributeName, oldValue }: MutationRecord,
      at: number,
      all: MutationRecord[],
    ): boolean => {
      if (type !== 'attributes' || attributeName === null || !(target instanceof Element)) return true;
      if (target.matches('.mantine-FloatingIndicator-root')) return false;
      const first = all.find((one) => one.target === target && one.attributeName === attributeName);
      return all[at] === first && target.getAttribute(attributeName) !== oldValue;
    };
    const change = new MutationObserver((records) => {
      if (begun === undefined) return;
      changed = performance.now();
      for (const { type, target, addedNodes, removedNodes } of records.filter(isOther)) {
        if (type !== 'childList' || removedNodes.length > 0) touched.add(target);
        for (const node of addedNodes) touched.add(node);
      }
      if (touched.size === 0 || isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => {
        // What changes from here on is of a later frame.
        isWaiting = false;
        const nodes = touched;
        touched = new Set();
        requestAnimationFrame(() => {
          const now = performance.now();
          if ([...nodes].some(isSeen)) painted = now;
        });
      });
    });
    const armedAt = performance.now();
    const look = setInterval(() => {
      const now = performance.now();
      const isOver = painted !== undefined && changed !== undefined && now - Math.max(painted, changed) > quietMs;
      if (!isOver && (changed !== undefined || now - (begun ?? armedAt) < nothingMs)) return;
      clearInterval(look);
      change.disconnect();
      for (const kind of ['keydown', 'click']) window.removeEventListener(kind, begin, true);
      resolve(painted === undefined || begun === undefined ? undefined : painted - begun);
    }, 20);
    for (const kind of ['keydown', 'click']) window.addEventListener(kind, begin, true);
    change.observe(place, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeOldValue: true,
    });
  });
}

function watchFrames(): void {
  const probe = ((globalThis as Probed).benchProbe ??= {});
  const frames = (probe.frames = { times: [] as number[], changes: 0, goes: true });
  const change = new MutationObserver(() => (frames.changes += 1));
  change.observe(document.body, { childList: true, subtree: true, attributes: true });
  const tick = (time: number): void => {
    if (!frames.goes) return change.disconnect();
    frames.times.push(time);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

function watchKeys(): void {
  const probe = ((globalThis as Probed).benchProbe ??= {});
  const keys = (probe.keys = [] as KeyTime[]);
  let pressedAt = 0;
  window.addEventListener('keydown', (event) => (pressedAt = event.timeStamp), true);
  window.addEventListener(
    'beforeinput',
    () => {
      const begun = performance.now();
      let busy = 0;
      const afterInput = new MessageChannel();
      afterInput.port1.addEventListener('message', () => (busy = performance.now() - begun), { once: true });
      afterInput.port1.start();
      afterInput.port2.postMessage(0);
      requestAnimationFrame(() => {
        const frameAt = performance.now();
        const afterFrame = new MessageChannel();
        afterFrame.port1.addEventListener(
          'message',
          () => {
            const now = performance.now();
            keys.push({ painted: now - pressedAt, work: Math.min(busy, frameAt - begun) + now - frameAt });
          },
          { once: true },
        );
        afterFrame.port1.start();
        afterFrame.port2.postMessage(0);
      });
    },
    true,
  );
}
