import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { postJson, storyJson } from '#simulators/facebook/graph-json.ts';
import { askedOfPage } from '#simulators/facebook/permission.ts';
import {
  badLink,
  duplicate,
  linkToFacebook,
  nothingToSay,
  notScraped,
  photosAlreadyPosted,
  textTooLong,
} from '#simulators/facebook/refusals.ts';
import { paged } from '#simulators/facebook/paged.ts';
import { whenAsked } from '#simulators/facebook/when.ts';
import { addPost, photoOf, shownSince, type Page, type Post, type World } from '#simulators/facebook/world.ts';
import { pickFields } from '#simulators/meta/fields.ts';
import { badParameter } from '#simulators/meta/graph.ts';
import type { GraphParams } from '#simulators/meta/params.ts';

type OfPage = FastifyRequest<{ Params: { node: string } }>;

const LONGEST_MESSAGE = 63_206;
const STORY_MS = 24 * 3_600_000;

/** Texts, links and albums, and every list of a page. PLATFORMS.md 4.2, 4.5. */
export function addFeedRoutes(app: FastifyInstance, world: World, version: string): void {
  app.post(`/${version}/:node/feed`, create);
  for (const edge of ['feed', 'posts', 'published_posts']) {
    app.get(`/${version}/:node/${edge}`, (request: OfPage, reply) => list(request, reply, isListed));
  }
  app.get(`/${version}/:node/scheduled_posts`, (request: OfPage, reply) => list(request, reply, isWaiting));
  app.get(`/${version}/:node/stories`, stories);

  async function create(request: OfPage, reply: FastifyReply): Promise<unknown> {
    const { page, token, params } = await askedOfPage(world, request, reply, 'publish');
    const message = params.text('message') ?? '';
    const link = checkedLink(params.text('link'));
    const photoIds = photosAsked(page, params);
    if (message.trim() === '' && link === undefined && photoIds.length === 0) throw nothingToSay();
    if (message.length > LONGEST_MESSAGE) throw textTooLong();
    const when = whenAsked(world, params, params.flag('published', true));
    const given = { pageId: page.id, kind: 'post', appId: token.appId, message, link, photoIds, ...when } as const;
    if (photoIds.length === 0 && isDuplicate(world, given)) throw duplicate();
    return pickFields(postJson(world, addPost(world, given)), params.text('fields') ?? 'id');
  }

  function photosAsked(page: Page, params: GraphParams): string[] {
    const asked = params.json('attached_media');
    const ids = (Array.isArray(asked) ? (asked as { media_fbid?: unknown }[]) : []).map(({ media_fbid: id }) =>
      String(id),
    );
    for (const [at, id] of ids.entries()) {
      const photo = photoOf(world, page.id, id);
      if (!photo) throw badParameter(`Param attached_media[${at}] must be a photo or video of this page`);
      if (photo.postId !== undefined) throw photosAlreadyPosted();
    }
    return ids;
  }

  async function list(request: OfPage, reply: FastifyReply, isThere: (post: Post) => boolean): Promise<unknown> {
    const { page, params } = await askedOfPage(world, request, reply, 'read');
    const since = Number(params.text('since') ?? '0') * 1000;
    const posts = ofPage(page)
      .filter((post) => isThere(post) && timeOf(post) >= since)
      .toSorted((a, b) => timeOf(b) - timeOf(a));
    const json = posts.map((post) => postJson(world, post));
    return paged(json, params, request, world.url, 'id,message,created_time');
  }

  /** Newest first. */
  function ofPage(page: Page): Post[] {
    return [...world.posts.values()]
      .filter((post) => post.pageId === page.id && post.deletedAt === undefined)
      .toReversed();
  }

  function timeOf(post: Post): number {
    return shownSince(world, post) ?? post.createdAt;
  }

  function isListed(post: Post): boolean {
    const since = shownSince(world, post);
    return post.kind !== 'story' && since !== undefined && world.now() >= since + world.behaviour.listedAfterMs;
  }

  function isWaiting(post: Post): boolean {
    return post.scheduledFor !== undefined && shownSince(world, post) === undefined;
  }

  async function stories(request: OfPage, reply: FastifyReply): Promise<unknown> {
    const { page, params } = await askedOfPage(world, request, reply, 'read');
    const shown = ofPage(page).filter(
      (post) =>
        post.kind === 'story' && shownSince(world, post) !== undefined && world.now() - post.createdAt < STORY_MS,
    );
    const json = world.behaviour.listsStories ? shown.map((post) => storyJson(world, post)) : [];
    return paged(json, params, request, world.url, 'post_id,status,creation_time,media_type,media_id,url');
  }
}

function checkedLink(link: string | undefined): string | undefined {
  if (link === undefined || link === '') return undefined;
  if (!URL.canParse(link) || !/^https?:/.test(link)) throw badLink();
  const { hostname } = new URL(link);
  if (/(^|\.)facebook\.com$/.test(hostname)) throw linkToFacebook();
  // Nobody is ever at such an address (RFC 2606).
  if (hostname.endsWith('.invalid')) throw notScraped();
  return link;
}

/** The same words by the same app for the same time, a moment ago. Not of posts with files. */
function isDuplicate(
  world: World,
  given: Pick<Post, 'pageId' | 'appId' | 'message' | 'link' | 'scheduledFor'>,
): boolean {
  const since = world.now() - world.behaviour.duplicateWithinMs;
  return [...world.posts.values()].some(
    (post) =>
      post.pageId === given.pageId &&
      post.appId === given.appId &&
      post.message === given.message &&
      post.link === given.link &&
      post.scheduledFor === given.scheduledFor &&
      post.photoIds.length === 0 &&
      post.videoId === undefined &&
      post.deletedAt === undefined &&
      post.createdAt > since,
  );
}
