import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { addFaults } from '#simulators/faults.ts';
import { addAccountRoutes } from '#simulators/mastodon/accounts.ts';
import { addInstanceRoutes } from '#simulators/mastodon/instance.ts';
import { addMediaRoutes } from '#simulators/mastodon/media.ts';
import { receivedPage, statusPage, troublePage } from '#simulators/mastodon/pages.ts';
import { avatarSvg } from '#simulators/page/network-page.ts';
import { countRequests } from '#simulators/mastodon/rate-limits.ts';
import { notFound, Refusal, unauthorized } from '#simulators/mastodon/refusal.ts';
import { addSignInRoutes } from '#simulators/mastodon/sign-in.ts';
import { arrivedIn, receivedIn, type ReceivedStatus } from '#simulators/mastodon/received.ts';
import { makeStatus, publishDue } from '#simulators/mastodon/make-status.ts';
import { addScheduledRoutes } from '#simulators/mastodon/scheduled.ts';
import { addStatusRoutes } from '#simulators/mastodon/statuses.ts';
import type { SimulatedNetwork } from '#simulators/network.ts';
import {
  addAccount,
  addApp,
  addToken,
  newWorld,
  USUAL_BEHAVIOUR,
  USUAL_LIMITS,
  type Account,
  type Behaviour,
  type Limits,
  type StatusParams,
  type World,
} from '#simulators/mastodon/world.ts';

// A stand-in for a Mastodon 4.5 server, after PLATFORMS.md section 8: everything in memory, loopback only.
// Sign-in, media, statuses, limits and errors answer as the real ones do; time is the given clock's.

export interface MastodonOptions {
  /** 0, and so unless said: any free port. */
  readonly port?: number;
  readonly clock?: { now(): number };
  readonly limits?: Partial<Limits>;
  readonly behaviour?: Partial<Behaviour>;
}

export interface Mastodon extends SimulatedNetwork {
  /** May be changed at any time. */
  readonly behaviour: Behaviour;
  /** Every status that was ever made here, oldest first. */
  received(): readonly ReceivedStatus[];
  createAccount(given: { username: string; displayName?: string }): SimulatedAccount;
  /** As after an admin's clean-up: the server no longer knows any registered app or token. */
  forgetApps(): void;
  /** The `nth` status from now is made, and answered with 500. */
  stumbleAfterCreating(nth?: number): void;
}

export interface SimulatedAccount {
  readonly id: string;
  readonly username: string;
  followedBy(count: number): void;
  /** What others did with a status. */
  counted(
    statusId: string,
    counts: { favourites?: number; reblogs?: number; quotes?: number; votes?: readonly number[] },
  ): void;
  /** Takes back what waits for its time, as on the website. */
  unschedule(scheduledId: string): void;
  /** A token without the browser, by an app of this name; with every scope unless said. */
  token(given?: { app?: string; scopes?: readonly string[] }): string;
  /** What the owner does by hand: on the website, which calls itself Web, or with another app; `null` where none is named. */
  post(text: string, more?: ByHand): string;
  edit(statusId: string, text: string): void;
  remove(statusId: string): void;
  revokeTokens(): void;
  setStanding(standing: Account['standing']): void;
}

export interface ByHand {
  readonly inReplyToId?: string;
  readonly mediaIds?: readonly string[];
  readonly spoilerText?: string;
  readonly visibility?: string;
  readonly poll?: readonly string[];
  readonly app?: string | null;
}

const LARGEST_REQUEST = 128 * 1024 * 1024;

/** Starts a server on loopback. `stop` ends every connection, also those that wait in a fault. */
export async function startMastodon(options: MastodonOptions = {}): Promise<Mastodon> {
  const now = (): number => options.clock?.now() ?? Date.now();
  const world = newWorld(now, { ...USUAL_LIMITS, ...options.limits }, { ...USUAL_BEHAVIOUR, ...options.behaviour });
  const stopping = new AbortController();
  const app = Fastify({ forceCloseConnections: true, bodyLimit: LARGEST_REQUEST });
  await app.register(formbody, { bodyLimit: LARGEST_REQUEST });
  await app.register(multipart, { limits: { fileSize: LARGEST_REQUEST } });

  const { status, headers, body } = unauthorized();
  const faults = addFaults(app, { invalidToken: { status, headers, body }, signal: stopping.signal });
  app.addHook('onRequest', async () => publishDue(world));
  countRequests(app, world);
  addServerManners(app, world);
  addSignInRoutes(app, world);
  addInstanceRoutes(app, world);
  addAccountRoutes(app, world);
  addMediaRoutes(app, world);
  addScheduledRoutes(app, world);
  addStatusRoutes(app, world);
  addPages(app, world);

  world.url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    id: 'mastodon',
    name: 'Mastodon',
    url: world.url,
    faults,
    behaviour: world.behaviour,
    received: () => receivedIn(world),
    arrived: () => arrivedIn(world),
    createAccount: ({ username, displayName }) => simulated(world, addAccount(world, username, displayName)),
    forgetApps: () => {
      world.apps.clear();
      world.tokens.clear();
    },
    stumbleAfterCreating: (nth = 1) => void world.stumbles.push(nth),
    stop: async () => {
      stopping.abort();
      await app.close();
    },
  };
}

/** What every answer has: the world's date, JSON errors in Mastodon's words, nginx's page when it is too large. */
function addServerManners(app: FastifyInstance, world: World): void {
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('date', new Date(world.now()).toUTCString());
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'private, no-store');
  });
  app.setErrorHandler((error: FastifyError | Refusal, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).headers(error.headers).send(error.body);
    if (error.statusCode === 413) {
      return reply
        .code(413)
        .type('text/html')
        .send('<html><head><title>413 Request Entity Too Large</title></head></html>');
    }
    return reply.code(error.statusCode ?? 500).send({ error: error.message });
  });
  app.setNotFoundHandler((request, reply) => {
    const isApi = request.url.startsWith('/api/') || request.url.startsWith('/oauth/');
    return isApi
      ? reply.code(404).send(notFound().body)
      : reply.code(404).type('text/html').send(troublePage('There is nothing here.'));
  });
}

function addPages(app: FastifyInstance, world: World): void {
  app.get('/', (_request, reply) => reply.type('text/html').send(receivedPage(world)));
  app.get('/__received', () => receivedIn(world));
  app.get<{ Params: { name: string; id: string } }>('/@:name/:id', (request, reply) => {
    const status = world.statuses.get(request.params.id);
    return status && status.deletedAt === undefined
      ? reply.type('text/html').send(statusPage(world, status))
      : reply.code(404).type('text/html').send(troublePage('The page you are looking for is not here.'));
  });
  app.get<{ Params: { file: string } }>('/avatars/:file', (request, reply) => {
    const account = world.accounts.get(request.params.file.replace(/\.svg$/, ''));
    return account
      ? reply.type('image/svg+xml').send(avatarSvg(account.displayName, account.username))
      : reply.code(404).send('');
  });
}

const EVERY_SCOPE = ['read', 'write'];

function simulated(world: World, account: Account): SimulatedAccount {
  return {
    id: account.id,
    username: account.username,
    token: ({ app = 'Postwright', scopes = EVERY_SCOPE } = {}) =>
      addToken(world, account.id, scopes, appNamed(world, app)).value,
    post: (text, more = {}) => addStatus(world, account, text, more),
    edit: (statusId, text) => {
      const status = world.statuses.get(statusId);
      if (status) Object.assign(status, { text, editedAt: world.now() });
    },
    remove: (statusId) => {
      const status = world.statuses.get(statusId);
      if (status) status.deletedAt = world.now();
    },
    followedBy: (count) => {
      account.followers = count;
    },
    counted: (statusId, { favourites, reblogs, quotes, votes }) => {
      const status = world.statuses.get(statusId);
      if (!status) return;
      status.favourites = favourites ?? status.favourites;
      status.reblogs = reblogs ?? status.reblogs;
      status.quotes = quotes ?? status.quotes;
      if (status.poll && votes) status.poll.votes = [...votes];
    },
    unschedule: (scheduledId) => {
      const entry = world.scheduled.get(scheduledId);
      if (entry) entry.removedAt = world.now();
    },
    revokeTokens: () => {
      for (const token of world.tokens.values()) if (token.accountId === account.id) token.revoked = true;
    },
    setStanding: (standing) => {
      account.standing = standing;
    },
  };
}

function appNamed(world: World, name: string): string {
  const known = [...world.apps.values()].find((app) => app.name === name);
  return (
    known ?? addApp(world, { name, website: null, redirectUris: ['urn:ietf:wg:oauth:2.0:oob'], scopes: EVERY_SCOPE })
  ).clientId;
}

function addStatus(world: World, account: Account, text: string, more: ByHand): string {
  publishDue(world);
  const params: StatusParams = {
    text,
    spoilerText: more.spoilerText ?? '',
    mediaIds: more.mediaIds ?? [],
    visibility: more.visibility ?? 'public',
    sensitive: false,
    language: 'en',
    quotePolicy: 'public',
    inReplyToId: more.inReplyToId ?? null,
    poll: more.poll && { answers: more.poll, seconds: 3_600, multiple: false, hideTotals: false },
  };
  const clientId = more.app === null ? undefined : appNamed(world, more.app ?? 'Web');
  return makeStatus(world, params, { accountId: account.id, clientId, key: undefined }).id;
}
