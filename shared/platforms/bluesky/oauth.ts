import type { BrowserConnector } from '#shared/platforms/platform.ts';
import { OWN_REDIRECT } from '#shared/platforms/bluesky/client-metadata.ts';

/** Signs in with the browser (PLATFORMS.md 7.1A). What it takes is in oauth-sign-in.ts, loaded when it is needed. */
export const browserSignIn: BrowserConnector = {
  how: 'browser',
  // A server under development cannot read our published metadata; it takes a client that comes back to this computer.
  returnTo: (_answers, baseUrl) =>
    baseUrl === undefined ? { at: 'own-scheme', uri: OWN_REDIRECT } : { at: 'loopback' },
  begin: async (...given) => (await signingIn()).begin(...given),
  finish: async (...given) => (await signingIn()).finish(...given),
};

function signingIn() {
  return import('#shared/platforms/bluesky/oauth-sign-in.ts');
}
