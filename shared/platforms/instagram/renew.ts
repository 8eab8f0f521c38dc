import { Failure } from '#shared/failures.ts';
import { NoAnswer, type HttpAnswer } from '#shared/platforms/http.ts';
import { address } from '#shared/platforms/instagram/addresses.ts';
import { longLived, pagesOf } from '#shared/platforms/instagram/facebook-login.ts';
import { troubleOf } from '#shared/platforms/instagram/failures.ts';
import { instagram } from '#shared/platforms/instagram/rules.ts';
import { secretsOfAccount, type FacebookSecrets, type InstagramSecrets } from '#shared/platforms/instagram/secrets.ts';
import { readAnswer, token } from '#shared/platforms/instagram/wire.ts';
import { graphError } from '#shared/platforms/meta/graph.ts';
import type { ConnectContext, Renewed, Secrets } from '#shared/platforms/platform.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import { redactText } from '#shared/redact.ts';

const DAY_MS = 24 * 3_600_000;

/** Renewed on day 40 of 60 (PLATFORMS.md 9.4). */
export const RENEW_WITHIN_MS = 20 * DAY_MS;

/** 459 and 464 are settled by the person on the site; a token that was taken back says 458. */
const NOT_BY_RENEWING: readonly number[] = [458, 459, 464];

/** The sign-in has run out, and a fresh one may be had. */
export function isExpired(answer: HttpAnswer): boolean {
  const error = graphError(answer);
  return (error?.code === 190 || error?.code === 102) && !NOT_BY_RENEWING.includes(error.error_subcode ?? 0);
}

/** A token of 60 more days, for one that has not run out (PLATFORMS.md 5.1, 4.1). */
export async function renew(secrets: Secrets, context: ConnectContext): Promise<Renewed | { trouble: Trouble }> {
  const kept = secretsOfAccount.parse(secrets);
  return kept.login === 'instagram-login' ? renewAtInstagram(kept, context) : renewAtFacebook(kept, context);
}

async function renewAtInstagram(
  kept: InstagramSecrets,
  context: ConnectContext,
): Promise<Renewed | { trouble: Trouble }> {
  // Refused within its first day; it is as good as it can be.
  if (context.now() - kept.issuedAt < DAY_MS) return { secrets: kept, ...endOf(kept) };
  const query = { grant_type: 'ig_refresh_token', access_token: kept.accessToken };
  const url = address(`${kept.server}/refresh_access_token`, query);
  const answer = await context.http.send({ method: 'GET', url }).catch(noAnswer);
  if ('trouble' in answer) return answer;
  const given = readAnswer(token, answer);
  if (given === undefined) return { trouble: whyNot(answer, kept, context.now()) };
  const { expiresAt: _past, ...rest } = kept;
  const ends = given.expires_in === undefined ? {} : { expiresAt: context.now() + given.expires_in * 1000 };
  const fresh: InstagramSecrets = { ...rest, accessToken: given.access_token, issuedAt: context.now(), ...ends };
  return { secrets: fresh, ...ends };
}

/** The page's token is asked for anew as well: it may be the one that was refused. */
async function renewAtFacebook(
  kept: FacebookSecrets,
  context: ConnectContext,
): Promise<Renewed | { trouble: Trouble }> {
  try {
    const user = await longLived(kept.userToken, kept, context);
    const page = (await pagesOf(user.token, context)).find(({ id }) => id === kept.pageId);
    if (page?.access_token === undefined) return { trouble: signedOut('the page is no longer among yours') };
    const { expiresAt: _past, ...rest } = kept;
    const ends = user.expiresAt === undefined ? {} : { expiresAt: user.expiresAt };
    const fresh: FacebookSecrets = { ...rest, pageToken: page.access_token, userToken: user.token, ...ends };
    return { secrets: fresh, ...ends };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const isOver = thrown.code !== 'sign-in.unreachable';
    const answer = String(thrown.about['answer'] ?? thrown.about['reason'] ?? '');
    return { trouble: isOver ? signedOut(answer) : unreachable(answer) };
  }
}

/** A refusal ends the sign-in where it has run out; before that it still works, and is renewed another time. */
function whyNot(answer: HttpAnswer, kept: InstagramSecrets, now: number): Trouble {
  const trouble = troubleOf(answer, { platform: instagram.name, channel: instagram.name, now, shows: false });
  if (trouble.kind !== 'refused') return trouble;
  const stillGood = kept.expiresAt !== undefined && kept.expiresAt > now;
  const { answer: words } = trouble.failure.about;
  return stillGood ? { kind: 'temporary', failure: trouble.failure } : signedOut(String(words ?? ''));
}

function noAnswer(thrown: unknown): { trouble: Trouble } {
  if (!(thrown instanceof NoAnswer)) throw thrown;
  return { trouble: unreachable(redactText(thrown.message)) };
}

function unreachable(reason: string): Trouble {
  return { kind: 'temporary', failure: { code: 'publish.unreachable', about: { platform: instagram.name, reason } } };
}

function signedOut(answer: string): Trouble {
  const about = { platform: instagram.name, channel: instagram.name, answer };
  return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
}

function endOf({ expiresAt }: { readonly expiresAt?: number | undefined }): { expiresAt?: number } {
  return expiresAt === undefined ? {} : { expiresAt };
}
