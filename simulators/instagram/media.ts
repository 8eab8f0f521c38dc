import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { statusOf, statusWords } from '#simulators/instagram/containers.ts';
import { accountFor, asked, type Asked } from '#simulators/instagram/permission.ts';
import { containerGone, dailyLimit, noSuchMedia, notReady, restricted } from '#simulators/instagram/refusals.ts';
import {
  addMedia,
  DAY_MS,
  type Account,
  type Comment,
  type Container,
  type Media,
  type World,
} from '#simulators/instagram/world.ts';
import { pickFields } from '#simulators/meta/fields.ts';
import { badParameter, missingPermission, noSuchObject, somethingWrong } from '#simulators/meta/graph.ts';
import type { GraphParams } from '#simulators/meta/params.ts';

type ByNode = FastifyRequest<{ Params: { node: string } }>;

const METRICS: Readonly<Record<Media['kind'], readonly string[]>> = {
  image: ['views', 'reach', 'likes', 'comments', 'saved', 'shares', 'total_interactions', 'follows', 'profile_visits'],
  carousel: ['views', 'reach', 'likes', 'comments', 'saved', 'shares', 'total_interactions', 'follows'],
  reel: ['views', 'reach', 'likes', 'comments', 'saved', 'shares', 'total_interactions', 'ig_reels_avg_watch_time'],
  story: ['views', 'reach', 'replies', 'shares', 'navigation', 'total_interactions', 'follows'],
};

/** Publishing, and everything about what is out. */
export function addMediaRoutes(app: FastifyInstance, world: World, version: string): void {
  app.post(`/${version}/:node/media_publish`, publish);
  app.get(`/${version}/:node/media`, (request: ByNode, reply) => list(request, reply, isInFeed));
  app.get(`/${version}/:node/stories`, (request: ByNode, reply) => list(request, reply, isStory));
  app.get(`/${version}/:node/content_publishing_limit`, limit);
  app.get(`/${version}/:node/insights`, insights);
  app.post(`/${version}/:node/comments`, comment);
  app.get(`/${version}/:node/comments`, comments);
  app.get(`/${version}/:node`, node);
  app.post(`/${version}/:node`, change);
  app.delete(`/${version}/:node`, remove);

  async function publish(request: ByNode, reply: FastifyReply): Promise<unknown> {
    const { token, params } = await asked(world, request, 'publish');
    const account = accountFor(world, request.params.node, token, reply, 'post');
    if (account.isRestricted) throw restricted();
    const container = world.containers.get(params.text('creation_id') ?? '');
    if (!container || container.accountId !== account.id || container.kind === 'item') throw noSuchMedia();
    checkReady(container);
    if (usedOf(account) >= world.behaviour.postsADay) throw dailyLimit();
    const media = addMedia(world, {
      accountId: account.id,
      kind: container.kind,
      caption: container.caption,
      items: container.items,
      options: container.options,
      isByHand: false,
    });
    container.publishedAs = media.id;
    stumble('publish');
    return { id: media.id };
  }

  function checkReady(container: Container): void {
    switch (statusOf(world, container)) {
      case 'FINISHED':
        return;
      // A container is published once; how Instagram words that is not documented.
      case 'PUBLISHED':
      case 'IN_PROGRESS':
        throw notReady();
      case 'EXPIRED':
      case 'ERROR':
        throw containerGone();
    }
  }

  function usedOf(account: Account): number {
    const since = world.now() - DAY_MS;
    return ofAccount(account).filter((media) => !media.isByHand && media.at > since).length;
  }

  function ofAccount(account: Account): Media[] {
    return [...world.media.values()].filter((media) => media.accountId === account.id);
  }

  async function list(request: ByNode, reply: FastifyReply, isListed: (media: Media) => boolean): Promise<unknown> {
    const who = await asked(world, request, 'basic');
    const account = accountFor(world, request.params.node, who.token, reply);
    const shownFrom = world.now() - world.behaviour.listedAfterMs;
    const all = ofAccount(account)
      .filter((media) => media.removedAt === undefined && media.at <= shownFrom && isListed(media))
      .toReversed();
    return page(all, who.params, (media) => mediaJson(media, who));
  }

  /** Newest first, with cursors; `next` only where there is more. */
  function page<T extends { readonly id: string }>(
    all: readonly T[],
    params: GraphParams,
    json: (one: T) => Record<string, unknown>,
  ): unknown {
    const size = Math.min(Number(params.text('limit') ?? 25) || 25, 100);
    const from = all.findIndex((one) => one.id === params.text('after')) + 1;
    const shown = all.slice(from, from + size);
    const last = shown.at(-1)?.id;
    const after = last === undefined ? {} : { cursors: { before: shown[0]?.id, after: last } };
    const next = from + size < all.length ? { next: `${world.url}/next-page` } : {};
    const fields = params.text('fields') ?? 'id';
    return {
      data: shown.map((one) => pickFields(json(one), fields)),
      ...(last ? { paging: { ...after, ...next } } : {}),
    };
  }

  async function limit(request: ByNode, reply: FastifyReply): Promise<unknown> {
    const { token, params } = await asked(world, request, 'publish');
    const account = accountFor(world, request.params.node, token, reply);
    const config = { quota_total: world.behaviour.postsADay, quota_duration: DAY_MS / 1000 };
    return { data: [pickFields({ quota_usage: usedOf(account), config }, params.text('fields') ?? 'quota_usage')] };
  }

  async function insights(request: ByNode, reply: FastifyReply): Promise<unknown> {
    const { token, params } = await asked(world, request, 'insights');
    const media = mediaFor(request.params.node);
    accountFor(world, media.accountId, token, reply);
    const names = (params.text('metric') ?? '').split(',');
    const unknown = names.find((name) => !METRICS[media.kind].includes(name));
    if (unknown !== undefined)
      throw badParameter(`metric[0] must be one of the following values; ${unknown} is not supported`);
    return {
      data: names.map((name) => ({
        name,
        period: 'lifetime',
        values: [{ value: countOf(media, name) }],
        title: name,
        id: `${media.id}/insights/${name}/lifetime`,
      })),
    };
  }

  function countOf(media: Media, name: string): number {
    if (name === 'comments') return commentsOf(media).length;
    return (name.length * 7 + media.caption.length) % 100;
  }

  async function comment(request: ByNode, reply: FastifyReply): Promise<unknown> {
    const { token, params } = await asked(world, request, 'comments');
    const media = mediaFor(request.params.node, 'post');
    const account = accountFor(world, media.accountId, token, reply, 'post');
    const message = params.text('message') ?? '';
    if (message === '') throw badParameter('The parameter message is required');
    if (!media.isCommentEnabled || media.kind === 'story') throw badParameter('Comments are disabled for this media');
    const id = world.nextId();
    const made: Comment = { id, mediaId: media.id, username: account.username, text: message, at: world.now() };
    world.comments.set(id, made);
    stumble('comment');
    return { id };
  }

  function stumble(over: 'publish' | 'comment'): void {
    if (world.stumbles[over] === 0) return;
    world.stumbles[over] -= 1;
    throw somethingWrong();
  }

  async function comments(request: ByNode, reply: FastifyReply): Promise<unknown> {
    const { token, params } = await asked(world, request, 'comments');
    const media = mediaFor(request.params.node);
    accountFor(world, media.accountId, token, reply);
    const shownFrom = world.now() - world.behaviour.listedAfterMs;
    const shown = commentsOf(media).filter((one) => one.at <= shownFrom);
    return page(shown.toReversed(), params, ({ id, text, username, at }) => ({
      id,
      text,
      username,
      timestamp: timeText(at),
    }));
  }

  function commentsOf(media: Media): Comment[] {
    return [...world.comments.values()].filter((one) => one.mediaId === media.id);
  }

  async function node(request: ByNode, reply: FastifyReply): Promise<unknown> {
    const who = await asked(world, request, 'basic');
    const fields = who.params.text('fields') ?? 'id';
    const { node: id } = request.params;
    const container = world.containers.get(id);
    if (container) {
      accountFor(world, container.accountId, who.token, reply);
      const status = { status_code: statusOf(world, container), status: statusWords(world, container) };
      return pickFields({ id, ...status }, fields);
    }
    if (id === 'me' || world.accounts.has(id)) return pickFields(accountJson(who, id, reply), fields);
    const media = mediaFor(id);
    accountFor(world, media.accountId, who.token, reply);
    return pickFields(mediaJson(media, who), fields);
  }

  function accountJson({ token }: Asked, id: string, reply: FastifyReply): Record<string, unknown> {
    const account = accountFor(world, id === 'me' ? token.subjectId : id, token, reply);
    return {
      // With Instagram Login, `id` is another one for each app (PLATFORMS.md 5.1).
      id: id === 'me' ? `9${account.id.slice(1)}` : account.id,
      user_id: account.id,
      username: account.username,
      name: account.displayName,
      account_type: account.type,
      profile_picture_url: `${world.url}/pictures/${account.id}.svg`,
    };
  }

  async function change(request: ByNode, reply: FastifyReply): Promise<unknown> {
    const { token, params } = await asked(world, request, 'comments');
    const media = mediaFor(request.params.node, 'post');
    accountFor(world, media.accountId, token, reply, 'post');
    if (params.text('comment_enabled') === undefined) throw badParameter('The parameter comment_enabled is required');
    media.isCommentEnabled = params.flag('comment_enabled', true);
    return { success: true };
  }

  /** Only with Facebook Login, by the person (PLATFORMS.md 5.8). */
  async function remove(request: ByNode, reply: FastifyReply): Promise<unknown> {
    const { token, isFacebook } = await asked(world, request, 'basic');
    const { node: id } = request.params;
    if (!isFacebook || token.kind === 'page') throw noSuchObject(id, 'delete');
    if (!token.scopes.includes('instagram_manage_contents')) throw missingPermission('instagram_manage_contents');
    const media = mediaFor(id, 'delete');
    accountFor(world, media.accountId, token, reply, 'delete');
    media.removedAt = world.now();
    return { success: true, deleted_id: id };
  }

  function mediaFor(id: string, method = 'get'): Media {
    const media = world.media.get(id);
    if (!media || media.removedAt !== undefined) throw noSuchObject(id, method);
    return media;
  }

  function mediaJson(media: Media, { isFacebook }: Asked): Record<string, unknown> {
    const isHidden = world.behaviour.hidesCaptions && !isFacebook;
    const [first] = media.items;
    return {
      id: media.id,
      permalink: permalinkOf(world, media),
      shortcode: media.shortcode,
      timestamp: timeText(media.at),
      media_type: mediaTypeOf(media),
      ...(media.caption === '' || isHidden ? {} : { caption: media.caption }),
      ...(isHidden ? {} : { media_product_type: PRODUCTS[media.kind] }),
      media_url: first?.fileId === undefined ? undefined : `${world.url}/files/${first.fileId}`,
      username: world.accounts.get(media.accountId)?.username,
      like_count: countOf(media, 'likes'),
      comments_count: commentsOf(media).length,
      is_comment_enabled: media.isCommentEnabled,
    };
  }
}

const PRODUCTS: Readonly<Record<Media['kind'], string>> = {
  image: 'FEED',
  carousel: 'FEED',
  reel: 'REELS',
  story: 'STORY',
};

function mediaTypeOf(media: Media): string {
  if (media.kind === 'carousel') return 'CAROUSEL_ALBUM';
  return media.items[0]?.isFilm ? 'VIDEO' : 'IMAGE';
}

function isStory(media: Media): boolean {
  return media.kind === 'story';
}

function isInFeed(media: Media): boolean {
  return media.kind !== 'story';
}

/** Where people see it. */
export function permalinkOf(world: World, media: Media): string {
  const username = world.accounts.get(media.accountId)?.username ?? '';
  switch (media.kind) {
    case 'image':
    case 'carousel':
      return `${world.url}/p/${media.shortcode}/`;
    case 'reel':
      return `${world.url}/reel/${media.shortcode}/`;
    case 'story':
      return `${world.url}/stories/${username}/${media.id}`;
  }
}

/** `2026-11-23T09:00:00+0000` */
function timeText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, '+0000');
}
