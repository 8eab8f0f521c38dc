import type { Channel } from '#shared/channels/channel.ts';
import { RENEWED_IN_PASSING } from '#shared/platforms/names.ts';

/**
 * When a person has to sign in again, UTC ms, as far as the network says. A token of hours that is renewed when it is
 * used says nothing about it.
 */
export function endOfSignIn({ platform, expiresAt }: Channel): number | undefined {
  return RENEWED_IN_PASSING.has(platform) ? undefined : expiresAt;
}
