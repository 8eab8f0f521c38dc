import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { commentJson, pageAddress, photoJson, postJson, videoJson } from '#simulators/facebook/graph-json.ts';
import { asked, checkRight, hasRole, keepToBudget, type Right } from '#simulators/facebook/permission.ts';
import { duplicate, noSuchField, notMadeByThisApp, nothingToSay } from '#simulators/facebook/refusals.ts';
import { pageJson } from '#simulators/facebook/page-tokens.ts';
import { paged } from '#simulators/facebook/paged.ts';
import {
  photoOf,
  shownSince,
  videoOf,
  type Comment,
  type Page,
  type Photo,
  type Post,
  type Video,
  type World,
} from '#simulators/facebook/world.ts';
import { pickFields } from '#simulators/meta/fields.ts';
import { badParameter, missingPermission, noSuchObject } from '#simulators/meta/graph.ts';
import type { GraphParams } from '#simulators/meta/params.ts';
import type { MetaToken } from '#simulators/meta/tokens.ts';

type OfNode = FastifyRequest<{ Params: { node: string } }>;

/** Whatever an id may stand for, and the page it belongs to. */
type Node = { readonly page: Page } & (
  | { readonly kind: 'page' }
  | { readonly kind: 'post'; readonly post: Post }
  | { readonly kind: 'video'; readonly video: Video; readonly post: Post | undefined }
  | { readonly kind: 'photo'; readonly photo: Photo }
  | { readonly kind: 'comment'; readonly comment: Comment }
);

const POST_METRICS = [
  'post_media_view',
  'post_total_media_view_unique',
  'post_clicks',
  'post_clicks_by_type',
  'post_reactions_by_type_total',
];
/** UNCONFIRMED. */
const VIDEO_METRICS = ['total_video_views', 'total_video_views_unique'];

/** What can be done with something that is there: read, change, delete, comment, count. PLATFORMS.md 4.6, 4.8. */
export function addObjectRoutes(app: FastifyInstance, world: World, version: string): void {
  app.get(`/${version}/:node`, read);
  app.post(`/${version}/:node`, change);
  app.delete(`/${version}/:node`, remove);
  app.post(`/${version}/:node/comments`, write);
  app.get(`/${version}/:node/comments`, comments);
  app.get(`/${version}/:node/insights`, (request: OfNode, reply) => insights(request, reply, POST_METRICS));
  app.get(`/${version}/:node/video_insights`, (request: OfNode, reply) => insights(request, reply, VIDEO_METRICS));

  async function read(request: OfNode, reply: FastifyReply): Promise<unknown> {
    const { node, token, params } = await askedOf(request, reply, 'read');
    const fields = params.text('fields');
    switch (node.kind) {
      case 'page':
        return pickFields(ofPage(node.page, token), fields ?? 'id,name');
      case 'post':
        return pickFields(postJson(world, node.post), fields ?? 'id,message,created_time');
      case 'video':
        if (/\bshares\b/.test(fields ?? '')) throw noSuchField('shares', 'Video');
        return pickFields(videoJson(world, node.video), fields ?? 'id,description,created_time');
      case 'photo':
        return pickFields(photoJson(world, node.photo), fields ?? 'id,created_time');
      case 'comment':
        return pickFields(commentJson(world, node.comment), fields ?? 'id,message,created_time,from');
    }
  }

  function ofPage(page: Page, token: MetaToken): Record<string, unknown> {
    const person = world.people.get(token.userId);
    const link = pageAddress(world, page);
    const tasks = person?.roles.get(page.id) ?? [];
    return person ? { ...pageJson(world, page, person, token, tasks), link } : { id: page.id, name: page.name, link };
  }

  async function change(request: OfNode, reply: FastifyReply): Promise<unknown> {
    const { node, token, params } = await askedOf(request, reply, 'publish');
    const changed = node.kind === 'comment' ? node.comment : 'post' in node ? node.post : undefined;
    if (!changed) throw noSuchObject(request.params.node, 'post');
    if (changed.appId !== token.appId) throw notMadeByThisApp();
    const message = params.text(node.kind === 'video' ? 'description' : 'message');
    if (message === undefined) throw nothingToSay();
    changed.message = message;
    return { success: true };
  }

  async function remove(request: OfNode, reply: FastifyReply): Promise<unknown> {
    const { node } = await askedOf(request, reply, 'publish');
    const removed = node.kind === 'comment' ? node.comment : 'post' in node ? node.post : undefined;
    if (!removed) throw noSuchObject(request.params.node, 'delete');
    removed.deletedAt = world.now();
    return { success: true };
  }

  async function write(request: OfNode, reply: FastifyReply): Promise<unknown> {
    const { node, token, params } = await askedOf(request, reply, 'comment');
    const post = outPostOf(node, request);
    const message = params.text('message') ?? '';
    if (message.trim() === '') throw badParameter('Comments need a message, an attachment or a photo');
    const since = world.now() - world.behaviour.duplicateWithinMs;
    const earlier = commentsUnder(post).filter((one) => one.createdAt > since && one.appId === token.appId);
    if (earlier.some((one) => one.message === message)) throw duplicate();
    const [, number = post.id] = post.id.split('_');
    const id = `${number}_${world.nextId()}`;
    const { id: postId, pageId } = post;
    const made: Comment = {
      id,
      postId,
      pageId,
      appId: token.appId,
      createdAt: world.now(),
      message,
      deletedAt: undefined,
    };
    world.comments.set(id, made);
    return pickFields(commentJson(world, made), params.text('fields') ?? 'id');
  }

  async function comments(request: OfNode, reply: FastifyReply): Promise<unknown> {
    const { node, token, params } = await askedOf(request, reply, 'read');
    if (!token.scopes.includes('pages_read_user_content')) throw missingPermission('pages_read_user_content');
    const under = commentsUnder(outPostOf(node, request));
    const ordered = params.text('order') === 'reverse_chronological' ? under.toReversed() : under;
    const json = ordered.map((one) => commentJson(world, one));
    return paged(json, params, request, world.url, 'id,message,created_time,from');
  }

  function commentsUnder(post: Post): Comment[] {
    return [...world.comments.values()].filter((one) => one.postId === post.id && one.deletedAt === undefined);
  }

  async function insights(request: OfNode, reply: FastifyReply, known: readonly string[]): Promise<unknown> {
    const { node, params } = await askedOf(request, reply, 'insights');
    const post = outPostOf(node, request);
    const metrics = (params.text('metric') ?? '').split(',').filter(Boolean);
    const unknown = metrics.find((name) => !known.includes(name));
    if (unknown !== undefined) throw badParameter('The value must be a valid insights metric');
    const data = metrics.map((name) => ({
      id: `${post.id}/insights/${name}/lifetime`,
      name,
      period: 'lifetime',
      values: [{ value: /_by_type/.test(name) ? {} : (post.insights[name] ?? 0) }],
    }));
    return { data };
  }

  function outPostOf(node: Node, request: OfNode): Post {
    const post = 'post' in node ? node.post : undefined;
    if (!post || shownSince(world, post) === undefined) {
      throw noSuchObject(request.params.node, request.method.toLowerCase());
    }
    return post;
  }

  async function askedOf(
    request: OfNode,
    reply: FastifyReply,
    right: Right,
  ): Promise<{ readonly node: Node; readonly token: MetaToken; readonly params: GraphParams }> {
    const { token, params } = await asked(world, request);
    const { node: id } = request.params;
    const node = nodeOf(id);
    const isTheirs =
      node !== undefined &&
      (token.kind === 'page' ? token.subjectId === node.page.id : hasRole(world.people.get(token.userId), node.page));
    if (!isTheirs) throw noSuchObject(id, request.method.toLowerCase());
    // A page shows its name and token to whoever has a part in it.
    if (node.kind !== 'page') checkRight(world, token, node.page, right);
    keepToBudget(world, node.page, reply);
    return { node, token, params };
  }

  function nodeOf(id: string): Node | undefined {
    const itself = world.pages.get(id);
    if (itself) return { kind: 'page', page: itself };
    const found = thingOf(id);
    const page = found && world.pages.get(found.pageId);
    return found && page ? { ...found.node, page } : undefined;
  }

  function thingOf(id: string): { pageId: string; node: DistributiveOmit<Node, 'page'> } | undefined {
    const post = world.posts.get(id);
    if (post) return post.deletedAt === undefined ? { pageId: post.pageId, node: { kind: 'post', post } } : undefined;
    const comment = world.comments.get(id);
    if (comment) {
      return comment.deletedAt === undefined
        ? { pageId: comment.pageId, node: { kind: 'comment', comment } }
        : undefined;
    }
    const video = videoOf(world, id);
    if (video) return { pageId: video.pageId, node: { kind: 'video', video, post: postOf(video) } };
    const loose = world.photos.get(id);
    const photo = loose && photoOf(world, loose.pageId, id);
    return photo && { pageId: photo.pageId, node: { kind: 'photo', photo } };
  }

  function postOf({ postId }: Video): Post | undefined {
    return postId === undefined ? undefined : world.posts.get(postId);
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
