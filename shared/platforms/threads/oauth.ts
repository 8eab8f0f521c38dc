import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { brokerPage, redeemAtBroker } from '#shared/platforms/broker.ts';
import { NoAnswer, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import { ownKeysIn, returnPlaceOf } from '#shared/platforms/meta/own-keys.ts';
import { askAtSignIn, signInFailure } from '#shared/platforms/meta/sign-in.ts';
import { troubleOf } from '#shared/platforms/threads/failures.ts';
import { missingScopes, SCOPES } from '#shared/platforms/threads/permissions.ts';
import { KEY_NAMES, threads } from '#shared/platforms/threads/rules.ts';
import { address, bareAddress, profile, readAnswer, token } from '#shared/platforms/threads/wire.ts';
import type {
  Account,
  Begun,
  BrowserConnector,
  BrowserSignIn,
  CameBack,
  ConnectAnswers,
  ConnectContext,
  Connected,
  Renewed,
  Secrets,
} from '#shared/platforms/platform.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import { redactText } from '#shared/redact.ts';

// Signing in to Threads (PLATFORMS.md 6.1). The browser brings a code, the code a token of an hour, and that one a token
// of 60 days; the app's secret is needed for the second and third. From then on the token renews itself, without the
// secret: nothing but the token is kept. A token that ran out cannot be renewed.

/** The API; the page where people sign in is elsewhere. */
const API = 'https://graph.threads.net';
const SITE = 'https://www.threads.com';
/** [TP]; older samples use threads.net. */
const SIGN_IN = 'https://threads.com';

const secretsOfAccount = z.object({
  accessToken: z.string().min(1),
  /** Origin of the API that gave it; the token goes nowhere else. */
  server: z.string(),
});
type SecretsOfAccount = z.infer<typeof secretsOfAccount>;

const underWay = z.object({ clientId: z.string(), clientSecret: z.string(), redirectUri: z.string() });

/** With an app of the person's own. */
export const ownKeysSignIn: BrowserConnector = { how: 'browser', returnTo: returnPlaceOf, begin, finish };

/** With the app of the team server, which keeps its secret. */
export const brokerSignIn: BrowserConnector = {
  how: 'browser',
  returnTo: () => ({ at: 'deep-link' }),
  begin: async (_answers, signIn, context) => ({ open: brokerPage(threads, signIn, context), memory: {} }),
  finish: finishAtBroker,
};

async function begin(answers: ConnectAnswers, signIn: BrowserSignIn, context: ConnectContext): Promise<Begun> {
  const { clientId, clientSecret } = ownKeysIn(answers, KEY_NAMES);
  const memory: z.infer<typeof underWay> = { clientId, clientSecret, redirectUri: signIn.redirectUri };
  const open = bareAddress(context.baseUrl ?? SIGN_IN, 'oauth/authorize', {
    client_id: clientId,
    redirect_uri: signIn.redirectUri,
    scope: SCOPES.join(','),
    response_type: 'code',
    state: signIn.state,
  });
  return { open, memory };
}

async function finish(memory: Secrets, came: CameBack, context: ConnectContext): Promise<readonly Connected[]> {
  const { clientId, clientSecret, redirectUri } = underWay.parse(memory);
  const server = context.baseUrl ?? API;
  const form = {
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: 'authorization_code',
    redirect_uri: redirectUri,
    // The site puts `#_` behind it.
    code: came.code.replace(/#_$/, ''),
  };
  const short = await ask({ method: 'POST', url: bareAddress(server, 'oauth/access_token'), body: { form } }, context);
  const shortToken = readAnswer(token, short)?.access_token;
  if (shortToken === undefined) throw signInFailure(short, threads);
  const query = { grant_type: 'th_exchange_token', client_secret: clientSecret, access_token: shortToken };
  const long = await ask({ method: 'GET', url: bareAddress(server, 'access_token', query) }, context);
  const given = readAnswer(token, long);
  if (given === undefined) throw signInFailure(long, threads);
  return connected({ accessToken: given.access_token, server }, endOf(given.expires_in, context), context);
}

async function finishAtBroker(
  _memory: Secrets,
  came: CameBack,
  context: ConnectContext,
): Promise<readonly Connected[]> {
  const { accessToken, expiresAt } = await redeemAtBroker(threads, came, context);
  return connected({ accessToken, server: context.baseUrl ?? API }, expiresAt, context);
}

async function connected(
  secrets: SecretsOfAccount,
  expiresAt: number | undefined,
  context: ConnectContext,
): Promise<readonly Connected[]> {
  const account = await accountOf(secrets, context);
  const send = (request: HttpRequest): Promise<HttpAnswer> => ask(authorize(request, secrets), context);
  const missing = await missingScopes({ server: secrets.server, user: account.remoteId }, send);
  if (missing.length > 0) {
    throw new Failure('sign-in.missing-permission', { platform: threads.name, scopes: missing.join(', ') });
  }
  return [{ account, secrets, ...(expiresAt === undefined ? {} : { expiresAt }) }];
}

async function accountOf(secrets: SecretsOfAccount, context: ConnectContext): Promise<Account> {
  const url = address(secrets.server, 'me', { fields: 'id,username,name,threads_profile_picture_url' });
  const answer = await ask(authorize({ method: 'GET', url }, secrets), context);
  const person = readAnswer(profile, answer);
  if (!person) throw signInFailure(answer, threads);
  return {
    remoteId: person.id,
    handle: `@${person.username}`,
    displayName: person.name?.trim() || person.username,
    ...(person.threads_profile_picture_url ? { avatarUrl: person.threads_profile_picture_url } : {}),
    server: secrets.server,
    profileUrl: `${context.baseUrl ?? SITE}/@${person.username}`,
    limits: {},
  };
}

/** 60 days more for a token that still works and is a day old at least; the app's secret is not needed. */
export async function renew(secrets: Secrets, context: ConnectContext): Promise<Renewed | { trouble: Trouble }> {
  const { accessToken, server } = secretsOfAccount.parse(secrets);
  const query = { grant_type: 'th_refresh_token', access_token: accessToken };
  const url = bareAddress(server, 'refresh_access_token', query);
  const answer = await context.http.send({ method: 'GET', url }).catch(noAnswer);
  if ('trouble' in answer) return answer;
  const given = readAnswer(token, answer);
  if (given === undefined)
    return { trouble: troubleOf(answer, { channel: threads.name, now: context.now(), shows: false }) };
  const expiresAt = endOf(given.expires_in, context);
  const fresh: SecretsOfAccount = { accessToken: given.access_token, server };
  return { secrets: fresh, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

function noAnswer(thrown: unknown): { trouble: Trouble } {
  if (!(thrown instanceof NoAnswer)) throw thrown;
  const about = { platform: threads.name, reason: redactText(thrown.message) };
  return { trouble: { kind: 'temporary', failure: { code: 'publish.unreachable', about } } };
}

/** Puts the sign-in on a request to the API, and on no other. A parameter is the documented way (PLATFORMS.md 6.1, 6.2). */
export function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
  const { server, accessToken } = secretsOfAccount.parse(secrets);
  if (!request.url.startsWith(`${server}/`)) return request;
  if (request.body !== undefined && 'form' in request.body) {
    return { ...request, body: { form: { ...request.body.form, access_token: accessToken } } };
  }
  const url = `${request.url}${request.url.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(accessToken)}`;
  return { ...request, url };
}

function endOf(seconds: number | undefined, context: ConnectContext): number | undefined {
  return seconds === undefined ? undefined : context.now() + seconds * 1000;
}

function ask(request: HttpRequest, context: ConnectContext): Promise<HttpAnswer> {
  return askAtSignIn(request, threads, context);
}
