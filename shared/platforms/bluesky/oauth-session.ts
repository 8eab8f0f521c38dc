import type { Adapter } from '#shared/platforms/platform.ts';
import type { OpenAccount } from '#shared/platforms/bluesky/oauth-account.ts';
import { oauthSecrets } from '#shared/platforms/bluesky/oauth-secrets.ts';

/**
 * For sign-ins of the browser. Whoever opens a session of an account, and with however old secrets of the same sign-in,
 * shares it with all others, for as long as the program runs: a refresh token that is used twice ends the whole sign-in
 * (PLATFORMS.md 7.1A). What it takes is in oauth-account.ts, loaded when it is needed.
 */
export function sessionOpener(): NonNullable<Adapter['openSession']> {
  const accounts = new Map<string, OpenAccount>();
  return (secrets, context) => {
    const given = oauthSecrets.safeParse(secrets).data;
    if (given === undefined) return undefined;
    return async (request) => {
      const { openAccount } = await import('#shared/platforms/bluesky/oauth-account.ts');
      const known = accounts.get(given.did);
      const account = known?.knows(given) ? known : openAccount(given);
      accounts.set(given.did, account);
      return account.send(request, given, context);
    };
  };
}
