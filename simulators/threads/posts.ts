import type { FastifyInstance, FastifyRequest } from 'fastify';
import { audienceOf } from '#simulators/audience.ts';
import { pickFields } from '#simulators/meta/fields.ts';
import { readGraphParams, type GraphParams } from '#simulators/meta/params.ts';
import { containerJson, mustBeThere } from '#simulators/threads/containers.ts';
import { mustBeOwn, personOf } from '#simulators/threads/permission.ts';
import { dailyLimit } from '#simulators/threads/refusals.ts';
import { livingPost, permalinkOf, usedBy, type Person, type Post, type World } from '#simulators/threads/world.ts';

type ById = FastifyRequest<{ Params: { id: string } }>;
type ForUser = FastifyRequest<{ Params: { user: string } }>;

const DAY_SECONDS = 86_400;
const PAGE = 25;
const MOST_ON_PAGE = 100;

/** What is out: lists, single posts, numbers, deletion, and what is left of the day's allowance. PLATFORMS.md 6.3, 6.5-6.8. */
export function addPostRoutes(app: FastifyInstance, world: World): void {
  app.get('/v1.0/:user/threads', (request: ForUser) => list(request, (post) => post.replyTo === undefined));
  app.get('/v1.0/:user/replies', (request: ForUser) =>
    list(request, (post) => post.replyTo !== undefined, 'threads_read_replies'),
  );
  app.get('/v1.0/:user/threads_publishing_limit', allowance);
  app.get('/v1.0/:id/insights', insights);
  app.get('/v1.0/:user/threads_insights', insightsOfUser);
  app.get('/v1.0/:id', show);
  app.delete('/v1.0/:id', remove);

  async function list(request: ForUser, isWanted: (post: Post) => boolean, ...scopes: string[]): Promise<unknown> {
    const params = await readGraphParams(request);
    const person = personOf(world, request, params, ...scopes);
    mustBeOwn(person, request.params.user);
    const own = [...world.posts.values()]
      .filter((post) => post.personId === person.id && post.removedAt === undefined && isWanted(post))
      .filter((post) => world.now() >= post.at + world.behaviour.listedAfterMs && isWithin(post, params))
      .toReversed();
    return pageOf(own, params);
  }

  function pageOf(own: readonly Post[], params: GraphParams): unknown {
    const limit = Math.min(Number(params.text('limit') ?? PAGE) || PAGE, MOST_ON_PAGE);
    const from = Number(Buffer.from(params.text('after') ?? '', 'base64url').toString() || '0');
    const page = own.slice(from, from + limit);
    const cursor = (at: number): string => Buffer.from(String(at)).toString('base64url');
    const data = page.map((post) => postJson(world, post, params.text('fields') ?? 'id'));
    if (page.length === 0) return { data };
    const isMore = from + limit < own.length;
    return {
      data,
      paging: {
        cursors: { before: cursor(from), after: cursor(from + limit) },
        ...(isMore ? { next: world.url } : {}),
      },
    };
  }

  async function allowance(request: ForUser): Promise<unknown> {
    const params = await readGraphParams(request);
    const person = personOf(world, request, params, 'threads_content_publish');
    mustBeOwn(person, request.params.user);
    const used = usedBy(world, person.id);
    const { postsPerDay, repliesPerDay, deletesPerDay } = world.behaviour;
    const config = (total: number) => ({ quota_total: total, quota_duration: DAY_SECONDS });
    const all = {
      quota_usage: used.posts,
      config: config(postsPerDay),
      reply_quota_usage: used.replies,
      reply_config: config(repliesPerDay),
      delete_quota_usage: used.deletes,
      delete_config: config(deletesPerDay),
    };
    return { data: [pickFields(all, params.text('fields') ?? 'quota_usage,config')] };
  }

  async function insights(request: ById): Promise<unknown> {
    const params = await readGraphParams(request);
    const person = personOf(world, request, params, 'threads_manage_insights');
    const post = ownPost(person, request.params.id);
    const names = (params.text('metric') ?? '').split(',').filter(Boolean);
    return {
      data: names.map((name) => ({
        name,
        period: 'lifetime',
        values: [{ value: countOf(post, name) }],
        title: name,
        id: `${post.id}/insights/${name}/lifetime`,
      })),
    };
  }

  function countOf({ id, at, insights: told }: Post, name: string): number {
    const people = world.behaviour.hasAudience ? audienceOf(id, at, world.now()) : undefined;
    const { seen = 0, likes = 0, comments: replies = 0, shares: reposts = 0, quotes = 0 } = people ?? {};
    const grown: Readonly<Record<string, number>> = { views: seen, likes, replies, reposts, quotes };
    return (told[name] ?? 0) + (grown[name] ?? 0);
  }

  /** Only how many follow; what else it tells nobody asks. */
  async function insightsOfUser(request: ForUser): Promise<unknown> {
    const params = await readGraphParams(request);
    const person = personOf(world, request, params, 'threads_manage_insights');
    mustBeOwn(person, request.params.user);
    const names = (params.text('metric') ?? '').split(',').filter((name) => name === 'followers_count');
    return {
      data: names.map((name) => ({
        name,
        period: 'day',
        title: name,
        id: `${person.id}/insights/${name}/day`,
        total_value: { value: person.followers },
      })),
    };
  }

  async function show(request: ById): Promise<unknown> {
    const params = await readGraphParams(request);
    const person = personOf(world, request, params);
    const { id } = request.params;
    const fields = params.text('fields') ?? 'id';
    if (id === 'me' || id === person.id) return personJson(world, person, fields);
    const container = world.containers.get(id);
    if (container?.personId === person.id) return containerJson(world, container, fields);
    const post = livingPost(world, id);
    const isReadable = post !== undefined && world.now() >= post.at + world.behaviour.readableAfterMs;
    return postJson(world, mustBeThere(isReadable ? post : undefined, id), fields);
  }

  async function remove(request: ById): Promise<unknown> {
    const params = await readGraphParams(request);
    const person = personOf(world, request, params, 'threads_delete');
    const post = ownPost(person, request.params.id, 'delete');
    if (usedBy(world, person.id).deletes >= world.behaviour.deletesPerDay) throw dailyLimit();
    post.removedAt = world.now();
    world.deletions.push({ personId: person.id, at: world.now() });
    return { success: true, deleted_id: post.id };
  }

  function ownPost(person: Person, id: string, method?: string): Post {
    const post = livingPost(world, id);
    return mustBeThere(post?.personId === person.id ? post : undefined, id, method);
  }
}

function isWithin(post: Post, params: GraphParams): boolean {
  const seconds = Math.floor(post.at / 1000);
  const [since, until] = [params.text('since'), params.text('until')];
  return (since === undefined || seconds >= Number(since)) && (until === undefined || seconds <= Number(until));
}

const FINISHED_TYPE = { TEXT: 'TEXT_POST', IMAGE: 'IMAGE', VIDEO: 'VIDEO', CAROUSEL: 'CAROUSEL_ALBUM' } as const;

function postJson(world: World, post: Post, fields: string): Record<string, unknown> {
  const person = world.people.get(post.personId);
  const isReply = post.replyTo !== undefined;
  const whole: Record<string, unknown> = {
    id: post.id,
    media_product_type: 'THREADS',
    media_type: FINISHED_TYPE[post.mediaType],
    permalink: permalinkOf(world, post),
    owner: { id: post.personId },
    username: person?.username,
    text: post.text === '' ? undefined : post.text,
    timestamp: timeText(post.at),
    shortcode: post.shortcode,
    is_quote_post: false,
    has_replies: [...world.posts.values()].some((one) => one.replyTo === post.id && one.removedAt === undefined),
    is_reply: isReply,
    replied_to: isReply ? { id: post.replyTo } : undefined,
    root_post: isReply ? { id: rootOf(world, post).id } : undefined,
    children: post.children.length > 0 ? { data: post.children.map((id) => ({ id })) } : undefined,
    alt_text: post.alt,
    link_attachment_url: post.link,
    topic_tag: post.topicTag,
    reply_audience: post.replyControl.toUpperCase(),
  };
  return pickFields(whole, fields);
}

function rootOf(world: World, post: Post): Post {
  const parent = post.replyTo === undefined ? undefined : world.posts.get(post.replyTo);
  return parent ? rootOf(world, parent) : post;
}

/** `2026-11-23T09:00:00+0000` */
function timeText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, '+0000');
}

function personJson(world: World, person: Person, fields: string): Record<string, unknown> {
  const whole = {
    id: person.id,
    username: person.username,
    name: person.displayName,
    threads_profile_picture_url: `${world.url}/avatars/${person.id}.svg`,
    threads_biography: '',
  };
  return pickFields(whole, fields);
}
