import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SlotId } from '#shared/channels/slot.ts';
import type { SlotCommand } from '#shared/commands/slot-commands.ts';
import type { CommandId } from '#shared/ids.ts';
import { slotsHandlers } from '#electron/publishing/slots.handlers.ts';
import { at, newWorld, WORKSPACE, type World } from '#tests/kit/world.ts';

// Posting times are kept, and a post finds the next one that nothing is planned in.

function handlersOf(world: World): ReturnType<typeof slotsHandlers> {
  return slotsHandlers({ library: world.library, workspace: () => WORKSPACE });
}

function everyDayAt(wallTime: string, { channel }: World): SlotCommand {
  const slots = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ id: randomUUID() as SlotId, weekday, wallTime }));
  return { kind: 'slot.set-week', channel, zone: 'UTC', slots };
}

test('the same command sent twice adds one slot, and the window hears of it once', () => {
  const world = newWorld();
  const told: string[] = [];
  world.library.onChanged((changes) => told.push(...changes.map(({ topic }) => topic)));
  const slots = handlersOf(world);
  const id = randomUUID() as CommandId;
  const time = { weekday: 1, wallTime: '09:00' };
  const { channel } = world;
  const command = { kind: 'slot.add', channel, slot: randomUUID() as SlotId, time, zone: 'Europe/Berlin' } as const;
  slots['slots.change']({ id, command });
  slots['slots.change']({ id, command });
  expect(slots['slots.list']()).toEqual([{ id: command.slot, channel, ...time, zone: 'Europe/Berlin' }]);
  expect(told).toEqual(['slots']);
});

test('a week that is refused leaves the one before', () => {
  const world = newWorld();
  const slots = handlersOf(world);
  slots['slots.change']({ id: randomUUID() as CommandId, command: everyDayAt('09:00', world) });
  const { channel } = world;
  const bad: SlotCommand = { kind: 'slot.set-week', channel, zone: 'Moon/Base', slots: [] };
  expect(() => slots['slots.change']({ id: randomUUID() as CommandId, command: bad })).toThrow(/Moon\/Base/);
  expect(slots['slots.list']()).toHaveLength(7);
});

test('a planned post takes its place, one that is taken back gives it back, and nobody stands in their own way', () => {
  const world = newWorld({ start: at('08:00') });
  const slots = handlersOf(world);
  const { channel } = world;
  slots['slots.change']({ id: randomUUID() as CommandId, command: everyDayAt('09:00', world) });
  const asked = { channels: [channel], after: at('08:00'), count: 1 };
  const post = world.schedule('hello', at('09:05'));
  expect(slots['slots.next'](asked)).toMatchObject([{ at: at('09:00', '2026-11-25') }]);
  expect(slots['slots.next']({ ...asked, except: post })).toMatchObject([{ at: at('09:00') }]);
  world.change({ kind: 'post.unplan', post });
  expect(slots['slots.next'](asked)).toMatchObject([
    { at: at('09:00'), planned: { wall: '2026-11-24T09:00', zone: 'UTC' }, channels: [channel] },
  ]);
});

test('a disconnected channel keeps its slots for when it comes back, and shows none', () => {
  const world = newWorld();
  const slots = handlersOf(world);
  slots['slots.change']({ id: randomUUID() as CommandId, command: everyDayAt('09:00', world) });
  world.setChannelState('disconnected');
  expect(slots['slots.list']()).toEqual([]);
  world.setChannelState('connected');
  expect(slots['slots.list']()).toHaveLength(7);
});
