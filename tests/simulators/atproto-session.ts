import type { AtpAgent, AtpSessionData } from '@atproto/api';

// What a session of Bluesky's own client says about itself.

/** What an agent is signed in with. */
export function sessionOf({ session }: AtpAgent): AtpSessionData {
  if (!session) throw new Error('nobody is signed in');
  return session;
}

function claimsOf(token: string): { iat: number; exp: number; jti?: string } {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as ReturnType<typeof claimsOf>;
}

/** In seconds. */
export function lifetimeOf(token: string): number {
  return claimsOf(token).exp - claimsOf(token).iat;
}

/** Which refresh token it is. */
export function idOf(token: string): string | undefined {
  return claimsOf(token).jti;
}
