import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { MetaToken, TokenStore } from '#simulators/meta/tokens.ts';

// What the simulated Meta networks have in common: how the Graph API refuses, what its headers say, whose token a
// request brings. PLATFORMS.md 3.2 and 3.3. Messages are illustrative there and here; codes are not.

/** An error answer of the Graph API. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: { readonly error: Record<string, unknown> };

  constructor(code: number, message: string, more: GraphErrorDetails = {}) {
    super(message);
    const { status = statusOf(code), headers = {}, subcode, title, words, type = 'OAuthException', transient } = more;
    this.status = status;
    this.headers = headers;
    this.body = {
      error: {
        message,
        type,
        code,
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(transient === undefined ? {} : { is_transient: transient }),
        ...(title === undefined ? {} : { error_user_title: title }),
        ...(words === undefined ? {} : { error_user_msg: words }),
        fbtrace_id: `A${randomBytes(8).toString('base64url')}`,
      },
    };
  }
}

export interface GraphErrorDetails {
  /** HTTP's; what is usual for the code unless said. */
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly subcode?: number;
  /** `error_user_title` and `error_user_msg`: what a person is shown. */
  readonly title?: string;
  readonly words?: string;
  readonly type?: string;
  readonly transient?: boolean;
}

/** HTTP's status is not dependable (PLATFORMS.md 3.2): mostly 400, and these [BK]. */
function statusOf(code: number): number {
  if (code === 1 || code === 2) return 500;
  if ([4, 17, 32, 341, 613, 3, 10].includes(code) || (code >= 200 && code <= 299)) return 403;
  if (code === 102 || code === 190) return 401;
  return 400;
}

const TOKEN_WORDS: Readonly<Record<number, string>> = {
  458: 'Error validating access token: The user has not authorized the application.',
  459: 'Error validating access token: The user is enrolled in a blocking, logged-in checkpoint.',
  460: 'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
  463: 'Error validating access token: Session has expired on Monday, 23-Nov-26 01:00:00 PST. The current time is Monday, 23-Nov-26 01:00:01 PST.',
  464: 'Error validating access token: The user is not a confirmed user.',
  467: 'Error validating access token: The session is invalid because the user logged out.',
};

/** 190 with its subcode; without one for a token nobody ever gave. */
export function badToken(subcode?: number): GraphRefusal {
  const words = subcode === undefined ? 'Invalid OAuth access token - Cannot parse access token' : TOKEN_WORDS[subcode];
  const headers = { 'www-authenticate': `OAuth "Facebook Platform" "invalid_token" "${words ?? ''}"` };
  return new GraphRefusal(190, words ?? 'Error validating access token', {
    headers,
    ...(subcode === undefined ? {} : { subcode }),
  });
}

export const noToken = (): GraphRefusal =>
  new GraphRefusal(104, 'An access token is required to request this resource.', { status: 400 });

export const missingPermission = (scope: string): GraphRefusal =>
  new GraphRefusal(200, `(#200) Requires ${scope} permission to manage the object`);

export const badParameter = (message: string, more: GraphErrorDetails = {}): GraphRefusal =>
  new GraphRefusal(100, `(#100) ${message}`, more);

/** Not there, or not for this token: the two are not told apart. */
export function noSuchObject(id: string, method = 'get'): GraphRefusal {
  const words = `Unsupported ${method} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`;
  return new GraphRefusal(100, words, { subcode: 33, type: 'GraphMethodException' });
}

/** Business use case: `80001` pages, `80002` Instagram. `minutes` until access is regained. */
export function businessLimitReached(
  code: 80_001 | 80_002,
  id: string,
  type: 'pages' | 'instagram',
  minutes: number,
): GraphRefusal {
  const usage = {
    type,
    call_count: 100,
    total_cputime: 10,
    total_time: 12,
    estimated_time_to_regain_access: minutes,
  };
  const headers = { 'x-business-use-case-usage': JSON.stringify({ [id]: [usage] }) };
  const words = `(#${code}) There have been too many calls to this ${type === 'pages' ? 'Page' : 'Instagram'} account. Wait a bit and try again.`;
  return new GraphRefusal(code, words, { headers });
}

export const somethingWrong = (): GraphRefusal =>
  new GraphRefusal(1, 'An unknown error occurred', { type: 'OAuthException', transient: true });

/** What every answer has: the world's date, the Graph API's errors, and `null`-free JSON. */
export function addGraphManners(app: FastifyInstance, now: () => number): void {
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('date', new Date(now()).toUTCString());
    void reply.header('facebook-api-version', 'v26.0');
  });
  app.setErrorHandler((error: FastifyError | GraphRefusal, _request, reply) => {
    if (error instanceof GraphRefusal) return reply.code(error.status).headers(error.headers).send(error.body);
    const status = error.statusCode ?? 500;
    const refusal = new GraphRefusal(status === 413 ? 100 : 1, error.message, { status });
    return reply.code(status).send(refusal.body);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const refusal = new GraphRefusal(2500, `Unknown path components: ${path}`, { status: 400 });
    return reply.code(refusal.status).send(refusal.body);
  });
}

/** How much of its budgets an app and its accounts have used, in percent. */
export interface UsageMeter {
  /** Percent of the app's own budget that is used; the test may set it. */
  appPercent: number;
  /** By page or account: percent used, and minutes until access is regained. */
  readonly business: Map<string, { percent: number; regainMinutes: number }>;
  /** How much a call costs, percent; 0 unless a test wants budgets to run out. */
  costPercent: number;
}

export function newUsageMeter(): UsageMeter {
  return { appPercent: 1, business: new Map(), costPercent: 0 };
}

/** The usage headers of one answer about `id`; counts the call. PLATFORMS.md 3.3. */
export function usageHeaders(
  meter: UsageMeter,
  about?: { id: string; type: 'pages' | 'instagram' },
): Record<string, string> {
  meter.appPercent = Math.min(100, meter.appPercent + meter.costPercent);
  const app = Math.floor(meter.appPercent);
  const headers = {
    'x-app-usage': JSON.stringify({ call_count: app, total_cputime: Math.min(app, 2), total_time: Math.min(app, 3) }),
  };
  if (about === undefined) return headers;
  const { percent, regainMinutes } = meter.business.get(about.id) ?? { percent: 0, regainMinutes: 0 };
  const used = {
    type: about.type,
    call_count: percent,
    total_cputime: Math.min(percent, 2),
    total_time: Math.min(percent, 3),
    estimated_time_to_regain_access: regainMinutes,
  };
  return { ...headers, 'x-business-use-case-usage': JSON.stringify({ [about.id]: [used] }) };
}

/** The token of a request: `Authorization: Bearer` or `OAuth`, else the parameter `access_token`. */
export function tokenTextOf(request: FastifyRequest, parameter: string | undefined): string | undefined {
  const header = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim();
  return header ?? parameter;
}

/** The good token of a request that holds all of `scopes`. Refuses with 104, 190 and 200. */
export function checkedToken(tokens: TokenStore, text: string | undefined, ...scopes: readonly string[]): MetaToken {
  if (text === undefined || text === '') throw noToken();
  const token = tokens.get(text);
  if (!token) throw badToken();
  const wrong = tokens.wrongWith(token);
  if (wrong !== undefined) throw badToken(wrong);
  const missing = scopes.find((scope) => !token.scopes.includes(scope));
  if (missing !== undefined) throw missingPermission(missing);
  return token;
}
