import Fastify, { type FastifyInstance } from 'fastify';
import { addVideoJobs, type VideoJobs } from '#simulators/bluesky-video.ts';
import { arrivedIn } from '#simulators/bluesky/arrived.ts';
import { addBlobs } from '#simulators/bluesky/blobs.ts';
import { addIdentity } from '#simulators/bluesky/identity.ts';
import { addPages } from '#simulators/bluesky/pages.ts';
import { prepareWrite } from '#simulators/bluesky/prepare-write.ts';
import { countRequests } from '#simulators/bluesky/rate-limits.ts';
import { addReads } from '#simulators/bluesky/read-records.ts';
import { POST, PROFILE } from '#simulators/bluesky/record-shapes.ts';
import { commit } from '#simulators/bluesky/repository.ts';
import { addDelegation } from '#simulators/bluesky/delegation.ts';
import { addSessions } from '#simulators/bluesky/sessions.ts';
import { newSession, type Tokens } from '#simulators/bluesky/tokens.ts';
import { addViews } from '#simulators/bluesky/views.ts';
import {
  addAccount,
  newAppPassword,
  newSecret,
  newWorld,
  type Account,
  type Behaviour,
  type Counts,
  type World,
} from '#simulators/bluesky/world.ts';
import { addWrites } from '#simulators/bluesky/write-records.ts';
import { addAnswersOfRefusals, readBodies } from '#simulators/bluesky/xrpc.ts';
import { addFaults } from '#simulators/faults.ts';
import type { SimulatedNetwork } from '#simulators/network.ts';

// A stand-in for a Bluesky server as app passwords see it, after PLATFORMS.md section 7 and the real one, to which
// tests/simulators/bluesky-with-atproto-api.test.ts holds it: everything in memory, loopback only, time by the given clock.
// As Postwright has it for a server on this computer, it is the service for videos and what counts likes as well.

export interface BlueskyOptions {
  /** 0, and so unless said: any free port. */
  readonly port?: number;
  readonly clock?: { now(): number };
  /** How large an upload may be; as on the servers that Bluesky runs unless said (PLATFORMS.md 7.3). */
  readonly blobLimit?: number;
  readonly behaviour?: Partial<Behaviour>;
}

export interface Bluesky extends SimulatedNetwork {
  /** May be changed at any time. */
  readonly behaviour: Behaviour;
  readonly videos: VideoJobs;
  /** Makes `<username>.test` with an app password. */
  createAccount(given: { username: string; displayName?: string }): SimulatedAccount;
}

export interface SimulatedAccount {
  readonly did: string;
  readonly handle: string;
  readonly appPassword: string;
  /** The account's own password; only for what an app password may not do. */
  readonly password: string;
  /** A session of the app password, without asking for one. */
  session(): Tokens;
  /** What the owner writes by hand, in the app of somebody else; answers its address. */
  post(text: string): string;
  remove(uri: string): void;
  followedBy(count: number): void;
  /** What others did with a post. */
  counted(uri: string, counts: Counts): void;
  /** Every access token that was given so far has run out. */
  endAccess(): void;
  /** Takes the app password back, and what was signed in with it. */
  revokeAppPassword(): void;
  /** A new one, under the same account. */
  newAppPassword(): string;
  setStanding(standing: Account['standing']): void;
  /** What the server's cleaning does after hours: drops uploads that no record names. Answers how many. */
  forgetBlobs(): number;
}

/** On servers that Bluesky runs (PLATFORMS.md 7.3). */
const USUAL_BLOB_LIMIT = 52_428_800;

/** Starts a server on loopback. `stop` ends every connection, also those that wait in a fault. */
export async function startBluesky(options: BlueskyOptions = {}): Promise<Bluesky> {
  const now = (): number => options.clock?.now() ?? Date.now();
  const behaviour: Behaviour = { countsRequests: true, hasAudience: false, ...options.behaviour };
  const world = newWorld(now, behaviour, options.blobLimit ?? USUAL_BLOB_LIMIT);
  const stopping = new AbortController();
  const app = Fastify({ forceCloseConnections: true });
  readBodies(app);
  const ended = { error: 'ExpiredToken', message: 'Token has been revoked' };
  const invalidToken = { status: 400, headers: {}, body: ended };
  const faults = addFaults(app, { invalidToken, signal: stopping.signal });
  addManners(app, world);
  addAnswersOfRefusals(app);
  addMethods(app, world);
  const videos = addVideoJobs(app, () => world.url, { now });
  addPages(app, world);

  world.url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    id: 'bluesky',
    name: 'Bluesky',
    url: world.url,
    faults,
    behaviour,
    videos,
    arrived: () => arrivedIn(world),
    createAccount: (given) => simulated(world, given),
    stop: async () => {
      stopping.abort();
      await app.close();
    },
  };
}

/** What every answer has: the world's date, and leave for other pages to read it. */
function addManners(app: FastifyInstance, world: World): void {
  app.addHook('onSend', async (_request, reply) => {
    void reply.headers({ date: new Date(world.now()).toUTCString(), 'access-control-allow-origin': '*' });
  });
}

function addMethods(app: FastifyInstance, world: World): void {
  const charge = countRequests(app, world);
  addSessions(app, world, charge);
  addDelegation(app, world);
  addIdentity(app, world);
  addWrites(app, world, charge);
  addReads(app, world);
  addBlobs(app, world, charge);
  addViews(app, world);
}

function simulated(world: World, given: { username: string; displayName?: string }): SimulatedAccount {
  const account = addAccount(world, given.username);
  const { did, handle, password, appPassword = '' } = account;
  if (given.displayName !== undefined) write(world, account, PROFILE, 'self', { displayName: given.displayName });
  return {
    did,
    handle,
    appPassword,
    password,
    session: () => newSession(world, account, true),
    post: (text) => {
      const rkey = world.nextTid();
      const createdAt = new Date(world.now()).toISOString();
      return write(world, account, POST, rkey, { text, createdAt });
    },
    remove: (uri) => {
      const rkey = uri.split('/').at(-1) ?? '';
      commit(world, account, [{ action: 'delete', collection: POST, rkey }]);
    },
    followedBy: (count) => void (account.followers = count),
    counted: (uri, counts) => void world.counts.set(uri, { ...world.counts.get(uri), ...counts }),
    endAccess: () => void account.accessSecrets.push(newSecret()),
    revokeAppPassword: () => revokeAppPassword(world, account),
    newAppPassword: () => (account.appPassword = newAppPassword()),
    setStanding: (standing) => void (account.standing = standing),
    forgetBlobs: () => forgetBlobs(account),
  };
}

function write(world: World, account: Account, collection: string, rkey: string, record: object): string {
  const path = '$.record';
  const wish = { action: 'create', collection, rkey, record: { ...record }, validate: true, path } as const;
  commit(world, account, [prepareWrite(wish)]);
  return `at://${account.did}/${collection}/${rkey}`;
}

function revokeAppPassword(world: World, account: Account): void {
  account.appPassword = undefined;
  for (const [jti, { did, isOfAppPassword }] of world.refreshTokens)
    if (did === account.did && isOfAppPassword) world.refreshTokens.delete(jti);
}

function forgetBlobs(account: Account): number {
  const loose = [...account.uploads].filter(([, upload]) => !upload.isKept);
  for (const [cid] of loose) account.uploads.delete(cid);
  return loose.length;
}
