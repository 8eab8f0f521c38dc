import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import type { ElectronApplication } from '@playwright/test';

// What the thread of a page did, as Chromium recorded it: besides how long a task took, how long it had a processor meanwhile.
// On a computer with few of them a task also takes the time in which something else was given it.

/** Of one task or several, ms. */
export interface Spent {
  /** From begin to end. */
  readonly passed: number;
  /** How long a processor worked on it. */
  readonly worked: number;
}

/** What a key cost the thread that everything in a page happens on. */
export interface KeyCost {
  /** Everything until the picture with the letter was handed over. */
  readonly letter: Spent;
  /** The longest task that began before the next key: as long as that key would have waited. */
  readonly longest: Spent;
}

const event = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  // Microseconds.
  ts: z.number(),
  dur: z.number().default(0),
  tdur: z.number().default(0),
  args: z.looseObject({ data: z.looseObject({ type: z.string().optional() }).optional() }).default({}),
});
export type TraceEvent = z.infer<typeof event>;

/** The categories of Chromium’s own developer tools in which tasks, events and frames are. */
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** What every key cost that was typed while something went on. */
export async function costsWhile(
  electron: ElectronApplication,
  goesOn: () => Promise<unknown>,
): Promise<readonly KeyCost[]> {
  await electron.evaluate(
    ({ contentTracing }, categories) => contentTracing.startRecording({ included_categories: categories }),
    CATEGORIES,
  );
  await goesOn();
  const file = await electron.evaluate(({ contentTracing }) => contentTracing.stopRecording());
  try {
    const trace = z.object({ traceEvents: z.array(z.unknown()) }).parse(JSON.parse(readFileSync(file, 'utf8')));
    return keyCosts(trace.traceEvents.flatMap((one) => event.safeParse(one).data ?? []));
  } finally {
    rmSync(file, { force: true });
  }
}

/** Of the thread that the keys came to. A key whose letter was not painted any more before the recording ended is left out. */
export function keyCosts(events: readonly TraceEvent[]): readonly KeyCost[] {
  const first = events.find(isKey);
  if (first === undefined) throw new Error('no key was recorded');
  const here = events
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === first.pid && tid === first.tid)
    .toSorted((a, b) => a.ts - b.ts);
  const tasks = here.filter(({ name }) => name === 'RunTask');
  const frames = here.filter(({ name }) => name === 'Layerize');
  const keys = here.filter(isKey);
  return keys.flatMap((key, n) => {
    const frame = frames.find(({ ts }) => ts > key.ts);
    if (frame === undefined) return [];
    const until = keys[n + 1]?.ts ?? Infinity;
    const after = tasks.filter((task) => endOf(task) > key.ts);
    const letter = after.filter(({ ts }) => ts < frame.ts);
    const all = after.filter(({ ts }) => ts < until);
    return [
      {
        letter: { passed: sum(letter.map(passed)), worked: sum(letter.map(worked)) },
        longest: { passed: Math.max(...all.map(passed)), worked: Math.max(...all.map(worked)) },
      },
    ];
  });
}

function isKey({ name, args }: TraceEvent): boolean {
  return name === 'EventDispatch' && args.data?.type === 'keydown';
}

function endOf({ ts, dur }: TraceEvent): number {
  return ts + dur;
}

function passed({ dur }: TraceEvent): number {
  return dur / 1000;
}

function worked({ tdur }: TraceEvent): number {
  return tdur / 1000;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
