import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { addFaults } from '#simulators/faults.ts';
import { addContainerRoutes } from '#simulators/instagram/containers.ts';
import { addFacebookSignIn, pageToken } from '#simulators/instagram/facebook-sign-in.ts';
import { addMediaRoutes, permalinkOf } from '#simulators/instagram/media.ts';
import { arrivedPage, postPage, troublePage } from '#simulators/instagram/pages.ts';
import { avatarSvg } from '#simulators/page/network-page.ts';
import { addInstagramSignIn, LONG_LIVED_MS } from '#simulators/instagram/sign-in.ts';
import {
  addFile,
  addMedia,
  newWorld,
  OWNER_ID,
  USUAL_BEHAVIOUR,
  type Account,
  type App,
  type Behaviour,
  type Item,
  type Media,
  type StoredFile,
  type World,
} from '#simulators/instagram/world.ts';
import { addGraphManners, badToken, type UsageMeter } from '#simulators/meta/graph.ts';
import type { MetaToken } from '#simulators/meta/tokens.ts';
import type { ArrivedPost, SimulatedNetwork } from '#simulators/network.ts';

// A stand-in for Instagram's API for professional accounts, after PLATFORMS.md section 5: everything in memory, loopback
// only. Its hosts (www, api, graph, and Facebook's graph and upload hosts) are one here; paths tell them apart.

export interface InstagramOptions {
  /** 0, and so unless said: any free port. */
  readonly port?: number;
  readonly clock?: { now(): number };
  readonly behaviour?: Partial<Behaviour>;
}

export interface Instagram extends SimulatedNetwork {
  /** May be changed at any time. */
  readonly behaviour: Behaviour;
  /** The budgets that the usage headers tell of; `business` by account id. */
  readonly usage: UsageMeter;
  createAccount(given: NewAccount): SimulatedInstagramAccount;
  /** An app registered with Meta; `APP` is there from the start. */
  registerApp(app: App): void;
  /** The next one is made, and answered with a 500. */
  stumbleAfter(what: 'publish' | 'comment'): void;
  /** What a container was made with, by the id of the post it became. */
  postOf(mediaId: string): Media | undefined;
}

export interface NewAccount {
  readonly username: string;
  readonly displayName?: string;
  readonly type?: Account['type'];
  /** What the owner may do for its Facebook page; `null` for an account without a page. */
  readonly tasks?: readonly string[] | null;
}

export interface SimulatedInstagramAccount {
  readonly id: string;
  readonly username: string;
  readonly pageId: string | undefined;
  /** A long-lived token of Instagram Login, without the browser; with every scope and 60 days unless said. */
  token(given?: TokenWanted): string;
  /** What Facebook Login gives: the person's token and the page's. */
  facebookTokens(given?: TokenWanted): { readonly user: string; readonly page: string };
  /** What the owner does by hand in the app. Gives the post's id. */
  post(caption: string, kind?: Media['kind']): string;
  comment(mediaId: string, text: string): string;
  remove(mediaId: string): void;
  /** Every token is answered with 190 and this subcode: 458 app removed, 460 password changed, 463 run out. */
  spoilTokens(subcode: number, which?: 'all' | 'page'): void;
  setRestricted(isRestricted: boolean): void;
}

export interface TokenWanted {
  readonly scopes?: readonly string[];
  readonly lastsMs?: number;
}

/** The registered app that is there from the start. */
export const APP: App = {
  clientId: '1234567890123456',
  clientSecret: 'the-app-secret',
  name: 'Postwright',
  redirectUris: [
    'postwright://oauth/callback',
    'https://postwright.app/oauth/return',
    'http://127.0.0.1:47310/oauth/callback',
  ],
};

export const INSTAGRAM_SCOPES: readonly string[] = [
  'instagram_business_basic',
  'instagram_business_content_publish',
  'instagram_business_manage_comments',
  'instagram_business_manage_insights',
];
export const FACEBOOK_SCOPES: readonly string[] = [
  'instagram_basic',
  'instagram_content_publish',
  'instagram_manage_comments',
  'instagram_manage_insights',
  'instagram_manage_contents',
  'pages_show_list',
  'pages_read_engagement',
  'business_management',
];

const LARGEST_REQUEST = 320 * 1024 * 1024;
/** Any version is served alike. */
const VERSION = ':version(^v\\d+\\.\\d+)';

export async function startInstagram(options: InstagramOptions = {}): Promise<Instagram> {
  const now = (): number => options.clock?.now() ?? Date.now();
  const world = newWorld(now, { ...USUAL_BEHAVIOUR, ...options.behaviour });
  world.apps.set(APP.clientId, APP);
  const stopping = new AbortController();
  const app = Fastify({ forceCloseConnections: true, bodyLimit: LARGEST_REQUEST });
  await app.register(formbody, { bodyLimit: LARGEST_REQUEST });
  await app.register(multipart, { limits: { fileSize: LARGEST_REQUEST } });

  const { status, headers, body } = badToken(463);
  const faults = addFaults(app, { invalidToken: { status, headers, body }, signal: stopping.signal });
  addGraphManners(app, now);
  addInstagramSignIn(app, world);
  addFacebookSignIn(app, world, VERSION);
  addContainerRoutes(app, world, VERSION);
  addMediaRoutes(app, world, VERSION);
  addPages(app, world);

  world.url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    id: 'instagram',
    name: 'Instagram',
    url: world.url,
    faults,
    behaviour: world.behaviour,
    usage: world.usage,
    arrived: () => arrivedIn(world),
    createAccount: (given) => simulated(world, addAccount(world, given)),
    registerApp: (registered) => void world.apps.set(registered.clientId, registered),
    stumbleAfter: (what) => void (world.stumbles[what] += 1),
    postOf: (id) => world.media.get(id),
    stop: async () => {
      stopping.abort();
      await app.close();
    },
  };
}

function addPages(app: FastifyInstance, world: World): void {
  const post = (shortcode: string): Media | undefined =>
    [...world.media.values()].find((one) => one.removedAt === undefined && one.shortcode === shortcode);
  app.get('/', (_request, reply) => reply.type('text/html').send(arrivedPage(world)));
  app.get('/__received', () => arrivedIn(world));
  for (const kind of ['p', 'reel']) {
    app.get<{ Params: { code: string } }>(`/${kind}/:code/`, (request, reply) => {
      const media = post(request.params.code);
      return media
        ? reply.type('text/html').send(postPage(world, media))
        : reply.code(404).type('text/html').send(troublePage('This page is not available.'));
    });
  }
  app.get<{ Params: { id: string } }>('/stories/:name/:id', (request, reply) => {
    const media = world.media.get(request.params.id);
    return media
      ? reply.type('text/html').send(postPage(world, media))
      : reply.code(404).type('text/html').send(troublePage('This story is no longer available.'));
  });
  app.get<{ Params: { id: string } }>('/files/:id', (request, reply) => {
    const file = world.files.get(request.params.id);
    return file ? reply.type(file.mimeType).send(file.bytes) : reply.code(404).send('');
  });
  app.get<{ Params: { file: string } }>('/pictures/:file', (request, reply) => {
    const account = world.accounts.get(request.params.file.replace(/\.svg$/, ''));
    return account
      ? reply.type('image/svg+xml').send(avatarSvg(account.displayName, account.username))
      : reply.code(404).send('');
  });
}

function addAccount(world: World, given: NewAccount): Account {
  const { username, displayName = username, type = 'BUSINESS', tasks = ['CREATE_CONTENT', 'MANAGE'] } = given;
  const account: Account = {
    id: world.nextId(),
    username,
    displayName,
    type,
    page: tasks === null ? undefined : { id: world.nextId(), name: displayName, tasks },
    isRestricted: false,
  };
  world.accounts.set(account.id, account);
  return account;
}

function simulated(world: World, account: Account): SimulatedInstagramAccount {
  const isOurs = (token: MetaToken): boolean =>
    token.userId === account.id || token.subjectId === account.page?.id || token.userId === OWNER_ID;
  return {
    id: account.id,
    username: account.username,
    pageId: account.page?.id,
    token: ({ scopes = INSTAGRAM_SCOPES, lastsMs = LONG_LIVED_MS } = {}) => {
      const expiresAt = world.now() + lastsMs;
      const about = { appId: APP.clientId, userId: account.id, prefix: 'IGAA', isLongLived: true };
      return world.tokens.issue({ ...about, scopes, expiresAt }).value;
    },
    facebookTokens: ({ scopes = FACEBOOK_SCOPES, lastsMs = LONG_LIVED_MS } = {}) => {
      const expiresAt = world.now() + lastsMs;
      const about = { appId: APP.clientId, userId: OWNER_ID, isLongLived: true };
      const user = world.tokens.issue({ ...about, scopes, expiresAt });
      return { user: user.value, page: pageToken(world, account.page?.id ?? '', user).value };
    },
    post: (caption, kind = 'image') => {
      const item: Item = { isFilm: kind === 'reel', alt: undefined, fileId: addFile(world, BY_HAND) };
      return addMedia(world, { accountId: account.id, kind, caption, items: [item], options: {}, isByHand: true }).id;
    },
    comment: (mediaId, text) => {
      const id = world.nextId();
      world.comments.set(id, { id, mediaId, username: account.username, text, at: world.now() });
      return id;
    },
    remove: (mediaId) => {
      const media = world.media.get(mediaId);
      if (media) media.removedAt = world.now();
    },
    spoilTokens: (subcode, which = 'all') =>
      world.tokens.spoil(subcode, (token) => isOurs(token) && (which === 'all' || token.kind === 'page')),
    setRestricted: (isRestricted) => {
      account.isRestricted = isRestricted;
    },
  };
}

/** What posts by hand show. */
const BY_HAND: StoredFile = { bytes: Buffer.from('by hand'), mimeType: 'text/plain' };

function arrivedIn(world: World): ArrivedPost[] {
  const posts = [...world.media.values()].map((media): ArrivedPost => ({
    id: media.id,
    account: nameOf(world, media.accountId),
    kind: media.kind,
    text: media.caption,
    media: media.items.flatMap((item) => arrivedItem(world, item)),
    at: media.at,
    isRemoved: media.removedAt !== undefined,
    url: permalinkOf(world, media),
  }));
  const comments = [...world.comments.values()].map((comment): ArrivedPost => {
    const under = world.media.get(comment.mediaId);
    return {
      id: comment.id,
      account: `@${comment.username}`,
      kind: 'comment',
      text: comment.text,
      parentId: comment.mediaId,
      media: [],
      at: comment.at,
      isRemoved: under?.removedAt !== undefined,
      url: under ? permalinkOf(world, under) : world.url,
    };
  });
  return [...posts, ...comments].toSorted((a, b) => a.at - b.at);
}

function arrivedItem(world: World, { fileId, alt }: Item): ArrivedPost['media'] {
  const file = world.files.get(fileId ?? '');
  if (!file) return [];
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  return [{ mimeType: file.mimeType, description: alt, sha256, url: `${world.url}/files/${fileId}` }];
}

function nameOf(world: World, accountId: string): string {
  return `@${world.accounts.get(accountId)?.username ?? ''}`;
}
