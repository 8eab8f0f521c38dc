import type { PlatformId } from '#shared/ids.ts';

/** What the networks of the catalog are called, in its order, for code that must not load their rules (`catalog.test.ts`). */
export const PLATFORM_NAMES = [
  'x',
  'linkedin',
  'facebook',
  'instagram',
  'threads',
  'bluesky',
  'mastodon',
  'telegram',
  'discord',
] as readonly string[] as readonly PlatformId[];
