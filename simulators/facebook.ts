import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance } from 'fastify';
import { arrivedIn } from '#simulators/facebook/arrivals.ts';
import { addFeedRoutes } from '#simulators/facebook/feed.ts';
import { arrivedPage, postPage, troublePage } from '#simulators/facebook/pages.ts';
import { avatarSvg } from '#simulators/page/network-page.ts';
import { addObjectRoutes } from '#simulators/facebook/objects.ts';
import { pageTokenFor } from '#simulators/facebook/page-tokens.ts';
import { addPhotoRoutes } from '#simulators/facebook/photos.ts';
import { addSignInRoutes } from '#simulators/facebook/sign-in.ts';
import { addVideoRoutes } from '#simulators/facebook/videos.ts';
import {
  addPost,
  newWorld,
  USUAL_BEHAVIOUR,
  type App,
  type Behaviour,
  type Page,
  type Person,
  type Post,
  type World,
} from '#simulators/facebook/world.ts';
import { addFaults } from '#simulators/faults.ts';
import { addGraphManners, badToken, type UsageMeter } from '#simulators/meta/graph.ts';
import type { MetaToken } from '#simulators/meta/tokens.ts';
import type { SimulatedNetwork } from '#simulators/network.ts';

// A stand-in for Facebook's pages, after PLATFORMS.md sections 3 and 4: everything in memory, loopback only. Its hosts
// (www, graph, rupload) are one here; paths tell them apart.

export interface FacebookOptions {
  /** 0, and so unless said: any free port. */
  readonly port?: number;
  readonly clock?: { now(): number };
  readonly behaviour?: Partial<Behaviour>;
}

export interface Facebook extends SimulatedNetwork {
  /** May be changed at any time. */
  readonly behaviour: Behaviour;
  /** The budgets that the usage headers tell of; `business` by page id. */
  readonly usage: UsageMeter;
  /** An app registered with Meta; `APP` is there from the start. */
  registerApp(app: App): void;
  createPage(given: { readonly name: string; readonly username?: string }): SimulatedPage;
  createPerson(given: { readonly name: string }): SimulatedPerson;
  createBusiness(given: NewBusiness): void;
}

export interface NewBusiness {
  readonly name: string;
  /** Who belongs to it. */
  readonly people: readonly SimulatedPerson[];
  readonly owned?: readonly SimulatedPage[];
  readonly clients?: readonly SimulatedPage[];
}

export interface SimulatedPage {
  readonly id: string;
  readonly name: string;
  /** What its owner does by hand, or with another app. Gives the post's id. */
  post(message: string, by?: { readonly appId?: string; readonly photo?: Uint8Array }): string;
  comment(postId: string, message: string): string;
  remove(id: string): void;
  /** What `insights`, shares and reactions of a post say. */
  count(postId: string, counts: Partial<Pick<Post, 'insights' | 'shares' | 'reactions'>>): void;
}

export interface SimulatedPerson {
  readonly id: string;
  /** Takes part in a page; with every task unless said. */
  joins(page: SimulatedPage, tasks?: readonly string[]): void;
  /** Takes no part any more: tokens of theirs for it are no longer good. */
  leaves(page: SimulatedPage): void;
  /** Without the browser; long-lived and with every scope unless said. */
  tokens(page: SimulatedPage, given?: TokenWanted): { readonly user: string; readonly page: string };
  /** Their tokens are answered with 190 and this subcode: 458 app removed, 460 password changed, 463 run out. */
  spoilTokens(subcode: number, which?: 'all' | 'page'): void;
}

export interface TokenWanted {
  readonly scopes?: readonly string[];
  readonly appId?: string;
}

/** The registered app that is there from the start. */
export const APP: App = {
  id: '1234567890123456',
  secret: 'the-app-secret',
  name: 'Postwright',
  redirectUris: [
    'postwright://oauth/callback',
    'https://postwright.app/oauth/return',
    'http://127.0.0.1:47310/oauth/callback',
  ],
};

const SCOPES: readonly string[] = [
  'public_profile',
  'pages_show_list',
  'pages_manage_posts',
  'pages_read_engagement',
  'pages_manage_engagement',
  'pages_read_user_content',
  'read_insights',
  'business_management',
];
const TASKS: readonly string[] = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'];

const LARGEST_REQUEST = 1100 * 1024 * 1024;
/** Any version is served alike. */
const VERSION = ':version(^v\\d+\\.\\d+)';

export async function startFacebook(options: FacebookOptions = {}): Promise<Facebook> {
  const now = (): number => options.clock?.now() ?? Date.now();
  const world = newWorld(now, { ...USUAL_BEHAVIOUR, ...options.behaviour });
  world.apps.set(APP.id, APP);
  const stopping = new AbortController();
  const app = Fastify({ forceCloseConnections: true, bodyLimit: LARGEST_REQUEST });
  await app.register(formbody, { bodyLimit: LARGEST_REQUEST });
  await app.register(multipart, { limits: { fileSize: LARGEST_REQUEST, fieldSize: LARGEST_REQUEST } });

  const { status, headers, body } = badToken(463);
  const faults = addFaults(app, { invalidToken: { status, headers, body }, signal: stopping.signal });
  addGraphManners(app, now);
  addSignInRoutes(app, world, VERSION);
  addFeedRoutes(app, world, VERSION);
  addPhotoRoutes(app, world, VERSION);
  addVideoRoutes(app, world, VERSION);
  addObjectRoutes(app, world, VERSION);
  addPages(app, world);

  world.url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    id: 'facebook',
    name: 'Facebook',
    url: world.url,
    faults,
    behaviour: world.behaviour,
    usage: world.usage,
    arrived: () => arrivedIn(world),
    registerApp: (registered) => void world.apps.set(registered.id, registered),
    createPage: ({ name, username }) => {
      const page: Page = { id: world.nextId(), name, username };
      world.pages.set(page.id, page);
      return simulatedPage(world, page);
    },
    createPerson: ({ name }) => {
      const person: Person = { id: world.nextId(), name, roles: new Map(), businessIds: new Set() };
      world.people.set(person.id, person);
      return simulatedPerson(world, person);
    },
    createBusiness: (given) => addBusiness(world, given),
    stop: async () => {
      stopping.abort();
      await app.close();
    },
  };
}

function simulatedPage(world: World, page: Page): SimulatedPage {
  return {
    id: page.id,
    name: page.name,
    post: (message, { appId, photo } = {}) => {
      const photoIds = photo === undefined ? [] : [addPhotoByHand(world, page, photo)];
      return addPost(world, { pageId: page.id, kind: 'post', appId, message, photoIds }).id;
    },
    comment: (postId, message) => {
      const id = `${postId}_${world.nextId()}`;
      const made = { id, postId, pageId: page.id, appId: undefined, createdAt: world.now(), message };
      world.comments.set(id, { ...made, deletedAt: undefined });
      return id;
    },
    remove: (id) => {
      const video = world.videos.get(id);
      const gone = world.posts.get(video?.postId ?? id) ?? world.comments.get(id);
      if (gone) gone.deletedAt = world.now();
    },
    count: (postId, counts) => {
      const video = world.videos.get(postId);
      Object.assign(world.posts.get(video?.postId ?? postId) ?? {}, counts);
    },
  };
}

function addPhotoByHand(world: World, page: Page, bytes: Uint8Array): string {
  const id = world.nextId();
  const file = { bytes: Buffer.from(bytes), mimeType: 'image/png', fileName: 'photo.png', alt: undefined };
  world.photos.set(id, { id, pageId: page.id, ...file, createdAt: world.now(), postId: undefined });
  return id;
}

function simulatedPerson(world: World, person: Person): SimulatedPerson {
  return {
    id: person.id,
    joins: (page, tasks = TASKS) => void person.roles.set(page.id, tasks),
    leaves: (page) => {
      person.roles.delete(page.id);
      world.tokens.spoil(492, (token) => token.userId === person.id && token.subjectId === page.id);
    },
    tokens: ({ id }, { scopes = SCOPES, appId = APP.id } = {}) => {
      const expiresAt = world.now() + world.behaviour.longLivedMs;
      const user = world.tokens.issue({ appId, userId: person.id, scopes, expiresAt, isLongLived: true });
      const page = world.pages.get(id);
      if (!page) throw new Error(`no page ${id}`);
      return { user: user.value, page: pageTokenFor(world, page, person, user) };
    },
    spoilTokens: (subcode, which = 'all') =>
      world.tokens.spoil(subcode, (token: MetaToken) => {
        return token.userId === person.id && (which === 'all' || token.kind === 'page');
      }),
  };
}

function addBusiness(world: World, { name, people, owned = [], clients = [] }: NewBusiness): void {
  const id = world.nextId();
  const idsOf = (pages: readonly SimulatedPage[]): string[] => pages.map((page) => page.id);
  world.businesses.set(id, { id, name, owned: idsOf(owned), clients: idsOf(clients) });
  for (const person of people) world.people.get(person.id)?.businessIds.add(id);
}

function addPages(app: FastifyInstance, world: World): void {
  app.get('/', (_request, reply) => reply.type('text/html').send(arrivedPage(world)));
  app.get('/__received', () => arrivedIn(world));
  app.get<{ Params: { file: string } }>('/avatars/:file', (request, reply) => {
    const page = world.pages.get(request.params.file.replace(/\.svg$/, ''));
    return page ? reply.type('image/svg+xml').send(avatarSvg(page.name, page.id)) : reply.code(404).send('');
  });
  app.get<{ Params: { id: string } }>('/files/:id', (request, reply) => {
    const file = world.photos.get(request.params.id) ?? world.videos.get(request.params.id);
    return file ? reply.type(file.mimeType).send(file.bytes) : reply.code(404).send('');
  });
  for (const path of ['/:id', '/reel/:id', '/stories/:id']) {
    app.get<{ Params: { id: string } }>(path, (request, reply) => {
      const { id } = request.params;
      const post = world.posts.get(world.videos.get(id)?.postId ?? id);
      return post?.deletedAt === undefined && post !== undefined
        ? reply.type('text/html').send(postPage(world, post))
        : reply.code(404).type('text/html').send(troublePage('This content isn’t available right now.'));
    });
  }
}
