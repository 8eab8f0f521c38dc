import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { address, facebookHosts, graphAddress } from '#shared/platforms/instagram/addresses.ts';
import { FACEBOOK_KEYS, instagram } from '#shared/platforms/instagram/rules.ts';
import type { FacebookSecrets } from '#shared/platforms/instagram/secrets.ts';
import { askFor, bareCode, checkPermissions } from '#shared/platforms/instagram/sign-in.ts';
import { pages, permissions, token, type Page } from '#shared/platforms/instagram/wire.ts';
import { GRAPH_VERSION } from '#shared/platforms/meta/graph.ts';
import { ownKeysIn, returnPlaceOf, type OwnKeys } from '#shared/platforms/meta/own-keys.ts';
import type {
  BrowserConnector,
  BrowserSignIn,
  CameBack,
  ConnectAnswers,
  ConnectContext,
  Connected,
  Secrets,
} from '#shared/platforms/platform.ts';

// Signing in at Facebook for the Instagram accounts of one's pages (PLATFORMS.md 5, 4.1). The page's token has no end of
// its own; the person's, from which it comes and which deletes, lasts about 60 days.

/** What publishing needs. */
export const NEEDED = ['instagram_basic', 'instagram_content_publish', 'pages_show_list', 'pages_read_engagement'];
const SCOPES = [
  ...NEEDED,
  'business_management',
  'instagram_manage_comments',
  'instagram_manage_insights',
  'instagram_manage_contents',
];

const underWay = z.object({ clientId: z.string(), clientSecret: z.string(), redirectUri: z.string() });

export const facebookLogin: BrowserConnector = { how: 'browser', returnTo: returnPlaceOf, begin, finish };

async function begin(
  answers: ConnectAnswers,
  signIn: BrowserSignIn,
  context: ConnectContext,
): Promise<{ open: string; memory: Secrets }> {
  const memory: z.infer<typeof underWay> = { ...ownKeysIn(answers, FACEBOOK_KEYS), redirectUri: signIn.redirectUri };
  const open = address(`${facebookHosts(context.baseUrl).page}/${GRAPH_VERSION}/dialog/oauth`, {
    client_id: memory.clientId,
    redirect_uri: signIn.redirectUri,
    response_type: 'code',
    scope: SCOPES.join(','),
    state: signIn.state,
  });
  return { open, memory };
}

async function finish(memory: Secrets, came: CameBack, context: ConnectContext): Promise<readonly Connected[]> {
  const { redirectUri, ...keys } = underWay.parse(memory);
  const short = await askForToken({ redirect_uri: redirectUri, code: bareCode(came.code) }, keys, context);
  const user = await longLived(short.token, keys, context);
  checkPermissions(await permissionsOf(user.token, context), NEEDED);
  const connected = (await pagesOf(user.token, context)).flatMap((page) => connectedBy(page, user, keys, context));
  if (connected.length > 0) return connected;
  throw new Failure('sign-in.no-accounts', {
    platform: instagram.name,
    answer: 'none of your Facebook pages has a professional Instagram account',
  });
}

/** A token of the person's, with its end. */
export interface UserToken {
  readonly token: string;
  readonly expiresAt: number | undefined;
}

/** A token of about 60 days for one that still works, short or long. Throws as `askFor`. */
export function longLived(current: string, keys: OwnKeys, context: ConnectContext): Promise<UserToken> {
  return askForToken({ grant_type: 'fb_exchange_token', fb_exchange_token: current }, keys, context);
}

async function askForToken(
  query: Readonly<Record<string, string>>,
  { clientId, clientSecret }: OwnKeys,
  context: ConnectContext,
): Promise<UserToken> {
  const url = graphAddress(facebookHosts(context.baseUrl).codes, '/oauth/access_token', {
    client_id: clientId,
    client_secret: clientSecret,
    ...query,
  });
  const given = await askFor(token, { method: 'GET', url }, context);
  const expiresAt = given.expires_in === undefined ? undefined : context.now() + given.expires_in * 1000;
  return { token: given.access_token, expiresAt };
}

async function permissionsOf(userToken: string, context: ConnectContext): Promise<string[]> {
  const url = graphAddress(facebookHosts(context.baseUrl).graph, '/me/permissions');
  const { data } = await askFor(permissions, { method: 'GET', url, headers: bearer(userToken) }, context);
  return data.filter(({ status }) => status === 'granted').map(({ permission }) => permission);
}

const PAGE_FIELDS = 'id,name,access_token,tasks,instagram_business_account{id,username,name,profile_picture_url}';
/** A thousand pages: whoever has more is shown these. */
const MOST_LISTS = 10;

/** The person's pages. Throws as `askFor`. */
export async function pagesOf(userToken: string, context: ConnectContext): Promise<Page[]> {
  const found: Page[] = [];
  let after: string | undefined;
  for (let list = 0; list < MOST_LISTS; list += 1) {
    const query = { fields: PAGE_FIELDS, limit: '100', ...(after === undefined ? {} : { after }) };
    const url = graphAddress(facebookHosts(context.baseUrl).graph, '/me/accounts', query);
    const { data, paging } = await askFor(pages, { method: 'GET', url, headers: bearer(userToken) }, context);
    found.push(...data);
    after = paging?.next === undefined ? undefined : paging.cursors?.after;
    if (after === undefined) break;
  }
  return found;
}

/** Only where the person may post for the page (PLATFORMS.md 4.1). */
function connectedBy(page: Page, user: UserToken, keys: OwnKeys, context: ConnectContext): Connected[] {
  const account = page.instagram_business_account;
  const mayPost = page.tasks?.some((task) => task === 'CREATE_CONTENT' || task === 'MANAGE') ?? true;
  if (!account || page.access_token === undefined || !mayPost) return [];
  const hosts = facebookHosts(context.baseUrl);
  const ends = user.expiresAt === undefined ? {} : { expiresAt: user.expiresAt };
  const secrets: FacebookSecrets = {
    login: 'facebook-login',
    server: hosts.graph,
    pageId: page.id,
    pageToken: page.access_token,
    userToken: user.token,
    ...ends,
    ...keys,
  };
  return [
    {
      account: {
        remoteId: account.id,
        handle: account.username,
        displayName: account.name?.trim() || account.username,
        ...(account.profile_picture_url ? { avatarUrl: account.profile_picture_url } : {}),
        server: hosts.graph,
        profileUrl: `${hosts.profiles}/${account.username}/`,
        limits: { facebookLogin: 1 },
      },
      secrets,
      ...ends,
    },
  ];
}

function bearer(userToken: string): { authorization: string } {
  return { authorization: `Bearer ${userToken}` };
}
