import type { Session } from '@atproto/oauth-client';
import { JoseKey } from '@atproto/jwk-jose';
import type { z } from 'zod';
import { invariant } from '#shared/assert.ts';
import { Failure } from '#shared/failures.ts';
import { NoAnswer } from '#shared/platforms/http.ts';
import type {
  Begun,
  BrowserSignIn,
  CameBack,
  ConnectAnswers,
  ConnectContext,
  Connected,
} from '#shared/platforms/platform.ts';
import { accountOf, identifierOf } from '#shared/platforms/bluesky/account.ts';
import { NEEDED_SCOPES } from '#shared/platforms/bluesky/client-metadata.ts';
import { jwkOf, keepable, oauthClient } from '#shared/platforms/bluesky/oauth-client.ts';
import { whyNotSignedIn } from '#shared/platforms/bluesky/oauth-failures.ts';
import { underWay, type OAuthSecrets } from '#shared/platforms/bluesky/oauth-secrets.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { BLUESKY_SERVER } from '#shared/platforms/bluesky/server-address.ts';
import { described, readAnswer, xrpc } from '#shared/platforms/bluesky/wire.ts';

// Signing in with the browser (PLATFORMS.md 7.1A). The library does the protocol; what it has to remember in between is
// our `memory`, and its session becomes our secrets. What keeps the sign-in alive is in oauth-account.ts.

/** A public client has to sign in again after two weeks, whatever it does in between (PLATFORMS.md 7.1A). */
const SIGN_IN_LASTS_MS = 14 * 24 * 60 * 60_000;

/** Throws `Failure` with a `sign-in.*` code. */
export async function begin(answers: ConnectAnswers, signIn: BrowserSignIn, context: ConnectContext): Promise<Begun> {
  const who = identifierOf(answers['handle'] ?? '') || (context.baseUrl ?? BLUESKY_SERVER);
  const { redirectUri } = signIn;
  let memory: z.infer<typeof underWay> | undefined;
  const client = oauthClient({
    ...context,
    redirectUri,
    states: {
      get: () => undefined,
      set: (state, { iss, verifier, authMethod, dpopKey }) => {
        memory = underWay.parse({ redirectUri, state, iss, verifier, authMethod, dpopJwk: jwkOf(dpopKey) });
      },
      del: () => undefined,
    },
    sessions: NO_SESSIONS,
  });
  const open = await client.authorize(who).catch((thrown: unknown) => {
    throw whyNotSignedIn(thrown);
  });
  invariant(memory !== undefined, 'a sign-in that began is remembered');
  return { open: open.href, memory, state: memory.state };
}

/** Throws `Failure` with a `sign-in.*` code. */
export async function finish(memory: unknown, came: CameBack, context: ConnectContext): Promise<readonly Connected[]> {
  const begun = underWay.parse(memory);
  const dpopKey = await JoseKey.fromJWK(begun.dpopJwk);
  let session: Session | undefined;
  const client = oauthClient({
    ...context,
    redirectUri: begun.redirectUri,
    states: {
      get: (state) => (state === begun.state ? { ...begun, dpopKey } : undefined),
      set: () => undefined,
      del: () => undefined,
    },
    sessions: { ...NO_SESSIONS, set: (_did, given) => void (session = given) },
  });
  await client.callback(new URLSearchParams({ ...came.params })).catch((thrown: unknown) => {
    throw whyNotSignedIn(thrown);
  });
  invariant(session !== undefined, 'a sign-in that ended well has a session');
  return [await connectedBy(session, begun.redirectUri, context)];
}

const NO_SESSIONS = { get: () => undefined, set: () => undefined, del: () => undefined };

async function connectedBy(session: Session, redirectUri: string, context: ConnectContext): Promise<Connected> {
  const { sub: did, aud, scope } = session.tokenSet;
  const given = scope.split(' ');
  const missing = NEEDED_SCOPES.filter((one) => !given.includes(one));
  if (missing.length > 0)
    throw new Failure('sign-in.missing-permission', { platform: bluesky.name, scopes: missing.join(', ') });
  const server = new URL(aud).origin;
  const endsAt = context.now() + SIGN_IN_LASTS_MS;
  const handle = await handleOf(did, server, context);
  const secrets: OAuthSecrets = { did, handle, server, redirectUri, endsAt, ...keepable(session) };
  return { account: await accountOf({ did, handle }, server, context), secrets, expiresAt: endsAt };
}

/** The account's name, as its server has it; where that cannot be asked now, its id does. */
async function handleOf(did: string, server: string, context: ConnectContext): Promise<string> {
  const url = xrpc(server, 'com.atproto.repo.describeRepo', { repo: did });
  try {
    return readAnswer(described, await context.http.send({ method: 'GET', url, timeoutMs: 10_000 }))?.handle ?? did;
  } catch (thrown) {
    if (thrown instanceof NoAnswer) return did;
    throw thrown;
  }
}
