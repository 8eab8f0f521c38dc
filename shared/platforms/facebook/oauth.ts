import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { brokerPage, redeemAtBroker } from '#shared/platforms/broker.ts';
import { apiServer, graphAddress, siteOf } from '#shared/platforms/facebook/addresses.ts';
import { pagesOfPerson, type Page } from '#shared/platforms/facebook/pages-of-person.ts';
import { facebook, KEY_NAMES } from '#shared/platforms/facebook/rules.ts';
import { permissions, readAnswer, token } from '#shared/platforms/facebook/wire.ts';
import type { HttpRequest } from '#shared/platforms/http.ts';
import type { PageSecrets } from '#shared/platforms/facebook/secrets.ts';
import { GRAPH_VERSION } from '#shared/platforms/meta/graph.ts';
import { ownKeysIn, returnPlaceOf, type OwnKeys } from '#shared/platforms/meta/own-keys.ts';
import { askAtSignIn, signInFailure } from '#shared/platforms/meta/sign-in.ts';
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

// Signing in to Facebook (PLATFORMS.md 4.1): a code, a token of an hour or two, one of 60 days, and with that one the
// pages, each with a token of its own. The first two steps want the app's secret: the person's own, or a team server's.

/** Posting and reading back; without them a channel is of no use. */
const NEEDED = ['pages_show_list', 'pages_manage_posts', 'pages_read_engagement'];

/**
 * All that is asked for: comments, their reading, numbers, pages of a business. Not `publish_video`: Facebook's own page
 * on videos does not ask for it, and one permission that an app does not have ends every sign-in with it.
 */
const SCOPES = [
  ...NEEDED,
  'pages_manage_engagement',
  'pages_read_user_content',
  'read_insights',
  'business_management',
];

/** Of `SCOPES`, what publishing needs, the first comment included. */
export const PUBLISHING_SCOPES: readonly string[] = [...NEEDED, 'pages_manage_engagement'];

const LONG_LIVED_MS = 60 * 24 * 3_600_000;

const underWay = z.object({
  server: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  redirectUri: z.string(),
});

export const ownKeys: BrowserConnector = {
  how: 'browser',
  returnTo: returnPlaceOf,
  begin: beginWithKeys,
  finish: finishWithKeys,
};

export const broker: BrowserConnector = {
  how: 'browser',
  returnTo: () => ({ at: 'deep-link' }),
  begin: async (_answers, signIn, context) => ({ open: brokerPage(facebook, signIn, context), memory: {} }),
  finish: finishAtBroker,
};

async function beginWithKeys(answers: ConnectAnswers, signIn: BrowserSignIn, context: ConnectContext): Promise<Begun> {
  const keys = ownKeysIn(answers, KEY_NAMES);
  const server = apiServer(context.baseUrl);
  const query = new URLSearchParams({
    client_id: keys.clientId,
    redirect_uri: signIn.redirectUri,
    state: signIn.state,
    scope: SCOPES.join(','),
    response_type: 'code',
  });
  const memory: z.infer<typeof underWay> = { ...keys, server, redirectUri: signIn.redirectUri };
  return { open: `${siteOf(server)}/${GRAPH_VERSION}/dialog/oauth?${query.toString()}`, memory };
}

async function finishWithKeys(memory: Secrets, came: CameBack, context: ConnectContext): Promise<readonly Connected[]> {
  const { server, clientId, clientSecret, redirectUri } = underWay.parse(memory);
  const keys = { clientId, clientSecret };
  const query = { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri, code: came.code };
  const short = await askForToken(tokenRequest(server, query), context);
  const given = await askForToken(longLivedRequest(server, keys, short.access_token), context);
  return connect({ server, userToken: given.access_token, keys }, endOf(given, context), context);
}

async function finishAtBroker(
  _memory: Secrets,
  came: CameBack,
  context: ConnectContext,
): Promise<readonly Connected[]> {
  const { accessToken, expiresAt } = await redeemAtBroker(facebook, came, context);
  return connect({ server: apiServer(context.baseUrl), userToken: accessToken }, expiresAt, context);
}

async function askForToken(request: HttpRequest, context: ConnectContext): Promise<z.infer<typeof token>> {
  const answer = await askAtSignIn(request, facebook, context);
  const given = readAnswer(token, answer);
  if (!given) throw signInFailure(answer, facebook);
  return given;
}

/** Asks for a token of 60 days for one that still works, short or long. */
export function longLivedRequest(server: string, keys: OwnKeys, accessToken: string): HttpRequest {
  return tokenRequest(server, {
    grant_type: 'fb_exchange_token',
    client_id: keys.clientId,
    client_secret: keys.clientSecret,
    fb_exchange_token: accessToken,
  });
}

function tokenRequest(server: string, query: Readonly<Record<string, string>>): HttpRequest {
  return { method: 'GET', url: graphAddress(server, 'oauth/access_token', query) };
}

/** When a long-lived token ends, UTC ms. */
export function endOf(given: z.infer<typeof token>, context: Pick<ConnectContext, 'now'>): number {
  return context.now() + (given.expires_in === undefined ? LONG_LIVED_MS : given.expires_in * 1000);
}

/** Every page the person may write to, each with its own token. */
async function connect(
  person: Omit<PageSecrets, 'pageId' | 'pageToken'>,
  expiresAt: number | undefined,
  context: ConnectContext,
): Promise<readonly Connected[]> {
  await checkPermissions(person, context);
  const pages = await pagesOfPerson(person, context);
  if (pages.length === 0) {
    const answer =
      'no page that you may write posts for. Choose one in Facebook’s window, or ask its owner for the right to create content';
    throw new Failure('sign-in.no-accounts', { platform: facebook.name, answer });
  }
  return pages.map((page) => ({
    account: accountOf(page, person.server),
    secrets: { ...person, pageId: page.id, pageToken: page.token } satisfies PageSecrets,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }));
}

/** A person can take single permissions out of what was asked for. */
async function checkPermissions(
  { server, userToken }: Pick<PageSecrets, 'server' | 'userToken'>,
  context: ConnectContext,
): Promise<void> {
  const url = graphAddress(server, 'me/permissions');
  const headers = { authorization: `Bearer ${userToken}` };
  const answer = await askAtSignIn({ method: 'GET', url, headers }, facebook, context);
  const held = readAnswer(permissions, answer);
  if (!held) throw signInFailure(answer, facebook);
  const granted = held.data.filter(({ status }) => status === 'granted').map(({ permission }) => permission);
  const missing = NEEDED.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return;
  throw new Failure('sign-in.missing-permission', { platform: facebook.name, scopes: missing.join(', ') });
}

function accountOf(page: Page, server: string): Connected['account'] {
  return {
    remoteId: page.id,
    handle: page.username ?? page.name,
    displayName: page.name,
    ...(page.pictureUrl === undefined ? {} : { avatarUrl: page.pictureUrl }),
    server,
    profileUrl: `${siteOf(server)}/${page.username ?? page.id}`,
    limits: {},
  };
}
