import { createHash, randomBytes } from 'node:crypto';
import { readLittleText } from '#simulators/linkedin/little-text.ts';

// Everything one simulated LinkedIn knows. Numbers are PLATFORMS.md section 2.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How it behaves beyond its rules; may be changed while it runs. */
export interface Behaviour {
  /** How long a picture or a document is prepared after its bytes are there. */
  fileReadyAfterMs: number;
  videoReadyAfterMs: number;
  /** Whether preparing ends in `PROCESSING_FAILED`. */
  preparingFails: boolean;
  uploadUrlsLastMs: number;
  /** Largest part of a video. */
  partBytes: number;
  /** How long a post is known as a duplicate, and how long after it was deleted. */
  duplicatesKnownMs: number;
  ghostsKnownMs: number;
  /** How long a new post takes to show in lists and to be read. */
  readableAfterMs: number;
  /** Posts of one person or page and day; above it 429 until 00:00 UTC. */
  postsPerDay: number;
  tokensLastMs: number;
  refreshTokensLastMs: number;
  /** Only approved partners get refresh tokens. */
  isPartner: boolean;
  /** Whether `w_…_social` is enough to comment. */
  takesComments: boolean;
  /** Versions of the interface that are alive. */
  versions: readonly string[];
}

export const USUAL_BEHAVIOUR: Behaviour = {
  fileReadyAfterMs: 0,
  videoReadyAfterMs: 10_000,
  preparingFails: false,
  uploadUrlsLastMs: DAY_MS,
  partBytes: 4 * 1024 * 1024,
  duplicatesKnownMs: 30 * DAY_MS,
  ghostsKnownMs: 36 * HOUR_MS,
  readableAfterMs: 0,
  postsPerDay: Infinity,
  tokensLastMs: 60 * DAY_MS,
  refreshTokensLastMs: 365 * DAY_MS,
  isPartner: false,
  takesComments: true,
  versions: ['202511', '202601', '202603', '202606', '202607', '202608'],
};

export interface World {
  /** Set once the server listens. */
  url: string;
  readonly now: () => number;
  readonly behaviour: Behaviour;
  readonly people: Map<string, Person>;
  readonly organizations: Map<string, Organization>;
  readonly apps: Map<string, App>;
  readonly grants: Map<string, Grant>;
  readonly tokens: Map<string, Token>;
  readonly refreshTokens: Map<string, RefreshToken>;
  readonly media: Map<string, Media>;
  /** In the order they were made. */
  readonly posts: Map<string, Post>;
  readonly comments: Map<string, Comment>;
  /** Posts made by an author on a UTC day: `urn 2026-11-23`. */
  readonly made: Map<string, number>;
  /** The posts and comments until one is made and answered with 500; 0: none. */
  stumblesIn: number;
  /** The upper bits are the time, as in LinkedIn's own numbers. */
  nextNumber(): string;
}

export interface Person {
  readonly id: string;
  readonly urn: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly vanityName: string;
}

export interface Organization {
  readonly id: string;
  readonly urn: string;
  readonly name: string;
  readonly vanityName: string;
  /** Role by the person's URN. */
  readonly roles: Map<string, { role: string; state: string }>;
}

export interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
}

export interface Grant {
  readonly clientId: string;
  readonly personUrn: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

export interface Token {
  readonly value: string;
  readonly clientId: string;
  readonly personUrn: string;
  readonly scopes: readonly string[];
  readonly createdAt: number;
  expiresAt: number;
  isRevoked: boolean;
}

export interface RefreshToken {
  readonly value: string;
  readonly clientId: string;
  readonly personUrn: string;
  readonly scopes: readonly string[];
  /** Does not move when it is used. */
  readonly expiresAt: number;
  isRevoked: boolean;
}

export interface Media {
  readonly urn: string;
  readonly kind: 'image' | 'video' | 'document';
  readonly owner: string;
  readonly uploadToken: string;
  readonly expiresAt: number;
  /** Bytes by part, with the mark each was answered with. */
  readonly parts: { from: number; to: number; etag?: string; bytes?: Buffer }[];
  mimeType: string;
  bytes: Buffer | undefined;
  readyAt: number;
  fails: boolean;
}

export interface Post {
  readonly urn: string;
  readonly author: string;
  readonly visibility: string;
  readonly isReshareDisabled: boolean;
  readonly content: PostContent | undefined;
  readonly createdAt: number;
  /** Of author, words and content: what makes a duplicate. */
  readonly print: string;
  commentary: string;
  editedAt: number | undefined;
  deletedAt: number | undefined;
  numbers: Readonly<Record<string, number>>;
}

export interface PostContent {
  readonly media?:
    | { readonly id: string; readonly altText?: string | undefined; readonly title?: string | undefined }
    | undefined;
  readonly multiImage?:
    | { readonly images: readonly { readonly id: string; readonly altText?: string | undefined }[] }
    | undefined;
  readonly article?:
    | {
        readonly source: string;
        readonly title?: string | undefined;
        readonly description?: string | undefined;
        readonly thumbnail?: string | undefined;
      }
    | undefined;
  readonly poll?:
    | {
        readonly question: string;
        readonly options: readonly { readonly text: string }[];
        readonly settings: { readonly duration: string };
      }
    | undefined;
}

export interface Comment {
  readonly id: string;
  readonly urn: string;
  readonly postUrn: string;
  readonly actor: string;
  readonly text: string;
  readonly createdAt: number;
  isDeleted: boolean;
}

export function newWorld(now: () => number, behaviour: Behaviour): World {
  let last = 0n;
  return {
    url: '',
    now,
    behaviour,
    people: new Map(),
    organizations: new Map(),
    apps: new Map(),
    grants: new Map(),
    tokens: new Map(),
    refreshTokens: new Map(),
    media: new Map(),
    posts: new Map(),
    comments: new Map(),
    made: new Map(),
    stumblesIn: 0,
    nextNumber: () => {
      const fromTime = BigInt(Math.floor(now())) << 22n;
      last = fromTime > last ? fromTime : last + 1n;
      return last.toString();
    },
  };
}

/** As long as the real ones, and as telling. */
export function newToken(): string {
  return `AQ${randomBytes(180).toString('base64url')}`;
}

export function newId(bytes = 8): string {
  return randomBytes(bytes).toString('base64url').replaceAll(/[-_]/g, 'x');
}

/** What makes two posts the same for LinkedIn. */
export function printOf(author: string, commentary: string, content: PostContent | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify([author, readLittleText(commentary).shown.trim(), content ?? null]))
    .digest('hex');
}

/** A post of the same author, words and content; one that was deleted for a while still counts (PLATFORMS.md 2.5). */
export function duplicateOf(world: World, print: string): Post | undefined {
  const { duplicatesKnownMs, ghostsKnownMs } = world.behaviour;
  return [...world.posts.values()].find((post) => {
    if (post.print !== print) return false;
    if (post.deletedAt !== undefined) return world.now() - post.deletedAt < ghostsKnownMs;
    return world.now() - post.createdAt < duplicatesKnownMs;
  });
}

/** What others can see: not deleted. */
export function isVisible(post: Post): boolean {
  return post.deletedAt === undefined;
}

export function nameOf(world: World, urn: string): string {
  const person = [...world.people.values()].find((one) => one.urn === urn);
  if (person) return `${person.firstName} ${person.lastName}`.trim();
  return [...world.organizations.values()].find((one) => one.urn === urn)?.name ?? urn;
}

export function addToken(
  world: World,
  given: { clientId: string; personUrn: string; scopes: readonly string[] },
): Token {
  const createdAt = world.now();
  const token: Token = {
    ...given,
    value: newToken(),
    createdAt,
    expiresAt: createdAt + world.behaviour.tokensLastMs,
    isRevoked: false,
  };
  world.tokens.set(token.value, token);
  return token;
}

export function addRefreshToken(
  world: World,
  given: { clientId: string; personUrn: string; scopes: readonly string[] },
): RefreshToken {
  const refresh: RefreshToken = {
    ...given,
    value: newToken(),
    expiresAt: world.now() + world.behaviour.refreshTokensLastMs,
    isRevoked: false,
  };
  world.refreshTokens.set(refresh.value, refresh);
  return refresh;
}
