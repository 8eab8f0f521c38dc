import { z } from 'zod';
import { channelDefaults } from '#shared/channels/channel-defaults.ts';
import { channelId, instant, platformId, workspaceId } from '#shared/ids.ts';

export const CHANNEL_STATES = ['connected', 'paused', 'signed-out', 'disconnected'] as const;

/**
 * `connected` ready · `paused` a person stopped it · `signed-out` the network no longer takes our sign-in ·
 * `disconnected` a person took it off; kept for history.
 */
export const channelState = z.enum(CHANNEL_STATES);
export type ChannelState = z.infer<typeof channelState>;

/** How much of what the network allows was used, when it was last asked. */
export const quota = z.object({ used: z.number(), limit: z.number(), periodMs: z.number(), at: instant });
export type Quota = z.infer<typeof quota>;
/** What is kept of what happened to a channel. */
export const channelEvent = z.enum(['connected', 'paused', 'resumed', 'signed-out', 'disconnected']);
export type ChannelEvent = z.infer<typeof channelEvent>;

/** A connected account, without anything secret. */
export const channel = z.object({
  id: channelId,
  workspace: workspaceId,
  platform: platformId,
  remoteId: z.string(),
  handle: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().optional(),
  server: z.string(),
  profileUrl: z.string(),
  limits: z.record(z.string(), z.number()),
  state: channelState,
  /** When the sign-in ends unless renewed. */
  expiresAt: instant.optional(),
  connectedAt: instant,
  defaults: channelDefaults.prefault({}),
  /** Why a person paused it. */
  pausedBecause: z.string().optional(),
  quota: quota.optional(),
});
export type Channel = z.infer<typeof channel>;

/** How a channel is called in sentences: `@handle`, or its name where the network gives it no handle. */
export function channelName(known: Pick<Channel, 'handle'>): string {
  if (/\s/.test(known.handle)) return known.handle;
  return known.handle.startsWith('@') ? known.handle : `@${known.handle}`;
}
