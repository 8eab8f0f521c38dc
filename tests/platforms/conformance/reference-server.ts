import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import { never } from '#shared/assert.ts';
import { addFaults, type Fault } from '#simulators/faults.ts';
import type { PublishTrouble } from '#simulators/publish-trouble.ts';
import type { VisiblePost } from '#tests/platforms/conformance/network.ts';

// The server of the reference network: posts with files, answers to posts, a token that is renewed with another one that
// counts once.

export interface ReferenceServerOptions {
  /** The same words within a day are refused. */
  readonly refusesDuplicates?: boolean;
  /** Its list does not say which app made a post. */
  readonly hidesApps?: boolean;
  /** What renews counts until the sign-in that came of it is used, as some networks do; otherwise it counts once. */
  readonly forgivesLostRenewals?: boolean;
}

export interface ReferencePost {
  readonly id: string;
  readonly url: string;
  readonly account: string;
  readonly text: string;
  readonly files: readonly string[];
  readonly parent?: string;
  readonly app?: string;
  /** By the server's clock, UTC ms. */
  readonly at: number;
}

export interface ReferenceServer {
  readonly url: string;
  visible(): readonly VisiblePost[];
  post(text: string, who: 'by-hand' | 'other-account'): void;
  onPublish(trouble: PublishTrouble, nth?: number): void;
  /** Gives a sign-in that works. */
  signIn(): { access: string; refresh: string };
  setSignIn(state: 'expired' | 'revoked'): void;
  setAheadMs(ms: number): void;
  setLateInListsMs(ms: number): void;
  /** The next renewal is done, and its answer lost. */
  loseNextRenewal(): void;
  /** How often a new sign-in was asked for. */
  renewalsAsked(): number;
  /** Called with the token of each request that is let in. */
  onUse: ((access: string) => void) | undefined;
  stop(): Promise<void>;
}

const DAY_MS = 24 * 3_600_000;

export async function startReferenceServer(
  clock: { now(): number },
  options: ReferenceServerOptions,
): Promise<ReferenceServer> {
  const stopping = new AbortController();
  const app = Fastify({ forceCloseConnections: true });
  const faults = addFaults(app, {
    invalidToken: { status: 401, headers: {}, body: { error: 'expired' } },
    signal: stopping.signal,
  });
  const posts: (ReferencePost & { readonly inListsFrom: number })[] = [];
  /** Which requests to post end in a 500 although they are done, counted from the start. */
  const brokenAfter = new Set<number>();
  let asked = 0;
  let access = '';
  let oldRefresh: string | undefined;
  let renewalsAsked = 0;
  let refresh = '';
  let aheadMs = 0;
  let lateMs = 0;

  app.addContentTypeParser('image/png', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('date', new Date(now()).toUTCString());
  });
  app.addHook('preHandler', async (request, reply) => {
    if (request.url === '/token') return undefined;
    if (request.headers.authorization === `Bearer ${access}`) {
      oldRefresh = '';
      server.onUse?.(access);
      return undefined;
    }
    return reply.code(401).send({ error: 'expired' });
  });
  app.post('/token', (request, reply) => {
    const given = (request.body as { refresh?: string }).refresh;
    renewalsAsked += 1;
    if (given !== refresh && given !== oldRefresh) return reply.code(400).send({ error: 'invalid' });
    if (options.forgivesLostRenewals) oldRefresh = given;
    return signIn();
  });
  app.post('/files', () => ({ id: randomUUID() }));
  app.post('/posts', (request, reply) => {
    const { text, files, parent } = request.body as Pick<ReferencePost, 'text' | 'files' | 'parent'>;
    asked += 1;
    const isKnown = posts.some((one) => one.account === 'ada' && one.text === text && one.at > now() - DAY_MS);
    if (options.refusesDuplicates && isKnown) return reply.code(409).send({ error: 'duplicate' });
    const made = keep('ada', text, files, { app: 'Postwright', ...(parent === undefined ? {} : { parent }) });
    return brokenAfter.has(asked) ? reply.code(500).send('') : made;
  });
  app.get('/posts', () => ({ posts: listed() }));
  app.get('/posts/mine', () => ({ posts: listed().filter((one) => one.account === 'ada') }));

  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const server: ReferenceServer = {
    url,
    onUse: undefined,
    loseNextRenewal: () => faults.order('POST', '/token', { kind: 'answer-lost' }),
    renewalsAsked: () => renewalsAsked,
    visible: () => posts.filter((one) => one.account === 'ada').map(shown),
    post: (text, who) => void keep(who === 'by-hand' ? 'ada' : 'grace', text, [], { app: 'Web' }),
    onPublish: (trouble, nth = 1) => {
      if (trouble === 'server-error-done') brokenAfter.add(asked + nth);
      else faults.order('POST', '/posts', faultFor(trouble), { nth });
    },
    signIn,
    setSignIn: (state) => {
      access = randomUUID();
      if (state === 'revoked') refresh = randomUUID();
    },
    setAheadMs: (ms) => {
      aheadMs = ms;
    },
    setLateInListsMs: (ms) => {
      lateMs = ms;
    },
    stop: async () => {
      stopping.abort();
      await app.close();
    },
  };
  return server;

  function now(): number {
    return clock.now() + aheadMs;
  }

  function signIn(): { access: string; refresh: string } {
    access = randomUUID();
    refresh = randomUUID();
    return { access, refresh };
  }

  function keep(
    account: string,
    text: string,
    files: readonly string[],
    more: Pick<ReferencePost, 'app' | 'parent'>,
  ): ReferencePost {
    const id = randomUUID();
    const post = { id, url: `${url}/${account}/${id}`, account, text, files, ...more, at: now() };
    posts.push({ ...post, inListsFrom: clock.now() + lateMs });
    return post;
  }

  function listed(): ReferencePost[] {
    return posts
      .filter((one) => one.inListsFrom <= clock.now())
      .map(({ app: made, ...one }) => (options.hidesApps || made === undefined ? one : { ...one, app: made }));
  }
}

function shown({ id, text, files, parent }: ReferencePost): VisiblePost {
  return { id, text, mediaCount: files.length, ...(parent === undefined ? {} : { parentId: parent }) };
}

function faultFor(trouble: Exclude<PublishTrouble, 'server-error-done'>): Fault {
  switch (trouble) {
    case 'answer-lost':
    case 'request-lost':
    case 'malformed':
      return { kind: trouble };
    case 'server-error':
      return { kind: 'status', status: 500 };
    case 'rate-limited':
      return { kind: 'status', status: 429, headers: { 'retry-after': '90' }, body: { error: 'slow down' } };
    case 'refused':
      return { kind: 'status', status: 422, body: { error: 'not here' } };
    case 'duplicate':
      return { kind: 'status', status: 409, body: { error: 'duplicate' } };
    default:
      return never(trouble);
  }
}
