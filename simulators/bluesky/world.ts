import { randomBytes } from 'node:crypto';
import { base32, cidOfRecord } from '#simulators/bluesky/cid.ts';
import { newKeys, type Keys } from '#simulators/bluesky/keys.ts';
import { tidMaker } from '#simulators/bluesky/tid.ts';

// Everything one simulated Bluesky server knows.
//   record   what somebody wrote: a post, a like, a gate, in a collection and under a key
//   upload   a file; it stays only while a record names it
//   post     a record of people's words, remembered here also after it was taken down

export interface World {
  /** Set once the server listens. */
  url: string;
  readonly now: () => number;
  readonly behaviour: Behaviour;
  readonly blobLimit: number;
  /** What signs refresh tokens. */
  readonly secret: string;
  readonly accounts: Map<string, Account>;
  /** By their `jti`. */
  readonly refreshTokens: Map<string, RefreshToken>;
  /** Every post that was ever made, by its address, in the order they came. */
  readonly posts: Map<string, Post>;
  /** Every file that was ever uploaded, by its CID. */
  readonly files: Map<string, File>;
  /** What is counted of a post besides the records that are here. */
  readonly counts: Map<string, Counts>;
  nextTid(): string;
}

/** How the server behaves beyond its rules; may be changed while it runs. */
export interface Behaviour {
  /** Whether requests are counted and refused with 429. */
  countsRequests: boolean;
  /** Whether people see and like what arrives, more of them with time (audience.ts). */
  hasAudience: boolean;
}

export interface Account {
  readonly did: string;
  readonly handle: string;
  readonly email: string;
  /** The account's own; it may also do what an app password may not. */
  readonly password: string;
  readonly createdAt: number;
  readonly keys: Keys;
  /** `undefined` once it was taken back. */
  appPassword: string | undefined;
  standing: 'active' | 'deactivated' | 'takendown';
  followers: number;
  /** What signs its access tokens: only the last one counts, what another one signed has run out. */
  readonly accessSecrets: string[];
  /** By collection and key: `app.bsky.feed.post/3l4…`. */
  records: Map<string, StoredRecord>;
  uploads: Map<string, Upload>;
  commit: Commit;
}

export interface Commit {
  readonly cid: string;
  readonly rev: string;
}

export interface StoredRecord {
  readonly uri: string;
  readonly cid: string;
  readonly collection: string;
  readonly rkey: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly indexedAt: number;
}

/** A file in an account's repository. */
export interface Upload {
  readonly mimeType: string;
  readonly size: number;
  /** Some record names it; otherwise it is thrown away one day. */
  readonly isKept: boolean;
}

export interface File {
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly sha256: string;
}

export interface Post {
  readonly uri: string;
  readonly did: string;
  readonly at: number;
  value: Readonly<Record<string, unknown>>;
  removedAt: number | undefined;
}

export interface RefreshToken {
  readonly did: string;
  readonly isOfAppPassword: boolean;
  expiresAt: number;
  /** The token that came after it, once it was used. */
  nextId: string | undefined;
}

export interface Counts {
  readonly likes?: number;
  readonly reposts?: number;
  readonly replies?: number;
  readonly quotes?: number;
  readonly bookmarks?: number;
}

export function newWorld(now: () => number, behaviour: Behaviour, blobLimit: number): World {
  return {
    url: '',
    now,
    behaviour,
    blobLimit,
    secret: newSecret(),
    accounts: new Map(),
    refreshTokens: new Map(),
    posts: new Map(),
    files: new Map(),
    counts: new Map(),
    nextTid: tidMaker(now),
  };
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Makes `<username>.test`: no account of the real network can be called that (RFC 2606). */
export function addAccount(world: World, username: string): Account {
  const handle = `${username}.test`;
  if (accountCalled(world, handle)) throw new Error(`${handle} is taken`);
  // 24 letters, as a directory gives them (web.plc.directory/spec).
  const did = `did:plc:${base32(randomBytes(15))}`;
  const rev = world.nextTid();
  const account: Account = {
    did,
    handle,
    email: `${username}@example.com`,
    password: newSecret(),
    createdAt: world.now(),
    keys: newKeys(),
    appPassword: newAppPassword(),
    standing: 'active',
    followers: 0,
    accessSecrets: [newSecret()],
    records: new Map(),
    uploads: new Map(),
    commit: { rev, cid: cidOfRecord({ did, rev }) },
  };
  world.accounts.set(did, account);
  return account;
}

/** By DID, handle, or e-mail address. */
export function accountCalled(world: World, name: string): Account | undefined {
  const called = name.toLowerCase();
  return (
    world.accounts.get(name) ??
    [...world.accounts.values()].find(({ handle, email }) => handle === called || email === called)
  );
}

/** The server's own name. */
export function serverDid(world: World): string {
  return `did:web:${new URL(world.url).hostname}`;
}

/** Which account and which record an address means. */
export function partsOf(uri: string): { readonly did: string; readonly path: string } {
  const [, , did = '', ...path] = uri.split('/');
  return { did, path: path.join('/') };
}

/** `xxxx-xxxx-xxxx-xxxx` */
export function newAppPassword(): string {
  return (base32(randomBytes(10)).match(/.{4}/g) ?? []).join('-');
}
