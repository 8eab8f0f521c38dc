import {
  assertAtprotoDid,
  buildAtprotoLoopbackClientMetadata,
  didDocumentValidator,
  OAuthClient,
  requestLocalLock,
  type OAuthClientMetadataInput,
  type OAuthClientOptions,
  type Session,
  type SessionStore,
  type StateStore,
} from '@atproto/oauth-client';
import { JoseKey } from '@atproto/jwk-jose';
import type { Http, HttpRequest } from '#shared/platforms/http.ts';
import { CLIENT_METADATA, OWN_REDIRECT, SCOPE } from '#shared/platforms/bluesky/client-metadata.ts';
import { authMethod, tokenSet, type OAuthSecrets } from '#shared/platforms/bluesky/oauth-secrets.ts';
import { readAnswer, described, xrpc } from '#shared/platforms/bluesky/wire.ts';

// atproto's own OAuth client (PAR, PKCE, DPoP; PLATFORMS.md 7.1A), made to work through our `Http` alone: it opens no
// connection of its own, not even for DNS. This is the core that @atproto/oauth-client-node is built on; what that adds
// (DNS look-ups, three versions of undici) would go around `Http`.
//
// It is loaded when somebody signs in with the browser, or has: most never need it, and it takes its time.

type IdentityInfo = Awaited<ReturnType<NonNullable<OAuthClientOptions['identityResolver']>['resolve']>>;

/** Where handles are looked up that a person typed. */
const HANDLES_AT = 'https://public.api.bsky.app';

/** A file over a slow line takes its time; questions do not. */
const UPLOAD_LIMIT_MS = 180_000;
const LARGE_BYTES = 100_000;

export interface OAuthParts {
  readonly http: Http;
  readonly baseUrl: string | undefined;
  readonly redirectUri: string;
  readonly states: StateStore;
  readonly sessions: SessionStore;
}

export function oauthClient({ http, baseUrl, redirectUri, states, sessions }: OAuthParts): OAuthClient {
  return new OAuthClient({
    clientMetadata: metadataFor(redirectUri),
    responseMode: 'query',
    stateStore: states,
    sessionStore: sessions,
    fetch: fetchOver(http),
    runtimeImplementation: {
      // The one that every server knows (PLATFORMS.md 7.1A), and every runtime of ours.
      createKey: () => JoseKey.generate(['ES256']),
      getRandomValues: (length) => crypto.getRandomValues(new Uint8Array(length)),
      digest: async (bytes, { name }) => new Uint8Array(await crypto.subtle.digest(name.replace('sha', 'SHA-'), bytes)),
      // One refresh at a time: a refresh token can be used once.
      requestLock: requestLocalLock,
    },
    ...(baseUrl === undefined
      ? { handleResolver: HANDLES_AT }
      : { allowHttp: true, identityResolver: { resolve: (who: string) => identityAt(baseUrl, who, http) } }),
  });
}

/** A server under development takes a client that is nowhere published, when it leads back to this computer. */
function metadataFor(redirectUri: string): OAuthClientMetadataInput {
  if (redirectUri === OWN_REDIRECT) return CLIENT_METADATA;
  return buildAtprotoLoopbackClientMetadata({ scope: SCOPE, redirect_uris: [redirectUri] });
}

/** With a base address set, that server alone says who somebody is: no directory, no other host is asked. */
async function identityAt(server: string, who: string, http: Http): Promise<IdentityInfo> {
  const url = xrpc(server, 'com.atproto.repo.describeRepo', { repo: who });
  const known = readAnswer(described, await http.send({ method: 'GET', url }));
  if (known === undefined) throw new Error(`${who} is not known at ${server}`);
  const { did, handle } = known;
  assertAtprotoDid(did);
  return { did, handle, didDoc: { ...didDocumentValidator.parse(known.didDoc), id: did } };
}

/** `fetch` as the library knows it. Every request of the library goes out once, and no redirect is followed. */
function fetchOver(http: Http) {
  return async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const bytes = new Uint8Array(await request.arrayBuffer());
    const { 'content-type': type = '', ...headers } = Object.fromEntries(request.headers);
    const answer = await http.send({
      method: request.method as HttpRequest['method'],
      url: request.url,
      headers,
      ...(bytes.length > 0 && { body: { bytes, type } }),
      ...(bytes.length > LARGE_BYTES && { timeoutMs: UPLOAD_LIMIT_MS }),
    });
    if (request.redirect === 'error' && answer.status >= 300 && answer.status < 400)
      throw new TypeError(`${new URL(request.url).host} leads elsewhere`);
    const hasBody = ![204, 205, 304].includes(answer.status);
    return new Response(hasBody ? answer.body : null, { status: answer.status, headers: { ...answer.headers } });
  };
}

/** A private key, to be kept. */
export function jwkOf(key: Session['dpopKey']): OAuthSecrets['dpopJwk'] {
  const kept = key.privateJwk;
  if (kept === undefined) throw new Error('the key of a sign-in can be kept');
  return { ...kept };
}

export async function sessionIn(kept: OAuthSecrets): Promise<Session> {
  const dpopKey = await JoseKey.fromJWK(kept.dpopJwk);
  return { dpopKey, authMethod: kept.authMethod, tokenSet: kept.tokenSet as Session['tokenSet'] };
}

/** What a session consists of, to be kept. Throws where the library made something that we did not ask for. */
export function keepable(session: Session): Pick<OAuthSecrets, 'authMethod' | 'dpopJwk' | 'tokenSet'> {
  return {
    authMethod: authMethod.parse(session.authMethod),
    dpopJwk: jwkOf(session.dpopKey),
    tokenSet: tokenSet.parse(session.tokenSet),
  };
}
