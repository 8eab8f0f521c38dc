import type { PlatformId } from '#shared/ids.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';

/** Every network Postwright knows, in the order people see them. Adding one: CONTRIBUTING.md. */
export const CATALOG: readonly Platform[] = [bluesky, mastodon];

/** The network called `id`; `undefined` for one that an older or newer Postwright knew. */
export function platformOf(id: PlatformId | string): Platform | undefined {
  return CATALOG.find((platform) => platform.id === id);
}
