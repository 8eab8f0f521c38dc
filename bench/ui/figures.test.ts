import { describe, expect, it } from 'vitest';
import { shareOver, spreadOf, tableLines, verdictOf } from '#bench/ui/figures.ts';

describe('the figures of the window', () => {
  it('of a hundred measurements, 95 are no longer than the second number', () => {
    const values = Array.from({ length: 100 }, (_none, n) => 100 - n);
    expect(spreadOf(values)).toEqual({ count: 100, median: 50, p95: 95, worst: 100 });
  });

  it('of few measurements, the worst is also the one that 95 of 100 stay under', () => {
    expect(spreadOf([7, 3, 5])).toEqual({ count: 3, median: 5, p95: 7, worst: 7 });
  });

  it('where nothing was measured, nothing is claimed', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured');
    expect(() => shareOver([], 16.7)).toThrow('nothing was measured');
  });

  it('a limit is kept only when the worst keeps it; else the table says how far it was kept', () => {
    const spread = { count: 40, median: 60, p95: 90, worst: 130 };
    expect(verdictOf(spread, 130)).toBe('kept');
    expect(verdictOf(spread, 100)).toBe('kept in 95 %');
    expect(verdictOf(spread, 60)).toBe('median only');
    expect(verdictOf(spread, 59)).toBe('missed');
  });

  it('frames that came late are counted among all', () => {
    expect(shareOver([16.7, 16.6, 33.4, 16.7], 17)).toBe(25);
  });

  it('a table stands in columns, with one number where one was measured', () => {
    const lines = tableLines([
      { what: 'month', ours: spreadOf([40, 52, 81]), beside: spreadOf([9]), besideName: 'alone', limit: 100 },
      { what: 'launch', ours: spreadOf([1.72]), limit: 1.5, unit: '×' },
      { what: 'filter', ours: undefined, limit: 100 },
    ]);
    expect(lines).toEqual([
      '        Postwright       beside it     limit',
      'month   52 / 81 / 81 ms  9.0 ms alone  100 ms  kept',
      'launch  1.72 ×                         1.5 ×   missed',
      'filter  not there                      100 ms',
    ]);
  });
});
