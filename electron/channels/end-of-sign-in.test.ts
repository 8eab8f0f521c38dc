import { expect, test } from 'vitest';
import { ADAPTERS } from '#shared/platforms/adapters.ts';
import { RENEWED_IN_PASSING } from '#shared/platforms/names.ts';

const DAY_MS = 86_400_000;

test('whose tokens last hours can be said without the adapters, and agrees with them', () => {
  const renewed = [...ADAPTERS.values()].filter(({ renewWithinMs = Infinity }) => renewWithinMs < DAY_MS);
  expect(renewed.map(({ platform }) => platform.id)).toEqual([...RENEWED_IN_PASSING]);
});
