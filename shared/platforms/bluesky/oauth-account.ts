import type { OAuthClient } from '@atproto/oauth-client';
import { never } from '#shared/assert.ts';
import type { Http, HttpAnswer, HttpBody, HttpRequest } from '#shared/platforms/http.ts';
import type { SessionContext } from '#shared/platforms/platform.ts';
import { keepable, oauthClient, sessionIn } from '#shared/platforms/bluesky/oauth-client.ts';
import { troubleOfSession } from '#shared/platforms/bluesky/oauth-failures.ts';
import type { OAuthSecrets } from '#shared/platforms/bluesky/oauth-secrets.ts';
import { isForServer } from '#shared/platforms/bluesky/session.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';

// A sign-in in the browser at work: every request is signed with the key of the session (DPoP), and tokens that run out
// are renewed. A refresh token can be used once, and one that is used twice ends the whole sign-in (PLATFORMS.md 7.1A).
// So all requests of an account share one session, however often and with whatever secrets it is opened, and a fresh
// token is on the disk before it is used.

/** The session of an account. */
export interface OpenAccount {
  /** These secrets are the newest, or were replaced by the newest: not those of another sign-in. */
  knows(secrets: OAuthSecrets): boolean;
  /** Sends for somebody who opened it with these secrets. Throws `StepTrouble`. */
  send(request: HttpRequest, opened: OAuthSecrets, context: SessionContext): Promise<HttpAnswer>;
}

/** What a sign-in was kept as becomes a session. */
export function openAccount(first: OAuthSecrets): OpenAccount {
  let newest = first;
  const spent = new Set<string>();
  /** Set while the newest secrets are not on the disk. */
  let unkept: { why: unknown } | undefined;
  /** Of whoever sent last, and of the last one who knows what is on the disk: only that one may write over it. */
  let context: SessionContext | undefined;
  let keeper: SessionContext | undefined;
  let client: OAuthClient | undefined;

  return { knows, send };

  function knows({ tokenSet }: OAuthSecrets): boolean {
    return tokenSet.access_token === newest.tokenSet.access_token || spent.has(tokenSet.access_token);
  }

  function clientFor({ baseUrl }: SessionContext): OAuthClient {
    return oauthClient({
      http: { send: sendByLibrary },
      baseUrl,
      redirectUri: first.redirectUri,
      states: { get: () => undefined, set: () => undefined, del: () => undefined },
      sessions: {
        get: () => sessionIn(newest),
        set: async (_did, session) => {
          spent.add(newest.tokenSet.access_token);
          newest = { ...newest, ...keepable(session) };
          await keep();
        },
        // What is over is found out again by the next request, and told to whoever sends it.
        del: () => undefined,
      },
    });
  }

  /** Never throws: the library would end the sign-in at the server over a full disk. */
  async function keep(): Promise<void> {
    try {
      await keeper?.keep({ secrets: newest, expiresAt: newest.endsAt });
      unkept = undefined;
    } catch (why) {
      unkept = { why };
    }
  }

  /** Nothing leaves with a token that is not on the disk. */
  async function sendByLibrary(request: HttpRequest): Promise<HttpAnswer> {
    if (unkept) throw unkept.why;
    return httpOf(context).send(request);
  }

  async function send(request: HttpRequest, opened: OAuthSecrets, given: SessionContext): Promise<HttpAnswer> {
    context = given;
    if (opened.tokenSet.access_token === newest.tokenSet.access_token) keeper = given;
    client ??= clientFor(given);
    const [used, channel] = [client, newest.handle];
    if (unkept) await keep();
    if (!isForServer(request, newest.server)) {
      return given.http.send(request).catch((thrown: unknown) => {
        throw troubleOfSession(thrown, { channel, mayBeSent: true });
      });
    }
    const session = await used.restore(newest.did).catch((thrown: unknown) => {
      throw troubleOfSession(thrown, { channel, mayBeSent: false });
    });
    const response = await session.fetchHandler(request.url, initOf(request)).catch((thrown: unknown) => {
      throw troubleOfSession(thrown, { channel, mayBeSent: true });
    });
    if (isTokenRefused(response)) throw await whyStillRefused(used, channel);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  }

  /** The library has tried to renew by then, and keeps the reason to itself when it could not. */
  async function whyStillRefused(used: OAuthClient, channel: string): Promise<StepTrouble> {
    try {
      await used.restore(newest.did, true);
    } catch (thrown) {
      return troubleOfSession(thrown, { channel, mayBeSent: false });
    }
    const about = { platform: bluesky.name, channel };
    const over: Trouble = { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
    return new StepTrouble(over);
  }
}

function httpOf(context: SessionContext | undefined): Http {
  if (context === undefined) throw new Error('a session is used after it was opened');
  return context.http;
}

function isTokenRefused({ status, headers }: Response): boolean {
  return status === 401 && (headers.get('www-authenticate') ?? '').includes('error="invalid_token"');
}

function initOf(request: HttpRequest): RequestInit {
  const { body } = request;
  const { bytes, type } = body === undefined ? { bytes: undefined, type: undefined } : encoded(body);
  return {
    method: request.method,
    headers: { ...request.headers, ...(type !== undefined && { 'content-type': type }) },
    ...(bytes !== undefined && { body: bytes }),
  };
}

/** Bluesky is sent JSON and bytes, nothing else. */
function encoded(body: HttpBody): { bytes: Uint8Array<ArrayBuffer>; type: string } {
  if ('json' in body) return { bytes: new TextEncoder().encode(JSON.stringify(body.json)), type: 'application/json' };
  if ('bytes' in body) return { bytes: new Uint8Array(body.bytes), type: body.type };
  if ('form' in body || 'multipart' in body) throw new Error('Bluesky takes no forms');
  return never(body);
}
