import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { renewAtBroker } from '#shared/platforms/broker.ts';
import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import { isOwnHost, siteOf } from '#shared/platforms/linkedin/addresses.ts';
import { troubleOf } from '#shared/platforms/linkedin/failures.ts';
import { linkedin } from '#shared/platforms/linkedin/rules.ts';
import { readAnswer, readRefusal, token } from '#shared/platforms/linkedin/wire.ts';
import type { ConnectContext, Renewed, Secrets } from '#shared/platforms/platform.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

// Tokens last 60 days. Only approved partners get a refresh token with them, good for a year from the sign-in; everybody
// else signs in again (PLATFORMS.md 2.1).

const DAY_MS = 24 * 3_600_000;
/** PLATFORMS.md 9.4: at day 50 of 60. */
export const RENEW_WITHIN_MS = 10 * DAY_MS;

export const secretsOfAccount = z.object({
  accessToken: z.string(),
  /** Origin of the API that the token is for; it goes nowhere else. */
  server: z.string(),
  /** UTC ms; absent where a team server did not say. */
  expiresAt: z.number().optional(),
  refreshToken: z.string().optional(),
  /** Of the person's own app; absent where a team server keeps them. */
  keys: z.object({ clientId: z.string(), clientSecret: z.string() }).optional(),
});
export type LinkedinSecrets = z.infer<typeof secretsOfAccount>;

/** Puts the sign-in on a request to LinkedIn, and on no other. */
export function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
  const { server, accessToken } = secretsOfAccount.parse(secrets);
  if (!isOwnHost(request.url, server)) return request;
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${accessToken}` } };
}

const REVOKED = 65_601;

/** A token that was taken back has no other (PLATFORMS.md 2.4). */
export function isExpired(answer: HttpAnswer): boolean {
  return answer.status === 401 && readRefusal(answer)?.serviceErrorCode !== REVOKED;
}

/**
 * Fresh secrets where a refresh token was given. Without one, or where it is refused, a sign-in that is still good stays
 * as it is until its end.
 */
export async function renew(secrets: Secrets, context: ConnectContext): Promise<Renewed | { trouble: Trouble }> {
  const kept = secretsOfAccount.parse(secrets);
  if (kept.refreshToken === undefined) return unchanged(kept, context);
  return kept.keys === undefined ? renewAtServer(kept, context) : renewWithKeys(kept, context);
}

async function renewWithKeys(kept: LinkedinSecrets, context: ConnectContext): Promise<Renewed | { trouble: Trouble }> {
  const form = {
    grant_type: 'refresh_token',
    refresh_token: kept.refreshToken ?? '',
    client_id: kept.keys?.clientId ?? '',
    client_secret: kept.keys?.clientSecret ?? '',
  };
  const url = `${siteOf(kept.server)}/oauth/v2/accessToken`;
  const answer = await context.http.send({ method: 'POST', url, body: { form } });
  const given = readAnswer(token, answer);
  if (given) {
    const expiresAt = context.now() + given.expires_in * 1000;
    return renewed(kept, { accessToken: given.access_token, expiresAt, refreshToken: given.refresh_token });
  }
  if (answer.status === 400 || answer.status === 401) return unchanged(kept, context);
  return { trouble: troubleOf(answer, { channel: linkedin.name, now: context.now(), what: 'unseen' }) };
}

async function renewAtServer(kept: LinkedinSecrets, context: ConnectContext): Promise<Renewed | { trouble: Trouble }> {
  try {
    return renewed(kept, await renewAtBroker(linkedin, kept, context));
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    if (thrown.code === 'sign-in.refused') return unchanged(kept, context);
    const about = { platform: linkedin.name, reason: thrown.message };
    return { trouble: { kind: 'not-arrived', failure: { code: 'publish.unreachable', about } } };
  }
}

function renewed(
  kept: LinkedinSecrets,
  fresh: { accessToken: string; expiresAt: number | undefined; refreshToken: string | undefined },
): Renewed {
  const { expiresAt: _old, ...rest } = kept;
  const refreshToken = fresh.refreshToken ?? kept.refreshToken;
  return {
    secrets: {
      ...rest,
      accessToken: fresh.accessToken,
      ...(fresh.expiresAt === undefined ? {} : { expiresAt: fresh.expiresAt }),
      ...(refreshToken === undefined ? {} : { refreshToken }),
    },
    ...(fresh.expiresAt === undefined ? {} : { expiresAt: fresh.expiresAt }),
  };
}

function unchanged(kept: LinkedinSecrets, context: ConnectContext): Renewed | { trouble: Trouble } {
  const { expiresAt } = kept;
  if (expiresAt !== undefined && context.now() < expiresAt) return { secrets: kept, expiresAt };
  const about = { platform: linkedin.name, channel: linkedin.name };
  return { trouble: { kind: 'signed-out', failure: { code: 'channel.token-expired', about } } };
}
