import Fastify from 'fastify';

// Where the practice workspace puts files for the networks that fetch them: a bucket on loopback with the few verbs that
// are needed of one (PUT, GET with a range, DELETE). It looks at no signature; what it holds is gone when it stops.

export interface PracticeBucket {
  readonly endpoint: string;
  readonly name: string;
  stop(): Promise<void>;
}

const NAME = 'practice';
/** The largest film that a network takes (Threads, PLATFORMS.md 6.3). */
const MOST_BYTES = 1024 * 1024 * 1024;

interface Kept {
  readonly bytes: Buffer;
  readonly type: string;
}

/** Starts it on any free port. */
export async function startBucket(): Promise<PracticeBucket> {
  const objects = new Map<string, Kept>();
  const app = Fastify({ forceCloseConnections: true, bodyLimit: MOST_BYTES });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const path = `/${NAME}/*`;
  app.put<{ Params: { '*': string } }>(path, (request, reply) => {
    const type = request.headers['content-type'] ?? 'application/octet-stream';
    objects.set(request.params['*'], { bytes: request.body as Buffer, type });
    return reply.code(200).send();
  });
  app.delete<{ Params: { '*': string } }>(path, (request, reply) => {
    objects.delete(request.params['*']);
    return reply.code(204).send();
  });
  app.get<{ Params: { '*': string } }>(path, (request, reply) => {
    const kept = objects.get(request.params['*']);
    if (kept === undefined)
      return reply.code(404).type('application/xml').send('<Error><Code>NoSuchKey</Code></Error>');
    const asked = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    if (asked === null) return reply.type(kept.type).send(kept.bytes);
    const part = kept.bytes.subarray(Number(asked[1]), Number(asked[2]) + 1);
    return reply.code(206).type(kept.type).send(part);
  });
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
  return { endpoint, name: NAME, stop: () => app.close() };
}
