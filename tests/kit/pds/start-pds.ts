import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface PdsAccount {
  readonly did: string;
  readonly handle: string;
  readonly appPassword: string;
  /** The account's own password; only for what an app password may not do. */
  readonly password: string;
  /** The session that it was made with. */
  readonly session: { readonly accessJwt: string; readonly refreshJwt: string };
}

export interface PdsPost {
  readonly uri: string;
  readonly cid: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface Pds {
  /** `http://localhost:<port>`; also what the accounts' DID documents name. */
  readonly url: string;
  /** Where it keeps everything; gone when it ends. */
  readonly folder: string;
  /** Makes `<name>.test` with an app password; the name has 3 to 18 letters. */
  createAccount(name: string): Promise<PdsAccount>;
  /** Deletes an account with everything it has; its handle is free again. */
  closeAccount(did: string): Promise<void>;
  /** Every post of the account, oldest first. */
  listPosts(did: string): Promise<readonly PdsPost[]>;
  /** A token that the server itself would have given, had it not expired an hour ago. */
  expiredToken(did: string, kind: 'access' | 'refresh'): string;
  /** Does what the server's cleaning does after hours: drops uploads that no record uses. Answers how many. */
  forgetBlobs(did: string): Promise<number>;
  /** Sends what is meant for the service for videos to this address. */
  setVideoService(address: string): Promise<void>;
  /** The records of a collection, oldest first. */
  listRecords(did: string, collection: string): Promise<readonly PdsPost[]>;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5_000;

export interface PdsOptions {
  readonly rateLimits?: boolean;
  /** Address of what counts likes and knows the posts of other servers. */
  readonly appView?: string;
}

/** Starts the real Bluesky server on loopback, in a process of its own that ends with this one. */
export async function startPds(options: PdsOptions = {}): Promise<Pds> {
  if (!existsSync(join(import.meta.dirname, 'node_modules'))) {
    throw new Error('The Bluesky server for tests is not installed. Run "npm ci" in tests/kit/pds.');
  }
  const jwtSecret = randomBytes(16).toString('hex');
  const adminPassword = randomBytes(16).toString('hex');
  const folder = await mkdtemp(join(tmpdir(), `postwright-pds-${process.pid}-`));
  const settings = JSON.stringify({
    rateLimits: options.rateLimits ?? false,
    jwtSecret,
    adminPassword,
    appView: options.appView ?? null,
  });
  const command = ['--no-warnings', join(import.meta.dirname, 'server.mjs'), folder, settings];
  const child = spawn(node24(), command, { stdio: ['pipe', 'pipe', 'inherit'] });

  const url = await addressOf(child).catch(async (problem: unknown) => {
    await stop();
    throw problem;
  });
  return {
    url,
    folder,
    createAccount,
    closeAccount,
    listPosts,
    listRecords,
    expiredToken,
    forgetBlobs,
    setVideoService,
    stop,
  };

  async function createAccount(name: string): Promise<PdsAccount> {
    const handle = `${name}.test`;
    const password = randomBytes(12).toString('hex');
    const account = await call('com.atproto.server.createAccount', { handle, email: `${name}@example.com`, password });
    const token = `Bearer ${String(account['accessJwt'])}`;
    const app = await call('com.atproto.server.createAppPassword', { name: 'Postwright' }, token);
    const session = { accessJwt: String(account['accessJwt']), refreshJwt: String(account['refreshJwt']) };
    return { did: String(account['did']), handle, appPassword: String(app['password']), password, session };
  }

  async function closeAccount(did: string): Promise<void> {
    const admin = `Basic ${Buffer.from(`admin:${adminPassword}`).toString('base64')}`;
    await call('com.atproto.admin.deleteAccount', { did }, admin);
  }

  function listPosts(did: string): Promise<readonly PdsPost[]> {
    return listRecords(did, 'app.bsky.feed.post');
  }

  async function listRecords(did: string, collection: string): Promise<readonly PdsPost[]> {
    const posts: PdsPost[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({
        repo: did,
        collection,
        limit: '100',
        reverse: 'true',
        ...(cursor && { cursor }),
      });
      const page = await answerOf(await fetch(`${url}/xrpc/com.atproto.repo.listRecords?${query}`));
      posts.push(...(page['records'] as PdsPost[]));
      cursor = page['cursor'] as string | undefined;
    } while (cursor);
    return posts;
  }

  function expiredToken(did: string, kind: 'access' | 'refresh'): string {
    const anHourAgo = Math.floor(Date.now() / 1000) - 3600;
    const scope = kind === 'access' ? 'com.atproto.appPass' : 'com.atproto.refresh';
    const head = { typ: kind === 'access' ? 'at+jwt' : 'refresh+jwt', alg: 'HS256' };
    const claims = { scope, sub: did, aud: 'did:web:localhost', jti: 'expired', iat: anHourAgo - 60, exp: anHourAgo };
    const signed = [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${signed}.${createHmac('sha256', jwtSecret).update(signed).digest('base64url')}`;
  }

  async function forgetBlobs(did: string): Promise<number> {
    return Number((await answerOf(await fetch(`${url}/kit/forget-blobs?did=${did}`)))['forgotten']);
  }

  async function setVideoService(address: string): Promise<void> {
    await answerOf(await fetch(`${url}/kit/video-service?url=${encodeURIComponent(address)}`));
  }

  async function stop(): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      const tooLong = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      child.stdin?.end();
      await ended;
      clearTimeout(tooLong);
    }
    await rm(folder, { recursive: true, force: true });
  }

  async function call(method: string, body: unknown, authorization?: string): Promise<Record<string, unknown>> {
    const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
    return answerOf(await fetch(`${url}/xrpc/${method}`, { method: 'POST', headers, body: JSON.stringify(body) }));
  }
}

/** This Node when it is new enough for the server, otherwise the one that is installed with Postwright. */
function node24(): string {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 24 && !('electron' in process.versions)) return process.execPath;
  const installed = join(
    import.meta.dirname,
    '../../../node_modules/node/bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(installed))
    throw new Error(`The test server needs Node 24, and there is none at ${installed}. Run "npm ci".`);
  return installed;
}

async function addressOf(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (!stdout) throw new Error('The test server was started without a way to hear it.');
  const tooLong = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
  try {
    for await (const line of createInterface({ input: stdout })) {
      if (line.startsWith('{')) return (JSON.parse(line) as { url: string }).url;
    }
    throw new Error('The test server ended before it was ready; what it said is above.');
  } finally {
    clearTimeout(tooLong);
  }
}

async function answerOf(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
