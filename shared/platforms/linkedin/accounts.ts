import { Failure } from '#shared/failures.ts';
import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import { enc, rest, siteOf } from '#shared/platforms/linkedin/addresses.ts';
import { wordsOf } from '#shared/platforms/linkedin/failures.ts';
import { linkedin } from '#shared/platforms/linkedin/rules.ts';
import { authorize, type LinkedinSecrets } from '#shared/platforms/linkedin/secrets.ts';
import { isPage } from '#shared/platforms/linkedin/urn.ts';
import { me, organization, readAnswer, roles, userinfo } from '#shared/platforms/linkedin/wire.ts';
import type { Account } from '#shared/platforms/platform.ts';

// Who may be posted as: the person, and the pages where the person may publish (PLATFORMS.md 2.1).

type Send = (request: HttpRequest) => Promise<HttpAnswer>;

const PUBLISH_ROLES: readonly string[] = ['ADMINISTRATOR', 'CONTENT_ADMINISTRATOR'];
const MOST_PAGES = 100;

/** The person first. Throws `sign-in.refused`, `sign-in.no-accounts`. */
export async function accountsOf(
  secrets: LinkedinSecrets,
  withPages: boolean,
  send: Send,
): Promise<readonly Account[]> {
  const ask = (request: HttpRequest): Promise<HttpAnswer> => send(authorize(request, secrets));
  const { account, answer } = await personOfSignIn(secrets.server, withPages, ask);
  const pages = withPages ? await pagesOf(secrets.server, ask) : [];
  const accounts = account ? [account, ...pages] : pages;
  if (accounts.length > 0) return accounts;
  const code = answer.status === 403 ? 'sign-in.no-accounts' : 'sign-in.refused';
  throw new Failure(code, { platform: linkedin.name, answer: wordsOf(answer) });
}

interface Asked {
  readonly account: Account | undefined;
  readonly answer: HttpAnswer;
}

/** An app for pages knows one way, an app for profiles the other; a team server's may know either. */
async function personOfSignIn(server: string, withPages: boolean, ask: Send): Promise<Asked> {
  const [usual, other] = withPages ? [personByMe, personByOpenId] : [personByOpenId, personByMe];
  const asked = await usual(server, ask);
  return asked.answer.status === 403 ? other(server, ask) : asked;
}

async function personByOpenId(server: string, ask: Send): Promise<Asked> {
  const answer = await ask({ method: 'GET', url: `${server}/v2/userinfo` });
  const read = readAnswer(userinfo, answer);
  const account = read && personOf(server, read.sub, read.name ?? '', { avatarUrl: read.picture });
  return { account, answer };
}

async function personByMe(server: string, ask: Send): Promise<Asked> {
  const answer = await ask({ method: 'GET', url: `${server}/v2/me` });
  const read = readAnswer(me, answer);
  const name = [read?.localizedFirstName, read?.localizedLastName].filter(Boolean).join(' ');
  return { account: read && personOf(server, read.id, name, { vanityName: read.vanityName }), answer };
}

function personOf(
  server: string,
  id: string,
  name: string,
  more: { readonly avatarUrl?: string | null | undefined; readonly vanityName?: string | null | undefined },
): Account {
  const shown = name.trim() || 'Your profile';
  return {
    remoteId: `urn:li:person:${id}`,
    handle: shown,
    displayName: shown,
    ...(more.avatarUrl ? { avatarUrl: more.avatarUrl } : {}),
    server,
    profileUrl: `${siteOf(server)}/in/${encodeURIComponent(more.vanityName || 'me')}/`,
    limits: {},
  };
}

async function pagesOf(server: string, ask: Send): Promise<Account[]> {
  const urns = await publishablePages(server, ask);
  const pages: Account[] = [];
  for (const urn of urns) pages.push(await pageOf(server, urn, ask));
  return pages;
}

/** The pages where the person behind a sign-in may publish. Throws `sign-in.refused`. */
async function publishablePages(server: string, ask: Send): Promise<readonly string[]> {
  const answer = await ask(rolesRequest(server));
  const urns = publishableIn(answer);
  if (urns) return urns;
  throw new Failure('sign-in.refused', { platform: linkedin.name, answer: wordsOf(answer) });
}

/** Asks for every page the person has a role at. */
export function rolesRequest(server: string): HttpRequest {
  const path = `/organizationAcls?q=roleAssignee&state=APPROVED&count=${MOST_PAGES}`;
  return rest(server, 'GET', path, { restliMethod: 'FINDER' });
}

/** The pages of that answer whose role is enough to publish; `undefined` when it was refused. */
export function publishableIn(answer: HttpAnswer): readonly string[] | undefined {
  const held = readAnswer(roles, answer)?.elements.filter(
    ({ role, state, organization: urn }) =>
      PUBLISH_ROLES.includes(role) && (state ?? 'APPROVED') === 'APPROVED' && isPage(urn),
  );
  return held && [...new Set(held.map((one) => one.organization))];
}

/** A page whose name cannot be had is still a page that can be posted to. */
async function pageOf(server: string, urn: string, ask: Send): Promise<Account> {
  const id = urn.split(':').at(-1) ?? '';
  const read = readAnswer(organization, await ask(rest(server, 'GET', `/organizations/${enc(id)}`)));
  const name = read?.localizedName?.trim() || `Page ${id}`;
  return {
    remoteId: urn,
    handle: read?.vanityName || name,
    displayName: name,
    server,
    profileUrl: `${siteOf(server)}/company/${encodeURIComponent(read?.vanityName || id)}/`,
    limits: { isPage: 1 },
  };
}
