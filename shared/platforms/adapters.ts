import type { PlatformId } from '#shared/ids.ts';
import type { Adapter } from '#shared/platforms/platform.ts';
import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import { mastodonAdapter } from '#shared/platforms/mastodon/adapter.ts';

/** Every adapter, by its network. Only the desktop's main process and the server may import this. */
export const ADAPTERS: ReadonlyMap<PlatformId, Adapter> = new Map(
  [blueskyAdapter, mastodonAdapter].map((adapter) => [adapter.platform.id, adapter]),
);
