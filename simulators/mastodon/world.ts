import { randomBytes } from 'node:crypto';

// Everything one simulated Mastodon server knows. Numbers are the real server's, PLATFORMS.md section 8.

export interface Limits {
  readonly maxCharacters: number;
  readonly maxMedia: number;
  readonly reservedPerUrl: number;
  readonly altMax: number;
  readonly imageBytes: number;
  readonly imagePixels: number;
  readonly videoBytes: number;
  readonly videoPixels: number;
  readonly pollAnswers: number;
  readonly pollAnswerLength: number;
  readonly pollLeastSeconds: number;
  readonly pollMostSeconds: number;
}

/** How the server behaves beyond its rules; may be changed while it runs. */
export interface Behaviour {
  /** How long a picture is prepared; above 0 the upload is answered with 202. Films and GIFs always are. */
  imageReadyAfterMs: number;
  filmReadyAfterMs: number;
  /** Whether preparing ends in an error. */
  preparingFails: boolean;
  /** Real milliseconds that creating a status takes, its lock held. */
  creatingTakesMs: number;
  /** Real milliseconds that a second request with the same key waits for the lock before 503. */
  lockPatienceMs: number;
  /** Whether `Idempotency-Key` means anything; some forks ignore it. */
  keepsKeys: boolean;
  /** How late the server's own scheduler is. */
  schedulerLateMs: number;
  /** How long after the scheduler took a status out it is not there yet. */
  schedulerGapMs: number;
  /** Whether requests are counted and refused with 429. */
  countsRequests: boolean;
  /** Whether people see and like what arrives, more of them with time (audience.ts). */
  hasAudience: boolean;
}

export interface World {
  /** Set once the server listens. */
  url: string;
  readonly now: () => number;
  readonly limits: Limits;
  readonly behaviour: Behaviour;
  readonly accounts: Map<string, Account>;
  readonly apps: Map<string, App>;
  readonly grants: Map<string, Grant>;
  readonly tokens: Map<string, Token>;
  readonly media: Map<string, Media>;
  /** In the order they were made. */
  readonly statuses: Map<string, Status>;
  /** What waits for its time, and what was taken back, in the order they were made. */
  readonly scheduled: Map<string, Scheduled>;
  readonly keys: Map<string, { id: string; until: number }>;
  /** After how many more statuses, each time, one is made and answered with 500. */
  stumbles: number[];
  nextId(): string;
  nextScheduledId(): string;
}

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly createdAt: number;
  /** Only `active` may do anything. */
  standing: 'active' | 'disabled' | 'unconfirmed' | 'pending';
  followers: number;
}

export interface App {
  readonly id: string;
  readonly name: string;
  readonly website: string | null;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Grant {
  readonly code: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** PKCE S256; absent when the client sent none. */
  readonly challenge: string | undefined;
  readonly expiresAt: number;
}

export interface Token {
  readonly value: string;
  readonly clientId: string;
  /** Absent for a token of the app itself. */
  readonly accountId: string | undefined;
  readonly scopes: readonly string[];
  readonly createdAt: number;
  revoked: boolean;
}

export interface Media {
  readonly id: string;
  readonly accountId: string;
  readonly kind: 'image' | 'gifv' | 'video' | 'audio';
  readonly mimeType: string;
  readonly fileName: string;
  readonly bytes: Buffer;
  /** The picture shown before a film or a sound plays, where the client gave one. */
  readonly thumbnail: Buffer | undefined;
  readonly width: number;
  readonly height: number;
  readonly readyAt: number;
  readonly fails: boolean;
  description: string | null;
  statusId: string | undefined;
  /** The one that waits for its time and will have it. */
  scheduledId: string | undefined;
  /** Since when no status has it; after a day it is thrown away. */
  looseSince: number;
}

/** What a client says a status shall be. */
export interface StatusParams {
  readonly text: string;
  readonly spoilerText: string;
  readonly mediaIds: readonly string[];
  readonly visibility: string;
  readonly sensitive: boolean;
  readonly language: string | null;
  readonly quotePolicy: string;
  readonly inReplyToId: string | null;
  readonly poll: PollParams | undefined;
}

export interface PollParams {
  readonly answers: readonly string[];
  readonly seconds: number;
  readonly multiple: boolean;
  readonly hideTotals: boolean;
}

export interface Poll {
  readonly id: string;
  answers: readonly string[];
  votes: number[];
  endsAt: number;
  multiple: boolean;
  hideTotals: boolean;
}

export interface Status {
  readonly id: string;
  readonly accountId: string;
  readonly clientId: string | undefined;
  readonly createdAt: number;
  readonly inReplyToId: string | null;
  readonly visibility: string;
  readonly key: string | undefined;
  readonly quotePolicy: string;
  mediaIds: readonly string[];
  sensitive: boolean;
  language: string | null;
  text: string;
  spoilerText: string;
  poll: Poll | undefined;
  /** What others did with it. */
  favourites: number;
  reblogs: number;
  quotes: number;
  editedAt: number | undefined;
  deletedAt: number | undefined;
}

/** A status that waits for its time. */
export interface Scheduled {
  readonly id: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly key: string | undefined;
  readonly params: StatusParams;
  at: number;
  removedAt: number | undefined;
}

/** PLATFORMS.md 8.3. */
export const USUAL_LIMITS: Limits = {
  maxCharacters: 500,
  maxMedia: 4,
  reservedPerUrl: 23,
  altMax: 1500,
  imageBytes: 16_777_216,
  imagePixels: 33_177_600,
  videoBytes: 103_809_024,
  videoPixels: 8_294_400,
  pollAnswers: 4,
  pollAnswerLength: 50,
  pollLeastSeconds: 300,
  pollMostSeconds: 2_629_746,
};

export const USUAL_BEHAVIOUR: Behaviour = {
  imageReadyAfterMs: 0,
  filmReadyAfterMs: 10_000,
  preparingFails: false,
  creatingTakesMs: 0,
  lockPatienceMs: 10_000,
  keepsKeys: true,
  schedulerLateMs: 0,
  schedulerGapMs: 0,
  countsRequests: true,
  hasAudience: false,
};

export function newWorld(now: () => number, limits: Limits, behaviour: Behaviour): World {
  let last = 0n;
  let scheduledIds = 0;
  return {
    url: '',
    now,
    limits,
    behaviour,
    accounts: new Map(),
    apps: new Map(),
    grants: new Map(),
    tokens: new Map(),
    media: new Map(),
    statuses: new Map(),
    scheduled: new Map(),
    keys: new Map(),
    stumbles: [],
    // A snowflake: the time in the upper bits, so that newer is larger.
    nextId: () => {
      const fromTime = BigInt(Math.floor(now())) << 16n;
      last = fromTime > last ? fromTime : last + 1n;
      return last.toString();
    },
    nextScheduledId: () => String((scheduledIds += 1)),
  };
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function addAccount(world: World, username: string, displayName = username): Account {
  const account: Account = {
    id: world.nextId(),
    username,
    displayName,
    createdAt: world.now(),
    standing: 'active',
    followers: 0,
  };
  world.accounts.set(account.id, account);
  return account;
}

/** A token of a person, or of the app itself. */
export function addToken(
  world: World,
  accountId: string | undefined,
  scopes: readonly string[],
  clientId: string,
): Token {
  const same = [...world.tokens.values()].find(
    (token) =>
      !token.revoked &&
      token.accountId === accountId &&
      token.clientId === clientId &&
      token.scopes.join(' ') === scopes.join(' '),
  );
  // Doorkeeper's `reuse_access_token`: signing in again with the same app gives the same token.
  if (same) return same;
  const token: Token = { value: newSecret(), clientId, accountId, scopes, createdAt: world.now(), revoked: false };
  world.tokens.set(token.value, token);
  return token;
}

export function addApp(
  world: World,
  given: { name: string; website: string | null; redirectUris: readonly string[]; scopes: readonly string[] },
): App {
  // A small number, as on the real server, which names it as one in places.
  const app: App = { id: String(world.apps.size + 1), clientId: newSecret(), clientSecret: newSecret(), ...given };
  world.apps.set(app.clientId, app);
  return app;
}

/** `read` holds `read:statuses`, and so on. */
export function holdsScope(held: readonly string[], wanted: string): boolean {
  return held.includes(wanted) || held.includes(wanted.split(':')[0] ?? wanted);
}
