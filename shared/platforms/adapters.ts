import type { PlatformId } from '#shared/ids.ts';
import type { Adapter } from '#shared/platforms/platform.ts';
import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import { discordAdapter } from '#shared/platforms/discord/adapter.ts';
import { facebookAdapter } from '#shared/platforms/facebook/adapter.ts';
import { instagramAdapter } from '#shared/platforms/instagram/adapter.ts';
import { linkedinAdapter } from '#shared/platforms/linkedin/adapter.ts';
import { mastodonAdapter } from '#shared/platforms/mastodon/adapter.ts';
import { telegramAdapter } from '#shared/platforms/telegram/adapter.ts';
import { threadsAdapter } from '#shared/platforms/threads/adapter.ts';
import { xAdapter } from '#shared/platforms/x/adapter.ts';

/** Every adapter, by its network. Only the desktop's main process and the server may import this. */
export const ADAPTERS: ReadonlyMap<PlatformId, Adapter> = new Map(
  [
    xAdapter,
    linkedinAdapter,
    facebookAdapter,
    instagramAdapter,
    threadsAdapter,
    blueskyAdapter,
    mastodonAdapter,
    telegramAdapter,
    discordAdapter,
  ].map((adapter) => [adapter.platform.id, adapter]),
);
