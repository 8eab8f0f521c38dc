import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readLittleText } from '#simulators/linkedin/little-text.ts';
import { refusalOfMedia } from '#simulators/linkedin/media.ts';
import { checkVersion, headerOf, mayPostAs, mayReadOf, tokenOf } from '#simulators/linkedin/permission.ts';
import {
  badRequest,
  duplicatePost,
  invalidInput,
  notFound,
  stumbleIfDue,
  tooMany,
} from '#simulators/linkedin/refusal.ts';
import {
  duplicateOf,
  isVisible,
  printOf,
  type Post,
  type PostContent,
  type World,
} from '#simulators/linkedin/world.ts';

const image = z.object({ id: z.string(), altText: z.string().max(4086).optional() });
const postBody = z.object({
  author: z.string().regex(/^urn:li:(person|organization):[\w-]+$/),
  commentary: z.string(),
  visibility: z.enum(['PUBLIC', 'CONNECTIONS', 'LOGGED_IN']),
  distribution: z.object({ feedDistribution: z.enum(['MAIN_FEED', 'NONE']) }),
  lifecycleState: z.literal('PUBLISHED'),
  isReshareDisabledByAuthor: z.boolean().default(false),
  content: z
    .strictObject({
      media: z
        .object({ id: z.string(), altText: z.string().max(4086).optional(), title: z.string().optional() })
        .optional(),
      multiImage: z.object({ images: z.array(image).min(2).max(20) }).optional(),
      article: z
        .object({
          source: z.url(),
          title: z.string().max(400),
          description: z.string().max(4000).optional(),
          thumbnail: z.string().optional(),
        })
        .optional(),
      poll: z
        .object({
          question: z.string().min(1).max(140),
          options: z
            .array(z.object({ text: z.string().min(1).max(30) }))
            .min(2)
            .max(4),
          settings: z.object({ duration: z.enum(['ONE_DAY', 'THREE_DAYS', 'SEVEN_DAYS', 'FOURTEEN_DAYS']) }),
        })
        .optional(),
    })
    .optional(),
});
const patchBody = z.object({ patch: z.object({ $set: z.strictObject({ commentary: z.string() }) }) });

const LONGEST = 3000;

/** Making, finding, changing and deleting posts (PLATFORMS.md 2.2, 2.5, 2.8). */
export function addPostRoutes(app: FastifyInstance, world: World): void {
  app.post('/rest/posts', create);
  app.get<{ Querystring: Record<string, string> }>('/rest/posts', list);
  app.get<{ Params: { urn: string } }>('/rest/posts/:urn', (request) => {
    checkVersion(world, request);
    tokenOf(world, request);
    const known = world.posts.get(request.params.urn);
    if (known) mayReadOf(world, request, known.author, 'posts.GET');
    const post = readable(request.params.urn);
    if (!post) throw notFound('The post');
    return postJson(post);
  });
  app.post<{ Params: { urn: string } }>('/rest/posts/:urn', edit);
  app.delete<{ Params: { urn: string } }>('/rest/posts/:urn', remove);

  async function create(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    checkVersion(world, request);
    tokenOf(world, request);
    const asked = postBody.safeParse(request.body);
    if (!asked.success) throw invalidInput('FIELD_INVALID', `Unprocessable Entity: ${z.prettifyError(asked.error)}`);
    const { author, commentary, content } = asked.data;
    mayPostAs(world, request, author, 'posts.CREATE');
    checkWords(commentary, content);
    const refusal = mediaIn(content).flatMap((urn) => refusalOfMedia(world, urn, author) ?? [])[0];
    if (refusal) throw refusal;
    const print = printOf(author, commentary, content);
    const same = duplicateOf(world, print);
    if (same) throw duplicatePost(same.urn);
    countToday(author);
    const post = addPost(world, {
      author,
      commentary,
      content,
      visibility: asked.data.visibility,
      isReshareDisabled: asked.data.isReshareDisabledByAuthor,
    });
    stumbleIfDue(world);
    return reply.code(201).header('x-restli-id', post.urn).send();
  }

  function checkWords(commentary: string, content: PostContent | undefined): void {
    if (readLittleText(commentary).shown.length > LONGEST) {
      const description = `ShareCommentary text length (${commentary.length} characters) exceeded the maximum allowed (3000 characters)`;
      throw invalidInput('FIELD_LENGTH_TOO_LONG', description);
    }
    if (commentary.trim() === '' && content === undefined) throw invalidInput('FIELD_INVALID', 'The post is empty');
  }

  function countToday(author: string): void {
    const key = `${author} ${new Date(world.now()).toISOString().slice(0, 10)}`;
    const made = world.made.get(key) ?? 0;
    if (made >= world.behaviour.postsPerDay) throw tooMany();
    world.made.set(key, made + 1);
  }

  async function list(request: FastifyRequest<{ Querystring: Record<string, string> }>): Promise<unknown> {
    checkVersion(world, request);
    const { author = '', q, start = '0', count = '10' } = request.query;
    if (q !== 'author' || headerOf(request, 'x-restli-method')?.toUpperCase() !== 'FINDER') {
      throw badRequest('ILLEGAL_ARGUMENT', 'q=author with X-RestLi-Method: FINDER is expected');
    }
    if (Number(count) > 100) throw badRequest('ILLEGAL_ARGUMENT', 'count is at most 100');
    mayReadOf(world, request, author, 'posts.FINDER-author');
    const all = [...world.posts.values()].filter((post) => post.author === author && readable(post.urn)).toReversed();
    const from = Number(start);
    return {
      paging: { start: from, count: Number(count), links: [], total: all.length },
      elements: all.slice(from, from + Number(count)).map(postJson),
    };
  }

  function readable(urn: string): Post | undefined {
    const post = world.posts.get(urn);
    const isThere = post && isVisible(post) && world.now() >= post.createdAt + world.behaviour.readableAfterMs;
    return isThere ? post : undefined;
  }

  async function edit(request: FastifyRequest<{ Params: { urn: string } }>, reply: FastifyReply): Promise<unknown> {
    checkVersion(world, request);
    if (headerOf(request, 'x-restli-method')?.toUpperCase() !== 'PARTIAL_UPDATE') {
      throw badRequest('ILLEGAL_ARGUMENT', 'X-RestLi-Method: PARTIAL_UPDATE is expected');
    }
    const post = world.posts.get(request.params.urn);
    if (!post || !isVisible(post)) throw notFound('The post');
    mayPostAs(world, request, post.author, 'posts.PARTIAL_UPDATE');
    const asked = patchBody.safeParse(request.body);
    if (!asked.success) throw invalidInput('FIELD_NOT_EDITABLE', z.prettifyError(asked.error));
    post.commentary = asked.data.patch.$set.commentary;
    post.editedAt = world.now();
    return reply.code(204).send();
  }

  async function remove(request: FastifyRequest<{ Params: { urn: string } }>, reply: FastifyReply): Promise<unknown> {
    checkVersion(world, request);
    const token = tokenOf(world, request);
    const post = world.posts.get(request.params.urn);
    mayPostAs(world, request, post?.author ?? token.personUrn, 'posts.DELETE');
    if (post) post.deletedAt ??= world.now();
    return reply.code(204).send();
  }
}

/** A post, as if the API had been asked for it. */
export function addPost(
  world: World,
  given: Pick<Post, 'author' | 'commentary'> & Partial<Pick<Post, 'content' | 'visibility' | 'isReshareDisabled'>>,
): Post {
  const { author, commentary, content } = given;
  const kind = content?.media?.id.startsWith('urn:li:video:') === true ? 'ugcPost' : 'share';
  const post: Post = {
    urn: `urn:li:${kind}:${world.nextNumber()}`,
    author,
    commentary,
    content,
    visibility: given.visibility ?? 'PUBLIC',
    isReshareDisabled: given.isReshareDisabled ?? false,
    createdAt: world.now(),
    print: printOf(author, commentary, content),
    editedAt: undefined,
    deletedAt: undefined,
    numbers: {},
  };
  world.posts.set(post.urn, post);
  return post;
}

/** Every file of a post, its card's picture too. */
export function mediaIn(content: PostContent | undefined): readonly string[] {
  if (content === undefined) return [];
  const images = content.multiImage?.images.map(({ id }) => id) ?? [];
  return [content.media?.id, ...images, content.article?.thumbnail].flatMap((urn) => urn ?? []);
}

function postJson(post: Post): unknown {
  return {
    id: post.urn,
    author: post.author,
    commentary: readLittleText(post.commentary).stored,
    visibility: post.visibility,
    lifecycleState: 'PUBLISHED',
    createdAt: post.createdAt,
    publishedAt: post.createdAt,
    lastModifiedAt: post.editedAt ?? post.createdAt,
    isReshareDisabledByAuthor: post.isReshareDisabled,
    distribution: { feedDistribution: 'MAIN_FEED', thirdPartyDistributionChannels: [] },
    ...(post.content === undefined ? {} : { content: post.content }),
  };
}
