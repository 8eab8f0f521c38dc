import type { PlatformId } from '#shared/ids.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { discord } from '#shared/platforms/discord/rules.ts';
import { facebook } from '#shared/platforms/facebook/rules.ts';
import { instagram } from '#shared/platforms/instagram/rules.ts';
import { linkedin } from '#shared/platforms/linkedin/rules.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';
import { telegram } from '#shared/platforms/telegram/rules.ts';
import { threads } from '#shared/platforms/threads/rules.ts';
import { x } from '#shared/platforms/x/rules.ts';

/** Every network Postwright knows, in the order people see them. Adding one: docs/adding-a-platform.md. */
export const CATALOG: readonly Platform[] = [
  x,
  linkedin,
  facebook,
  instagram,
  threads,
  bluesky,
  mastodon,
  telegram,
  discord,
];

/** The network called `id`; `undefined` for one that an older or newer Postwright knew. */
export function platformOf(id: PlatformId | string): Platform | undefined {
  return CATALOG.find((platform) => platform.id === id);
}
