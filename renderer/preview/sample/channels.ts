import { NO_DEFAULTS } from '#shared/channels/channel-defaults.ts';
import type { Channel } from '#shared/channels/channel.ts';
import type { SlotId } from '#shared/channels/slot.ts';
import type { ChannelId, PlatformId } from '#shared/ids.ts';
import { CATALOG } from '#shared/platforms/catalog.ts';
import { DAY, HOUR, uuid, WORKSPACE, ZONE, type Library } from './library.ts';

/** The brand's mark: northern lights over a bean. */
const AVATAR = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#16323c"/><path d="M8 30C16 10 24 32 32 18s14-8 24-6" fill="none" stroke="#79d3b3" stroke-width="5" stroke-linecap="round"/><path d="M10 40c10-18 18 2 26-10s12-6 20-6" fill="none" stroke="#3f9f96" stroke-width="4" stroke-linecap="round"/><ellipse cx="32" cy="49" rx="12" ry="8" fill="#c98a55"/><path d="M21 50c8-5 14 3 22-2" fill="none" stroke="#16323c" stroke-width="2"/></svg>',
)}`;

/** Adds an account on each of the seven largest networks, and when each posts. */
export function addChannels(library: Library): void {
  const now = Date.now();
  add(library, 'X', 'nordlichtcoffee', 'https://x.com', { expiresAt: now + 41 * DAY });
  add(library, 'LinkedIn', 'nordlicht-coffee', 'https://www.linkedin.com', { expiresAt: now + 6 * DAY });
  add(library, 'Facebook', 'Nordlicht Coffee', 'https://www.facebook.com');
  add(library, 'Instagram', 'nordlicht.coffee', 'https://www.instagram.com', {
    expiresAt: now + 52 * DAY,
    quota: { used: 4, limit: 100, periodMs: DAY, at: now - HOUR },
  });
  add(library, 'Threads', 'nordlicht.kiel', 'https://www.threads.net', { state: 'signed-out' });
  add(library, 'Bluesky', 'nordlicht.example', 'https://bsky.social');
  add(library, 'Mastodon', '@nordlicht@kiel.example', 'https://kiel.example', {
    defaults: { ...NO_DEFAULTS, signature: '#coffee #kiel' },
  });
  const times = ['08:30', '12:15', '17:45'];
  library.slots = [...library.channels.keys()].flatMap((channel, place) =>
    [1, 2, 3, 4, 5].map((weekday) => ({
      id: uuid(800_000 + place * 10 + weekday) as SlotId,
      channel,
      weekday,
      wallTime: times[(weekday + place) % times.length] ?? '08:30',
      zone: ZONE,
    })),
  );
}

/** The channel on the network of this name. */
export function channelOn(library: Library, name: string): ChannelId {
  const wanted = networkCalled(name);
  for (const { id, platform } of library.channels.values()) if (platform === wanted) return id;
  throw new Error(`there is no channel on ${name}`);
}

function add(library: Library, network: string, handle: string, server: string, more: Partial<Channel> = {}): void {
  const { channels } = library;
  const id = uuid(channels.size + 100) as ChannelId;
  channels.set(id, {
    id,
    workspace: WORKSPACE,
    platform: networkCalled(network),
    remoteId: handle,
    handle,
    displayName: 'Nordlicht Coffee',
    avatarUrl: AVATAR,
    server,
    profileUrl: `${server}/${encodeURIComponent(handle)}`,
    limits: {},
    state: 'connected',
    connectedAt: Date.now() - (90 - channels.size) * DAY,
    defaults: NO_DEFAULTS,
    ...more,
  });
}

function networkCalled(name: string): PlatformId {
  const known = CATALOG.find((platform) => platform.name === name);
  if (known === undefined) throw new Error(`no network is called ${name}`);
  return known.id;
}
