import type { FastifyRequest } from 'fastify';
import { OWNER_ID, type Account, type World } from '#simulators/instagram/world.ts';
import { businessLimitReached, checkedToken, noSuchObject, tokenTextOf, usageHeaders } from '#simulators/meta/graph.ts';
import { readGraphParams, type GraphParams } from '#simulators/meta/params.ts';
import type { MetaToken } from '#simulators/meta/tokens.ts';

/** What may be asked for, under the names of both logins. */
export type Right = 'basic' | 'publish' | 'comments' | 'insights' | 'delete';

const INSTAGRAM_SCOPES: Readonly<Record<Right, string>> = {
  basic: 'instagram_business_basic',
  publish: 'instagram_business_content_publish',
  comments: 'instagram_business_manage_comments',
  insights: 'instagram_business_manage_insights',
  // No such right exists here (PLATFORMS.md 5).
  delete: 'instagram_business_manage_contents',
};
const FACEBOOK_SCOPES: Readonly<Record<Right, string>> = {
  basic: 'instagram_basic',
  publish: 'instagram_content_publish',
  comments: 'instagram_manage_comments',
  insights: 'instagram_manage_insights',
  delete: 'instagram_manage_contents',
};

export interface Asked {
  readonly token: MetaToken;
  readonly isFacebook: boolean;
  readonly params: GraphParams;
}

/** A token of Instagram Login begins otherwise than one of Facebook Login. */
export function isFacebookToken(token: MetaToken): boolean {
  return token.value.startsWith('EAA');
}

/** Whose request it is and what it carries; refused where the token is not good for that. */
export async function asked(world: World, request: FastifyRequest, right: Right): Promise<Asked> {
  const params = await readGraphParams(request);
  const text = tokenTextOf(request, params.text('access_token'));
  const token = checkedToken(world.tokens, text);
  const isFacebook = isFacebookToken(token);
  checkedToken(world.tokens, text, (isFacebook ? FACEBOOK_SCOPES : INSTAGRAM_SCOPES)[right]);
  return { token, isFacebook, params };
}

/** The account of this id, if the token may act for it. Says what is used of its budget. */
export function accountFor(
  world: World,
  id: string,
  token: MetaToken,
  reply: { headers(headers: Record<string, string>): unknown },
  method = 'get',
): Account {
  const account = world.accounts.get(id);
  if (!account || !mayActFor(token, account)) throw noSuchObject(id, method);
  const used = world.usage.business.get(id);
  if (used && used.percent >= 100) throw businessLimitReached(80_002, id, 'instagram', used.regainMinutes);
  reply.headers(usageHeaders(world.usage, { id, type: 'instagram' }));
  return account;
}

function mayActFor(token: MetaToken, account: Account): boolean {
  if (!isFacebookToken(token)) return token.subjectId === account.id;
  if (account.page === undefined) return false;
  return token.kind === 'page' ? token.subjectId === account.page.id : token.userId === OWNER_ID;
}
