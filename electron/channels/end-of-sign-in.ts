import type { Channel } from '#shared/channels/channel.ts';
import type { Adapter } from '#shared/platforms/platform.ts';

const DAY_MS = 86_400_000;

/**
 * When a person has to sign in again, UTC ms, as far as the network says. A token of hours that is renewed when it is
 * used says nothing about it.
 */
export function endOfSignIn(adapter: Adapter | undefined, { expiresAt }: Channel): number | undefined {
  const renewWithinMs = adapter?.renewWithinMs ?? Infinity;
  return renewWithinMs < DAY_MS ? undefined : expiresAt;
}
