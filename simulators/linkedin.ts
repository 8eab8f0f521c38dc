import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { addFaults } from '#simulators/faults.ts';
import { addCommentRoutes } from '#simulators/linkedin/comments.ts';
import { readLittleText } from '#simulators/linkedin/little-text.ts';
import { addMediaRoutes, idOf } from '#simulators/linkedin/media.ts';
import { addMemberRoutes } from '#simulators/linkedin/members.ts';
import { altOf, postPage, receivedPage, troublePage } from '#simulators/linkedin/pages.ts';
import { avatarSvg } from '#simulators/page/network-page.ts';
import { newApp, newMember, newPage, type SimulatedMember, type SimulatedPage } from '#simulators/linkedin/people.ts';
import { addPostRoutes, mediaIn } from '#simulators/linkedin/posts.ts';
import { badRequest, expiredToken, notFound, Refusal } from '#simulators/linkedin/refusal.ts';
import { addSignInRoutes } from '#simulators/linkedin/sign-in.ts';
import { addStatisticsRoutes } from '#simulators/linkedin/statistics.ts';
import {
  isVisible,
  nameOf,
  newId,
  newWorld,
  USUAL_BEHAVIOUR,
  type App,
  type Behaviour,
  type Comment,
  type Post,
  type World,
} from '#simulators/linkedin/world.ts';
import type { ArrivedPost, SimulatedNetwork } from '#simulators/network.ts';

// A stand-in for LinkedIn, after PLATFORMS.md section 2: the API, its site and its sign-in at one address, everything in
// memory, loopback only; time is the given clock's.

export interface LinkedinOptions {
  /** 0, and so unless said: any free port. */
  readonly port?: number;
  readonly clock?: { now(): number };
  readonly behaviour?: Partial<Behaviour>;
}

export interface Linkedin extends SimulatedNetwork {
  /** May be changed at any time. */
  readonly behaviour: Behaviour;
  createPerson(given: { firstName: string; lastName?: string }): SimulatedMember;
  createPage(given: { name: string }): SimulatedPage;
  /** An app of the developer portal, by the products it has. */
  createApp(given: { product: 'share' | 'community'; redirectUris: readonly string[]; name?: string }): App;
  /** Posts as they were sent, words in LinkedIn's own format. */
  posts(): readonly Post[];
  expireTokens(): void;
  /** Makes the `nth` post or comment from now, and answers it with 500. */
  stumbleAfterCreating(nth: number): void;
  revokeTokens(): void;
  /** What people did with a post. */
  setNumbers(urn: string, numbers: Readonly<Record<string, number>>): void;
}

const LARGEST_REQUEST = 600 * 1024 * 1024;

/** Starts a server on loopback. `stop` ends every connection, also those that wait in a fault. */
export async function startLinkedin(options: LinkedinOptions = {}): Promise<Linkedin> {
  const now = (): number => options.clock?.now() ?? Date.now();
  const world = newWorld(now, { ...USUAL_BEHAVIOUR, ...options.behaviour });
  const stopping = new AbortController();
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: LARGEST_REQUEST,
    routerOptions: { maxParamLength: 500 },
  });
  await app.register(formbody);
  await app.register(multipart);
  readBodies(app);

  const { status, body } = expiredToken();
  const faults = addFaults(app, { invalidToken: { status, headers: {}, body }, signal: stopping.signal });
  addServerManners(app, world);
  addSignInRoutes(app, world);
  addMemberRoutes(app, world);
  addMediaRoutes(app, world);
  addPostRoutes(app, world);
  addCommentRoutes(app, world);
  addStatisticsRoutes(app, world);
  addPages(app, world);

  world.url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    id: 'linkedin',
    name: 'LinkedIn',
    url: world.url,
    faults,
    behaviour: world.behaviour,
    arrived: () => arrivedIn(world),
    posts: () => [...world.posts.values()],
    createPerson: (given) => newMember(world, given),
    createPage: ({ name }) => newPage(world, name),
    createApp: (given) => newApp(world, given),
    stumbleAfterCreating: (nth) => void (world.stumblesIn = nth),
    expireTokens: () => {
      for (const token of world.tokens.values()) token.expiresAt = world.now();
    },
    revokeTokens: () => {
      for (const token of [...world.tokens.values(), ...world.refreshTokens.values()]) token.isRevoked = true;
    },
    setNumbers: (urn, numbers) => {
      const post = world.posts.get(urn);
      if (post) post.numbers = numbers;
    },
    stop: async () => {
      stopping.abort();
      await app.close();
    },
  };
}

/** JSON, where clients name its type even for no body at all, and the bytes of files. */
function readBodies(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: FastifyRequest, text: string) => {
      try {
        return text === '' ? undefined : (JSON.parse(text) as unknown);
      } catch (_expected) {
        // The client is told.
        throw badRequest('ILLEGAL_ARGUMENT', 'The body is not JSON');
      }
    },
  );
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: FastifyRequest, bytes: Buffer) => bytes);
}

/** What every answer has: the world's date, an id to be traced by, JSON errors in LinkedIn's words. */
function addServerManners(app: FastifyInstance, world: World): void {
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('date', new Date(world.now()).toUTCString()).header('x-li-uuid', newId(12));
  });
  app.setErrorHandler((error: FastifyError | Refusal, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send(error.body);
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ status, message: error.message });
  });
  app.setNotFoundHandler((request, reply) =>
    /^\/(rest|v2|oauth)\//.test(request.url)
      ? reply.code(404).send(notFound(`The resource ${request.url}`).body)
      : reply.code(404).type('text/html').send(troublePage('There is nothing here.')),
  );
}

function addPages(app: FastifyInstance, world: World): void {
  app.get('/', (_request, reply) => reply.type('text/html').send(receivedPage(world)));
  app.get('/__received', () => arrivedIn(world));
  app.get<{ Params: { urn: string } }>('/feed/update/:urn/', (request, reply) => {
    const post = world.posts.get(request.params.urn);
    return post && isVisible(post)
      ? reply.type('text/html').send(postPage(world, post))
      : reply.code(404).type('text/html').send(troublePage('This post cannot be displayed.'));
  });
  app.get<{ Params: { file: string } }>('/avatars/:file', (request, reply) => {
    const person = world.people.get(request.params.file.replace(/\.svg$/, ''));
    return person
      ? reply.type('image/svg+xml').send(avatarSvg(person.firstName, person.firstName))
      : reply.code(404).send('');
  });
}

function arrivedIn(world: World): readonly ArrivedPost[] {
  const posts = [...world.posts.values()].map((post) => arrivedPost(world, post));
  const comments = [...world.comments.values()].map((comment) => arrivedComment(world, comment));
  return [...posts, ...comments].toSorted((one, other) => one.at - other.at);
}

function arrivedPost(world: World, post: Post): ArrivedPost {
  const { content } = post;
  return {
    id: post.urn,
    account: nameOf(world, post.author),
    kind: kindOf(world, post),
    text: readLittleText(post.commentary).shown,
    media: mediaIn(content).flatMap((urn) => {
      const media = world.media.get(urn);
      if (!media?.bytes) return [];
      const sha256 = createHash('sha256').update(media.bytes).digest('hex');
      return [
        { mimeType: media.mimeType, description: altOf(post, urn), sha256, url: `${world.url}/files/${idOf(urn)}` },
      ];
    }),
    ...(content?.poll ? { pollAnswers: content.poll.options.map(({ text }) => text) } : {}),
    ...(content?.article ? { link: content.article.source } : {}),
    at: post.createdAt,
    isRemoved: !isVisible(post),
    url: `${world.url}/feed/update/${post.urn}/`,
  };
}

function arrivedComment(world: World, comment: Comment): ArrivedPost {
  return {
    id: comment.urn,
    account: nameOf(world, comment.actor),
    kind: 'comment',
    text: comment.text,
    parentId: comment.postUrn,
    media: [],
    at: comment.createdAt,
    isRemoved: comment.isDeleted,
    url: `${world.url}/feed/update/${comment.postUrn}/`,
  };
}

function kindOf(world: World, { content }: Post): string {
  if (content?.poll) return 'poll';
  if (content?.article) return 'article';
  if (content?.multiImage) return 'image';
  return world.media.get(content?.media?.id ?? '')?.kind ?? 'post';
}
