import { expect, test } from 'vitest';
import { CATALOG } from '#shared/platforms/catalog.ts';
import { PLATFORM_NAMES } from '#shared/platforms/names.ts';

test('every network of the catalog can be named without its rules, and no other', () => {
  expect(PLATFORM_NAMES).toEqual(CATALOG.map((platform) => platform.id));
});
