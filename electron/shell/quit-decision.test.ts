import { expect, test } from 'vitest';
import { quitQuestion } from '#electron/shell/quit-decision.ts';

const now = 1_000_000;

test('quitting with nothing due asks nothing', () => {
  expect(quitQuestion({ count: 0, firstAt: 0 }, now)).toBeUndefined();
});

test.each([
  [1, 0, 'A post is due now.'],
  [1, -90_000, 'A post is due now.'],
  [1, 60_000, 'A post is due in a minute.'],
  [1, 25 * 60_000, 'A post is due in 25 minutes.'],
  [3, 5 * 60_000, '3 posts are due within the hour, the first in 5 minutes.'],
])('%i due, the first in %i ms: “%s”', (count, inMs, message) => {
  expect(quitQuestion({ count, firstAt: now + inMs }, now)?.message).toBe(message);
});
