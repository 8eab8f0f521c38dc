import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import type { Slot, SlotId } from '#shared/channels/slot.ts';
import type { ChannelId } from '#shared/ids.ts';
import { freeOf, nextFreeTimes, PLACE_MS, placesBetween, reordered } from '#shared/publishing/posting-slots.ts';
import { toPlannedTime } from '#shared/time-zones.ts';

const ADA = '0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
const BEN = '1c1e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
const BERLIN = 'Europe/Berlin';
const DAY = 86_400_000;

const utc = (iso: string): number => Date.parse(`${iso}Z`);
const iso = (at: number): string => new Date(at).toISOString().slice(0, 16);

function slot(weekday: number, wallTime: string, channel = ADA, zone = BERLIN): Slot {
  return { id: crypto.randomUUID() as SlotId, channel, weekday, wallTime, zone };
}

describe('the places of a week', () => {
  test('come at the same wall time in summer and in winter', () => {
    const monday = [slot(1, '09:00')];
    expect(placesBetween(monday, utc('2026-10-18T00:00'), utc('2026-11-01T00:00')).map(({ at }) => iso(at))).toEqual([
      '2026-10-19T07:00',
      '2026-10-26T08:00',
    ]);
  });

  test('half past two moves to half past three in the night that has no half past two', () => {
    const sunday = [slot(7, '02:30')];
    const [place] = placesBetween(sunday, utc('2026-03-28T12:00'), utc('2026-03-29T12:00'));
    expect(iso(place?.at ?? 0)).toBe('2026-03-29T01:30');
    expect(place?.planned).toEqual({ wall: '2026-03-29T02:30', zone: BERLIN });
  });

  test('half past two comes once in the night that has it twice: the first', () => {
    const sunday = [slot(7, '02:30')];
    expect(placesBetween(sunday, utc('2026-10-24T12:00'), utc('2026-10-25T12:00')).map(({ at }) => iso(at))).toEqual([
      '2026-10-25T00:30',
    ]);
  });

  test('two slots that the spring night moves onto each other are one place', () => {
    const sunday = [slot(7, '02:30'), slot(7, '03:30')];
    expect(placesBetween(sunday, utc('2026-03-28T12:00'), utc('2026-03-29T12:00'))).toHaveLength(1);
    expect(placesBetween(sunday, utc('2026-04-04T12:00'), utc('2026-04-05T12:00'))).toHaveLength(2);
  });

  test('each is in the zone of its slot', () => {
    const slots = [slot(2, '09:00', ADA, 'Pacific/Auckland'), slot(1, '18:00', BEN, 'America/New_York')];
    expect(placesBetween(slots, utc('2026-11-22T00:00'), utc('2026-11-29T00:00')).map(({ at }) => iso(at))).toEqual([
      '2026-11-23T20:00',
      '2026-11-23T23:00',
    ]);
  });

  test('a zone that this computer does not know has none', () => {
    expect(placesBetween([slot(1, '09:00', ADA, 'Moon/Base')], 0, 30 * DAY)).toEqual([]);
  });
});

describe('the next free time', () => {
  const weekdays = [1, 2, 3, 4, 5].map((day) => slot(day, '09:00', ADA, 'UTC'));

  test('passes over what is taken, and what is planned beside a place takes nothing', () => {
    const friday = utc('2026-11-27T10:00');
    const taken = [
      { channel: ADA, dueAt: utc('2026-11-30T09:10') },
      { channel: ADA, dueAt: utc('2026-12-01T08:59') },
      { channel: BEN, dueAt: utc('2026-12-02T09:00') },
    ];
    expect(nextFreeTimes(weekdays, taken, friday, 3).map(({ at }) => iso(at))).toEqual([
      '2026-12-01T09:00',
      '2026-12-02T09:00',
      '2026-12-03T09:00',
    ]);
  });

  test('is strictly after the instant that is asked', () => {
    expect(iso(nextFreeTimes(weekdays, [], utc('2026-11-24T09:00'), 1)[0]?.at ?? 0)).toBe('2026-11-25T09:00');
  });

  test('for several channels, is the first place that is free for one of them, and says for whom', () => {
    const slots = [slot(1, '09:00', ADA, 'UTC'), slot(1, '09:00', BEN, 'UTC'), slot(1, '12:00', BEN, 'UTC')];
    const sunday = utc('2026-11-29T12:00');
    expect(nextFreeTimes(slots, [], sunday, 2).map(({ channels }) => channels)).toEqual([[ADA, BEN], [BEN]]);
    const taken = [{ channel: ADA, dueAt: utc('2026-11-30T09:00') }];
    expect(nextFreeTimes(slots, taken, sunday, 1)).toMatchObject([{ at: utc('2026-11-30T09:00'), channels: [BEN] }]);
  });

  test('a place ends where the next one of its channel begins', () => {
    const close = [slot(1, '09:00', ADA, 'UTC'), slot(1, '09:15', ADA, 'UTC')];
    const places = placesBetween(close, utc('2026-11-30T00:00'), utc('2026-12-01T00:00'));
    expect(freeOf(places, [{ channel: ADA, dueAt: utc('2026-11-30T09:20') }]).map(({ at }) => iso(at))).toEqual([
      '2026-11-30T09:00',
    ]);
  });

  test('there is none without slots', () => {
    expect(nextFreeTimes([], [], 0, 5)).toEqual([]);
  });
});

describe('whatever the week and the zone', () => {
  const zones = fc.constantFrom(BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC');
  const aSlot = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 95 }), fc.constantFrom(ADA, BEN), zones)
    .map(([day, quarter, channel, zone]) =>
      slot(
        day,
        `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
        channel,
        zone,
      ),
    );
  const week = fc.array(aSlot, { maxLength: 8 });
  const instant = fc.integer({ min: utc('2026-01-01T00:00'), max: utc('2027-12-31T00:00') });
  const span = fc.integer({ min: 0, max: 21 * DAY });

  test('a place is on the weekday and at the wall time of its slot, or moved out of a gap in the clock', () => {
    fc.assert(
      fc.property(aSlot, instant, span, (one, from, length) => {
        for (const { at, planned } of placesBetween([one], from, from + length)) {
          expect(at).toBeGreaterThanOrEqual(from);
          expect(at).toBeLessThan(from + length);
          expect(DateTime.fromISO(planned.wall.slice(0, 10)).weekday).toBe(one.weekday);
          const shown = toPlannedTime(at, one.zone).wall;
          if (shown === planned.wall) continue;
          // The wall time does not exist: no instant shows it.
          for (const minutes of [-120, -60, -30, 0, 30, 60]) {
            expect(toPlannedTime(at + minutes * 60_000, one.zone).wall).not.toBe(planned.wall);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('spans that meet have the same places as the whole', () => {
    fc.assert(
      fc.property(week, instant, span, span, (slots, from, first, second) => {
        const middle = from + first;
        const end = middle + second;
        expect([...placesBetween(slots, from, middle), ...placesBetween(slots, middle, end)]).toEqual(
          placesBetween(slots, from, end),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('a free time is later, has nothing planned in it, and is the first of its kind', () => {
    fc.assert(
      fc.property(week, instant, fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 6 }), (slots, after, picks) => {
        const places = placesBetween(slots, after + 1, after + 14 * DAY);
        const taken = picks.flatMap((pick) => {
          const place = places[pick];
          return place === undefined ? [] : [{ channel: place.channel, dueAt: place.at }];
        });
        const times = nextFreeTimes(slots, taken, after, 3);
        const free = freeOf(places, taken).map(({ at }) => at);
        for (const { at, channels } of times) {
          expect(at).toBeGreaterThan(after);
          expect(taken.some((one) => channels.includes(one.channel) && one.dueAt === at)).toBe(false);
        }
        const soon = times.map(({ at }) => at).filter((at) => at < after + 14 * DAY - PLACE_MS);
        expect(soon).toEqual([...new Set(free)].slice(0, soon.length));
      }),
      { numRuns: 40 },
    );
  });
});

describe('putting one post in the place of another', () => {
  const queue = ['a', 'b', 'c', 'd'].map((id, index) => ({
    id,
    at: index,
    planned: { wall: `2026-11-2${index}T09:00`, zone: 'UTC' },
  }));

  test('moves what lies between by one', () => {
    expect(reordered(queue, 'd', 'b').map(({ id, at }) => `${id}${at}`)).toEqual(['d1', 'b2', 'c3']);
    expect(reordered(queue, 'a', 'c').map(({ id, at }) => `${id}${at}`)).toEqual(['b0', 'c1', 'a2']);
  });

  test('on its own place moves nothing, and of what is not there nothing is moved', () => {
    expect(reordered(queue, 'b', 'b')).toEqual([]);
    expect(reordered(queue, 'x', 'b')).toEqual([]);
  });

  test('there and back again is as it was; no time is lost or used twice', () => {
    const place = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(place, place, (id, onto) => {
        const moved = new Map(reordered(queue, id, onto).map((one) => [one.id, one]));
        const after = queue.map((one) => moved.get(one.id) ?? one);
        expect(after.map(({ at }) => at).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
        const wasAt = queue.find((one) => one.id === id)?.at;
        const nowThere = after.find((one) => one.at === wasAt)?.id ?? id;
        const back = new Map(reordered(after, id, nowThere).map((one) => [one.id, one]));
        expect(after.map((one) => back.get(one.id)?.at ?? one.at)).toEqual([0, 1, 2, 3]);
      }),
    );
  });
});
