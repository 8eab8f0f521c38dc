import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import type { PlatformId } from '#shared/ids.ts';
import { launchApp, type App } from '#tests/kit/launch-app.ts';
import { selfSigned } from '#tests/e2e/self-signed.ts';

// Chromium sends a request again by itself, a POST too, when a connection that was used before dies without an answer
// or is answered 408. Postwright must not: it would post twice. The servers here answer the first request of a
// connection, keep it open, and let the second one die after reading it whole. What they count is what people see.

const SIGN_IN = '/xrpc/com.atproto.server.createSession';

let app: App;

test.beforeAll(async () => {
  app = await launchApp();
  const { state } = await app.call('secrets.state', undefined);
  if (state === 'undecided') await app.call('secrets.useMemory', undefined);
});
test.afterAll(() => app.close());

for (const death of ['dies', 'is answered 408'] as const) {
  test(`a used connection ${death}: Electron’s own fetch sends the POST twice`, async () => {
    const treacherous = await startTreacherous(death);
    await electronFetches(treacherous.url);
    await electronFetches(treacherous.url);
    expect(treacherous.arrivals()).toBe(3);
    await treacherous.stop();
  });

  test(`a used connection ${death}: Postwright sends each POST once`, async () => {
    const treacherous = await startTreacherous(death);
    for (const times of [1, 2, 3, 4]) {
      await signIn(treacherous.url);
      expect(treacherous.arrivals()).toBe(times);
    }
    expect(treacherous.connections()).toBe(4);
    await treacherous.stop();
  });
}

test('a first connection dies: Postwright sends the POST once', async () => {
  const treacherous = await startTreacherous('dies', 0);
  await signIn(treacherous.url);
  expect(treacherous.arrivals()).toBe(1);
  await treacherous.stop();
});

test('many at once: each arrives once', async () => {
  const treacherous = await startTreacherous('dies');
  for (let round = 1; round <= 3; round += 1) {
    await Promise.all(Array.from({ length: 5 }, () => signIn(treacherous.url)));
    expect(treacherous.arrivals()).toBe(round * 5);
  }
  await treacherous.stop();
});

test('a server that offers HTTP/2 is spoken to in HTTP/1.1, which sends nothing again', async () => {
  const secure = await startSecure();
  await app.electron.evaluate(({ session }) =>
    session.defaultSession.setCertificateVerifyProc((_request, trust) => trust(0)),
  );
  await electronFetches(secure.url);
  expect(secure.versions).toEqual(['1.1']);
  await secure.stop();
});

/** The real way from the window to the network: a sign-in is a POST that our own `Http` sends. */
async function signIn(server: string): Promise<void> {
  const answers = { handle: 'ada.test', password: 'abcd-efgh-ijkl-mnop', server };
  await app.call('channels.connect', { platform: 'bluesky' as PlatformId, way: 'app-password', answers }).then(
    () => expect(true, 'nobody can sign in there').toBe(false),
    (error: unknown) => expect(String(error)).toContain('sign-in.'),
  );
}

/** What any Electron app does; how it ends is of no account. */
async function electronFetches(server: string): Promise<void> {
  await app.electron.evaluate(async ({ net }, url) => {
    const answer = await net.fetch(url, { method: 'POST', body: 'hello' }).catch(() => undefined);
    await answer?.text();
  }, `${server}${SIGN_IN}`);
}

interface Treacherous {
  readonly url: string;
  /** Requests that were read whole. */
  arrivals(): number;
  connections(): number;
  stop(): Promise<void>;
}

/** Answers the first `honest` requests of a connection, and betrays the next. */
async function startTreacherous(death: 'dies' | 'is answered 408', honest = 1): Promise<Treacherous> {
  const seen = new Map<Socket, number>();
  let arrivals = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (request.method !== 'POST') return response.writeHead(404).end();
      arrivals += 1;
      const nth = (seen.get(request.socket) ?? 0) + 1;
      seen.set(request.socket, nth);
      if (nth <= honest)
        return response
          .writeHead(401, { 'content-type': 'application/json' })
          .end('{"error":"AuthenticationRequired"}');
      if (death === 'is answered 408') return response.writeHead(408, { connection: 'close' }).end();
      return request.socket.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  const url = await listening(server, 'http');
  return { url, arrivals: () => arrivals, connections: () => seen.size, stop: () => closed(server) };
}

async function startSecure(): Promise<{ url: string; versions: string[]; stop(): Promise<void> }> {
  const versions: string[] = [];
  const server = createSecureServer({ ...selfSigned(), allowHTTP1: true }, (request, response) => {
    versions.push(request.httpVersion);
    response.end('hello');
  });
  return { url: await listening(server, 'https'), versions, stop: () => closed(server) };
}

async function listening(server: Server | Http2SecureServer, scheme: string): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What Chromium keeps open would keep it from closing, so nobody waits for that. */
function closed(server: Server | Http2SecureServer): Promise<void> {
  if ('closeAllConnections' in server) server.closeAllConnections();
  server.close();
  server.unref();
  return Promise.resolve();
}
