import type { FastifyInstance } from 'fastify';
import { allowed, checkVersion, mayReadOf } from '#simulators/linkedin/permission.ts';
import { badRequest } from '#simulators/linkedin/refusal.ts';
import type { World } from '#simulators/linkedin/world.ts';

const PAGE_NUMBERS = [
  'impressionCount',
  'uniqueImpressionsCount',
  'clickCount',
  'likeCount',
  'commentCount',
  'shareCount',
];
const QUERY_TYPES = ['IMPRESSION', 'MEMBERS_REACHED', 'RESHARE', 'REACTION', 'COMMENT', 'POST_SAVE', 'LINK_CLICKS'];

/** How posts are doing (PLATFORMS.md 2.6). */
export function addStatisticsRoutes(app: FastifyInstance, world: World): void {
  app.get<{ Querystring: Record<string, string> }>('/rest/organizationalEntityShareStatistics', (request) => {
    checkVersion(world, request);
    const { q, organizationalEntity = '', shares, ugcPosts } = request.query;
    if (q !== 'organizationalEntity') throw badRequest('ILLEGAL_ARGUMENT', 'q=organizationalEntity is expected');
    mayReadOf(world, request, organizationalEntity, 'organizationalEntityShareStatistics.FINDER');
    const kind = shares === undefined ? 'ugcPost' : 'share';
    const elements = listOf(shares ?? ugcPosts ?? '').flatMap((urn) => {
      const post = world.posts.get(urn);
      // A post nobody saw yet is not in the list.
      if (!post || post.author !== organizationalEntity || Object.keys(post.numbers).length === 0) return [];
      const totalShareStatistics = {
        ...Object.fromEntries(PAGE_NUMBERS.map((name) => [name, post.numbers[name] ?? 0])),
        engagement: 0,
      };
      return [{ totalShareStatistics, organizationalEntity, [kind]: urn }];
    });
    return { paging: { start: 0, count: 10, links: [] }, elements };
  });

  app.get<{ Querystring: Record<string, string> }>('/rest/memberCreatorPostAnalytics', (request) => {
    checkVersion(world, request);
    const token = allowed(world, request, 'memberCreatorPostAnalytics.FINDER-entity', 'r_member_postAnalytics');
    const { entity = '', queryType = '', aggregation } = request.query;
    const urn = /^\((?:share|ugc):(.+)\)$/.exec(entity)?.[1] ?? '';
    const post = world.posts.get(urn);
    if (!QUERY_TYPES.includes(queryType) || aggregation !== 'TOTAL') {
      throw badRequest('ILLEGAL_ARGUMENT', `queryType ${queryType} is not known`);
    }
    const isTheirs = post?.author === token.personUrn;
    const count = isTheirs ? (post.numbers[queryType] ?? 0) : 0;
    return {
      paging: { start: 0, count: 10, links: [] },
      elements: isTheirs ? [{ count, metricType: queryType, targetEntity: { share: urn } }] : [],
    };
  });
}

function listOf(written: string): readonly string[] {
  return /^List\((.*)\)$/.exec(written)?.[1]?.split(',').filter(Boolean) ?? [];
}
