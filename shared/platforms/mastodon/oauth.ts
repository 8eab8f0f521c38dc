import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { NoAnswer, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import { troubleOf, wordsOf } from '#shared/platforms/mastodon/failures.ts';
import { instanceOf, limitsOf } from '#shared/platforms/mastodon/instance-limits.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';
import { readServerAddress, type ServerAddress } from '#shared/platforms/mastodon/server-address.ts';
import {
  address,
  credentials,
  readAnswer,
  readRefusal,
  registration,
  token,
  type Instance,
} from '#shared/platforms/mastodon/wire.ts';
import type {
  Account,
  BrowserSignIn,
  CameBack,
  ConnectAnswers,
  ConnectContext,
  Connected,
  Connector,
  Secrets,
} from '#shared/platforms/platform.ts';

// Signing in at a Mastodon server (PLATFORMS.md 8.1). Every server is its own: Postwright registers with it the first
// time somebody signs in there and keeps that registration. Servers only know confidential clients, so each has a
// secret, kept like a token; PKCE is sent always, and older servers ignore it. Tokens do not end.

/** The name under which servers show what was posted. `find-status.ts` knows our own statuses by it. */
export const APP_NAME = 'Postwright';

/** What publishing needs (PLATFORMS.md 8.1); the scheduler, deleting, editing and counts need nothing more. */
export const SCOPES = ['read:accounts', 'read:statuses', 'write:statuses', 'write:media'] as const;

const rememberedApp = z.object({ clientId: z.string(), clientSecret: z.string(), redirectUri: z.string() });
type RememberedApp = z.infer<typeof rememberedApp>;

/** What is kept while the person is in the browser. */
const underWay = rememberedApp.extend({ server: z.string(), host: z.string() });

const secretsOfAccount = z.object({
  accessToken: z.string(),
  /** Origin of the server that gave it; the token goes nowhere else. */
  server: z.string(),
});

export const browserSignIn: Connector = {
  how: 'browser',
  returnTo: () => ({ at: 'deep-link' }),
  begin,
  finish,
};

async function begin(
  answers: ConnectAnswers,
  signIn: BrowserSignIn,
  context: ConnectContext,
): Promise<{ open: string; memory: Secrets }> {
  const server = serverOf(answers['server'] ?? '', context.baseUrl);
  const app = (await knownApp(server, signIn, context)) ?? (await register(server, signIn, context));
  const memory: z.infer<typeof underWay> = { ...app, server: server.origin, host: server.host };
  const open = address(server.origin, '/oauth/authorize', {
    response_type: 'code',
    client_id: app.clientId,
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
  const { server, host, clientId, clientSecret, redirectUri } = underWay.parse(memory);
  const form = {
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
  };
  const answer = await ask(
    { method: 'POST', url: address(server, '/oauth/token'), body: { form } },
    { origin: server, host },
    context,
  );
  const given = readAnswer(token, answer);
  // A registration that the server forgot meanwhile is found out, and made anew, by the next `begin`.
  if (!given) throw whyRefused(answer, context.now());
  const missing = given.scope ? SCOPES.filter((scope) => !holdsScope(given.scope ?? '', scope)) : [];
  if (missing.length > 0) {
    throw new Failure('sign-in.missing-permission', { platform: mastodon.name, scopes: missing.join(', ') });
  }
  const secrets: z.infer<typeof secretsOfAccount> = { accessToken: given.access_token, server };
  return [{ account: await accountOf(secrets, { origin: server, host }, context), secrets }];
}

interface Server {
  readonly origin: string;
  readonly host: string;
}

function serverOf(typed: string, baseUrl: string | undefined): Server {
  const read: ServerAddress = readServerAddress(baseUrl ?? typed);
  if ('problem' in read) throw new Failure('sign-in.bad-answer', { field: 'Server', problem: read.problem });
  return read;
}

/** Our registration with a server, if it is kept, leads back to where we are now, and the server still knows it. */
async function knownApp(
  server: Server,
  signIn: BrowserSignIn,
  context: ConnectContext,
): Promise<RememberedApp | undefined> {
  const kept = rememberedApp.safeParse(await signIn.rememberedApp(server.origin)).data;
  if (kept?.redirectUri !== signIn.redirectUri) return undefined;
  // Asked now: once the browser is open, a registration the server forgot is a page that leads nowhere. Servers
  // before 4.3 drop registrations that never had a token; this gives ours one.
  const form = {
    grant_type: 'client_credentials',
    client_id: kept.clientId,
    client_secret: kept.clientSecret,
    redirect_uri: kept.redirectUri,
    scope: SCOPES.join(' '),
  };
  const answer = await ask(
    { method: 'POST', url: address(server.origin, '/oauth/token'), body: { form } },
    server,
    context,
  );
  return answer.status === 401 ? undefined : kept;
}

async function register(server: Server, signIn: BrowserSignIn, context: ConnectContext): Promise<RememberedApp> {
  const json = {
    client_name: APP_NAME,
    // One address as a string: servers before 4.3 know no lists (PLATFORMS.md 8.1).
    redirect_uris: signIn.redirectUri,
    scopes: SCOPES.join(' '),
    website: 'https://postwright.app',
  };
  const answer = await ask(
    { method: 'POST', url: address(server.origin, '/api/v1/apps'), body: { json } },
    server,
    context,
  );
  const made = readAnswer(registration, answer);
  if (!made) throw whyNotRegistered(answer, server, context.now());
  const app: RememberedApp = {
    clientId: made.client_id,
    clientSecret: made.client_secret,
    redirectUri: signIn.redirectUri,
  };
  await signIn.rememberApp(server.origin, app);
  return app;
}

/** The answer, whatever it says. Throws `sign-in.not-a-server` where nothing is, `sign-in.refused` where nothing came back. */
async function ask(request: HttpRequest, server: Server, context: ConnectContext): Promise<HttpAnswer> {
  try {
    return await context.http.send(request);
  } catch (thrown) {
    if (!(thrown instanceof NoAnswer)) throw thrown;
    if (thrown.arrived === 'no') throw notAServer(server, { cause: thrown });
    throw refused(`${server.host} did not answer (${thrown.message})`, { cause: thrown });
  }
}

function whyNotRegistered(answer: HttpAnswer, server: Server, now: number): Failure {
  const isMastodon = readRefusal(answer) !== undefined && answer.status !== 404;
  return isMastodon || answer.status >= 500 || answer.status === 429 ? whyRefused(answer, now) : notAServer(server);
}

function whyRefused(answer: HttpAnswer, now: number): Failure {
  if (answer.status !== 429) return refused(wordsOf(answer));
  const retryAt = troubleOf(answer, { channel: '', now }).failure.about['retryAt'];
  return refused(`too many sign-ins; ${retryAt === undefined ? 'try again later' : `try again at ${retryAt}`}`);
}

function refused(answer: string, options?: { cause: unknown }): Failure {
  return new Failure('sign-in.refused', { platform: mastodon.name, answer }, options);
}

function notAServer(server: Server, options?: { cause: unknown }): Failure {
  return new Failure('sign-in.not-a-server', { platform: mastodon.name, host: server.host }, options);
}

/** `write` holds `write:media`, and so on. */
function holdsScope(held: string, wanted: string): boolean {
  const scopes = held.split(/[\s+]+/);
  return scopes.includes(wanted) || scopes.includes(wanted.replace(/:.*/, ''));
}

async function accountOf(
  secrets: z.infer<typeof secretsOfAccount>,
  server: Server,
  context: ConnectContext,
): Promise<Account> {
  const request = authorize(
    { method: 'GET', url: address(server.origin, '/api/v1/accounts/verify_credentials') },
    secrets,
  );
  const answer = await ask(request, server, context);
  const person = readAnswer(credentials, answer);
  if (!person) throw whyRefused(answer, context.now());
  const known = await instanceOf(server.origin, (asked) => context.http.send(asked));
  return {
    remoteId: person.id,
    handle: `${person.username}@${domainOf(known) ?? server.host}`,
    displayName: person.display_name?.trim() || person.username,
    ...(person.avatar ? { avatarUrl: person.avatar } : {}),
    server: server.origin,
    profileUrl: person.url ?? address(server.origin, `/@${person.username}`),
    limits: known ? limitsOf(known) : {},
  };
}

/** Accounts may be named after another domain than the one their server answers at. Old servers and forks write an address. */
function domainOf(known: Instance | undefined): string | undefined {
  const domain = (known?.domain ?? known?.uri)?.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return domain || undefined;
}

/** Puts the sign-in on a request to the account's own server, and on no other. */
export function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
  const { server, accessToken } = secretsOfAccount.parse(secrets);
  if (!request.url.startsWith(`${server}/`)) return request;
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${accessToken}` } };
}
