import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Page, Person, World } from '#simulators/facebook/world.ts';
import {
  businessLimitReached,
  checkedToken,
  GraphRefusal,
  missingPermission,
  noSuchObject,
  tokenTextOf,
  usageHeaders,
} from '#simulators/meta/graph.ts';
import { readGraphParams, type GraphParams } from '#simulators/meta/params.ts';
import type { MetaToken } from '#simulators/meta/tokens.ts';

/** What may be asked for. PLATFORMS.md 4.1. */
export type Right = 'read' | 'publish' | 'comment' | 'insights';

const SCOPES: Readonly<Record<Right, string>> = {
  read: 'pages_read_engagement',
  publish: 'pages_manage_posts',
  comment: 'pages_manage_engagement',
  insights: 'read_insights',
};

/** A request about a page that may be made. */
export interface Asked {
  readonly page: Page;
  readonly token: MetaToken;
  readonly params: GraphParams;
}

/** A request to `/{page}/…`: whose it is and what it carries. Refuses what the token is not good for. */
export async function askedOfPage(
  world: World,
  request: FastifyRequest<{ Params: { node: string } }>,
  reply: FastifyReply,
  right: Right,
): Promise<Asked> {
  const { token, params } = await asked(world, request);
  const { node } = request.params;
  const page = world.pages.get(node === 'me' ? token.subjectId : node);
  if (!page) throw noSuchObject(node, request.method.toLowerCase());
  checkRight(world, token, page, right);
  keepToBudget(world, page, reply);
  return { page, token, params };
}

/** The token and the parameters of any request. */
export async function asked(world: World, request: FastifyRequest): Promise<Omit<Asked, 'page'>> {
  const params = await readGraphParams(request);
  return { token: checkedToken(world.tokens, tokenTextOf(request, params.text('access_token'))), params };
}

/** Refuses with 200, in the words Facebook has for it. */
export function checkRight(world: World, token: MetaToken, page: Page, right: Right): void {
  const tasks = world.people.get(token.userId)?.roles.get(page.id) ?? [];
  const isPages = token.kind === 'page' && token.subjectId === page.id;
  const mayWrite = tasks.includes('CREATE_CONTENT') || tasks.includes('MANAGE');
  const isGood = right === 'publish' || right === 'comment' ? isPages && mayWrite : isPages || tasks.length > 0;
  if (!isGood) throw notForThisPage();
  if (!token.scopes.includes(SCOPES[right])) throw missingPermission(SCOPES[right]);
}

const notForThisPage = (): GraphRefusal =>
  new GraphRefusal(
    200,
    '(#200) If posting to a group, requires app being installed in the group, and if posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin with sufficient administrative permission',
  );

/** Says what is used of the budgets, and refuses where one is used up. PLATFORMS.md 3.3. */
export function keepToBudget(world: World, { id }: Page, reply: FastifyReply): void {
  const used = world.usage.business.get(id);
  if (used && used.percent >= 100) throw businessLimitReached(80_001, id, 'pages', used.regainMinutes);
  const headers = usageHeaders(world.usage, { id, type: 'pages' });
  if (world.usage.appPercent >= 100) {
    throw new GraphRefusal(4, '(#4) Application request limit reached', { headers });
  }
  reply.headers(headers);
}

/** Whose page it is; for tokens of people. */
export function hasRole(person: Person | undefined, page: Page): boolean {
  return (person?.roles.get(page.id)?.length ?? 0) > 0;
}
