import { Failure, type FailureValue } from '#shared/failures.ts';
import { renewAtBroker } from '#shared/platforms/broker.ts';
import { graphAddress } from '#shared/platforms/facebook/addresses.ts';
import { troubleOf } from '#shared/platforms/facebook/failures.ts';
import { longLived } from '#shared/platforms/facebook/oauth.ts';
import { facebook } from '#shared/platforms/facebook/rules.ts';
import { pageSecrets, type PageSecrets } from '#shared/platforms/facebook/secrets.ts';
import { pageToken, readAnswer } from '#shared/platforms/facebook/wire.ts';
import { askAtSignIn } from '#shared/platforms/meta/sign-in.ts';
import type { ConnectContext, Renewed, Secrets } from '#shared/platforms/platform.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

/** At day 45 of 60 (PLATFORMS.md 9.4). */
export const RENEW_WITHIN_MS = 15 * 24 * 3_600_000;

/**
 * A page's token has no end and cannot be renewed by itself: the person's token is exchanged for one of 60 days, and the
 * page's token fetched anew with it. When the person's has run out, they have to sign in again.
 */
export async function renew(secrets: Secrets, context: ConnectContext): Promise<Renewed | { trouble: Trouble }> {
  const kept = pageSecrets.parse(secrets);
  try {
    const { accessToken: userToken, expiresAt } = await newUserToken(kept, context);
    const page = await newPageToken({ ...kept, userToken }, context);
    if (typeof page !== 'string') return { trouble: page };
    const fresh: PageSecrets = { ...kept, userToken, pageToken: page };
    return { secrets: fresh, ...(expiresAt === undefined ? {} : { expiresAt }) };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { trouble: troubleIn(thrown) };
  }
}

function newUserToken(
  { server, keys, userToken }: PageSecrets,
  context: ConnectContext,
): Promise<{ readonly accessToken: string; readonly expiresAt: number | undefined }> {
  if (keys) return longLived(server, keys, userToken, context);
  return renewAtBroker(facebook, { accessToken: userToken }, context);
}

async function newPageToken(
  { server, pageId, userToken }: PageSecrets,
  context: ConnectContext,
): Promise<string | Trouble> {
  const url = graphAddress(server, pageId, { fields: 'access_token' });
  const headers = { authorization: `Bearer ${userToken}` };
  const answer = await askAtSignIn({ method: 'GET', url, headers }, facebook, context);
  const given = readAnswer(pageToken, answer);
  if (given) return given.access_token;
  const trouble = troubleOf(answer, {
    platform: facebook.name,
    channel: facebook.name,
    now: context.now(),
    shows: false,
  });
  // The person has lost the page, or their part in it: nothing but a new sign-in helps.
  return trouble.kind === 'refused' ? { kind: 'signed-out', failure: trouble.failure } : trouble;
}

/** What the words of a sign-in mean for one that is to go on. */
function troubleIn({ code, about }: Failure): Trouble {
  const answer = String(about['answer'] ?? '');
  const expired: FailureValue = { code: 'channel.token-expired', about: { ...about, channel: facebook.name } };
  if (code === 'sign-in.unreachable') {
    return { kind: 'not-arrived', failure: { code: 'publish.unreachable', about } };
  }
  // The team server has trouble of its own: that says nothing about the sign-in.
  if (code === 'sign-in.refused' && /answered (429|5\d\d)$/.test(answer)) {
    return { kind: 'temporary', failure: { code: 'publish.unreachable', about: { ...about, reason: answer } } };
  }
  return { kind: 'signed-out', failure: expired };
}
