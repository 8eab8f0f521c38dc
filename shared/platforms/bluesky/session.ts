import { z } from 'zod';
import { NoAnswer, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import type { Adapter, ConnectContext, Secrets } from '#shared/platforms/platform.ts';
import { troubleOf, withNothingPosted } from '#shared/platforms/bluesky/failures.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { readAnswer, readRefusal, session, xrpc, type Session } from '#shared/platforms/bluesky/wire.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

// A session's access token lasts about two hours and its refresh token 90 days; when that one is refused too, the
// app password opens a new session (PLATFORMS.md 7.1B). So the sign-in has no end until a person takes the password back.

export const accountSecrets = z.object({
  did: z.string(),
  accessJwt: z.string(),
  refreshJwt: z.string(),
  password: z.string(),
  /** What the person typed: an e-mail address, or a handle, which may have another owner one day. */
  identifier: z.string(),
  /** Origin of the server that holds the account; the tokens go nowhere else. */
  server: z.string(),
});
export type AccountSecrets = z.infer<typeof accountSecrets>;

/** Puts the sign-in on a request to the account's own server, and on no other; what has a token of its own keeps it. */
export function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
  const { server, accessJwt } = accountSecrets.parse(secrets);
  return isForServer(request, server) ? withToken(request, accessJwt) : request;
}

/** It goes to the account's own server, and nothing else vouches for it. */
export function isForServer(request: HttpRequest, server: string): boolean {
  return request.url.startsWith(`${server}/`) && request.headers?.['authorization'] === undefined;
}

/**
 * `ExpiredToken` is what an access token ends with; `InvalidToken` what it meets when the server changed its keys. What
 * another service says of a token of its own says nothing about the sign-in.
 */
export function isExpired(answer: HttpAnswer, request?: HttpRequest): boolean {
  if (request?.headers?.['authorization'] !== undefined) return false;
  if (answer.status !== 400 && answer.status !== 401) return false;
  const name = readRefusal(answer)?.error;
  return name === 'ExpiredToken' || name === 'InvalidToken';
}

/**
 * Fresh tokens, by the refresh token or else by the password. Only a server that refuses all of them signs the
 * channel out; a lost answer or a busy server is tried again later. That is safe: an old refresh token stays good
 * for two hours after it was used.
 */
export const renew: NonNullable<Adapter['renew']> = async (secrets, context) => {
  const kept = accountSecrets.parse(secrets);
  const ways = [
    withToken({ method: 'POST', url: xrpc(kept.server, 'com.atproto.server.refreshSession') }, kept.refreshJwt),
    sessionRequest(kept.server, kept.identifier, kept.password),
    // The handle may be another's by now; the account's own id never changes.
    sessionRequest(kept.server, kept.did, kept.password),
  ];
  let trouble = signedOut(kept);
  for (const way of ways) {
    const outcome = await askForSession(way, kept, context);
    if ('accessJwt' in outcome)
      return { secrets: { ...kept, accessJwt: outcome.accessJwt, refreshJwt: outcome.refreshJwt } };
    trouble = outcome;
    if (trouble.failure.code !== 'channel.token-expired') break;
  }
  return { trouble };
};

async function askForSession(
  way: HttpRequest,
  kept: AccountSecrets,
  context: ConnectContext,
): Promise<Session | Trouble> {
  const asking = { channel: kept.identifier, now: context.now() };
  try {
    const answer = await context.http.send(way);
    const opened = readAnswer(session, answer);
    if (opened) return opened.did === kept.did ? opened : signedOut(kept);
    return whyNotRenewed(troubleOf(answer, asking), kept);
  } catch (thrown) {
    if (!(thrown instanceof NoAnswer)) throw thrown;
    const about = { platform: bluesky.name, channel: kept.identifier, reason: thrown.message };
    return { kind: 'not-arrived', failure: { code: 'publish.unreachable', about } };
  }
}

/** Whatever the server refuses here, the sign-in is over; what only stands in between (a proxy's page) is trouble for now. */
function whyNotRenewed(trouble: Trouble, kept: AccountSecrets): Trouble {
  return trouble.kind === 'refused' ? signedOut(kept) : withNothingPosted(trouble);
}

function signedOut(kept: AccountSecrets): Trouble {
  const about = { platform: bluesky.name, channel: kept.identifier };
  return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
}

/** Opens a session. At most 30 in 5 minutes and 300 a day for one account (PLATFORMS.md 7.1B). */
export function sessionRequest(server: string, identifier: string, password: string): HttpRequest {
  return {
    method: 'POST',
    url: xrpc(server, 'com.atproto.server.createSession'),
    body: { json: { identifier, password } },
  };
}

function withToken(request: HttpRequest, token: string): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}
