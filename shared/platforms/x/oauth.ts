import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { NoAnswer, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import type {
  Account,
  Begun,
  BrowserSignIn,
  CameBack,
  ConnectAnswers,
  ConnectContext,
  Connected,
  Connector,
  Secrets,
} from '#shared/platforms/platform.ts';
import { address, apiOrigin, websiteOrigin } from '#shared/platforms/x/addresses.ts';
import { wordsOf } from '#shared/platforms/x/failures.ts';
import { LONGEST_WHEN_PAYING, x, type XLimits } from '#shared/platforms/x/rules.ts';
import { grant, me, oauthRefusal, readAnswer } from '#shared/platforms/x/wire.ts';
import { jsonOf } from '#shared/platforms/http.ts';
import { redactText } from '#shared/redact.ts';

// Signing in at X (PLATFORMS.md 1.1): OAuth 2 with PKCE as a public client, which has an id and no secret. The app is the
// person's own, because X charges its owner for every post. X takes no link of ours as the way back, only addresses of
// this computer that were registered with the app. renew.ts has what comes two hours later.

const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];

const underWay = z.object({ clientId: z.string(), redirectUri: z.string() });

/** What is sealed of a channel. */
export const secretsOfAccount = z.object({
  accessToken: z.string(),
  /** Good for one renewal. */
  refreshToken: z.string(),
  clientId: z.string(),
  /** Origin of the API; the tokens go nowhere else. */
  server: z.string(),
  /** For the words of a failure. */
  handle: z.string(),
});
export type AccountSecrets = z.infer<typeof secretsOfAccount>;

export const ownClient: Connector = {
  how: 'browser',
  returnTo: () => ({ at: 'loopback' }),
  begin,
  finish,
};

async function begin(answers: ConnectAnswers, signIn: BrowserSignIn, context: ConnectContext): Promise<Begun> {
  const clientId = (answers['clientId'] ?? '').trim();
  if (clientId === '' || /\s/.test(clientId)) {
    const problem = 'this is not a client ID; copy the OAuth 2.0 Client ID of your app';
    throw new Failure('sign-in.bad-answer', { field: 'Client ID', problem });
  }
  const memory: z.infer<typeof underWay> = { clientId, redirectUri: signIn.redirectUri };
  const open = address(websiteOrigin(context.baseUrl), '/i/oauth2/authorize', {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: signIn.redirectUri,
    scope: SCOPES.join(' '),
    state: signIn.state,
    code_challenge: signIn.challenge,
    code_challenge_method: 'S256',
  });
  return { open, memory };
}

async function finish(
  memory: Secrets,
  { code, verifier }: CameBack,
  context: ConnectContext,
): Promise<readonly Connected[]> {
  const { clientId, redirectUri } = underWay.parse(memory);
  const server = apiOrigin(context.baseUrl);
  const answer = await ask(
    tokenRequest(server, {
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
    context,
  );
  const given = readAnswer(grant, answer);
  if (!given) throw whyRefused(answer);
  const held = given.scope?.split(/\s+/) ?? SCOPES;
  const missing = SCOPES.filter((scope) => !held.includes(scope));
  // Without `offline.access` there is no refresh token, and the channel would be dead in two hours.
  if (missing.length > 0 || !given.refresh_token) {
    const scopes = missing.length > 0 ? missing.join(', ') : 'offline.access';
    throw new Failure('sign-in.missing-permission', { platform: x.name, scopes });
  }
  const account = await accountOf(given.access_token, server, context);
  const secrets: AccountSecrets = {
    accessToken: given.access_token,
    refreshToken: given.refresh_token,
    clientId,
    server,
    handle: account.handle,
  };
  return [{ account, secrets, ...endOf(given.expires_in, context.now()) }];
}

/** A request to the token endpoint, as a public client makes it. */
export function tokenRequest(server: string, form: Readonly<Record<string, string>>): HttpRequest {
  return { method: 'POST', url: address(server, '/2/oauth2/token'), body: { form } };
}

/** When a token given now ends. */
export function endOf(expiresIn: number | undefined, now: number): { expiresAt?: number } {
  return expiresIn === undefined ? {} : { expiresAt: now + expiresIn * 1000 };
}

async function accountOf(accessToken: string, server: string, context: ConnectContext): Promise<Account> {
  const query = { 'user.fields': 'username,name,profile_image_url,verified,verified_type,subscription_type' };
  const url = address(server, '/2/users/me', query);
  const answer = await ask({ method: 'GET', url, headers: bearer(accessToken) }, context);
  const person = readAnswer(me, answer)?.data;
  if (!person) throw whyRefused(answer);
  return {
    remoteId: person.id,
    handle: person.username,
    displayName: person.name?.trim() || person.username,
    ...(person.profile_image_url ? { avatarUrl: person.profile_image_url } : {}),
    server,
    profileUrl: `${websiteOrigin(context.baseUrl)}/${person.username}`,
    limits: { ...limitsOf(person.subscription_type) },
  };
}

/** PLATFORMS.md 1.3: longer posts for whoever pays. */
function limitsOf(subscription: string | null | undefined): Partial<XLimits> {
  const pays = ['Basic', 'Premium', 'PremiumPlus'].includes(subscription ?? '');
  return pays ? { longestText: LONGEST_WHEN_PAYING } : {};
}

/** The answer, whatever it says. Throws `sign-in.unreachable` where none came. */
async function ask(request: HttpRequest, context: ConnectContext): Promise<HttpAnswer> {
  try {
    return await context.http.send(request);
  } catch (thrown) {
    if (!(thrown instanceof NoAnswer)) throw thrown;
    const about = { platform: x.name, reason: redactText(thrown.message) };
    throw new Failure('sign-in.unreachable', about, { cause: thrown });
  }
}

function whyRefused(answer: HttpAnswer): Failure {
  const about = { platform: x.name, answer: wordsOf(answer) };
  const error = oauthRefusal.safeParse(jsonOf(answer)).data?.error ?? '';
  // The id is unknown, the app is of another type than “Native App” and wants its secret, or it may not use the API.
  const isAppWrong =
    /^(?:invalid|unauthorized)_client$/.test(error) ||
    /\bclient[_ ]id\b/i.test(about.answer) ||
    answer.body.includes('client-not-enrolled');
  return new Failure(isAppWrong ? 'sign-in.wrong-keys' : 'sign-in.refused', about);
}

function bearer(accessToken: string): { authorization: string } {
  return { authorization: `Bearer ${accessToken}` };
}

/** Puts the sign-in on a request to X's API, and on no other. */
export function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
  const { server, accessToken } = secretsOfAccount.parse(secrets);
  if (!request.url.startsWith(`${server}/`)) return request;
  return { ...request, headers: { ...request.headers, ...bearer(accessToken) } };
}
