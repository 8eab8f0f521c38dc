import { z } from 'zod';
import type { Channel } from '#shared/channels/channel.ts';
import { channelId, type ChannelId } from '#shared/ids.ts';

const KEY = 'postwright.last-channels';
const remembered = z.array(channelId);

/** The channels to begin a post with: those of the last one, or the only one there is. */
export function lastChannels(all: readonly Channel[]): readonly ChannelId[] {
  const usable = all.filter((channel) => channel.state !== 'disconnected').map((channel) => channel.id);
  if (usable.length === 1) return usable;
  return read().filter((id) => usable.includes(id));
}

export function rememberChannels(ids: readonly ChannelId[]): void {
  localStorage.setItem(KEY, JSON.stringify(ids));
}

function read(): readonly ChannelId[] {
  const parsed = remembered.safeParse(jsonOf(localStorage.getItem(KEY) ?? '[]'));
  return parsed.success ? parsed.data : [];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (_expected) {
    // Somebody else's words under our key: as good as none.
    return undefined;
  }
}
