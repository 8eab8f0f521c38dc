// The only way an adapter reaches a network. The desktop and the server bring their own implementation.

export type HttpBody =
  | { readonly json: unknown }
  | { readonly form: Readonly<Record<string, string>> }
  | { readonly bytes: Uint8Array; readonly type: string }
  | { readonly multipart: readonly HttpPart[] };

export type HttpPart =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly bytes: Uint8Array; readonly type: string; readonly fileName: string };

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  /** How long to wait for the whole answer, ms; 30 000 unless said. */
  readonly timeoutMs?: number;
  /** The body is wanted as bytes (a picture), in `bytes`. */
  readonly asBytes?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, at most 4 MiB of it. */
  readonly body: string;
  /** Where it was asked for, at most 4 MiB; `body` is empty then. */
  readonly bytes?: Uint8Array;
}

export interface Http {
  /**
   * Resolves with whatever the server answered, whatever the status; redirects are not followed.
   * Rejects with `NoAnswer` when there was none.
   */
  send(request: HttpRequest): Promise<HttpAnswer>;
}

/** No answer came. `arrived: 'no'` only where it is certain that no byte of the request was taken. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly arrived: 'no' | 'maybe';

  constructor(reason: string, arrived: 'no' | 'maybe', options?: { cause?: unknown }) {
    super(reason, options);
    this.arrived = arrived;
  }
}

/** The body as JSON, or `undefined` when it is none. */
export function jsonOf(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.body);
  } catch (_expected) {
    // Proxies and broken servers answer with HTML; the caller's schema says what that means.
    return undefined;
  }
}
