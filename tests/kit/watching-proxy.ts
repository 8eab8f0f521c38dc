import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** Where a request is when it is seen: not yet sent on, done but unanswered, answered. */
export type Phase = 'before' | 'during' | 'after';

export interface SeenRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  /** Counted from 1, over the requests that change something. */
  readonly nth: number;
}

/** What becomes of it: `go` on, or the connection ends here. */
export type Verdict = 'go' | 'cut';

export interface WatchingProxy {
  readonly url: string;
  /** Decides about every request that changes something (all but GET) in each phase; replaces the decision before. */
  watch(decide: (seen: SeenRequest, phase: Phase) => Verdict | Promise<Verdict>): void;
  readonly seen: readonly SeenRequest[];
  stop(): Promise<void>;
}

/** Stands between Postwright and a server, so that a test can cut the line, or the power, at an exact place. */
export async function startWatchingProxy(target: string): Promise<WatchingProxy> {
  let decide: (seen: SeenRequest, phase: Phase) => Verdict | Promise<Verdict> = () => 'go';
  let seen: SeenRequest[] = [];
  const to = new URL(target);

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const one = noted(incoming);
    if (one !== undefined && (await decide(one, 'before')) === 'cut') return void outgoing.destroy();
    const answer = await send(incoming, body);
    const answered = await bodyOf(answer);
    if (one !== undefined && (await decide(one, 'during')) === 'cut') return void outgoing.destroy();
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    outgoing.end(answered, () => {
      if (one !== undefined) void decide(one, 'after');
    });
  }

  function noted(incoming: IncomingMessage): SeenRequest | undefined {
    if (incoming.method === 'GET' || incoming.method === undefined) return undefined;
    const one = { method: incoming.method, path: (incoming.url ?? '/').split('?')[0] ?? '/', nth: seen.length + 1 };
    seen.push(one);
    return one;
  }

  function send(incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { host: _host, connection: _connection, 'transfer-encoding': _coding, ...headers } = incoming.headers;
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
    url: `http://127.0.0.1:${port}`,
    watch: (next) => {
      decide = next;
      seen = [];
    },
    get seen() {
      return seen;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
