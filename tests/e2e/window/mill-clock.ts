import { DateTime } from 'luxon';
import type { App } from '#tests/kit/launch-app.ts';

// A clock for the whole app that goes ahead of the real one: stories about weeks and months are told on the same days, on whatever day they run.

/** Ten in the morning of a Wednesday in the middle of a month, in this zone: the next one to come. A week lies before it in its month, and two after it. */
export function middleOfAMonth(zone: string): DateTime {
  const now = DateTime.now().setZone(zone);
  const months = [0, 1].map((later) => secondWednesday(now.startOf('month').plus({ months: later })));
  const next = months.find((day) => day > now);
  if (next === undefined) throw new Error('no month is like that');
  return next;
}

function secondWednesday(month: DateTime): DateTime {
  const WEDNESDAY = 3;
  return month.plus({ days: ((WEDNESDAY - month.weekday + 7) % 7) + 7, hours: 10 });
}

/** The main process lives this far ahead of the real clock from now on, ms; asked again, the new figure counts. */
export async function setClock(app: App, aheadMs: number): Promise<void> {
  await app.electron.evaluate((_electron, ms) => {
    const kept = globalThis as { realNow?: () => number };
    const real = (kept.realNow ??= Date.now.bind(Date));
    Date.now = () => real() + ms;
  }, aheadMs);
}

/** The window shows a time this far ahead of the real one, ms, once it is loaded anew. To be asked once for each window. */
export async function setWindowClock(app: App, aheadMs: number): Promise<void> {
  await app.page.addInitScript((ms) => {
    const Real = Date;
    const now = (): number => Real.now() + ms;
    globalThis.Date = new Proxy(Real, {
      construct: (target, given: unknown[]) => Reflect.construct(target, given.length === 0 ? [now()] : given) as Date,
      get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
    });
  }, aheadMs);
}
