import { expect, test } from 'vitest';
import type { ChannelId } from '#shared/ids.ts';
import { handOverAt, handOverFor, wantsHandOver } from '#shared/publishing/hand-over.ts';

const MINUTE = 60_000;
const WINDOW = { leastAheadMs: 10 * MINUTE, mostAheadMs: 60 * MINUTE };
const ADA = 'cccccccc-0000-4000-8000-000000000001' as ChannelId;
const AT = { kind: 'at' as const, planned: { wall: '2026-11-24T10:00', zone: 'UTC' }, dueAt: 1 };

test('a post is handed over where a person chose it for a channel whose network has a scheduler', () => {
  const post = { options: { [ADA]: { handOver: 'yes' } }, plan: AT };
  expect(wantsHandOver(post, ADA, WINDOW)).toBe(true);
  expect(wantsHandOver(post, ADA, undefined)).toBe(false);
  expect(wantsHandOver({ ...post, options: {} }, ADA, WINDOW)).toBe(false);
  expect(wantsHandOver({ ...post, plan: { kind: 'now', dueAt: 1 } }, ADA, WINDOW)).toBe(false);
});

test('what is too close to its time goes out the usual way', () => {
  expect(handOverFor(20 * MINUTE, WINDOW, 10 * MINUTE)).toBe(20 * MINUTE);
  expect(handOverFor(20 * MINUTE, WINDOW, 10 * MINUTE + 1)).toBeUndefined();
  expect(handOverAt(20 * MINUTE, WINDOW, 15 * MINUTE)).toBe(20 * MINUTE);
});

test('it is handed over at once, or as soon as the network takes it', () => {
  expect(handOverAt(30 * MINUTE, WINDOW, 0)).toBe(0);
  expect(handOverAt(90 * MINUTE, WINDOW, 0)).toBe(30 * MINUTE);
});
