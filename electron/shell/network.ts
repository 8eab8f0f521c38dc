import { Readable } from 'node:stream';
import { app, net, session, type ClientRequest, type Session } from 'electron';
import type { Fetch } from '#electron/http.ts';

// Electron's network, so that the system's proxies and certificates count; but it must never send anything twice.
// Chromium does that by itself: when a connection that already carried a request dies before the answer's headers, or
// answers 408, it opens another one and sends the request again, a POST too (HttpNetworkTransaction::HandleIOError,
// ShouldResendRequest). tests/e2e/no-silent-resend.spec.ts shows it. Only a connection that was used before is
// treated so, therefore no connection here is ever used twice: each request has a session to itself, whose
// connections are closed before it starts. HTTP/2 and QUIC have reasons of their own to send again (lost pings,
// fallback to TCP) and are switched off; every network of ours speaks HTTP/1.1.

/** To be called before the app is ready. */
export function speakOnlyHttp1(): void {
  app.commandLine.appendSwitch('disable-http2');
  app.commandLine.appendSwitch('disable-quic');
}

/** A fetch over Electron that sends each request at most once, keeps no cookies and gives redirects as answers. */
export function singleSendFetch(): Fetch {
  // As many as there ever were requests at once; sessions cannot be thrown away.
  const idle: Session[] = [];
  let made = 0;

  return async (address, init = {}) => {
    const own = idle.pop() ?? newSession();
    let isFree = false;
    const free = (): void => {
      if (!isFree) idle.push(own);
      isFree = true;
    };
    try {
      await own.closeAllConnections();
      return await ask(own, address instanceof Request ? address.url : address.toString(), init, free);
    } catch (error) {
      free();
      throw error;
    }
  };

  function newSession(): Session {
    made += 1;
    // Without `persist:` nothing of it is on the disk.
    const own = session.fromPartition(`network-${made}`, { cache: false });
    own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
    return own;
  }
}

/** Rejects as fetch does: a TypeError whose cause is Chromium's error. Calls `free` when the answer has been read. */
function ask(own: Session, address: string, init: RequestInit, free: () => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { signal } = init;
    if (signal?.aborted === true) return reject(signal.reason as Error);
    const request = net.request({
      url: address,
      method: init.method ?? 'GET',
      session: own,
      credentials: 'omit',
      useSessionCookies: false,
      redirect: 'manual',
      cache: 'no-store',
    });
    const stop = (): void => {
      request.abort();
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', stop, { once: true });
    request.on('error', (error) => reject(new TypeError('fetch failed', { cause: error })));
    request.on('redirect', (status, _method, _to, headers) => {
      resolve(new Response(null, { status, headers: headersOf(headers) }));
      request.abort();
      free();
    });
    request.on('response', (answer) => {
      // It is a stream of Node's, which the typings do not say.
      const stream = answer as unknown as Readable;
      // Whoever stops reading ends the transfer; only then may the session serve another request.
      stream.once('close', () => {
        signal?.removeEventListener('abort', stop);
        request.abort();
        free();
      });
      resolve(responseOf(answer.statusCode, headersOf(answer.headers), stream));
    });
    sendBody(request, init);
  });
}

function sendBody(request: ClientRequest, { headers, body }: RequestInit): void {
  for (const [name, value] of new Headers(headers)) request.setHeader(name, value);
  if (body instanceof Uint8Array) return void request.end(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  if (body !== null && body !== undefined) throw new TypeError('bodies are bytes here');
  request.end();
}

/** Answers that have no body by definition; a Response refuses one for them. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

function responseOf(status: number, headers: Headers, stream: Readable): Response {
  if (!BODILESS.has(status)) return new Response(Readable.toWeb(stream), { status, headers });
  stream.resume();
  return new Response(null, { status, headers });
}

function headersOf(headers: Record<string, string | string[]>): Headers {
  const all = new Headers();
  for (const [name, values] of Object.entries(headers)) {
    for (const value of [values].flat()) all.append(name, value);
  }
  return all;
}
