import { Readable } from 'node:stream';
import { app, net, session, type ClientRequest, type Session } from 'electron';
import type { SessionProxy } from '#shared/proxy.ts';
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

export interface NetworkProxy {
  /** How requests go out from now on. */
  rules(): SessionProxy;
  /** What a proxy that asks is told. */
  credentials(): { readonly user: string; readonly password: string } | undefined;
}

/** A fetch over Electron that sends each request at most once, keeps no cookies and gives redirects as answers. */
export function singleSendFetch(proxy: NetworkProxy): Fetch {
  // As many as there ever were requests at once; sessions cannot be thrown away.
  const idle: Session[] = [];
  let made = 0;
  const followed = new WeakMap<Session, string>();

  return async (address, init = {}) => {
    const own = idle.pop() ?? newSession();
    let isFree = false;
    const free = (): void => {
      if (!isFree) idle.push(own);
      isFree = true;
    };
    try {
      await follow(own);
      await own.closeAllConnections();
      const url = address instanceof Request ? address.url : address.toString();
      return await ask({ own, proxy, free }, url, init);
    } catch (error) {
      free();
      throw error;
    }
  };

  /** A session that is used again may have been set before the person changed their mind. */
  async function follow(own: Session): Promise<void> {
    const rules = proxy.rules();
    const wanted = JSON.stringify(rules);
    if (followed.get(own) === wanted) return;
    await own.setProxy(rules);
    followed.set(own, wanted);
  }

  function newSession(): Session {
    made += 1;
    // Without `persist:` nothing of it is on the disk.
    const own = session.fromPartition(`network-${made}`, { cache: false });
    own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
    return own;
  }
}

interface Asking {
  readonly own: Session;
  readonly proxy: NetworkProxy;
  /** To be called when the answer has been read. */
  readonly free: () => void;
}

/** Rejects as fetch does: a TypeError whose cause is Chromium's error. */
function ask({ own, proxy, free }: Asking, address: string, init: RequestInit): Promise<Response> {
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
    answerProxy(request, proxy);
    request.on('redirect', (status, _method, _to, headers) => {
      resolve(new Response(null, { status, headers: headersOf(headers) }));
      request.abort();
      free();
    });
    request.on('response', (answer) => {
      if (answer.statusCode === 407) {
        // The proxy's own answer: the request never went further.
        reject(new TypeError('fetch failed', { cause: new Error('net::ERR_PROXY_AUTH_REQUESTED') }));
        request.abort();
        return free();
      }
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

/** A proxy is told once who asks. Whoever is told and asks again has refused. */
function answerProxy(request: ClientRequest, proxy: NetworkProxy): void {
  let isTold = false;
  request.on('login', ({ isProxy }, tell) => {
    const known = isProxy && !isTold ? proxy.credentials() : undefined;
    isTold = true;
    if (known === undefined) tell();
    else tell(known.user, known.password);
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
