import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { addFaults, type Faults } from '#simulators/faults.ts';
import { addGraphManners, badToken, usageHeaders } from '#simulators/meta/graph.ts';
import type { ArrivedMedia, ArrivedPost, SimulatedNetwork } from '#simulators/network.ts';
import { addContainerRoutes } from '#simulators/threads/containers.ts';
import { arrivedPage, postPage, troublePage } from '#simulators/threads/pages.ts';
import { avatarSvg } from '#simulators/page/network-page.ts';
import { addPostRoutes } from '#simulators/threads/posts.ts';
import { addSignInRoutes } from '#simulators/threads/sign-in.ts';
import {
  addPost,
  newWorld,
  permalinkOf,
  type App,
  type Behaviour,
  type Content,
  type Person,
  type Post,
  type World,
} from '#simulators/threads/world.ts';

// A stand-in for Threads, after PLATFORMS.md section 6: everything in memory, loopback only. Signing in, containers,
// posts, allowances and errors answer as the real ones do, all of them at one address; time is the given clock's.

export interface ThreadsOptions {
  /** 0, and so unless said: any free port. */
  readonly port?: number;
  readonly clock?: { now(): number };
  readonly behaviour?: Partial<Behaviour>;
}

export interface Threads extends SimulatedNetwork {
  /** May be changed at any time. */
  readonly behaviour: Behaviour;
  arrived(): readonly ThreadsPost[];
  createAccount(given: { username: string; displayName?: string }): SimulatedPerson;
  createApp(given: { name: string; redirectUris: readonly string[] }): App;
  /** How much of the app's budget the usage header names, percent. */
  setUsage(percent: number): void;
}

export interface ThreadsPost extends ArrivedPost {
  readonly topicTag: string | undefined;
  readonly replyControl: string;
  readonly isSpoiler: boolean;
}

export interface SimulatedPerson {
  readonly id: string;
  readonly username: string;
  /** A long-lived token without the browser; with every scope, and for 60 days, unless said. */
  token(given?: { scopes?: readonly string[]; lifeMs?: number }): string;
  /** What the owner does by hand, in the app; nothing tells it apart from what another app does. */
  post(text: string, more?: { replyTo?: string }): string;
  remove(postId: string): void;
  followedBy(count: number): void;
  setInsights(postId: string, insights: Readonly<Record<string, number>>): void;
  /** 463 run out, 460 password changed, 458 app removed … */
  spoilTokens(subcode: number): void;
}

const EVERY_SCOPE = [
  'threads_basic',
  'threads_content_publish',
  'threads_manage_replies',
  'threads_read_replies',
  'threads_manage_insights',
  'threads_delete',
];
const LONG_MS = 60 * 86_400_000;

/** Starts it on loopback. `stop` ends every connection, also those that wait in a fault. */
export async function startThreads(options: ThreadsOptions = {}): Promise<Threads> {
  const world = newWorld(() => options.clock?.now() ?? Date.now(), options.behaviour ?? {});
  const stopping = new AbortController();
  const app = Fastify({ forceCloseConnections: true });
  await app.register(formbody);
  await app.register(multipart);

  const { status, headers, body } = badToken(460);
  const faults = addFaults(app, { invalidToken: { status, headers, body }, signal: stopping.signal });
  addGraphManners(app, world.now);
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/v1.0/')) void reply.headers(usageHeaders(world.meter));
  });
  addSignInRoutes(app, world);
  addContainerRoutes(app, world);
  addPostRoutes(app, world);
  addPages(app, world);

  world.url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return controls(world, faults, async () => {
    stopping.abort();
    await app.close();
  });
}

function controls(world: World, faults: Faults, stop: () => Promise<void>): Threads {
  return {
    id: 'threads',
    name: 'Threads',
    url: world.url,
    faults,
    behaviour: world.behaviour,
    arrived: () => arrivedIn(world),
    createAccount: ({ username, displayName = username }) => {
      const person: Person = { id: world.nextId(), username, displayName, followers: 0 };
      world.people.set(person.id, person);
      return simulated(world, person);
    },
    createApp: ({ name, redirectUris }) => {
      const app: App = {
        id: world.nextId(),
        secret: createHash('md5').update(world.nextId()).digest('hex'),
        name,
        redirectUris,
      };
      world.apps.set(app.id, app);
      return app;
    },
    setUsage: (percent) => void (world.meter.appPercent = percent),
    stop,
  };
}

function simulated(world: World, person: Person): SimulatedPerson {
  return {
    id: person.id,
    username: person.username,
    token: ({ scopes = EVERY_SCOPE, lifeMs = LONG_MS } = {}) =>
      world.tokens.issue({
        appId: 'by-hand',
        userId: person.id,
        scopes,
        prefix: 'THAA',
        isLongLived: true,
        expiresAt: world.now() + lifeMs,
      }).value,
    post: (text, { replyTo } = {}) => addPost(world, person.id, wordsAlone(text, replyTo)).id,
    remove: (postId) => {
      const post = world.posts.get(postId);
      if (post) post.removedAt = world.now();
    },
    followedBy: (count) => {
      person.followers = count;
    },
    setInsights: (postId, insights) => {
      const post = world.posts.get(postId);
      if (post) post.insights = insights;
    },
    spoilTokens: (subcode) => world.tokens.spoil(subcode, ({ userId }) => userId === person.id),
  };
}

function wordsAlone(text: string, replyTo: string | undefined): Content {
  return {
    mediaType: 'TEXT',
    text,
    file: undefined,
    alt: undefined,
    children: [],
    replyTo,
    link: undefined,
    topicTag: undefined,
    replyControl: 'everyone',
    poll: undefined,
    isSpoiler: false,
  };
}

function addPages(app: FastifyInstance, world: World): void {
  app.get('/', (_request, reply) => reply.type('text/html').send(arrivedPage(arrivedIn(world))));
  app.get('/__arrived', () => arrivedIn(world));
  app.get<{ Params: { name: string; code: string } }>('/@:name/post/:code', (request, reply) => {
    const posts = arrivedIn(world);
    const post = posts.find(({ url, isRemoved }) => !isRemoved && url.endsWith(`/post/${request.params.code}`));
    return post
      ? reply.type('text/html').send(postPage(post, posts))
      : reply.code(404).type('text/html').send(troublePage('This page isn’t available.'));
  });
  app.get<{ Params: { file: string } }>('/avatars/:file', (request, reply) => {
    const person = world.people.get(request.params.file.replace(/\.svg$/, ''));
    return person
      ? reply.type('image/svg+xml').send(avatarSvg(person.displayName, person.username))
      : reply.code(404).send('');
  });
  app.get<{ Params: { id: string } }>('/files/:id', (request, reply) => {
    const file = (world.containers.get(request.params.id) ?? world.posts.get(request.params.id))?.file;
    return file ? reply.type(file.mimeType).send(file.bytes) : reply.code(404).send('');
  });
}

function arrivedIn(world: World): readonly ThreadsPost[] {
  return [...world.posts.values()].map((post) => ({
    id: post.id,
    account: `@${world.people.get(post.personId)?.username ?? ''}`,
    kind: post.poll === undefined ? post.mediaType.toLowerCase() : 'poll',
    text: post.text,
    ...(post.replyTo === undefined ? {} : { parentId: post.replyTo }),
    media: mediaOf(world, post),
    ...(post.poll === undefined ? {} : { pollAnswers: post.poll }),
    ...(post.link === undefined ? {} : { link: post.link }),
    at: post.at,
    isRemoved: post.removedAt !== undefined,
    url: permalinkOf(world, post),
    topicTag: post.topicTag,
    replyControl: post.replyControl,
    isSpoiler: post.isSpoiler,
  }));
}

function mediaOf(world: World, post: Post): readonly ArrivedMedia[] {
  const children = post.children.flatMap((id) => world.containers.get(id) ?? []);
  return [post, ...children].flatMap(({ id, file, alt }) =>
    file === undefined
      ? []
      : [
          {
            mimeType: file.mimeType,
            description: alt,
            sha256: createHash('sha256').update(file.bytes).digest('hex'),
            url: `${world.url}/files/${id}`,
          },
        ],
  );
}
