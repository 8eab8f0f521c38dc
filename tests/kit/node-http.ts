import { NoAnswer, type Http, type HttpAnswer, type HttpBody, type HttpRequest } from '#shared/platforms/http.ts';

const USUAL_TIMEOUT_MS = 30_000;
const MOST_OF_A_BODY = 4 * 1024 * 1024;

/** The tests' way to a network: Node's own fetch, with the promises of `Http` kept. */
export function nodeHttp(): Http {
  return { send };
}

async function send(request: HttpRequest): Promise<HttpAnswer> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      redirect: 'manual',
      signal: AbortSignal.timeout(request.timeoutMs ?? USUAL_TIMEOUT_MS),
      ...contentOf(request),
    });
    const body = new Uint8Array(await response.arrayBuffer());
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new TextDecoder().decode(body.subarray(0, MOST_OF_A_BODY)),
    };
  } catch (thrown) {
    throw noAnswer(thrown);
  }
}

function contentOf(request: HttpRequest): { headers: Headers; body?: NonNullable<RequestInit['body']> } {
  const headers = new Headers(request.headers);
  if (!request.body) return { headers };
  const [type, body] = encoded(request.body);
  // A multipart boundary is chosen by fetch itself.
  if (type !== undefined) headers.set('content-type', type);
  return { headers, body };
}

function encoded(body: HttpBody): [type: string | undefined, body: NonNullable<RequestInit['body']>] {
  if ('json' in body) return ['application/json', JSON.stringify(body.json)];
  if ('form' in body) return ['application/x-www-form-urlencoded', new URLSearchParams(body.form).toString()];
  if ('bytes' in body) return [body.type, new Uint8Array(body.bytes)];
  const parts = new FormData();
  for (const part of body.multipart) {
    if ('value' in part) parts.append(part.name, part.value);
    else parts.append(part.name, new Blob([new Uint8Array(part.bytes)], { type: part.type }), part.fileName);
  }
  return [undefined, parts];
}

/** What the system says when no connection was made: certain that nothing was taken. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
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
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reason = code || (cause instanceof Error ? cause.message : String(cause));
  return new NoAnswer(reason, NEVER_CONNECTED.has(code) ? 'no' : 'maybe', { cause: thrown });
}
