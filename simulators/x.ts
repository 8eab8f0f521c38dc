import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { addFaults, type Faults } from '#simulators/faults.ts';
import type { ArrivedMedia, ArrivedPost, SimulatedNetwork } from '#simulators/network.ts';
import { addMediaRoutes, sha256Of } from '#simulators/x/media.ts';
import { arrivedPage, postPage, troublePage } from '#simulators/x/pages.ts';
import { avatarSvg } from '#simulators/page/network-page.ts';
import { addPostRoutes } from '#simulators/x/posts.ts';
import { countRequests } from '#simulators/x/rate-limits.ts';
import { addReadRoutes } from '#simulators/x/read-posts.ts';
import { notFound, Refusal, unauthorized } from '#simulators/x/refusal.ts';
import { addSignInRoutes } from '#simulators/x/sign-in.ts';
import { linksIn } from '#simulators/x/text-rules.ts';
import {
  addPost,
  addTokens,
  isShown,
  newSecret,
  newWorld,
  type Account,
  type App,
  type Behaviour,
  type Counts,
  type Post,
  type World,
} from '#simulators/x/world.ts';

// A stand-in for X, after PLATFORMS.md section 1: everything in memory, loopback only. Signing in, uploads, posts, lists,
// limits and errors answer as the real ones do, api.x.com and x.com at one address; time is the given clock's.

export interface XOptions {
  /** 0, and so unless said: any free port. */
  readonly port?: number;
  readonly clock?: { now(): number };
  readonly behaviour?: Partial<Behaviour>;
}

export interface SimulatedX extends SimulatedNetwork {
  /** May be changed at any time. */
  readonly behaviour: Behaviour;
  arrived(): readonly XPost[];
  createAccount(given: { username: string; name?: string; subscription?: Account['subscription'] }): SimulatedAccount;
  /** Registers an app, as a person does on X's developer pages; a native one, with any id, unless said. */
  createApp(given: { name: string; callbacks: readonly string[]; type?: App['type']; clientId?: string }): App;
  /** As if its owner had deleted it. */
  forgetApp(clientId: string): void;
  /** The `nth` request from now that creates a post does, and is answered with 500. */
  stumbleAfterCreating(nth?: number): void;
}

export interface XPost extends ArrivedPost {
  readonly replySettings: string;
  readonly madeWithAi: boolean;
  readonly paidPartnership: boolean;
  /** Minutes that its poll runs. */
  readonly pollMinutes?: number;
  /** A later version took its place. */
  readonly isOldVersion: boolean;
}

export interface SimulatedAccount {
  readonly id: string;
  readonly username: string;
  /** A pair without the browser, of the app with this client id; with every scope that posting needs unless said. */
  tokens(given?: { clientId?: string; scopes?: readonly string[] }): {
    access: string;
    refresh: string;
    clientId: string;
    until: number;
  };
  /** What the owner does by hand; nothing tells it apart from what an app does. */
  post(text: string, more?: { replyTo?: string; uploads?: readonly string[] }): string;
  remove(postId: string): void;
  setCounts(postId: string, counts: Partial<Counts>): void;
  setSubscription(subscription: Account['subscription']): void;
  setStanding(standing: Account['standing']): void;
  /** The access tokens run out now; refresh tokens stay good. */
  expireTokens(): void;
  /** As when the person takes the app off in X's settings. */
  revokeTokens(): void;
}

const LARGEST_REQUEST = 32 * 1024 * 1024;
const POSTING = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];
/** Where a desktop app may be led back to (PLATFORMS.md 1.1). */
const LOOPBACK = [53_682, 53_683, 53_684, 53_685, 53_686].map((port) => `http://127.0.0.1:${port}/callback`);

/** Starts it on loopback. `stop` ends every connection, also those that wait in a fault. */
export async function startX(options: XOptions = {}): Promise<SimulatedX> {
  const world = newWorld(() => options.clock?.now() ?? Date.now(), options.behaviour ?? {});
  const stopping = new AbortController();
  const app = Fastify({ forceCloseConnections: true, bodyLimit: LARGEST_REQUEST });
  await app.register(formbody, { bodyLimit: LARGEST_REQUEST });
  await app.register(multipart, { limits: { fileSize: LARGEST_REQUEST } });

  const { status, headers, body } = unauthorized();
  const faults = addFaults(app, { invalidToken: { status, headers, body }, signal: stopping.signal });
  addManners(app, world);
  countRequests(app, world);
  addSignInRoutes(app, world);
  addMediaRoutes(app, world);
  addPostRoutes(app, world);
  addReadRoutes(app, world);
  addPages(app, world);

  world.url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return controls(world, faults, async () => {
    stopping.abort();
    await app.close();
  });
}

function controls(world: World, faults: Faults, stop: () => Promise<void>): SimulatedX {
  return {
    id: 'x',
    name: 'X',
    url: world.url,
    faults,
    behaviour: world.behaviour,
    arrived: () => [...world.posts.values()].map((post) => arrivedPost(world, post)),
    createAccount: ({ username, name = username, subscription = 'None' }) => {
      const account: Account = { id: world.nextId(), username, name, subscription, standing: 'active' };
      world.accounts.set(account.id, account);
      return simulated(world, account);
    },
    createApp: (given) => createApp(world, given),
    forgetApp: (clientId) => void world.apps.delete(clientId),
    stumbleAfterCreating: (nth = 1) => void world.stumbles.add(world.asked + nth),
    stop,
  };
}

function createApp(
  world: World,
  { name, callbacks, type = 'native', clientId = newSecret('ci').slice(0, 34) }: Parameters<SimulatedX['createApp']>[0],
): App {
  const app: App = {
    clientId,
    name,
    type,
    clientSecret: newSecret('ci').slice(0, 50),
    callbacks,
    isEnrolled: true,
  };
  world.apps.set(app.clientId, app);
  return app;
}

function simulated(world: World, account: Account): SimulatedAccount {
  const { id, username } = account;
  return {
    id,
    username,
    tokens: ({ clientId, scopes = POSTING } = {}) => {
      const client = clientId ?? usualApp(world).clientId;
      const pair = addTokens(world, { clientId: client, accountId: id, scopes });
      return { ...pair, clientId: client, until: world.clock() + world.behaviour.tokenLastsMs };
    },
    post: (text, { replyTo, uploads = [] } = {}) => addPost(world, account, { text, parentId: replyTo, uploads }).id,
    remove: (postId) => {
      const post = world.posts.get(postId);
      if (post) post.removedAt = world.now();
    },
    setCounts: (postId, counts) => {
      const post = world.posts.get(postId);
      if (post) post.counts = { ...post.counts, ...counts };
    },
    setSubscription: (subscription) => void (account.subscription = subscription),
    setStanding: (standing) => void (account.standing = standing),
    expireTokens: () => {
      for (const token of world.tokens.values()) if (token.accountId === id) token.until = -Infinity;
    },
    revokeTokens: () => {
      for (const [value, token] of world.tokens) if (token.accountId === id) world.tokens.delete(value);
      for (const [value, token] of world.refreshTokens) if (token.accountId === id) world.refreshTokens.delete(value);
    },
  };
}

/** The one app of a test that does not care which. */
function usualApp(world: World): App {
  const known = [...world.apps.values()].find(({ name }) => name === 'Postwright');
  return known ?? createApp(world, { name: 'Postwright', callbacks: LOOPBACK });
}

/** What every answer has: X's date, and errors in its words. */
function addManners(app: FastifyInstance, world: World): void {
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('date', new Date(world.now()).toUTCString());
  });
  app.setErrorHandler((error: FastifyError | Refusal, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).headers(error.headers).send(error.body);
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ title: error.message, detail: error.message, type: 'about:blank', status });
  });
  app.setNotFoundHandler((request, reply) => {
    const { status, body } = notFound('page', request.url);
    if (request.url.startsWith('/2/')) return reply.code(status).send(body);
    return reply.code(404).type('text/html').send(troublePage('This page doesn’t exist.'));
  });
}

function addPages(app: FastifyInstance, world: World): void {
  const arrived = (): XPost[] => [...world.posts.values()].map((post) => arrivedPost(world, post));
  const show = (id: string): string | undefined => {
    const post = world.posts.get(id);
    return post && isShown(world, post) ? postPage(arrivedPost(world, post), arrived()) : undefined;
  };
  app.get('/', (_request, reply) => reply.type('text/html').send(arrivedPage(arrived())));
  app.get('/__arrived', () => arrived());
  for (const path of ['/:name/status/:id', '/i/web/status/:id']) {
    app.get<{ Params: { id: string } }>(path, (request, reply) => {
      const page = show(request.params.id);
      return reply
        .code(page === undefined ? 404 : 200)
        .type('text/html')
        .send(page ?? troublePage('This post is not there.'));
    });
  }
  app.get<{ Params: { file: string } }>('/avatars/:file', (request, reply) => {
    const account = world.accounts.get(request.params.file.replace(/\.svg$/, ''));
    return account
      ? reply.type('image/svg+xml').send(avatarSvg(account.name, account.username))
      : reply.code(404).send('');
  });
}

function arrivedPost(world: World, post: Post): XPost {
  const username = world.accounts.get(post.accountId)?.username ?? '';
  const link = linksIn(post.text).at(-1)?.link;
  return {
    id: post.id,
    account: `@${username}`,
    kind: post.poll ? 'poll' : post.parentId === undefined ? 'post' : 'reply',
    text: post.text,
    ...(post.parentId === undefined ? {} : { parentId: post.parentId }),
    media: post.uploads.flatMap((id) => arrivedMedia(world, id)),
    ...(post.poll ? { pollAnswers: post.poll.options, pollMinutes: post.poll.minutes } : {}),
    ...(link === undefined || post.uploads.length > 0 || post.poll ? {} : { link }),
    at: post.createdAt,
    isRemoved: post.removedAt !== undefined,
    url: `${world.url}/${username}/status/${post.id}`,
    replySettings: post.replySettings,
    madeWithAi: post.madeWithAi,
    paidPartnership: post.paidPartnership,
    isOldVersion: post.removedAt === undefined && !isShown(world, post),
  };
}

function arrivedMedia(world: World, id: string): ArrivedMedia[] {
  const upload = world.uploads.get(id);
  if (!upload) return [];
  const { mimeType, alt } = upload;
  return [{ mimeType, description: alt, sha256: sha256Of(upload), url: `${world.url}/media/${id}` }];
}
