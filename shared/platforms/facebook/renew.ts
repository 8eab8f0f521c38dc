import { Failure } from '#shared/failures.ts';
import { renewAtBroker } from '#shared/platforms/broker.ts';
import { graphAddress } from '#shared/platforms/facebook/addresses.ts';
import { troubleOf } from '#shared/platforms/facebook/failures.ts';
import { endOf, longLivedRequest } from '#shared/platforms/facebook/oauth.ts';
import { facebook } from '#shared/platforms/facebook/rules.ts';
import { pageSecrets, type PageSecrets } from '#shared/platforms/facebook/secrets.ts';
import { pageToken, readAnswer, token } from '#shared/platforms/facebook/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { askAtSignIn, signInFailure } from '#shared/platforms/meta/sign-in.ts';
import type { ConnectContext, Renewed, Secrets } from '#shared/platforms/platform.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';

/** At day 45 of 60 (PLATFORMS.md 9.4). */
export const RENEW_WITHIN_MS = 15 * 24 * 3_600_000;

/**
 * A page's token has no end and cannot be renewed by itself: the person's token is exchanged for one of 60 days, and the
 * page's token fetched anew with it. When the person's has run out, they have to sign in again.
 */
export async function renew(secrets: Secrets, context: ConnectContext): Promise<Renewed | { trouble: Trouble }> {
  const kept = pageSecrets.parse(secrets);
  try {
    const { userToken, expiresAt } = await newUserToken(kept, context);
    const fresh: PageSecrets = { ...kept, userToken, pageToken: await newPageToken({ ...kept, userToken }, context) };
    return { secrets: fresh, ...(expiresAt === undefined ? {} : { expiresAt }) };
  } catch (thrown) {
    if (thrown instanceof StepTrouble) return { trouble: thrown.trouble };
    if (thrown instanceof Failure) return { trouble: troubleIn(thrown) };
    throw thrown;
  }
}

async function newUserToken(
  { server, keys, userToken }: PageSecrets,
  context: ConnectContext,
): Promise<{ readonly userToken: string; readonly expiresAt: number | undefined }> {
  if (!keys) {
    const given = await renewAtBroker(facebook, { accessToken: userToken }, context);
    return { userToken: given.accessToken, expiresAt: given.expiresAt };
  }
  const answer = await askAtSignIn(longLivedRequest(server, keys, userToken), facebook, context);
  const given = readAnswer(token, answer);
  if (!given) throw whyNot(answer, context);
  return { userToken: given.access_token, expiresAt: endOf(given, context) };
}

async function newPageToken({ server, pageId, userToken }: PageSecrets, context: ConnectContext): Promise<string> {
  const url = graphAddress(server, pageId, { fields: 'access_token' });
  const headers = { authorization: `Bearer ${userToken}` };
  const answer = await askAtSignIn({ method: 'GET', url, headers }, facebook, context);
  const given = readAnswer(pageToken, answer);
  if (!given) throw whyNot(answer, context);
  return given.access_token;
}

/** Refused for good (a new secret of the app, a page that is no longer the person's), only a new sign-in helps. */
function whyNot(answer: HttpAnswer, context: ConnectContext): StepTrouble {
  const asking = { platform: facebook.name, channel: facebook.name, now: context.now(), shows: false };
  const trouble = troubleOf(answer, asking);
  const isOver = trouble.kind === 'refused' || signInFailure(answer, facebook).code === 'sign-in.wrong-keys';
  return new StepTrouble(isOver ? signedOut(trouble.failure.about) : trouble);
}

function troubleIn({ code, about }: Failure): Trouble {
  if (code === 'sign-in.unreachable') return { kind: 'not-arrived', failure: { code: 'publish.unreachable', about } };
  return signedOut(about);
}

function signedOut(about: Failure['about']): Trouble {
  return {
    kind: 'signed-out',
    failure: { code: 'channel.token-expired', about: { ...about, channel: facebook.name } },
  };
}
