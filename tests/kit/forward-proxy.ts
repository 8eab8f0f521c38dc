import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from '#tests/e2e/self-signed.ts';

export interface ForwardProxy {
  readonly address: string;
  /** What came with the right user and password, and what went through its tunnels: `CONNECT host:443`, `POST https://…`. */
  readonly let: readonly string[];
  /** How many were sent away. */
  refused(): number;
  stop(): Promise<void>;
}

export interface ForwardProxyOptions {
  readonly user: string;
  readonly password: string;
  /** Where every plain request ends up, whatever name it asks for. */
  readonly to: string;
}

/** A proxy as companies have them: it wants to know who asks, and knows names that nobody else knows. */
export async function startForwardProxy({ user, password, to }: ForwardProxyOptions): Promise<ForwardProxy> {
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const passed: string[] = [];
  let refused = 0;
  const isLet = (message: IncomingMessage): boolean => {
    const isRight = message.headers['proxy-authorization'] === wanted;
    if (isRight) passed.push(`${message.method} ${message.url}`);
    else refused += 1;
    return isRight;
  };
  // The far end of every tunnel: only the name is far away.
  const inTunnels = createSecureServer(selfSigned(), (incoming, outgoing) => {
    passed.push(`${incoming.method} https://${incoming.headers.host}${incoming.url}`);
    pass(incoming, outgoing, new URL(to));
  });
  const server = createServer((incoming, outgoing) => {
    if (!isLet(incoming)) {
      incoming.resume();
      return void outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="mill"' }).end();
    }
    pass(incoming, outgoing, new URL(to));
  });
  server.on('connect', (message, socket) => {
    if (!isLet(message)) {
      return void socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="mill"\r\nContent-Length: 0\r\n\r\n',
      );
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    inTunnels.emit('connection', socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    let: passed,
    refused: () => refused,
    stop: async () => {
      server.closeAllConnections();
      inTunnels.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, to: URL): void {
  const asked = new URL(incoming.url ?? '/', to);
  const { 'proxy-authorization': _secret, 'proxy-connection': _way, ...headers } = incoming.headers;
  const onward = forward(
    { hostname: to.hostname, port: to.port, method: incoming.method, path: asked.pathname + asked.search, headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  onward.on('error', () => outgoing.writeHead(502).end());
  incoming.pipe(onward);
}
