import { describe, expect, it } from 'vitest';
import { keyCosts, type TraceEvent } from '#bench/ui/thread.ts';

// As Chromium records it, in microseconds: two keys 70 ms apart on one thread, and another thread that is busy as well.

const PAGE = { pid: 7, tid: 1 };
const event = (name: string, ts: number, dur = 0, tdur = dur): TraceEvent => ({
  name,
  ph: 'X',
  ...PAGE,
  ts,
  dur,
  tdur,
  args: {},
});
const key = (ts: number): TraceEvent => ({ ...event('EventDispatch', ts), args: { data: { type: 'keydown' } } });

describe('what a key costs', () => {
  it('is every task from the key to its picture; what was waiting for a processor is told apart', () => {
    const [cost] = keyCosts([
      event('RunTask', 0, 900),
      event('RunTask', 999, 5_000, 3_000),
      key(1_000),
      event('RunTask', 8_000, 2_000),
      event('Layerize', 9_500, 300),
      // What follows the picture: counts and previews.
      event('RunTask', 12_000, 4_000),
    ]);
    expect(cost?.letter).toEqual({ passed: 7, worked: 5 });
  });

  it('the longest task until the next key is what that key would have waited for', () => {
    const costs = keyCosts([
      event('RunTask', 999, 2_000),
      key(1_000),
      event('Layerize', 2_500),
      event('RunTask', 30_000, 12_000, 9_000),
      event('RunTask', 70_999, 3_000),
      key(71_000),
      event('Layerize', 73_000),
    ]);
    expect(costs.map((cost) => cost.longest)).toEqual([
      { passed: 12, worked: 9 },
      { passed: 3, worked: 3 },
    ]);
  });

  it('a task that the next key came into as well is counted for both: neither looks quicker than it was', () => {
    const costs = keyCosts([event('RunTask', 999, 90_000), key(1_000), key(71_000), event('Layerize', 80_000)]);
    expect(costs.map((cost) => cost.longest.passed)).toEqual([90, 90]);
  });

  it('other threads, and events that are not over, count for nothing', () => {
    const [cost] = keyCosts([
      { ...event('RunTask', 500, 90_000), tid: 2 },
      { ...event('RunTask', 999, 90_000), ph: 'B' },
      event('RunTask', 999, 2_000),
      key(1_000),
      event('Layerize', 2_500),
    ]);
    expect(cost).toEqual({ letter: { passed: 2, worked: 2 }, longest: { passed: 2, worked: 2 } });
  });

  it('a key whose letter was not painted in time is left out, and a recording without keys is none', () => {
    expect(keyCosts([event('RunTask', 0, 2_000), key(1)])).toEqual([]);
    expect(() => keyCosts([event('RunTask', 0, 2_000)])).toThrow('no key was recorded');
  });
});
