import { randomBytes } from 'node:crypto';

// Everything the simulated X knows. Numbers are the real ones, PLATFORMS.md section 1.

/** How X behaves beyond its rules; may be changed while it runs. */
export interface Behaviour {
  /** How far X's clock is ahead of the one it was given; behind when negative. Tokens last as long as they would. */
  aheadMs: number;
  tokenLastsMs: number;
  uploadLastsMs: number;
  /** How long a film or a GIF is prepared. */
  filmReadyAfterMs: number;
  /** What preparing ends with instead, if anything. */
  preparingFailsWith: string | undefined;
  /** For how long the same words are refused as a duplicate; undocumented in truth. */
  duplicateWithinMs: number;
  /** As for apps that pay by use: a reply is refused unless its author was mentioned, one's own posts included. */
  refusesReplies: boolean;
  /** Whether the app's owner has credits left. */
  hasCredits: boolean;
  /** What the parameter for fields is called: the documents know both. */
  fields: 'tweet' | 'post';
  /** How long a new post takes to show in lists. */
  lateInListsMs: number;
  /** Whether requests are counted and refused with 429. */
  countsRequests: boolean;
  /** Whether people see and like what arrives, more of them with time (audience.ts). */
  hasAudience: boolean;
  /** How long a post can be edited. */
  editWithinMs: number;
}

export const USUAL_BEHAVIOUR: Behaviour = {
  aheadMs: 0,
  tokenLastsMs: 2 * 3_600_000,
  uploadLastsMs: 24 * 3_600_000,
  filmReadyAfterMs: 10_000,
  preparingFailsWith: undefined,
  duplicateWithinMs: 6 * 3_600_000,
  refusesReplies: false,
  hasCredits: true,
  fields: 'tweet',
  lateInListsMs: 0,
  countsRequests: true,
  hasAudience: false,
  editWithinMs: 3_600_000,
};

export interface World {
  /** Set once it listens. */
  url: string;
  /** By X's clock. */
  readonly now: () => number;
  /** By the clock that was given, which tokens go by. */
  readonly clock: () => number;
  readonly behaviour: Behaviour;
  readonly accounts: Map<string, Account>;
  readonly apps: Map<string, App>;
  readonly grants: Map<string, Grant>;
  readonly tokens: Map<string, Token>;
  readonly refreshTokens: Map<string, RefreshToken>;
  readonly uploads: Map<string, Upload>;
  /** In the order they were made. */
  readonly posts: Map<string, Post>;
  /** Which of the next requests that create a post are answered with 500 although they did. */
  readonly stumbles: Set<number>;
  /** Requests to create a post, so far. */
  asked: number;
  nextId(): string;
}

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  subscription: 'None' | 'Basic' | 'Premium' | 'PremiumPlus';
  standing: 'active' | 'suspended' | 'locked';
}

/** `native` is a public client; `web` has a secret and must send it. */
export interface App {
  readonly clientId: string;
  readonly name: string;
  readonly type: 'native' | 'web';
  readonly clientSecret: string;
  readonly callbacks: readonly string[];
  /** Not part of a project that may use the API. */
  isEnrolled: boolean;
}

export interface Grant {
  readonly clientId: string;
  readonly accountId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge: string;
  readonly method: string;
  readonly until: number;
}

export interface Token {
  readonly value: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly scopes: readonly string[];
  until: number;
}

/** Good for one use. */
export interface RefreshToken {
  readonly clientId: string;
  readonly accountId: string;
  readonly scopes: readonly string[];
}

export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly accountId: string;
  readonly category: string;
  readonly mimeType: string;
  readonly totalBytes: number;
  readonly segments: Map<number, Buffer>;
  /** Once it is whole. */
  bytes: Buffer | undefined;
  readonly until: number;
  readyAt: number;
  failsWith: string | undefined;
  alt: string | undefined;
}

export interface Poll {
  readonly options: readonly string[];
  readonly minutes: number;
}

export interface Counts {
  readonly impressions: number;
  readonly likes: number;
  readonly reposts: number;
  readonly quotes: number;
  readonly bookmarks: number;
  readonly linkClicks: number;
  readonly filmViews: number;
}

export interface Post {
  readonly id: string;
  readonly accountId: string;
  /** As it was written. */
  readonly text: string;
  readonly uploads: readonly string[];
  readonly poll: Poll | undefined;
  readonly parentId: string | undefined;
  readonly conversationId: string;
  readonly replySettings: string;
  readonly madeWithAi: boolean;
  readonly paidPartnership: boolean;
  readonly createdAt: number;
  /** Every version so far, this one last. */
  readonly history: readonly string[];
  removedAt: number | undefined;
  counts: Counts;
}

const NO_COUNTS: Counts = {
  impressions: 0,
  likes: 0,
  reposts: 0,
  quotes: 0,
  bookmarks: 0,
  linkClicks: 0,
  filmViews: 0,
};

export function newWorld(clock: () => number, behaviour: Partial<Behaviour>): World {
  const behaves = { ...USUAL_BEHAVIOUR, ...behaviour };
  const now = (): number => clock() + behaves.aheadMs;
  let last = 0n;
  return {
    url: '',
    now,
    clock,
    behaviour: behaves,
    accounts: new Map(),
    apps: new Map(),
    grants: new Map(),
    tokens: new Map(),
    refreshTokens: new Map(),
    uploads: new Map(),
    posts: new Map(),
    stumbles: new Set(),
    asked: 0,
    // A snowflake: the time in the upper bits, so that newer is larger.
    nextId: () => {
      const fromTime = BigInt(Math.max(0, Math.floor(now() - 1_288_834_974_657))) << 22n;
      last = fromTime > last ? fromTime : last + 1n;
      return last.toString();
    },
  };
}

/** As X writes its secrets: long, with colons at the end. */
export function newSecret(what: 'at' | 'rt' | 'ac' | 'ci'): string {
  return `${randomBytes(48).toString('base64url')}:1:${what}`;
}

/** A pair of tokens for a person. */
export function addTokens(world: World, given: RefreshToken): { access: string; refresh: string } {
  const access = newSecret('at');
  const refresh = newSecret('rt');
  world.tokens.set(access, { ...given, value: access, until: world.clock() + world.behaviour.tokenLastsMs });
  world.refreshTokens.set(refresh, given);
  return { access, refresh };
}

/** What a new post is made of; the rest follows. */
export type PostContent = Pick<Post, 'text'> &
  Partial<Pick<Post, 'uploads' | 'poll' | 'parentId' | 'replySettings' | 'madeWithAi' | 'paidPartnership'>> & {
    /** The post that this is a new version of. */
    readonly edits?: Post;
  };

export function addPost(world: World, account: Account, content: PostContent): Post {
  const { edits, parentId } = content;
  const id = world.nextId();
  const post: Post = {
    id,
    accountId: account.id,
    text: content.text,
    uploads: content.uploads ?? [],
    poll: content.poll,
    parentId,
    conversationId: (parentId === undefined ? undefined : world.posts.get(parentId)?.conversationId) ?? id,
    replySettings: content.replySettings ?? 'everyone',
    madeWithAi: content.madeWithAi ?? false,
    paidPartnership: content.paidPartnership ?? false,
    createdAt: world.now(),
    history: [...(edits?.history ?? []), id],
    removedAt: undefined,
    counts: edits?.counts ?? NO_COUNTS,
  };
  world.posts.set(id, post);
  return post;
}

/** The version of a post that people see. */
export function newestOf(world: World, post: Post): Post {
  const later = [...world.posts.values()].findLast((one) => one.history.includes(post.id));
  return later ?? post;
}

/** What people see: not taken down, and not an older version. */
export function isShown(world: World, post: Post): boolean {
  return post.removedAt === undefined && newestOf(world, post).id === post.id;
}
