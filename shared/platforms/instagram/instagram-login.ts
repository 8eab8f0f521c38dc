import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { brokerPage, redeemAtBroker } from '#shared/platforms/broker.ts';
import { address, graphAddress, instagramHosts, type Hosts } from '#shared/platforms/instagram/addresses.ts';
import { INSTAGRAM_KEYS, instagram } from '#shared/platforms/instagram/rules.ts';
import type { InstagramSecrets } from '#shared/platforms/instagram/secrets.ts';
import { askFor, bareCode, checkPermissions } from '#shared/platforms/instagram/sign-in.ts';
import { me, token } from '#shared/platforms/instagram/wire.ts';
import { ownKeysIn, returnPlaceOf } from '#shared/platforms/meta/own-keys.ts';
import type {
  BrowserConnector,
  BrowserSignIn,
  CameBack,
  ConnectAnswers,
  ConnectContext,
  Connected,
  Secrets,
} from '#shared/platforms/platform.ts';

// Signing in at Instagram itself (PLATFORMS.md 5.1): a code becomes a token of an hour, that one of 60 days. Both
// exchanges want the app's secret: the person's own, or the team server's. Renewing wants none.

/** What publishing needs. */
const NEEDED = ['instagram_business_basic', 'instagram_business_content_publish'];
const SCOPES = [...NEEDED, 'instagram_business_manage_comments', 'instagram_business_manage_insights'];

const underWay = z.object({ clientId: z.string(), clientSecret: z.string(), redirectUri: z.string() });

export const ownKeys: BrowserConnector = { how: 'browser', returnTo: returnPlaceOf, begin, finish };

export const throughBroker: BrowserConnector = {
  how: 'browser',
  returnTo: () => ({ at: 'deep-link' }),
  begin: async (_answers, signIn, context) => ({ open: brokerPage(instagram, signIn, context), memory: {} }),
  finish: finishAtBroker,
};

async function begin(
  answers: ConnectAnswers,
  signIn: BrowserSignIn,
  context: ConnectContext,
): Promise<{ open: string; memory: Secrets }> {
  const memory: z.infer<typeof underWay> = { ...ownKeysIn(answers, INSTAGRAM_KEYS), redirectUri: signIn.redirectUri };
  const open = address(`${instagramHosts(context.baseUrl).page}/oauth/authorize`, {
    enable_fb_login: '0',
    client_id: memory.clientId,
    redirect_uri: signIn.redirectUri,
    response_type: 'code',
    scope: SCOPES.join(','),
    state: signIn.state,
  });
  return { open, memory };
}

async function finish(memory: Secrets, came: CameBack, context: ConnectContext): Promise<readonly Connected[]> {
  const { clientId, clientSecret, redirectUri } = underWay.parse(memory);
  const hosts = instagramHosts(context.baseUrl);
  const form = {
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: 'authorization_code',
    redirect_uri: redirectUri,
    code: bareCode(came.code),
  };
  const url = `${hosts.codes}/oauth/access_token`;
  const short = await askFor(token, { method: 'POST', url, body: { form } }, context);
  if (short.permissions) checkPermissions(short.permissions, NEEDED);

  const exchange = {
    grant_type: 'ig_exchange_token',
    client_secret: clientSecret,
    access_token: short.access_token,
  };
  const long = await askFor(token, { method: 'GET', url: address(`${hosts.graph}/access_token`, exchange) }, context);
  const expiresAt = long.expires_in === undefined ? undefined : context.now() + long.expires_in * 1000;
  return [await connectedBy(long.access_token, expiresAt, hosts, context)];
}

async function finishAtBroker(
  _memory: Secrets,
  came: CameBack,
  context: ConnectContext,
): Promise<readonly Connected[]> {
  const grant = await redeemAtBroker(instagram, came, context);
  if (grant.scope !== undefined) checkPermissions(grant.scope.split(/[\s,]+/), NEEDED);
  return [await connectedBy(grant.accessToken, grant.expiresAt, instagramHosts(context.baseUrl), context)];
}

async function connectedBy(
  accessToken: string,
  expiresAt: number | undefined,
  hosts: Hosts,
  context: ConnectContext,
): Promise<Connected> {
  const fields = 'user_id,username,name,account_type,profile_picture_url';
  const url = graphAddress(hosts.graph, '/me', { fields });
  const who = await askFor(me, { method: 'GET', url, headers: { authorization: `Bearer ${accessToken}` } }, context);
  if (who.account_type === 'PERSONAL') throw notProfessional(who.username);
  const ends = expiresAt === undefined ? {} : { expiresAt };
  const secrets: InstagramSecrets = {
    login: 'instagram-login',
    server: hosts.graph,
    accessToken,
    issuedAt: context.now(),
    ...ends,
  };
  return {
    account: {
      remoteId: who.user_id,
      handle: who.username,
      displayName: who.name?.trim() || who.username,
      ...(who.profile_picture_url ? { avatarUrl: who.profile_picture_url } : {}),
      server: hosts.graph,
      profileUrl: `${hosts.profiles}/${who.username}/`,
      limits: {},
    },
    secrets,
    ...ends,
  };
}

/** Whether creators may post everything is not certain; only personal accounts are (PLATFORMS.md 5.1). */
function notProfessional(username: string): Failure {
  return new Failure('sign-in.no-accounts', {
    platform: instagram.name,
    answer: `${username} is a personal account; switch it to a business or creator account in Instagram's settings`,
  });
}
