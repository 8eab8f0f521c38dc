import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { brokerPage, redeemAtBroker } from '#shared/platforms/broker.ts';
import { NoAnswer, jsonOf, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import { accountsOf } from '#shared/platforms/linkedin/accounts.ts';
import { apiOrigin, siteOf } from '#shared/platforms/linkedin/addresses.ts';
import { wordsOf } from '#shared/platforms/linkedin/failures.ts';
import { linkedin } from '#shared/platforms/linkedin/rules.ts';
import type { LinkedinSecrets } from '#shared/platforms/linkedin/secrets.ts';
import { readAnswer, token, tokenRefusal, type Token } from '#shared/platforms/linkedin/wire.ts';
import type {
  Begun,
  BrowserConnector,
  BrowserSignIn,
  CameBack,
  ConnectAnswers,
  ConnectContext,
  Connected,
  Secrets,
} from '#shared/platforms/platform.ts';
import { redactText } from '#shared/redact.ts';

// Signing in (PLATFORMS.md 2.1): with the person's own app, whose secret is kept like a token, or through a team server.

/**
 * What is asked for. An app that may manage pages has no other product, so it knows no OpenID; `r_basicprofile` names
 * the person there. LinkedIn refuses the whole sign-in over one scope too many.
 */
const SCOPES = {
  profile: ['openid', 'profile', 'w_member_social'],
  pages: [
    'r_basicprofile',
    'w_member_social',
    'w_organization_social',
    'r_organization_social',
    'rw_organization_admin',
    'r_member_postAnalytics',
  ],
} as const;

/** Without these nothing can be posted, or not be proven. */
const NEEDED = {
  profile: ['w_member_social'],
  pages: ['w_member_social', 'w_organization_social', 'r_organization_social', 'rw_organization_admin'],
} as const;

type Reach = keyof typeof SCOPES;

const underWay = z.object({
  server: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  redirectUri: z.string(),
  reach: z.enum(['profile', 'pages']),
});
const underWayAtBroker = z.object({ server: z.string() });

/** With an app of the person's own. */
export function byOwnKeys(reach: Reach): BrowserConnector {
  return {
    how: 'browser',
    returnTo: (answers) => {
      const address = returnAddress(answers);
      return address.startsWith(LOOPBACK) ? { at: 'loopback' } : { at: 'page', uri: address };
    },
    begin: async (answers, signIn, context) => beginWithKeys(reach, answers, signIn, context),
    finish: finishWithKeys,
  };
}

/** Through a team server, which keeps the app's secret and decides what is asked for. */
export const byBroker: BrowserConnector = {
  how: 'browser',
  returnTo: () => ({ at: 'deep-link' }),
  begin: async (_answers, signIn, context) => ({
    open: brokerPage(linkedin, signIn, context),
    memory: { server: apiOrigin(context.baseUrl) },
  }),
  finish: finishAtBroker,
};

const LOOPBACK = 'http://127.0.0.1:';

function returnAddress(answers: ConnectAnswers): string {
  const address = answers['returnAddress']?.trim() ?? '';
  const isGood = URL.canParse(address) && !address.includes('#') && /^https:|^http:\/\/127\.0\.0\.1:/.test(address);
  if (isGood) return address;
  const problem = 'write one of the redirect URLs of your app; it begins with https:// and has no #';
  throw new Failure('sign-in.bad-answer', { field: 'Return address', problem });
}

function beginWithKeys(reach: Reach, answers: ConnectAnswers, signIn: BrowserSignIn, context: ConnectContext): Begun {
  returnAddress(answers);
  const clientId = filled(answers, 'clientId', 'Client ID');
  const clientSecret = filled(answers, 'clientSecret', 'Client secret');
  const server = apiOrigin(context.baseUrl);
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: signIn.redirectUri,
    state: signIn.state,
    scope: SCOPES[reach].join(' '),
  });
  const memory: z.infer<typeof underWay> = { server, clientId, clientSecret, redirectUri: signIn.redirectUri, reach };
  return { open: `${siteOf(server)}/oauth/v2/authorization?${query.toString()}`, memory };
}

function filled(answers: ConnectAnswers, name: string, field: string): string {
  const answer = answers[name]?.trim() ?? '';
  if (answer === '') throw new Failure('sign-in.bad-answer', { field, problem: 'it is empty' });
  return answer;
}

async function finishWithKeys(memory: Secrets, came: CameBack, context: ConnectContext): Promise<readonly Connected[]> {
  const { server, clientId, clientSecret, redirectUri, reach } = underWay.parse(memory);
  mustNotBeDenied(came);
  const form = {
    grant_type: 'authorization_code',
    code: came.code,
    redirect_uri: redirectUri,
    client_id: clientId,
    client_secret: clientSecret,
  };
  const url = `${siteOf(server)}/oauth/v2/accessToken`;
  const answer = await ask({ method: 'POST', url, body: { form } }, context);
  const given = readAnswer(token, answer);
  if (!given) throw whyRefused(answer, [clientSecret, came.code]);
  mustHoldScopes(given, reach);
  const secrets: LinkedinSecrets = {
    accessToken: given.access_token,
    server,
    expiresAt: context.now() + given.expires_in * 1000,
    ...(given.refresh_token === undefined ? {} : { refreshToken: given.refresh_token }),
    keys: { clientId, clientSecret },
  };
  return connected(secrets, reach === 'pages', context);
}

async function finishAtBroker(memory: Secrets, came: CameBack, context: ConnectContext): Promise<readonly Connected[]> {
  const { server } = underWayAtBroker.parse(memory);
  mustNotBeDenied(came);
  const grant = await redeemAtBroker(linkedin, came, context);
  const secrets: LinkedinSecrets = {
    accessToken: grant.accessToken,
    server,
    ...(grant.expiresAt === undefined ? {} : { expiresAt: grant.expiresAt }),
    ...(grant.refreshToken === undefined ? {} : { refreshToken: grant.refreshToken }),
  };
  const hasPages = scopesIn(grant.scope)?.includes('w_organization_social') ?? false;
  return connected(secrets, hasPages, context);
}

async function connected(
  secrets: LinkedinSecrets,
  withPages: boolean,
  context: ConnectContext,
): Promise<readonly Connected[]> {
  const send = (request: HttpRequest): Promise<HttpAnswer> => ask(request, context);
  const accounts = await accountsOf(secrets, withPages, send);
  const { expiresAt } = secrets;
  return accounts.map((account) => ({ account, secrets, ...(expiresAt === undefined ? {} : { expiresAt }) }));
}

/** A person who says no is led back with `user_cancelled_authorize` or `user_cancelled_login`. */
function mustNotBeDenied({ params }: CameBack): void {
  const { error, error_description: words } = params;
  if (error !== undefined) throw refused(redactText(words || error));
}

function mustHoldScopes(given: Token, reach: Reach): void {
  const held = scopesIn(given.scope);
  const missing = held === undefined ? [] : NEEDED[reach].filter((scope) => !held.includes(scope));
  if (missing.length === 0) return;
  throw new Failure('sign-in.missing-permission', { platform: linkedin.name, scopes: missing.join(', ') });
}

/** LinkedIn writes them with commas or blanks between. */
function scopesIn(written: string | undefined): readonly string[] | undefined {
  return written?.split(/[\s,]+/).filter(Boolean);
}

async function ask(request: HttpRequest, context: ConnectContext): Promise<HttpAnswer> {
  try {
    return await context.http.send(request);
  } catch (thrown) {
    if (!(thrown instanceof NoAnswer)) throw thrown;
    const about = { platform: linkedin.name, reason: redactText(thrown.message) };
    throw new Failure('sign-in.unreachable', about, { cause: thrown });
  }
}

/** Whatever LinkedIn says: what was sent to it is not shown. */
function whyRefused(answer: HttpAnswer, secret: readonly string[]): Failure {
  const said = tokenRefusal.safeParse(jsonOf(answer)).data;
  const words = said ? [said.error, said.error_description].filter(Boolean).join(': ') : wordsOf(answer);
  const shown = redactText(secret.reduce((text, one) => text.replaceAll(one, '…'), words)).slice(0, 300);
  const isKeys =
    said?.error === 'invalid_client' || said?.error === 'unauthorized_client' || said?.error === 'invalid_client_id';
  if (isKeys) return new Failure('sign-in.wrong-keys', { platform: linkedin.name, answer: shown });
  return refused(shown);
}

function refused(answer: string): Failure {
  return new Failure('sign-in.refused', { platform: linkedin.name, answer });
}
