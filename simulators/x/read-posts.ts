import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readParams, type Params } from '#simulators/form-params.ts';
import { personOf } from '#simulators/x/permission.ts';
import { mediaJson, names, postJson } from '#simulators/x/post-json.ts';
import { invalid, missing, notFound } from '#simulators/x/refusal.ts';
import { isShown, type Post, type World } from '#simulators/x/world.ts';

// Reading: who one is, some posts by id, and a person's own list (PLATFORMS.md 1.1, 1.5, 1.6).

const MOST_IDS = 100;

export function addReadRoutes(app: FastifyInstance, world: World): void {
  app.get('/2/users/me', me);
  app.get('/2/tweets', async (request) => byId(request, await readParams(request)));
  app.get<{ Params: { id: string } }>('/2/tweets/:id', one);
  app.get<{ Params: { id: string } }>('/2/users/:id/tweets', listOf);

  async function me(request: FastifyRequest): Promise<unknown> {
    const account = personOf(world, request, 'tweet.read', 'users.read');
    const fields = new Set(((await readParams(request)).text('user.fields') ?? '').split(','));
    const more = {
      profile_image_url: `${world.url}/avatars/${account.id}.svg`,
      verified: account.subscription !== 'None',
      verified_type: account.subscription === 'None' ? 'none' : 'blue',
      subscription_type: account.subscription,
    };
    const chosen = Object.entries(more).filter(([field]) => fields.has(field));
    return { data: { id: account.id, name: account.name, username: account.username, ...Object.fromEntries(chosen) } };
  }

  function byId(request: FastifyRequest, params: Params): unknown {
    const viewer = personOf(world, request, 'tweet.read', 'users.read');
    const ids = (params.text('ids') ?? '').split(',').filter(Boolean);
    if (ids.length === 0 || ids.length > MOST_IDS)
      throw invalid(
        `The number of values in the \`ids\` query parameter list [${ids.length}] is not between 1 and 100`,
      );
    const found = ids.flatMap((id) => known(id) ?? []);
    const errors = ids.filter((id) => !known(id)).map((id) => missing('tweet', id, 'ids'));
    return {
      ...(found.length > 0 ? { data: json(found, params, viewer.id), ...includes(found, params) } : {}),
      ...(errors.length > 0 ? { errors } : {}),
    };
  }

  async function one(request: FastifyRequest<{ Params: { id: string } }>): Promise<unknown> {
    const viewer = personOf(world, request, 'tweet.read', 'users.read');
    const post = known(request.params.id);
    if (!post) throw notFound('tweet', request.params.id);
    const params = await readParams(request);
    return { data: json([post], params, viewer.id)[0], ...includes([post], params) };
  }

  async function listOf(request: FastifyRequest<{ Params: { id: string } }>): Promise<unknown> {
    const viewer = personOf(world, request, 'tweet.read', 'users.read');
    const params = await readParams(request);
    const most = numberIn(params, 'max_results', 10, 5, 100);
    const [since, until] = [params.text('start_time'), params.text('end_time')];
    const isListed = (post: Post): boolean =>
      post.accountId === request.params.id &&
      isShown(world, post) &&
      post.createdAt + world.behaviour.lateInListsMs <= world.now() &&
      (since === undefined || post.createdAt >= Date.parse(since)) &&
      (until === undefined || post.createdAt < Date.parse(until)) &&
      (params.text('exclude')?.split(',').includes('replies') !== true || post.parentId === undefined);
    const listed = [...world.posts.values()].filter(isListed).toReversed();
    const from = pageStart(params.text('pagination_token'));
    const page = listed.slice(from, from + most);
    const next = from + most < listed.length ? { next_token: `p${from + most}` } : {};
    if (page.length === 0) return { meta: { result_count: 0 } };
    return {
      data: json(page, params, viewer.id),
      ...includes(page, params),
      meta: { result_count: page.length, newest_id: page[0]?.id, oldest_id: page.at(-1)?.id, ...next },
    };
  }

  function known(id: string): Post | undefined {
    const post = world.posts.get(id);
    return post?.removedAt === undefined ? post : undefined;
  }

  function json(posts: readonly Post[], params: Params, viewerId: string): Record<string, unknown>[] {
    const { parameter, name } = names(world);
    const other = name === 'tweet' ? 'post.fields' : 'tweet.fields';
    if (params.text(other) !== undefined)
      throw invalid(`The query parameter [${other}] is not one of [id,ids,${parameter},expansions,media.fields]`, {
        [other]: [params.text(other) ?? ''],
      });
    const fields = new Set((params.text(parameter) ?? '').split(','));
    return posts.map((post) => postJson(world, post, fields, viewerId));
  }

  function includes(posts: readonly Post[], params: Params): Record<string, unknown> {
    if (params.text('expansions')?.split(',').includes('attachments.media_keys') !== true) return {};
    const fields = new Set((params.text('media.fields') ?? '').split(','));
    const media = posts.flatMap((post) => post.uploads).flatMap((id) => mediaJson(world, id, fields) ?? []);
    return media.length > 0 ? { includes: { media } } : {};
  }
}

function numberIn(params: Params, name: string, usual: number, least: number, most: number): number {
  const given = Number(params.text(name) ?? usual);
  if (Number.isInteger(given) && given >= least && given <= most) return given;
  throw invalid(`The \`${name}\` query parameter value [${given}] is not between ${least} and ${most}`);
}

function pageStart(token: string | undefined): number {
  if (token === undefined) return 0;
  const at = /^p(\d+)$/.exec(token)?.[1];
  if (at === undefined) throw invalid('The `pagination_token` query parameter value is not valid');
  return Number(at);
}
