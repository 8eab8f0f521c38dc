import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { integer, list, Mismatch, type Shape } from '#simulators/bluesky/lexicon.ts';
import { invalid, Refusal } from '#simulators/bluesky/refusal.ts';

// How methods are called (atproto.com/specs/xrpc): questions by GET with a query, procedures by POST with JSON. Who asks is
// looked at before what is asked.

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply };

export function addQuery<Who, Params>(
  app: FastifyInstance,
  nsid: string,
  { who, params }: { who: (request: FastifyRequest) => Who; params: Shape<Params> },
  answer: (params: Params, who: Who, asked: Asked) => unknown,
): void {
  app.get(`/xrpc/${nsid}`, (request, reply) => {
    const asker = who(request);
    return answer(paramsOf(nsid, params, request), asker, { request, reply });
  });
  refuseOtherVerb(app, 'POST', 'GET', nsid);
}

export function addProcedure<Who, Body>(
  app: FastifyInstance,
  nsid: string,
  { who, body }: { who: (request: FastifyRequest) => Who; body: Shape<Body> },
  answer: (body: Body, who: Who, asked: Asked) => unknown,
): void {
  app.post(`/xrpc/${nsid}`, { bodyLimit: LARGEST_JSON }, (request, reply) => {
    const asker = who(request);
    return answer(bodyOf(body, request), asker, { request, reply });
  });
  refuseOtherVerb(app, 'GET', 'POST', nsid);
}

/** A million bytes: `jsonLimit` of the writing methods (bluesky-social/atproto, packages/pds). */
const LARGEST_JSON = 1_000_000;

/** Anybody may ask. */
export const anybody = (): undefined => undefined;

/** Nothing is sent along. */
export const nothing: Shape<undefined> = () => undefined;

/** A number in a query. */
export function count(rule: { least: number; most: number }): Shape<number> {
  const shape = integer(rule);
  return (value, path) => shape(/^-?\d+$/.test(String(value)) ? Number(value) : value, path);
}

export function flag(): Shape<boolean> {
  return (value) => value === 'true';
}

/** What may be in a query several times. */
export function several<T>(of: Shape<T>, most: number): Shape<readonly T[]> {
  const shape = list(of, most);
  return (value, path) => shape(Array.isArray(value) ? value : [value], path);
}

/** Bodies come as JSON or as bytes. */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, JSON.parse(String(body)));
    } catch (thrown) {
      const { message } = thrown as SyntaxError;
      done(invalid(message, 'SyntaxError'));
    }
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** The bytes that were sent, and what they are said to be. */
export function bytesOf(request: FastifyRequest): { readonly bytes: Buffer; readonly type: string } {
  const type = typeOf(request);
  return { bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), type };
}

function paramsOf<T>(nsid: string, shape: Shape<T>, request: FastifyRequest): T {
  try {
    return shape(request.query, '$');
  } catch (thrown) {
    if (thrown instanceof Mismatch) throw invalid(`Invalid ${nsid} params: ${thrown.message}`);
    throw thrown;
  }
}

function bodyOf<T>(shape: Shape<T>, request: FastifyRequest): T {
  if (shape === (nothing as Shape<unknown>)) return shape(undefined, '$');
  const type = typeOf(request);
  if (type !== 'application/json') throw invalid(`Wrong request encoding (Content-Type): ${type}`);
  try {
    return shape(request.body, '$');
  } catch (thrown) {
    if (thrown instanceof Mismatch) throw invalid(`${thrown.message} at ${thrown.path}`);
    throw thrown;
  }
}

function typeOf(request: FastifyRequest): string {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  if (type === '') throw invalid('Request encoding (Content-Type) required but not provided');
  return type.trim();
}

function refuseOtherVerb(app: FastifyInstance, given: 'GET' | 'POST', expected: string, nsid: string): void {
  app.route({
    method: given,
    url: `/xrpc/${nsid}`,
    handler: () => {
      throw invalid(`Incorrect HTTP method (${given}) expected ${expected}`);
    },
  });
}

/** Every refusal as JSON; what is not there is no method of this server. */
export function addAnswersOfRefusals(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).headers(error.headers).send(error.body);
    if (error.statusCode === 413)
      return reply.code(413).send({ error: 'PayloadTooLarge', message: 'request entity too large' });
    return reply.code(error.statusCode ?? 500).send({ error: 'InternalServerError', message: error.message });
  });
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const nsid = /^\/xrpc\/(.+)$/.exec(path)?.[1];
    if (nsid !== undefined) return reply.code(400).send(invalid(`No service configured for ${nsid}`).body);
    return reply
      .code(404)
      .type('text/html')
      .send(`<pre>Cannot ${request.method} ${encodeURI(path)}</pre>`);
  });
}
