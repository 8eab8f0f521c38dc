import type { z } from 'zod';
import { NoAnswer } from '#shared/platforms/http.ts';
import type { Account, ConnectContext } from '#shared/platforms/platform.ts';
import { profile, readAnswer, xrpc } from '#shared/platforms/bluesky/wire.ts';

// Who an account is, however it was signed in.

/** `@Alice.bsky.social`, often pasted with invisible direction marks, is `Alice.bsky.social`. */
export function identifierOf(typed: string): string {
  return typed.replaceAll(/[\p{Cf}\s]/gu, '').replace(/^@/, '');
}

export async function accountOf(
  who: { readonly did: string; readonly handle: string },
  server: string,
  context: ConnectContext,
): Promise<Account> {
  const shown = await profileOf(who.did, server, context);
  const avatar = shown?.value.avatar?.ref.$link;
  return {
    remoteId: who.did,
    handle: who.handle,
    displayName: shown?.value.displayName || who.handle,
    ...(avatar !== undefined && {
      avatarUrl: xrpc(server, 'com.atproto.sync.getBlob', { did: who.did, cid: avatar }),
    }),
    server,
    profileUrl: profileUrl(who),
    limits: {},
  };
}

/** The address of an account on the web. A handle that its domain no longer confirms is not a name; the DID always is. */
export function profileUrl(account: { readonly handle: string; readonly did: string }): string {
  return `https://bsky.app/profile/${account.handle === 'handle.invalid' ? account.did : account.handle}`;
}

/** The name and picture of the account; nothing hangs on them, so nothing that goes wrong here stops a sign-in. */
async function profileOf(
  did: string,
  server: string,
  context: ConnectContext,
): Promise<z.infer<typeof profile> | undefined> {
  const url = xrpc(server, 'com.atproto.repo.getRecord', {
    repo: did,
    collection: 'app.bsky.actor.profile',
    rkey: 'self',
  });
  try {
    return readAnswer(profile, await context.http.send({ method: 'GET', url, timeoutMs: 10_000 }));
  } catch (thrown) {
    if (thrown instanceof NoAnswer) return undefined;
    throw thrown;
  }
}
