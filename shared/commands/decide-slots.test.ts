import { expect, test } from 'vitest';
import { SLOTS_MAX, type Slot, type SlotId } from '#shared/channels/slot.ts';
import { decideSlots } from '#shared/commands/decide-slots.ts';
import type { SlotCommand } from '#shared/commands/slot-commands.ts';
import type { ChannelId } from '#shared/ids.ts';

const channel = '0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
const [NINE, NOON, NEW] = [id(1), id(2), id(3)];
const WEEK: readonly Slot[] = [slot(NINE, 1, '09:00'), slot(NOON, 3, '12:00')];
const CONNECTED = { state: 'connected' } as const;

test('a slot is added in the order of the week, in the zone the week has', () => {
  const added = decide({ kind: 'slot.add', channel, slot: NEW, time: { weekday: 2, wallTime: '08:00' }, zone: 'UTC' });
  expect(added).toEqual(['1 09:00 Europe/Berlin', '2 08:00 Europe/Berlin', '3 12:00 Europe/Berlin']);
});

test('the first slot brings its zone', () => {
  const time = { weekday: 7, wallTime: '10:00' };
  expect(decide({ kind: 'slot.add', channel, slot: NEW, time, zone: 'Asia/Tokyo' }, [])).toEqual([
    '7 10:00 Asia/Tokyo',
  ]);
});

test('moved, a slot keeps its name; onto itself it stays', () => {
  expect(decide({ kind: 'slot.move', channel, slot: NINE, time: { weekday: 5, wallTime: '17:30' } })).toEqual([
    '3 12:00 Europe/Berlin',
    '5 17:30 Europe/Berlin',
  ]);
  expect(decide({ kind: 'slot.move', channel, slot: NINE, time: { weekday: 1, wallTime: '09:00' } })).toHaveLength(2);
});

test('removed, it is gone', () => {
  expect(decide({ kind: 'slot.remove', channel, slot: NINE })).toEqual(['3 12:00 Europe/Berlin']);
});

test('a whole week takes the place of the one before, and says nothing twice', () => {
  const slots = [
    { id: NEW, weekday: 6, wallTime: '11:00' },
    { id: NOON, weekday: 6, wallTime: '11:00' },
  ];
  expect(decide({ kind: 'slot.set-week', channel, zone: 'UTC', slots })).toEqual(['6 11:00 UTC']);
});

test.each<[string, SlotCommand]>([
  ['slot.exists', { kind: 'slot.add', channel, slot: NEW, time: { weekday: 1, wallTime: '09:00' }, zone: 'UTC' }],
  ['slot.exists', { kind: 'slot.move', channel, slot: NINE, time: { weekday: 3, wallTime: '12:00' } }],
  ['slot.not-found', { kind: 'slot.move', channel, slot: NEW, time: { weekday: 3, wallTime: '13:00' } }],
  ['slot.not-found', { kind: 'slot.remove', channel, slot: NEW }],
  [
    'time.unknown-zone',
    { kind: 'slot.add', channel, slot: NEW, time: { weekday: 2, wallTime: '09:00' }, zone: 'Moon' },
  ],
  ['time.unknown-zone', { kind: 'slot.set-week', channel, zone: 'Moon', slots: [] }],
])('it is %s when the week does not allow it', (code, command) => {
  expect(decide(command)).toBe(code);
});

test('a full week takes no more', () => {
  const full = Array.from({ length: SLOTS_MAX }, (_none, n) => slot(id(n + 10), 1, '09:00'));
  const command = {
    kind: 'slot.add',
    channel,
    slot: NEW,
    time: { weekday: 2, wallTime: '09:00' },
    zone: 'UTC',
  } as const;
  expect(decide(command, full)).toBe('slot.too-many');
});

test('a channel that is gone has no posting times to change', () => {
  for (const gone of [undefined, { state: 'disconnected' } as const]) {
    expect(decideSlots(WEEK, { kind: 'slot.remove', channel, slot: NINE }, gone)).toMatchObject({
      refusal: { code: 'channel.not-found' },
    });
  }
});

/** The week as it is afterwards, or the code of the refusal. */
function decide(command: SlotCommand, week = WEEK): readonly string[] | string {
  const decided = decideSlots(week, command, CONNECTED);
  if (!decided.ok) return decided.refusal.code;
  return decided.state.map((one) => `${one.weekday} ${one.wallTime} ${one.zone}`);
}

function slot(name: SlotId, weekday: number, wallTime: string): Slot {
  return { id: name, channel, weekday, wallTime, zone: 'Europe/Berlin' };
}

function id(n: number): SlotId {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as SlotId;
}
