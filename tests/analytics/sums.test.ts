import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { bestTimesOf, ENOUGH_POSTS, surest, wilson } from '#shared/analytics/best-times.ts';
import { daysIn, instantsOf, lastDays, periodBefore } from '#shared/analytics/date-range.ts';
import { measureOf, MEASURES, type MeasuredPost } from '#shared/analytics/measures.ts';
import { reportOf, type ReportSource } from '#shared/analytics/report.ts';
import { seriesOf } from '#shared/analytics/series.ts';
import { changeOf, engagementRate, totalOf, totalsOf } from '#shared/analytics/totals.ts';
import { wallClock } from '#shared/analytics/wall-clock.ts';
import { anyPosts, channelOf, measured } from '#tests/analytics/rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Clocks go back at the end of October in Berlin, forward at midnight in Cairo, and by half an hour on Lord Howe. */
const ZONES = ['UTC', 'Europe/Berlin', 'Africa/Cairo', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kathmandu'];
const anyZone = fc.constantFrom(...ZONES);
/** Those of `anyPosts`. */
const CHANNELS = [0, 1, 2, 3].map(channelOf);
const anyRange = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 120 })).map(([start, length]) => {
  const from = DateTime.fromISO('2026-01-01', { zone: 'UTC' }).plus({ days: start });
  return { from: from.toFormat('yyyy-MM-dd'), to: from.plus({ days: length }).toFormat('yyyy-MM-dd') };
});

describe('days', () => {
  test('the last seven days end today, on the clocks of the workspace', () => {
    const midnightInAuckland = Date.UTC(2026, 10, 24, 11, 30);
    expect(lastDays(7, midnightInAuckland, 'Pacific/Auckland')).toEqual({ from: '2026-11-19', to: '2026-11-25' });
    expect(lastDays(7, midnightInAuckland, 'UTC')).toEqual({ from: '2026-11-18', to: '2026-11-24' });
  });

  test('the period before is as long and ends the day before, in every zone', () => {
    fc.assert(
      fc.property(anyRange, anyZone, (range, zone) => {
        const before = periodBefore(range);
        expect(daysIn(before)).toHaveLength(daysIn(range).length);
        expect(instantsOf(before, zone).until).toBe(instantsOf(range, zone).from);
      }),
      { numRuns: 40 },
    );
  });

  test('an instant stands on the day, weekday and hour that the clocks of its zone show', () => {
    fc.assert(
      fc.property(anyRange, anyZone, fc.double({ min: 0, max: 1, noNaN: true }), (range, zone, share) => {
        const { from, until } = instantsOf(range, zone);
        const at = Math.min(from + Math.floor((until - from) * share), until - 1);
        const shown = DateTime.fromMillis(at, { zone });
        const read = wallClock(range, zone)(at);
        expect(read).toMatchObject({ weekday: shown.weekday, hour: shown.hour });
        expect(daysIn(range)[read?.day ?? -1]).toBe(shown.toFormat('yyyy-MM-dd'));
        expect(wallClock(range, zone)(from - 1)).toBeUndefined();
        expect(wallClock(range, zone)(until)).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });
});

describe('sums', () => {
  const RANGE = { from: '2026-11-01', to: '2026-11-30' };
  const { from, until } = instantsOf(RANGE, 'Europe/Berlin');
  const posts = anyPosts(from, until);
  const shownAt = wallClock(RANGE, 'Europe/Berlin');

  test('of two halves are the sum of the whole, and say of how many posts they are made', () => {
    fc.assert(
      fc.property(posts, fc.nat(60), (all, cut) => {
        for (const measure of MEASURES) {
          const [first, second] = [totalOf(all.slice(0, cut), measure), totalOf(all.slice(cut), measure)];
          const whole = totalOf(all, measure);
          expect(whole?.value ?? 0).toBe((first?.value ?? 0) + (second?.value ?? 0));
          expect(whole?.posts ?? 0).toBe(all.filter((post) => measureOf(post, measure) !== undefined).length);
        }
      }),
    );
  });

  test('of what no network tells are not there, and never zero', () => {
    const silent = [measured(1, from, undefined), measured(2, from, {})];
    expect(totalsOf(silent)).toEqual({});
    expect(engagementRate(silent)).toBeUndefined();
    expect(totalsOf([measured(1, from, { likes: 0 })]).likes).toEqual({ value: 0, posts: 1 });
  });

  test('the rate counts what is told with what it was shown, and leaves the rest out', () => {
    const all = [
      measured(1, from, { impressions: 200, likes: 10, clicks: 50 }),
      measured(2, from, { views: 100, likes: 2, comments: 3 }),
      measured(3, from, { likes: 1000 }),
      measured(4, from, { impressions: 0, likes: 0 }),
    ];
    expect(engagementRate(all)).toEqual({ value: 15 / 300, posts: 2 });
  });

  test('a chart shows each post once: its bars add up to the total', () => {
    fc.assert(
      fc.property(posts, fc.constantFrom('posts' as const, ...MEASURES), (all, drawn) => {
        const bars = seriesOf(all, RANGE, shownAt, drawn);
        const values = bars.flatMap((bar) => CHANNELS.map((channel) => bar.values[channel] ?? 0));
        const sum = values.reduce((total, value) => total + value, 0);
        expect(sum).toBe(drawn === 'posts' ? all.length : (totalOf(all, drawn)?.value ?? 0));
      }),
    );
  });

  test('stretches of a chart follow one another without a gap, whatever the length', () => {
    fc.assert(
      fc.property(anyRange, (range) => {
        const bars = seriesOf([], range, wallClock(range, 'UTC'), 'posts');
        expect(bars.flatMap((bar) => daysIn(bar))).toEqual(daysIn(range));
        expect(bars.length).toBeLessThanOrEqual(32);
      }),
      { numRuns: 30 },
    );
  });

  test.each<[number | undefined, number | undefined, number | undefined]>([
    [150, 100, 0.5],
    [0, 10, -1],
    [5, 0, undefined],
    [5, undefined, undefined],
    [undefined, 5, undefined],
  ])('from %s after %s the change is %s', (now, before, change) => {
    expect(changeOf(now, before)).toBe(change);
  });
});

describe('best times', () => {
  const RANGE = { from: '2026-09-01', to: '2026-11-30' };
  const { from, until } = instantsOf(RANGE, 'UTC');
  const shownAt = wallClock(RANGE, 'UTC');

  /** Twelve weeks: Tuesdays at nine do well, the other mornings do not. */
  function mornings(channel = 0, factor = 1): MeasuredPost[] {
    return Array.from({ length: 84 }, (_none, n) => {
      const at = from + n * DAY + 9 * HOUR;
      const isTuesday = new Date(at).getUTCDay() === 2;
      return measured(channel * 1000 + n, at, { likes: (isTuesday ? 90 : n % 5) * factor }, channel);
    });
  }

  test('the day that does well is found, and how sure that is', () => {
    const { days } = bestTimesOf(mornings(), shownAt);
    expect(surest(days)[0]).toMatchObject({ weekday: 2, posts: 12, well: 12 });
  });

  test('one place of the week among many that did well by chance is not called sure', () => {
    const lucky = { weekday: 5, hour: 17, posts: 5, well: 5, between: wilson(5, 5) };
    const others = Array.from({ length: 30 }, (_none, n) => ({ weekday: 1, hour: n % 24, posts: 3, well: 1 }));
    expect(surest([lucky])).toEqual([lucky]);
    expect(surest([lucky, ...others])).toEqual([]);
  });

  test('a large channel does not speak for a small one', () => {
    const small = bestTimesOf(mornings(1), shownAt).days.map(({ well }) => well);
    const both = bestTimesOf([...mornings(1), ...mornings(2, 1000)], shownAt).days.map(({ well }) => well);
    expect(both).toEqual(small.map((well) => well * 2));
  });

  test('behind too few posts nothing is said, and young posts do not count', () => {
    const few = mornings().slice(0, 7 * (ENOUGH_POSTS - 1));
    expect(bestTimesOf(few, shownAt).days.every(({ between }) => between === undefined)).toBe(true);
    const young = mornings().map((post) => ({ ...post, reading: post.reading && { ...post.reading, ageMs: HOUR } }));
    expect(bestTimesOf(young, shownAt)).toEqual({ posts: 0, days: [], hours: [], week: [] });
  });

  test('every grown post is in one cell of each kind', () => {
    fc.assert(
      fc.property(anyPosts(from, until), (all) => {
        const { posts, days, hours, week } = bestTimesOf(all, shownAt);
        for (const cells of [days, hours, week]) {
          expect(cells.reduce((sum, cell) => sum + cell.posts, 0)).toBe(posts);
          expect(cells.every(({ well, posts: of }) => well <= of)).toBe(true);
        }
      }),
    );
  });

  test('an interval holds its share, lies within 0 and 1, and narrows with more posts', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (well, badly) => {
        const posts = well + badly + 1;
        const { low, high } = wilson(well, posts);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low - 1e-9).toBeLessThanOrEqual(well / posts);
        expect(high + 1e-9).toBeGreaterThanOrEqual(well / posts);
        const more = wilson(well * 10, posts * 10);
        expect(more.high - more.low).toBeLessThan(high - low);
      }),
    );
    // Newcombe 1998, table I: 15 of 148.
    expect(wilson(15, 148).low).toBeCloseTo(0.0624, 4);
    expect(wilson(15, 148).high).toBeCloseTo(0.1605, 4);
  });
});

describe('a report', () => {
  const RANGE = { from: '2026-11-01', to: '2026-11-07' };
  const { from } = instantsOf(RANGE, 'UTC');
  const posts = [
    measured(1, from + HOUR, { likes: 10, impressions: 100 }),
    measured(2, from + 2 * HOUR, { likes: 30 }, 1),
    measured(3, from + 3 * HOUR, undefined),
    measured(4, from - DAY, { likes: 20 }),
  ];
  const source: ReportSource = {
    zone: 'UTC',
    posts,
    labelsOf: (post) => (post === posts[0]?.post ? ['Bread', 'Cake'] : []),
    excerptOf: () => 'Fresh bread',
    followersOf: () => undefined,
    channels: [channelOf(0), channelOf(1), channelOf(2)],
  };

  test('compares with the period before, and knows whose numbers are missing', () => {
    const { now, then, unread } = reportOf(source, { range: RANGE, drawn: 'interactions' });
    expect([now.posts, now.totals.interactions?.value, now.totals.interactions?.posts]).toEqual([3, 40, 2]);
    expect([then.posts, then.totals.interactions?.value]).toEqual([1, 20]);
    expect(unread).toBe(1);
  });

  test('ranks posts by what is looked at, and leaves out those of which it was not told', () => {
    const top = (drawn: 'likes' | 'impressions') =>
      reportOf(source, { range: RANGE, drawn }).top.map(({ publication }) => publication);
    expect(top('likes')).toEqual([posts[1]?.publication, posts[0]?.publication]);
    expect(top('impressions')).toEqual([posts[0]?.publication]);
  });

  test('speaks of every channel and label, also of a channel that posted nothing', () => {
    const { channels, labels } = reportOf(source, { range: RANGE, drawn: 'posts' });
    expect(channels.map((one) => one.posts)).toEqual([2, 1, 0]);
    expect(labels.map(({ label, posts: of }) => [label, of])).toEqual([
      ['Bread', 1],
      ['Cake', 1],
    ]);
  });
});
