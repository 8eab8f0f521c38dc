import axios, { type AxiosInstance, type AxiosRequestConfig } from 'axios';
import type { Clock } from '#shared/clock.ts';
import { NoAnswer, type Http, type HttpAnswer, type HttpBody, type HttpRequest } from '#shared/platforms/http.ts';

/** What carries the requests: Electron's network in the app (shell/network.ts), Node's in tests. */
export type Fetch = (address: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface NetworkDeps {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly userAgent: string;
}

const USUAL_TIMEOUT_MS = 30_000;
const MOST_OF_A_BODY = 4 * 1024 * 1024;

/** The only way to the networks. Nothing is sent twice, no redirect is followed, no cookie kept. */
export function networkHttp(d: NetworkDeps): Http {
  const client = clientOver(d);
  return { send };

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const giveUp = new AbortController();
    const waitMs = request.timeoutMs ?? USUAL_TIMEOUT_MS;
    const cancel = d.clock.after(waitMs, () =>
      giveUp.abort(new NoAnswer(`no answer within ${waitMs / 1000} s`, 'maybe')),
    );
    try {
      const answer = await client.request<ReadableStream<Uint8Array> | null>({
        ...(await contentOf(request)),
        method: request.method,
        url: request.url,
        signal: giveUp.signal,
      });
      const bytes = answer.data === null ? new Uint8Array() : await bytesOf(answer.data, giveUp.signal);
      const { status, headers } = answer;
      if (request.asBytes === true) return { status, headers: plainHeaders(headers), body: '', bytes };
      return { status, headers: plainHeaders(headers), body: new TextDecoder().decode(bytes) };
    } catch (thrown) {
      throw giveUp.signal.aborted ? giveUp.signal.reason : noAnswer(thrown);
    } finally {
      cancel();
    }
  }
}

function clientOver(d: NetworkDeps): AxiosInstance {
  // Without a Request class axios hands address and options to our fetch as they are.
  const env = { fetch: d.fetch, Request: null } as unknown as NonNullable<AxiosRequestConfig['env']>;
  return axios.create({
    adapter: 'fetch',
    env,
    headers: { 'user-agent': d.userAgent },
    fetchOptions: { redirect: 'manual' },
    responseType: 'stream',
    validateStatus: null,
    // Bodies are made by `contentOf`: axios would send the whole buffer behind a part of it, and forms under a wrong type.
    transformRequest: (content: unknown) => content,
    transformResponse: (content: unknown) => content,
  });
}

async function contentOf(request: HttpRequest): Promise<{ headers: Record<string, string>; data?: Uint8Array }> {
  const headers = { accept: 'application/json, */*;q=0.5', ...request.headers };
  if (request.body === undefined) return { headers };
  const { type, bytes } = await encoded(request.body);
  return { headers: { ...headers, 'content-type': type }, data: bytes };
}

async function encoded(body: HttpBody): Promise<{ type: string; bytes: Uint8Array }> {
  if ('json' in body) return { type: 'application/json', bytes: utf8(JSON.stringify(body.json)) };
  if ('form' in body) {
    return { type: 'application/x-www-form-urlencoded', bytes: utf8(new URLSearchParams(body.form).toString()) };
  }
  if ('bytes' in body) return { type: body.type, bytes: body.bytes };
  const parts = new FormData();
  for (const part of body.multipart) {
    if ('value' in part) parts.append(part.name, part.value);
    else parts.append(part.name, new Blob([new Uint8Array(part.bytes)], { type: part.type }), part.fileName);
  }
  // A Response packs a form with the boundary that its type names.
  const packed = new Response(parts);
  return { type: packed.headers.get('content-type') ?? '', bytes: new Uint8Array(await packed.arrayBuffer()) };
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Reads on until the end, the size cap, or the time is up. */
async function bytesOf(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<Uint8Array> {
  const reader = body.getReader();
  const stop = (): void => void reader.cancel(signal.reason).catch(ignoreEnd);
  signal.addEventListener('abort', stop, { once: true });
  const chunks: Uint8Array[] = [];
  let room = MOST_OF_A_BODY;
  try {
    while (room > 0) {
      const { done, value } = await reader.read();
      if (signal.aborted) throw signal.reason;
      if (done) break;
      chunks.push(value.subarray(0, room));
      room -= value.byteLength;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    if (room <= 0) void reader.cancel().catch(ignoreEnd);
  }
  return Buffer.concat(chunks);
}

/** A stream that failed while it was let go of: nobody waits for it any more. */
function ignoreEnd(_error: unknown): void {}

function plainHeaders(headers: object): Record<string, string> {
  const entries = Object.entries(headers) as [string, unknown][];
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/**
 * What says for certain that no connection to the server was made, so that no byte was taken: Chromium's names
 * (net/base/net_error_list.h) and Node's. Not among them: resets, time-outs and TLS errors that also end an
 * established connection.
 */
const NEVER_ARRIVED: ReadonlySet<string> = new Set([
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  'ERR_ICANN_NAME_COLLISION',
  'ERR_CONNECTION_REFUSED',
  'ERR_CONNECTION_FAILED',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_ADDRESS_INVALID',
  'ERR_UNSAFE_PORT',
  'ERR_INVALID_URL',
  'ERR_UNKNOWN_URL_SCHEME',
  'ERR_DISALLOWED_URL_SCHEME',
  'ERR_NETWORK_ACCESS_DENIED',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_TUNNEL_CONNECTION_FAILED',
  'ERR_SOCKS_CONNECTION_FAILED',
  'ERR_SOCKS_CONNECTION_HOST_UNREACHABLE',
  'ERR_PROXY_CERTIFICATE_INVALID',
  'ERR_PROXY_AUTH_UNSUPPORTED',
  'ERR_PROXY_AUTH_REQUESTED',
  'ERR_MANDATORY_PROXY_CONFIGURATION_FAILED',
  'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  'ERR_SSL_UNRECOGNIZED_NAME_ALERT',
  'ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function noAnswer(thrown: unknown): NoAnswer {
  if (thrown instanceof NoAnswer) return thrown;
  const codes = causesOf(thrown).flatMap((error) => [codeOf(error), ...netErrorsIn(error.message)]);
  const never = codes.find((code) => NEVER_ARRIVED.has(code) || code.startsWith('ERR_CERT_'));
  const reason = never ?? codes.findLast((code) => code !== '') ?? messageOf(thrown);
  return new NoAnswer(reason, never === undefined ? 'maybe' : 'no', { cause: thrown });
}

/** An error and what caused it, outermost first. */
function causesOf(thrown: unknown): Error[] {
  const causes: Error[] = [];
  for (let error = thrown; error instanceof Error && causes.length < 5; error = error.cause) causes.push(error);
  return causes;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function netErrorsIn(message: string): string[] {
  return [...message.matchAll(/net::(ERR_\w+)/g)].flatMap(([, name]) => name ?? []);
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
