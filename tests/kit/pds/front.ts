import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// Stands in front of the real server of Bluesky for one account: loses answers, stumbles, tells another time, and lets
// sign-ins end. What gets through is answered by the real server.

export type FrontTrouble =
  | {
      readonly when: 'before';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body: unknown;
    }
  | { readonly when: 'before'; readonly cut: true }
  | { readonly when: 'after'; readonly status: number; readonly body: unknown }
  | { readonly when: 'after'; readonly cut: 'connection' | 'body' };

export interface Front {
  readonly url: string;
  /** Addresses of the records that were written through it, in the order they came. */
  readonly written: readonly string[];
  /** The `nth` record that is written from now on meets this, and no other. */
  onWrite(trouble: FrontTrouble, nth: number): void;
  /** Access tokens that were given so far are no longer taken; with `all`, nothing of this sign-in is. */
  endSignIn(what: 'access' | 'all'): void;
  /** The person may sign in again. */
  allowSignIn(): void;
  stop(): Promise<void>;
}

const WRITE = '/xrpc/com.atproto.repo.putRecord';
const WRITES = [WRITE, '/xrpc/com.atproto.repo.createRecord'];
const SIGN_INS = ['/xrpc/com.atproto.server.createSession', '/xrpc/com.atproto.server.refreshSession'];

/** Tells the time by `now`; `first` is the access token that was given before it stood there. */
export async function startFront(target: string, now: () => number, first: string): Promise<Front> {
  const to = new URL(target);
  const waiting: { trouble: FrontTrouble; nth: number }[] = [];
  const given = new Set([first]);
  const ended = new Set<string>();
  const written: string[] = [];
  let isClosed = false;

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    outgoing.setHeader('date', new Date(now()).toUTCString());
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    const met = path === WRITE ? next() : undefined;
    if (isRefused(incoming, path)) {
      const isSignIn = path === SIGN_INS[0];
      const error = isSignIn ? 'AuthenticationRequired' : 'ExpiredToken';
      return say(outgoing, isSignIn ? 401 : 400, { error, message: 'It is over' });
    }
    if (met?.when === 'before') {
      if ('cut' in met) return void outgoing.destroy();
      return say(outgoing, met.status, met.body, met.headers);
    }
    const answer = await send(incoming, body);
    const answered = await bodyOf(answer);
    if (SIGN_INS.includes(path)) note(answered);
    const uri = WRITES.includes(path) ? /"uri":"([^"]+)"/.exec(answered.toString('utf8'))?.[1] : undefined;
    if (uri !== undefined && !written.includes(uri)) written.push(uri);
    if (met && 'status' in met) return say(outgoing, met.status, met.body);
    if (met?.cut === 'connection') return void outgoing.destroy();
    const { date: _date, 'content-length': _length, ...headers } = answer.headers;
    outgoing.writeHead(answer.statusCode ?? 502, headers);
    outgoing.end(met?.cut === 'body' ? answered.subarray(0, Math.ceil(answered.length / 2)) : answered);
  }

  function next(): FrontTrouble | undefined {
    for (const one of waiting) one.nth -= 1;
    const due = waiting.findIndex(({ nth }) => nth === 0);
    return due === -1 ? undefined : waiting.splice(due, 1)[0]?.trouble;
  }

  function isRefused(incoming: IncomingMessage, path: string): boolean {
    if (SIGN_INS.includes(path)) return isClosed;
    return ended.has((incoming.headers.authorization ?? '').replace('Bearer ', ''));
  }

  function note(answered: Buffer): void {
    const fresh = /"accessJwt":"([^"]+)"/.exec(answered.toString('utf8'))?.[1];
    if (fresh === undefined) return;
    given.add(fresh);
    // Within one second the server gives the same token again.
    ended.delete(fresh);
  }

  function send(incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { host: _host, connection: _connection, 'transfer-encoding': _coding, ...headers } = incoming.headers;
      // What is to be cut or read must be plain.
      delete headers['accept-encoding'];
      const onward = forward(
        {
          hostname: to.hostname,
          port: to.port,
          method: incoming.method,
          path: incoming.url,
          headers: { ...headers, host: to.host, 'content-length': body.length },
        },
        resolve,
      );
      onward.on('error', reject);
      onward.end(body);
    });
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    written,
    onWrite: (trouble, nth) => void waiting.push({ trouble, nth }),
    endSignIn: (what) => {
      for (const token of given) ended.add(token);
      isClosed = what === 'all';
    },
    allowSignIn: () => void (isClosed = false),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function say(outgoing: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
  outgoing.end(JSON.stringify(body));
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
