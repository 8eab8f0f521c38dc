import { graphAddress } from '#shared/platforms/facebook/addresses.ts';
import { facebook } from '#shared/platforms/facebook/rules.ts';
import type { PageSecrets } from '#shared/platforms/facebook/secrets.ts';
import { businesses, pages, readAnswer, type PageOfPerson } from '#shared/platforms/facebook/wire.ts';
import { graphError } from '#shared/platforms/meta/graph.ts';
import { askAtSignIn, signInFailure } from '#shared/platforms/meta/sign-in.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { ConnectContext } from '#shared/platforms/platform.ts';
import type { z } from 'zod';

/** A page that the person may write to. */
export interface Page {
  readonly id: string;
  readonly name: string;
  readonly username: string | undefined;
  readonly token: string;
  readonly pictureUrl: string | undefined;
}

type Person = Pick<PageSecrets, 'server' | 'userToken'>;

const FIELDS = 'id,name,username,access_token,tasks,picture{url}';
/** Of a hundred entries each. */
const MOST_LISTS = 20;

/** The person's own pages, then those of their businesses, each once (PLATFORMS.md 4.1). Throws `sign-in.*`. */
export async function pagesOfPerson(person: Person, context: ConnectContext): Promise<readonly Page[]> {
  const listed = await all(person, { path: 'me/accounts', fields: FIELDS, schema: pages, ifRefused: 'fail' }, context);
  const own: Edge<{ id: string }> = { path: 'me/businesses', fields: 'id', schema: businesses, ifRefused: 'leave-out' };
  for (const business of await all(person, own, context)) {
    for (const edge of ['owned_pages', 'client_pages']) {
      const path = `${business.id}/${edge}`;
      listed.push(...(await all(person, { path, fields: FIELDS, schema: pages, ifRefused: 'leave-out' }, context)));
    }
  }
  const usable = new Map<string, Page>();
  for (const page of listed.flatMap(usablePage)) if (!usable.has(page.id)) usable.set(page.id, page);
  return [...usable.values()];
}

/** Pages of a business come without tasks; then a token says enough: nobody else gets one. */
function usablePage({ id, name, username, access_token: token, tasks, picture }: PageOfPerson): Page[] {
  const mayWrite = !tasks || tasks.includes('CREATE_CONTENT') || tasks.includes('MANAGE');
  if (!mayWrite || !token) return [];
  return [{ id, name, username: username || undefined, token, pictureUrl: picture?.data.url }];
}

interface Edge<T> {
  readonly path: string;
  readonly fields: string;
  readonly schema: z.ZodType<{
    data: T[];
    paging?: { cursors?: { after?: string | undefined } | undefined; next?: string | undefined } | null | undefined;
  }>;
  /** Without `business_management`, or where Facebook shows a business but not its pages, those are left out. */
  readonly ifRefused: 'fail' | 'leave-out';
}

/** Every entry of an edge, list after list. */
async function all<T>({ server, userToken }: Person, edge: Edge<T>, context: ConnectContext): Promise<T[]> {
  const entries: T[] = [];
  let after: string | undefined;
  for (let list = 0; list < MOST_LISTS; list += 1) {
    const query = { fields: edge.fields, limit: '100', ...(after === undefined ? {} : { after }) };
    const headers = { authorization: `Bearer ${userToken}` };
    const url = graphAddress(server, edge.path, query);
    const answer = await askAtSignIn({ method: 'GET', url, headers }, facebook, context);
    const read = readAnswer(edge.schema, answer);
    if (!read && edge.ifRefused === 'leave-out' && isRefused(answer)) break;
    if (!read) throw signInFailure(answer, facebook);
    entries.push(...read.data);
    after = read.paging?.cursors?.after;
    if (read.paging?.next === undefined || after === undefined) break;
  }
  return entries;
}

function isRefused(answer: HttpAnswer): boolean {
  const code = graphError(answer)?.code;
  return code === 3 || code === 10 || code === 100 || (code !== undefined && code >= 200 && code <= 299);
}
